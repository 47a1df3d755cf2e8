import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { after, mayBeFiled, type Kept } from './commitment.ts';
import { mayWrite } from './commitment.policy.ts';
import { lockCommitment } from './commitment.store.ts';
import { recordMove } from './record-move.ts';
import { saveOwnReview } from './review.store.ts';

/** The author says how the confirmed commitment was kept; with that it is filed, and the commander reads it. */
export const fileCommitment = (call: Call, id: string, own: { result: Kept; text: string }): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayWrite(call.actor, paper));
		if (after(paper.state, 'file') === undefined) throw new Conflict(() => m.commitments_conflict_notConfirmed());
		if (!mayBeFiled(paper, call.today))
			throw new Conflict(() => m.commitments_conflict_notYet({ year: String(paper.year) }));

		await saveOwnReview(call, paper, own);
		await recordMove(call, paper, 'commitment.filed');
	});
