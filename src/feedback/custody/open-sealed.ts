import { requireElevation } from '#access';
import { Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { logStep } from '../advance.ts';
import { findFeedback } from '../feedback.store.ts';
import { hasWrittenSince } from '../handling/message.store.ts';
import { insertBrief } from '../texts.store.ts';
import { findSealed, hasOpened, openSealedTexts } from './custody.store.ts';

/**
 * A custodian opens what is sealed, for a reason that the sender reads; the log has a leaf of it. Not of a case that is not sealed: there
 * only what its sender was pressed about is opened, and a leaf would tell whoever handles it that they said so.
 */
export const openSealed = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		const feedback = found(await findFeedback(call, id));
		found(await findSealed(call, id));
		await openSealedTexts(call, id, reason);
		if (feedback.sealed) await logStep(call, feedback, 'opened', {});
	});

/**
 * What the handler needs to know, written by the custodian who read it: without the sender, and without what would tell the sender.
 * The log has a leaf of it, like of an opening. Kept under the key of the case, where the handler may read it. One for each time that the sender wrote something sealed.
 *
 * @param read the step at which the case stood when the custodian read it
 * @throws {Conflict} when all is told already, the sender wrote meanwhile, or the custodian has not opened it
 */
export const writeBrief = (call: Call, id: string, brief: string, read: number): Promise<void> =>
	transact(call, async (call) => {
		const about = found(await findSealed(call, id));
		if (!about.untold) throw new Conflict(() => m.feedback_custody_brief_there());
		if (await hasWrittenSince(call, id, read)) throw new Conflict(() => m.feedback_custody_brief_meanwhile());
		if (!(await hasOpened(call, id))) throw new Conflict(() => m.feedback_custody_brief_unread());
		await insertBrief(call, id, brief, Math.min(read, about.step));
		const feedback = found(await findFeedback(call, id));
		if (feedback.sealed) await logStep(call, feedback, 'briefed', {});
	});
