import { allow, Conflict, found, isOperator, transact, type Call } from '#platform';
import { m } from '#words';
import { lockTree, mainTree } from '../store/history.store.ts';
import type { Changes } from '../tree/changes.ts';
import type { TreeDocument } from './document.ts';
import { needsCheck } from './document.policy.ts';
import { findSameDocument, lockDocument } from './document.store.ts';
import { enact } from './enact.ts';
import { planDocument, planHash } from './plan-document.ts';

/**
 * Applies the checked document of a file, as the operator. Answers undefined when it is applied already.
 * @throws {Conflict} when it was not checked, or means something else now than what was checked
 */
export const applyFile = (
	call: Call,
	about: { on: string; decisionNo: string; fileSha256: string },
): Promise<Changes | undefined> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await lockTree(call, mainTree);
		const document = await findSameDocument(call, { tree: mainTree, kind: 'reorganisation', ...about });
		if (document?.status === 'applied') return undefined;
		if (document?.status !== 'checked') throw new Conflict(() => m.organisation_apply_unchecked());
		return apply(call, document);
	});

/** Applies a document that was ordered in the workspace; harmless when it is done already. Runs as a job. */
export const applyOrdered = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		allow(call.actor.kind === 'job');
		await lockTree(call, mainTree);
		const document = found(await lockDocument(call, id));
		if (document.status === 'applying') await apply(call, document);
	});

async function apply(call: Call, document: TreeDocument): Promise<Changes> {
	const { history, changes } = await planDocument(call, document);
	if (needsCheck(document) && planHash(changes) !== document.planSha256) {
		throw new Conflict(() => m.organisation_apply_changedSince());
	}
	return enact(call, document, history, changes);
}
