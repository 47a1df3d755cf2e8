import { requireElevation } from '#access';
import { Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { logStep } from '../advance.ts';
import { findFeedback } from '../feedback.store.ts';
import { insertText, listTexts } from '../texts.store.ts';
import { listSealed, openSealedTexts } from './custody.store.ts';

/** A custodian opens what is sealed, for a reason that the sender reads; the log has a leaf of it. */
export const openSealed = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		const feedback = found(await findFeedback(call, id));
		found((await listSealed(call)).find((each) => each.id === id));
		await openSealedTexts(call, id, reason);
		await logStep(call, feedback, 'opened', {});
	});

/**
 * What the handler needs to know, written by the custodian who read it: without the sender, and without what would tell the sender.
 * Kept under the key of the case, where the handler may read it.
 */
export const writeBrief = (call: Call, id: string, brief: string): Promise<void> =>
	transact(call, async (call) => {
		found((await listSealed(call)).find((each) => each.id === id));
		if ((await listTexts(call, id, ['brief'])).length > 0) throw new Conflict(() => m.feedback_custody_brief_there());
		await insertText(call, id, 'brief', brief);
	});
