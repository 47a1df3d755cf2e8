import { randomUUID } from 'node:crypto';
import { workIn } from '#campaigns';
import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { findBlock, listBlockUnits, type Block } from './block.store.ts';
import { mayPrepare } from './pledge.policy.ts';
import { addPledge, lockPledge, saveDraft, type NewPledge } from './pledge.store.ts';

/** Begins a pledge of the units of a block. @returns its id */
export const draftPledge = (call: Call, draft: NewPledge): Promise<string> =>
	transact(call, async (call) => {
		const block = found(await findBlock(call, draft.blockId));
		allow(mayPrepare(call.actor, block, await lineOf(call, block.nodeId)));
		await ofTheBlock(call, block, draft.parties);
		await workIn(call, [draft.campaignId]);

		const id = randomUUID();
		if (!(await addPledge(call, id, draft))) throw new Conflict(() => m.pledges_conflict_blockHasOne());
		await record(call, 'pledge.drafted', {
			unitId: block.nodeId,
			subject: id,
			payload: { campaignId: draft.campaignId },
		});
		return id;
	});

/** Writes a draft anew. What is agreed is opened again first. */
export const editPledge = (call: Call, id: string, draft: Omit<NewPledge, 'blockId' | 'campaignId'>): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = found(await findBlock(call, pledge.blockId));
		allow(mayPrepare(call.actor, block, await lineOf(call, block.nodeId)));
		if (pledge.state !== 'draft') throw new Conflict(() => m.pledges_conflict_notDraft());
		await ofTheBlock(call, block, draft.parties);

		await saveDraft(call, id, draft);
	});

async function ofTheBlock(call: Call, block: Block, parties: readonly number[]): Promise<void> {
	const units = new Set((await listBlockUnits(call, block.id)).map((unit) => unit.unitId));
	if (parties.length < 2 || parties.some((party) => !units.has(party))) {
		throw new Invalid(() => m.pledges_error_parties(), { parties: () => m.pledges_error_parties() });
	}
}
