import { allow, asItStands, Conflict, found, requireSeen, runLater, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { findRoot } from '../store/units.store.ts';
import { mayOrder, needsCheck } from './document.policy.ts';
import { addStep, lockDocument, saveDocument } from './document.store.ts';
import { markOfDocument } from './plan-document.ts';

/** Has a document applied by the worker: a checked re-organisation, or a drafted import. */
export const orderApplying = (call: Call, id: string, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const document = found(await lockDocument(call, id));
		allow(mayOrder(call.actor, (await findRoot(call))?.id));
		if (document.status !== (needsCheck(document) ? 'checked' : 'draft'))
			throw new Conflict(() => m.organisation_apply_unchecked());
		await requireSeen(seen, () => markOfDocument(document, document.planSha256));
		await saveDocument(call, id, { status: 'applying', refusal: null });
		await addStep(call, id, 'ordered');
		await runLater(call, 'applyDocument', { documentId: id });
	});

/** Takes back the order to apply a document, for one that does not come to an end: it may be changed, or ordered again. */
export const withdrawOrder = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const document = found(await lockDocument(call, id));
		allow(mayOrder(call.actor, (await findRoot(call))?.id));
		if (document.status !== 'applying') throw new Conflict(() => m.organisation_withdraw_over());
		await saveDocument(call, id, { status: needsCheck(document) ? 'checked' : 'draft' });
		await addStep(call, id, 'returned');
	});

/** Has an applied document taken back by the worker; ordered again, it is tried once more, also after the worker gave up. */
export const orderReverting = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const document = found(await lockDocument(call, id));
		allow(mayOrder(call.actor, (await findRoot(call))?.id));
		if (document.status !== 'applied' && document.status !== 'reverting')
			throw new Conflict(() => m.organisation_revert_notApplied());
		await saveDocument(call, id, { status: 'reverting', refusal: null });
		await addStep(call, id, 'ordered');
		await runLater(call, 'revertDocument', { documentId: id });
	});
