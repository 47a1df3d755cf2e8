import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { findBlock } from './block.store.ts';
import { takesLatecomers, type Addendum } from './pledge.ts';
import { mayPrepare } from './pledge.policy.ts';
import { addLatecomer, lockPledge } from './pledge.store.ts';

/** Prepares the addendum by which a unit joins a signed pledge that is not scored yet; its head signs it then. */
export const joinPledge = (call: Call, id: string, unitId: number, addendum: Addendum): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = found(await findBlock(call, pledge.blockId));
		allow(mayPrepare(call.actor, block, await lineOf(call, block.nodeId)));
		if (!takesLatecomers(pledge)) throw new Conflict(() => m.pledges_conflict_notSigned());
		if (!(await lineOf(call, unitId)).includes(block.nodeId)) {
			throw new Invalid(() => m.pledges_error_notUnder(), { unit: () => m.pledges_error_notUnder() });
		}
		if (!(await addLatecomer(call, id, unitId, addendum))) throw new Conflict(() => m.pledges_conflict_isParty());

		await record(call, 'pledge.joined', { unitId, subject: id, payload: { campaignId: pledge.campaignId } });
	});
