import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { blockOf } from './open-block.ts';
import { after, scoredFrom, speaksOf, type Review, type ReviewMove, type ReviewStage } from './pledge.ts';
import { mayReview } from './pledge.policy.ts';
import { listParties, lockPledge, saveState } from './pledge.store.ts';
import { addReview, listReviews } from './review.store.ts';

/**
 * What the block found of its signed pledge: how far each party was in the middle of the year, its score at the end, and the summing-up,
 * which is another person's. Scored not before November of its year. Written once, of every party that signed and of nobody else, on a day not
 * before the signing and what was found earlier.
 */
export const reviewPledge = (call: Call, id: string, move: ReviewMove, review: Review): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = await blockOf(call, pledge.blockId);
		const reviews = await listReviews(call, id);
		const scoredBy = reviews.find(({ stage }) => stage === 'scored')?.enteredBy;
		allow(mayReview(call.actor, block, { move, scoredBy }));
		const stage = after(pledge.state, move) as ReviewStage | undefined;
		if (stage === undefined) throw new Conflict(() => m.pledges_conflict_notNow());
		const since = [pledge.signedOn!, ...reviews.map(({ heldOn }) => heldOn)];
		if (review.heldOn > call.today || since.some((day) => review.heldOn < day))
			throw Invalid.at('heldOn', () => m.pledges_error_heldOn());
		if (move === 'score' && review.heldOn < scoredFrom(pledge))
			throw Invalid.at('heldOn', () => m.pledges_error_scoredEarly());
		const signed = new Set((await listParties(call, id)).flatMap((each) => (each.signedAt ? each.unitId : [])));
		const findings = move === 'close' ? [] : review.findings;
		if (move !== 'close' && !speaksOf(findings, signed)) throw new Invalid(() => m.pledges_error_findings());

		await addReview(call, id, stage, { ...review, findings });
		await saveState(call, id, stage);
		await record(call, `pledge.${stage}`, {
			unitId: block.nodeId,
			subject: id,
			payload: { campaignId: pledge.campaignId },
		});
	});
