import { dueState, type Expectation } from '#campaigns';
import type { Call } from '#platform';
import { m } from '#words';
import type { CommitmentState } from './commitment.ts';
import { listCommitmentsOf } from './commitment.store.ts';
import { queuePath, writingPath } from './paths.ts';
import { findWaiting } from './progress.store.ts';

const toWrite: ReadonlySet<CommitmentState> = new Set(['notStarted', 'draft', 'returned']);

/** What is expected of the caller: the own commitment to write, papers of others to answer. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	const own = call.actor.memberId === null ? [] : await listCommitmentsOf(call, call.actor.memberId);
	const waiting = await findWaiting(call);
	return [
		...own
			.filter((paper) => paper.inForce && toWrite.has(paper.state))
			.map((paper) => ({
				label:
					paper.state === 'returned'
						? m.commitments_expected_returned({ title: paper.title })
						: m.commitments_expected_write({ title: paper.title }),
				href: writingPath(paper.id),
				dueOn: paper.dueOn,
				state: dueState(paper.dueOn, call.today),
			})),
		...(waiting.count === 0
			? []
			: [
					{
						label: m.commitments_expected_confirm({ count: waiting.count }),
						href: queuePath,
						dueOn: null,
						state: 'soon' as const,
					},
				]),
	];
}
