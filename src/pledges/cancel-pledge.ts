import { stableId } from '#campaigns';
import { allow, Conflict, found, record, transact, type Call } from '#platform';
import { m } from '#words';
import { blockOf } from './open-block.ts';
import { after } from './pledge.ts';
import { mayArrange } from './pledge.policy.ts';
import { listParties, lockPledge, saveCancellation, takeBack } from './pledge.store.ts';

/**
 * Whoever arranges the block gives up a pledge that not all have signed, with a reason, so that the block may begin another. The signatures
 * stay on it and are counted no more.
 */
export const cancelPledge = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = await blockOf(call, pledge.blockId);
		allow(mayArrange(call.actor, block));
		if (after(pledge.state, 'cancel') === undefined) throw new Conflict(() => m.pledges_conflict_notCancellable());

		const signed = (await listParties(call, id)).filter(({ signedAt }) => signedAt !== null);
		const counted = signed.map(({ unitId }) => stableId('pledge', id, unitId, 'pledgeSigned'));
		if (counted.length > 0) await takeBack(call, id, counted);
		await saveCancellation(call, id, reason);
		await record(call, 'pledge.cancelled', {
			unitId: block.nodeId,
			subject: id,
			payload: { campaignId: pledge.campaignId },
		});
	});
