import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import { isBeingWritten } from './plan.store.ts';
import type { Plan, PlanState } from './plan.ts';
import type { Coverage } from './task.ts';

/** Which of the units directly under a plan's unit are meant; nothing said: all. */
export type CascadeFilter = { kinds?: string[]; codes?: string[] };

/**
 * Units directly under one on a day, with the name they bear then; each as the unit that it is, or is continued by, today, once, if
 * that stands under it today as well. What continues one bears the name of today; it lives from `born` on.
 */
const childrenOn = (unitId: number, on: string, filter: CascadeFilter): RawBuilder<unknown> => sql`
	select * from (select distinct on (h.heir_id) h.heir_id as unit_id, u.born,
		case when h.heir_id = c.unit_id then n.name else t.name end as name,
		case when h.heir_id = c.unit_id then n.code else t.code end as code,
		case when h.heir_id = c.unit_id then n.kind else t.kind end as kind
	from unit_parent c join unit_name n on n.unit_id = c.unit_id and n.valid @> ${on}::date
	join unit_heir h on h.unit_id = c.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
	join unit u on u.id = h.heir_id
	join unit_name t on t.unit_id = h.heir_id and t.valid @> app.today()
	where c.parent_id = ${unitId} and c.valid @> ${on}::date and h.heir_id <> ${unitId} and exists (
			select from unit_standing s where s.unit_id = h.heir_id and s.node_id = ${unitId} and s.valid @> app.today())
	order by h.heir_id, h.heir_id = c.unit_id desc, n.code) child
	where true
		${filter.kinds ? sql`and kind = any (${filter.kinds})` : sql``}
		${filter.codes ? sql`and code = any (${filter.codes})` : sql``}`;

/** The units that a cascade means. */
export const listTargets = async (
	call: Call,
	plan: Plan,
	{ on, filter }: { on: string; filter: CascadeFilter },
): Promise<number[]> =>
	(
		await sql<{ unitId: number }>`select unit_id from (${childrenOn(plan.keeperId, on, filter)}) target`.execute(
			call.db,
		)
	).rows.map(({ unitId }) => unitId);

/**
 * A draft for every target that has no plan yet, in one statement. Repeated, or done twice at once, it adds nothing: the
 * table allows one plan being written.
 *
 * @returns what was made, and since when each is expected: what continues a unit, not before it lives
 */
export const insertChildPlans = async (
	call: Call,
	plan: Plan,
	cascade: { on: string; dueOn: string | null; filter: CascadeFilter },
): Promise<{ id: string; unitId: number; since: string }[]> =>
	(
		await sql<{ id: string; unitId: number; since: string }>`
			with target as (${childrenOn(plan.keeperId, cascade.on, cascade.filter)}), made as (
				insert into plan (campaign_id, unit_id, parent_plan_id, due_on, created_by)
				select ${plan.campaignId}, target.unit_id, ${plan.id}, ${cascade.dueOn}::date, ${call.actor.accountId}::uuid
				from target
				where not exists (
					select from plan p where p.campaign_id = ${plan.campaignId} and p.unit_id = target.unit_id and p.state <> 'superseded')
				on conflict (campaign_id, unit_id) where state in ('draft', 'inReview', 'signed') do nothing
				returning id, unit_id)
			select id, unit_id, greatest(${cascade.on}::date, born) as since from made join target using (unit_id)`.execute(
			call.db,
		)
	).rows;

/** A unit directly under another, and how far its plan is. */
export type UnitBelow = {
	unitId: number;
	name: string;
	code: string;
	kind: string;
	planId: string | null;
	state: PlanState | null;
	dueOn: string | null;
	issuedOn: string | null;
	/** Of the superior plan's tasks; `null` where there is no plan. */
	coverage: Coverage | null;
};

/** The units directly under one on a day with their plans, late and unbegun ones not apart: sorted by code. */
export async function listBelow(
	call: Call,
	campaignId: number,
	unitId: number,
	on: string,
	filter: CascadeFilter = {},
): Promise<UnitBelow[]> {
	const { rows } = await sql<Omit<UnitBelow, 'coverage'>>`
		select u.unit_id, u.name, u.code, u.kind, p.id as plan_id, p.state, p.due_on, p.issued_on
		from (${childrenOn(unitId, on, filter)}) u
		left join lateral (
			select * from plan p where p.campaign_id = ${campaignId} and p.unit_id = u.unit_id and p.state <> 'superseded'
			order by ${isBeingWritten} limit 1) p on true
		order by u.code`.execute(call.db);
	const coverage = await listCoverage(
		call,
		rows.flatMap(({ planId }) => planId ?? []),
	);
	return rows.map((row) => ({ ...row, coverage: (row.planId && coverage.get(row.planId)) || null }));
}

/** How much of its superior plan each plan has dealt with: numbers only, also for drafts the caller may not read. */
export async function listCoverage(call: Call, planIds: string[]): Promise<Map<string, Coverage>> {
	const { rows } = await sql<{ planId: string; dealtWith: number; ofAll: number }>`
		select * from app.plan_coverage(${planIds}::uuid[])`.execute(call.db);
	return new Map(rows.map(({ planId, dealtWith, ofAll }) => [planId, { dealtWith, all: ofAll }]));
}

/** Units of the tree of today that a plan may name: the unit itself, those directly under it, in the order of codes. */
export const listNameable = async (call: Call, unitId: number): Promise<{ id: number; name: string; code: string }[]> =>
	(
		await sql<{ id: number; name: string; code: string }>`
			select c.descendant as id, n.name, n.code
			from unit_closure c join unit_name n on n.unit_id = c.descendant and n.valid @> app.today()
			where c.ancestor = ${unitId} and c.depth <= 1 and c.valid @> app.today()
			order by c.depth, n.code`.execute(call.db)
	).rows;
