import { sql } from 'kysely';
import { readCampaignTitle } from '#campaigns';
import { keptBy, lastName } from '#organisation';
import { kept, unitsHeld, type Call } from '#platform';
import type { Addendum, Party, Pledge, PledgeState, PledgeText } from './pledge.ts';

const pledge = () => sql`
	p.id, p.block_id, b.name as block_name, b.year, p.campaign_id, ${readCampaignTitle('g')} as campaign_title, p.activity_id, p.title,
	p.content, p.state, p.text_sha256, p.signed_on, p.cancel_reason
	from pledge p
	join emulation_block b on b.id = p.block_id
	join campaign g on g.id = p.campaign_id`;

export async function findPledge(call: Call, id: string): Promise<Pledge | undefined> {
	const { rows } = await sql<Pledge>`select ${pledge()} where p.id = ${id}`.execute(call.db);
	return rows[0];
}

/** Reads a pledge in order to change it: those who sign at the same time sign one after the other. */
export async function lockPledge(call: Call, id: string): Promise<Pledge | undefined> {
	const { rows } = await sql<Pledge>`select ${pledge()} where p.id = ${id} for update of p`.execute(call.db);
	return rows[0];
}

export type PledgeRow = Pick<Pledge, 'id' | 'title' | 'year' | 'state' | 'blockName' | 'signedOn'> & {
	parties: number;
	signed: number;
};

/** The pledges that the caller has to do with, the newest year first. */
export async function listPledges(call: Call, only: { activityId?: string } = {}): Promise<PledgeRow[]> {
	const { rows } = await sql<PledgeRow>`
		select p.id, p.title, b.year, p.state, b.name as block_name, p.signed_on,
			(select count(*) from pledge_party y where y.pledge_id = p.id) as parties,
			(select count(*) from pledge_party y where y.pledge_id = p.id and y.signed_at is not null) as signed
		from pledge p join emulation_block b on b.id = p.block_id
		where ${only.activityId ?? null}::uuid is null or p.activity_id = ${only.activityId ?? null}::uuid
		order by b.year desc, b.name, p.title limit 500`.execute(call.db);
	return rows;
}

/** The parties in the order of the names of their units; `keeperId` is the unit that continues it today. */
export async function listParties(call: Call, pledgeId: string): Promise<Party[]> {
	const { rows } = await sql<Party>`
		select y.unit_id, app.keeper_of(y.unit_id) as keeper_id, ${lastName(sql`y.unit_id`)} as unit_name, y.joined, y.addendum,
			y.unit_id = any (app.fallen_out(y.pledge_id)) as fallen_out, y.signed_at, y.signer_name, y.signer_position, y.text_sha256
		from pledge_party y
		where y.pledge_id = ${pledgeId}
		order by y.joined desc, unit_name`.execute(call.db);
	return rows;
}

export type NewPledge = {
	blockId: string;
	campaignId: number;
	activityId: string | null;
	title: string;
	content: PledgeText;
	parties: number[];
};

/** @returns false when the block has a pledge of the campaign already */
export async function addPledge(call: Call, id: string, added: NewPledge): Promise<boolean> {
	const { numAffectedRows } =
		await sql`insert into pledge (id, block_id, campaign_id, activity_id, title, content, drafted_by, drafted_at)
		values (${id}, ${added.blockId}, ${added.campaignId}, ${added.activityId}, ${added.title}, ${JSON.stringify(added.content)},
			${call.actor.accountId}, ${call.now})
		on conflict (block_id, campaign_id) where state <> 'cancelled' do nothing`.execute(call.db);
	if (!numAffectedRows) return false;
	await addParties(call, id, added.parties);
	return true;
}

/** A draft is written anew: its text and its parties. */
export async function saveDraft(
	call: Call,
	id: string,
	draft: Omit<NewPledge, 'blockId' | 'campaignId'>,
): Promise<void> {
	await sql`update pledge set activity_id = ${draft.activityId}, title = ${draft.title}, content = ${JSON.stringify(draft.content)}
		where id = ${id}`.execute(call.db);
	await sql`delete from pledge_party where pledge_id = ${id}`.execute(call.db);
	await addParties(call, id, draft.parties);
}

const addParties = async (call: Call, id: string, units: readonly number[]): Promise<void> => {
	await sql`insert into pledge_party (pledge_id, unit_id)
		select ${id}::uuid, u from unnest(${[...units]}::int[]) u`.execute(call.db);
};

/** The text is fixed with its hash, or opened again. */
export async function saveAgreement(
	call: Call,
	id: string,
	state: 'agreed' | 'draft',
	sha256: string | null,
): Promise<void> {
	await sql`update pledge set state = ${state}, text_sha256 = ${sha256},
		agreed_at = ${state === 'agreed' ? call.now : null} where id = ${id}`.execute(call.db);
}

export async function saveState(call: Call, id: string, state: PledgeState): Promise<void> {
	await sql`update pledge set state = ${state}, signed_on = coalesce(signed_on, ${call.today}) where id = ${id}`.execute(
		call.db,
	);
}

export async function saveCancellation(call: Call, id: string, reason: string): Promise<void> {
	await sql`update pledge set state = 'cancelled', cancel_reason = ${reason} where id = ${id}`.execute(call.db);
}

/** Takes the acts of signatures back, wherever their units stand today; the database asks who arranges the block. */
export async function takeBack(call: Call, id: string, acts: readonly string[]): Promise<void> {
	await sql`select app.take_back_pledge(${id}, ${[...acts]}::uuid[])`.execute(call.db);
}

export async function removeLatecomer(call: Call, id: string, unitId: number): Promise<boolean> {
	const { numAffectedRows } = await sql`delete from pledge_party
		where pledge_id = ${id} and unit_id = ${unitId} and joined = 'addendum' and signed_at is null`.execute(call.db);
	return Boolean(numAffectedRows);
}

export async function addLatecomer(call: Call, id: string, unitId: number, addendum: Addendum): Promise<boolean> {
	const { numAffectedRows } = await sql`insert into pledge_party (pledge_id, unit_id, joined, addendum)
		values (${id}, ${unitId}, 'addendum', ${JSON.stringify(addendum)}) on conflict do nothing`.execute(call.db);
	return Boolean(numAffectedRows);
}

export type Signature = { name: string; position: string; sha256: string };

/** A signature is written once. @returns false when it was there already */
export async function saveSignature(call: Call, id: string, unitId: number, signature: Signature): Promise<boolean> {
	const { numAffectedRows } =
		await sql`update pledge_party set signed_at = ${call.now}, signed_by = ${call.actor.accountId},
			signer_name = ${signature.name}, signer_position = ${signature.position}, text_sha256 = ${signature.sha256}
		where pledge_id = ${id} and unit_id = ${unitId} and signed_at is null`.execute(call.db);
	return Boolean(numAffectedRows);
}

/** The signer as the paper names them: rank before the name, and the position held today. */
export async function findSigner(call: Call): Promise<{ name: string; position: string }> {
	const { rows } = await sql<{ name: string; position: string }>`
		select concat_ws(' ', m.rank, m.full_name) as name, coalesce(p.position, '') as position
		from member m left join posting p on p.member_id = m.id and p.valid @> app.today()
		where m.id = ${call.actor.memberId}`.execute(call.db);
	return rows[0] ?? { name: call.actor.displayName, position: '' };
}

/** Signatures that wait for the caller as head. */
export async function listAwaited(
	call: Call,
): Promise<{ id: string; title: string; unitId: number; unitName: string }[]> {
	const heads = unitsHeld(call.actor, 'unitHead');
	if (heads.length === 0) return [];
	const { rows } = await sql<{ id: string; title: string; unitId: number; unitName: string }>`${kept}
		select p.id, p.title, y.unit_id, ${lastName(sql`y.unit_id`)} as unit_name
		from pledge_party y join pledge p on p.id = y.pledge_id
		where y.signed_at is null and not app.is_over(p.campaign_id) and case y.joined when 'founding' then p.state = 'agreed' else p.state in ('signed', 'midTermChecked') end
			and y.unit_id in (${keptBy(heads)})
			and y.unit_id <> all (app.fallen_out(p.id))
		order by p.drafted_at, p.id limit 50`.execute(call.db);
	return rows;
}

export type Reviewable = Pick<Pledge, 'id' | 'title' | 'year' | 'state'> & { leads: boolean; arranges: boolean };

/**
 * Signed pledges that are not summed up, of blocks that the caller leads or arranges as focal officer or head; whoever entered the scores is
 * not among those who sum up.
 */
export async function listReviewable(call: Call): Promise<Reviewable[]> {
	const held = unitsHeld(call.actor, 'unitHead', 'focalOfficer');
	if (held.length === 0) return [];
	const { rows } = await sql<Reviewable>`${kept}
		with kept_unit as materialized (${keptBy(held)})
		select * from (
			select p.id, p.title, b.year, p.state, b.lead_unit_id in (select unit_id from kept_unit) as leads,
				b.unit_id in (select unit_id from kept_unit) and not exists (select from pledge_review r
					where r.pledge_id = p.id and r.stage = 'scored' and r.entered_by = ${call.actor.accountId}) as arranges
			from pledge p join emulation_block b on b.id = p.block_id
			where p.state in ('signed', 'midTermChecked', 'scored')) due
		where due.leads or due.arranges
		order by due.year, due.title, due.id limit 50`.execute(call.db);
	return rows;
}
