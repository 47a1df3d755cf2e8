import { dueBy, waits, type Expectation } from '#campaigns';
import type { Call } from '#platform';
import { m } from '#words';
import { isToReview, type CommitmentState } from './commitment.ts';
import { listCommitmentsOf } from './commitment.store.ts';
import { filedPath, queuePath, selfReviewPath, writingPath } from './paths.ts';
import { findWaiting } from './progress.store.ts';

const toWrite: ReadonlySet<CommitmentState> = new Set(['notStarted', 'draft', 'returned']);

/** What is expected of the caller: the own commitment to write, papers of others to answer. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	const own = call.actor.memberId === null ? [] : await listCommitmentsOf(call, call.actor.memberId);
	const waiting = await findWaiting(call);
	const filed = await findWaiting(call, 0, 'filed');
	return [
		...own
			.filter((paper) => paper.inForce && !paper.isOver && toWrite.has(paper.state))
			.map((paper) => {
				const words = paper.state === 'returned' ? m.commitments_expected_returned : m.commitments_expected_write;
				return dueBy(words({ title: paper.title }), writingPath(paper.id), paper.dueOn, call.today);
			}),
		...own
			.filter((paper) => isToReview(paper, call.today))
			.map((paper) => waits(m.commitments_expected_selfReview({ title: paper.title }), selfReviewPath(paper.id))),
		...(waiting.count === 0 ? [] : [waits(m.commitments_expected_confirm({ count: waiting.count }), queuePath)]),
		...(filed.count === 0 ? [] : [waits(m.commitments_expected_review({ count: filed.count }), filedPath)]),
	];
}
