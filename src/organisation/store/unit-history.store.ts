import { sql } from 'kysely';
import type { Call } from '#platform';
import type { LineageKind, Naming } from '../tree/history.ts';

/** A unit through its life, and beyond. */
export type UnitLife = { id: number; born: string; dies: string | null; publishable: boolean };
export type NamedFrom = Naming & { from: string; decision: string | null };
export type ParentFrom = { from: string; parentId: number | null; parentName: string | null; decision: string | null };
/** Something that passed between this unit and another. */
export type PassedBetween = {
	on: string;
	kind: LineageKind;
	/** To this unit, or from it. */
	to: boolean;
	otherId: number | null;
	otherName: string | null;
	/** Null: all of it, or equal parts. */
	share: number | null;
	decision: string | null;
};

export async function findLife(call: Call, id: number): Promise<UnitLife | undefined> {
	const { rows } = await sql<UnitLife>`
		select id, born, dies, publishable from unit where id = ${id} and (dies is null or dies > born)`.execute(call.db);
	return rows[0];
}

export async function listNames(call: Call, id: number): Promise<NamedFrom[]> {
	const { rows } = await sql<NamedFrom>`
		select n.name, n.short, n.kind, n.code, lower(n.valid) as from, nullif(r.decision_no, '') as decision
		from unit_name n left join reorg r on r.id = n.reorg_id where n.unit_id = ${id} order by lower(n.valid)`.execute(
		call.db,
	);
	return rows;
}

export async function listParents(call: Call, id: number): Promise<ParentFrom[]> {
	const { rows } = await sql<ParentFrom>`
		select lower(p.valid) as from, p.parent_id, n.name as parent_name, nullif(r.decision_no, '') as decision
		from unit_parent p left join reorg r on r.id = p.reorg_id
		left join unit_name n on n.unit_id = p.parent_id and n.valid @> lower(p.valid)
		where p.unit_id = ${id} order by lower(p.valid)`.execute(call.db);
	return rows;
}

/** Merges, splits and abolitions, by day. What passed in is called by its last name, what passed out by its first one. */
export async function listPassed(call: Call, id: number): Promise<PassedBetween[]> {
	const { rows } = await sql<PassedBetween>`
		select l.on_date as on, l.kind, l.src <> ${id} as to, o.other_id, n.name as other_name, l.share, nullif(r.decision_no, '') as decision
		from unit_lineage l left join reorg r on r.id = l.reorg_id
		cross join lateral (select case when l.src = ${id} then l.dst else l.src end as other_id) o
		left join unit_name n on n.unit_id = o.other_id and n.valid @> case when l.src = ${id} then l.on_date else l.on_date - 1 end
		where (l.src = ${id} or l.dst = ${id}) and l.kind in ('merge', 'split', 'abolish')
		order by l.on_date, n.code`.execute(call.db);
	return rows;
}
