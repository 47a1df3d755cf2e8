import { sql } from 'kysely';
import type { Call } from '#platform';
import type { History, Lineage, NameSpan, ParentSpan, Unit } from '../tree/history.ts';
import { forever } from '../tree/span.ts';

/** The tree that every command means; others (party, youth union) are rows with another name. */
export const mainTree = 'main';

/** Keeps everybody else from changing the tree until this transaction ends. Answers its epoch. */
export async function lockTree(call: Call, tree: string): Promise<number> {
	const { epoch } = await call.db
		.selectFrom('treeState')
		.select('epoch')
		.where('tree', '=', tree)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return epoch;
}

export async function treeEpoch(call: Call, tree = mainTree): Promise<number> {
	const row = await call.db.selectFrom('treeState').select('epoch').where('tree', '=', tree).executeTakeFirst();
	return row?.epoch ?? 0;
}

export async function bumpEpoch(call: Call, tree: string): Promise<number> {
	const { epoch } = await call.db
		.updateTable('treeState')
		.set(({ eb }) => ({ epoch: eb('epoch', '+', 1) }))
		.where('tree', '=', tree)
		.returning('epoch')
		.executeTakeFirstOrThrow();
	return epoch;
}

/** The whole tree through all time: some 13,400 units and 60,000 spans for the nation, read in a third of a second. */
export async function loadHistory(call: Call, tree: string): Promise<History> {
	const units = await sql<{ id: number; born: string; dies: string | null; publishable: boolean }>`
		select id, born, dies, publishable from unit
		where tree = ${tree} and (dies is null or dies > born) order by id`.execute(call.db);
	const names = await sql<NameSpan & { unitId: number }>`
		select n.unit_id, n.name, n.short, n.kind, n.code, lower(n.valid) as from, coalesce(upper(n.valid)::text, ${forever}) as to
		from unit_name n where n.tree = ${tree} order by n.unit_id, lower(n.valid)`.execute(call.db);
	const parents = await sql<ParentSpan & { unitId: number }>`
		select p.unit_id, p.parent_id, lower(p.valid) as from, coalesce(upper(p.valid)::text, ${forever}) as to
		from unit_parent p join unit u on u.id = p.unit_id where u.tree = ${tree} order by p.unit_id, lower(p.valid)`.execute(
		call.db,
	);
	const lineage = await sql<Lineage>`
		select l.src, l.dst, l.on_date as on, l.kind, trim_scale(l.share)::text as share, l.principal
		from unit_lineage l join unit u on u.id = l.src where u.tree = ${tree} order by l.id`.execute(call.db);
	const namesOf = grouped(names.rows);
	const parentsOf = grouped(parents.rows);
	return {
		units: new Map(
			units.rows.map(({ id, born, dies, publishable }): [number, Unit] => [
				id,
				{
					id,
					born,
					dies: dies ?? forever,
					publishable,
					names: namesOf.get(id) ?? [],
					parents: parentsOf.get(id) ?? [],
				},
			]),
		),
		lineage: lineage.rows,
	};
}

function grouped<S extends { unitId: number }>(rows: readonly S[]): Map<number, Omit<S, 'unitId'>[]> {
	const groups = new Map<number, Omit<S, 'unitId'>[]>();
	for (const { unitId, ...row } of rows) {
		const group = groups.get(unitId);
		if (group) group.push(row);
		else groups.set(unitId, [row]);
	}
	return groups;
}
