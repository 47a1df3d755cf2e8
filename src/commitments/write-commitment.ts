import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { after, type CommitmentText } from './commitment.ts';
import { mayWrite } from './commitment.policy.ts';
import { lockCommitment, saveDraft } from './commitment.store.ts';

/** Keeps what a member has written so far; nobody else reads it until it is submitted. */
export const writeCommitment = (call: Call, id: string, text: CommitmentText): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayWrite(call.actor, paper));
		if (after(paper.state, 'save') === undefined) throw new Conflict(() => m.commitments_conflict_notWritable());

		await saveDraft(call, paper, { ...text, areas: text.areas.slice(0, paper.areas.length) });
	});
