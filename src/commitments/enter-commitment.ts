import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, keepFile, transact, type Call } from '#platform';
import { m } from '#words';
import { after, type CommitmentText } from './commitment.ts';
import { mayEnter } from './commitment.policy.ts';
import { findText, lockCommitment, saveSubmission } from './commitment.store.ts';
import { recordMove } from './record-move.ts';
import { hashOf } from './submit-commitment.ts';

/** The scan stands for the text. */
const nothingTyped: CommitmentText = { understanding: '', areas: [], works: [] };

/**
 * A focal officer enters a paper that a member wrote and signed by hand, with the scan as evidence; it is marked so. It counts as
 * signed from today, whatever day is on the paper, because figures of the past are not changed behind anybody's back.
 */
export const enterCommitment = (call: Call, id: string, signedOn: string, scan: File): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayEnter(call.actor, await lineOf(call, paper.unitId)));
		if (after(paper.state, 'submit') === undefined) throw new Conflict(() => m.commitments_conflict_notWritable());
		if (paper.isOver) throw new Conflict(() => m.commitments_conflict_campaignOver());
		// What the member has begun to write is the member's; only what one entered oneself can be entered again.
		if (paper.state !== 'notStarted' && (await findText(call, id))?.enteredBy !== call.actor.accountId)
			throw new Conflict(() => m.commitments_conflict_begun());
		if (signedOn > call.today) throw Invalid.at('signedOn', () => m.commitments_error_future());

		const file = await keepFile(call, scan, paper.unitId);
		await saveSubmission(call, paper, {
			text: nothingTyped,
			sha256: hashOf(paper, nothingTyped, file),
			signedOn,
			scan: file,
		});
		await recordMove(call, paper, 'commitment.entered');
	});
