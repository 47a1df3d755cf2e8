import { workIn } from '#campaigns';
import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { blockOf } from './open-block.ts';
import { takesLatecomers, type Addendum } from './pledge.ts';
import { mayPrepare } from './pledge.policy.ts';
import { addLatecomer, listParties, lockPledge, removeLatecomer } from './pledge.store.ts';

/** Prepares the addendum by which a unit joins a signed pledge that is not scored yet; its head signs it then. Whoever arranges the block sums it up, and joins nothing. */
export const joinPledge = (call: Call, id: string, unitId: number, addendum: Addendum): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = await blockOf(call, pledge.blockId);
		allow(mayPrepare(call.actor, block));
		if (!takesLatecomers(pledge)) throw new Conflict(() => m.pledges_conflict_notSigned());
		await workIn(call, [pledge.campaignId]);
		if (unitId === block.nodeId || !(await lineOf(call, unitId)).includes(block.nodeId)) {
			throw Invalid.at('unit', () => m.pledges_error_notUnder());
		}
		// What continues a party is bound by its signature already.
		if ((await listParties(call, id)).some(({ keeperId }) => keeperId === unitId))
			throw new Conflict(() => m.pledges_conflict_isParty());
		if (!(await addLatecomer(call, id, unitId, addendum))) throw new Conflict(() => m.pledges_conflict_isParty());

		await record(call, 'pledge.joined', { unitId, subject: id, payload: { campaignId: pledge.campaignId } });
	});

/** Takes out a latecomer that was chosen by mistake and has not signed. */
export const dropLatecomer = (call: Call, id: string, unitId: number): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = await blockOf(call, pledge.blockId);
		allow(mayPrepare(call.actor, block));
		if (!(await removeLatecomer(call, id, unitId))) throw new Conflict(() => m.pledges_conflict_staysParty());

		await record(call, 'pledge.latecomerDropped', {
			unitId,
			subject: id,
			payload: { campaignId: pledge.campaignId },
		});
	});
