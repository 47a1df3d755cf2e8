import { Conflict, record, transact, type Call } from '#platform';
import { m } from '#words';
import { lockToPrepare } from './agree-pledge.ts';
import { isFullySigned } from './pledge.ts';
import { saveState } from './pledge.store.ts';

/**
 * Says that a pledge is signed whose last signatures nobody will give any more, because the tree changed after the others signed. Of whoever
 * prepares the pledges of the block.
 */
export const completeSigning = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const { pledge, parties, nodeId } = await lockToPrepare(call, id);
		if (!isFullySigned(pledge, parties)) throw new Conflict(() => m.pledges_conflict_stillAwaited());

		await saveState(call, id, 'signed');
		await record(call, 'pledge.completed', { unitId: nodeId, subject: id, payload: { campaignId: pledge.campaignId } });
	});
