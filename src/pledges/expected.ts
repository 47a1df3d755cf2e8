import { waits, type Expectation } from '#campaigns';
import type { Call } from '#platform';
import { m } from '#words';
import { reviewPath, signingPath } from './paths.ts';
import { reviewDue } from './pledge.ts';
import { listAwaited, listReviewable } from './pledge.store.ts';

/**
 * What is expected of the caller: pledges to sign as head of a party, to supervise and score as the block's lead, to sum up as whoever
 * arranges the block.
 */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	return [
		...(await listAwaited(call)).map((pledge) =>
			waits(
				m.pledges_expected_sign({ title: pledge.title, unit: pledge.unitName }),
				signingPath(pledge.id, pledge.unitId),
			),
		),
		...(await listReviewable(call)).flatMap((pledge) => {
			const move = reviewDue(pledge, call.today);
			if (move === undefined || !(move === 'close' ? pledge.arranges : pledge.leads)) return [];
			return [waits(reviewWords[move]({ title: pledge.title }), reviewPath(pledge.id, move))];
		}),
	];
}

const reviewWords = {
	checkMidTerm: m.pledges_expected_checkMidTerm,
	score: m.pledges_expected_score,
	close: m.pledges_expected_close,
};
