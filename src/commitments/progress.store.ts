import { sql, type RawBuilder } from 'kysely';
import { keptBy } from '#organisation';
import { kept, unitsHeld, type Call } from '#platform';
import type { Commitment, CommitmentState } from './commitment.ts';

/** The list of a campaign's year; a member stands on it once, whichever unit issued it. */
export type Roll = { campaignId: number; year: number };

export type StateCount = { state: CommitmentState; count: number };
export type UnitCounts = { unitId: number; name: string; counts: StateCount[] };

/** Papers of a year under a node, counted by state; the units are listed first, so that the index is used whatever the planner knows. */
const countedUnder = (roll: Roll, nodeId: RawBuilder<unknown>) => sql`
	select c.state, count(*)::int as count from commitment c
	where c.campaign_id = ${roll.campaignId} and c.year = ${roll.year} and c.unit_id = any (array(
		select s.unit_id from unit_standing s where s.node_id = ${nodeId} and s.valid @> app.today()))
	group by c.state`;

/** How many papers are in each state, under a node as the tree is today. */
export async function countStates(call: Call, roll: Roll, nodeId: number): Promise<StateCount[]> {
	const { rows } = await sql<StateCount>`${countedUnder(roll, sql`${nodeId}`)}`.execute(call.db);
	return rows;
}

/** The same for each unit directly under a node, by name; units of which nobody is asked are not there. */
export async function countStatesBelow(call: Call, roll: Roll, nodeId: number): Promise<UnitCounts[]> {
	const { rows } = await sql<UnitCounts>`
		select k.descendant as unit_id, n.name, jsonb_agg(jsonb_build_object('state', c.state, 'count', c.count)) as counts
		from unit_closure k
		join unit_name n on n.unit_id = k.descendant and n.valid @> app.today()
		cross join lateral (${countedUnder(roll, sql`k.descendant`)}) c
		where k.ancestor = ${nodeId} and k.depth = 1 and k.valid @> app.today()
		group by k.descendant, n.name order by n.name collate "vi-x-icu", k.descendant`.execute(call.db);
	return rows;
}

export type RollRow = Pick<
	Commitment,
	'id' | 'state' | 'confirmingUnitId' | 'exemptReason' | 'onPaper' | 'submittedAt' | 'confirmedAt'
> & {
	fullName: string;
	number: string;
	position: string;
};

/** Those who serve at a unit itself, by given name: where each paper stands, never what it says. There is no search. */
export async function listRoll(
	call: Call,
	roll: Roll,
	unitId: number,
	query: { state: string; limit: number; offset: number },
): Promise<{ rows: RollRow[]; total: number }> {
	// The papers first, then each name by its key: a plan that begins with all members would ask the policy of each of them.
	const { rows } = await sql<RollRow & { total: number }>`
		with papers as materialized (
			select c.id, c.member_id, c.state, c.confirming_unit_id, c.exempt_reason, c.on_paper, c.submitted_at, c.confirmed_at
			from commitment c
			where c.unit_id = any (array(${keptBy(unitId)}))
				and c.campaign_id = ${roll.campaignId} and c.year = ${roll.year} and (${query.state} = '' or c.state = ${query.state})
				and not (${query.state} = 'submitted' and c.confirming_unit_id is null)
		)
		select c.id, c.state, c.confirming_unit_id, c.exempt_reason, c.on_paper, c.submitted_at, c.confirmed_at, m.full_name, m.number,
			coalesce(p.position, '') as position, count(*) over ()::int as total
		from papers c
		cross join lateral (select m.full_name, m.given_name, m.number from member m where m.id = c.member_id limit 1) m
		left join lateral (select p.position from posting p
			where p.member_id = c.member_id and p.valid @> app.today() limit 1) p on true
		order by m.given_name collate "vi-x-icu", m.full_name collate "vi-x-icu", m.number
		limit ${query.limit} offset ${query.offset}`.execute(call.db);
	return { rows, total: rows[0]?.total ?? 0 };
}

/**
 * Papers that wait for the caller as head, or on the committee where there is no other head, to be confirmed or, filed, to be reviewed: how
 * many, and the one that has waited longest; `skip` passes some over.
 */
export async function findWaiting(
	call: Call,
	skip = 0,
	state: 'submitted' | 'filed' = 'submitted',
): Promise<{ id: string | undefined; count: number }> {
	const [heads, committees] = [unitsHeld(call.actor, 'unitHead'), unitsHeld(call.actor, 'committeeMember')];
	if (heads.length + committees.length === 0) return { id: undefined, count: 0 };
	const { rows } = await sql<{ id: string | null; count: number }>`${kept}
		with waiting as (
			select c.id, c.submitted_at from commitment c
			where c.state = ${sql.lit(state)} and c.member_id is distinct from ${call.actor.memberId}::uuid
				and c.submitted_by is distinct from ${call.actor.accountId}::uuid
				and (c.confirming_unit_id in (${keptBy(heads)})
					or (c.confirming_unit_id in (${keptBy(committees)})
						and app.confirms(c.confirming_unit_id, c.member_id, c.submitted_by)))
		)
		select (select w.id from waiting w order by w.submitted_at, w.id limit 1 offset ${skip}) as id,
			(select count(*)::int from waiting) as count`.execute(call.db);
	return { id: rows[0]?.id ?? undefined, count: rows[0]?.count ?? 0 };
}
