import { randomUUID } from 'node:crypto';
import { workIn } from '#campaigns';
import {
	allow,
	Conflict,
	found,
	Invalid,
	markOf,
	record,
	requireSeen,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import { listBlockUnits, type Block } from './block.store.ts';
import { blockOf } from './open-block.ts';
import { mayPrepare } from './pledge.policy.ts';
import { addPledge, listParties, lockPledge, saveDraft, type NewPledge } from './pledge.store.ts';
import type { Party, Pledge } from './pledge.ts';

/** Begins a pledge of the units of a block. @returns its id */
export const draftPledge = (call: Call, draft: NewPledge): Promise<string> =>
	transact(call, async (call) => {
		const block = await blockOf(call, draft.blockId);
		allow(mayPrepare(call.actor, block));
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
export const editPledge = (
	call: Call,
	id: string,
	draft: Omit<NewPledge, 'blockId' | 'campaignId'>,
	seen: Seen,
): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const block = await blockOf(call, pledge.blockId);
		allow(mayPrepare(call.actor, block));
		if (pledge.state !== 'draft') throw new Conflict(() => m.pledges_conflict_notDraft());
		await requireSeen(seen, async () => markOfDraft(pledge, await listParties(call, id)));
		await ofTheBlock(call, block, draft.parties);

		await saveDraft(call, id, draft);
	});

/** What is rewritten, so that nobody writes over what another wrote meanwhile. */
export const markOfDraft = ({ title, activityId, content }: Pledge, parties: readonly Party[]): string =>
	markOf(
		title,
		activityId,
		content,
		parties.map(({ unitId }) => unitId).toSorted((a, b) => a - b),
	);

async function ofTheBlock(call: Call, block: Block, parties: readonly number[]): Promise<void> {
	const units = new Set((await listBlockUnits(call, block.id)).map((unit) => unit.unitId));
	if (parties.length < 2 || parties.some((party) => !units.has(party))) {
		throw Invalid.at('parties', () => m.pledges_error_parties());
	}
}
