import { sql } from 'kysely';
import type { Call } from '#platform';

/** A unit of a small tree for tests, by its short name. */
export type Planted<Name extends string> = Record<Name, number>;

/**
 * Plants a tree that never changes: each unit with its parent, parents first. The derived tables are written as the room of
 * the tree would write them.
 */
export async function plantTree<const Name extends string>(
	call: Call,
	parents: Record<Name, NoInfer<Name> | null>,
	born = '2016-01-01',
): Promise<Planted<Name>> {
	const planted = {} as Planted<Name>;
	for (const [name, parent] of Object.entries(parents) as [Name, Name | null][]) {
		const { rows } = await sql<{ id: number }>`insert into unit (born) values (${born}) returning id`.execute(call.db);
		const id = (planted[name] = rows[0]!.id);
		const above = parent === null ? null : planted[parent];
		await sql`insert into unit_name (unit_id, tree, name, kind, code, valid)
			values (${id}, 'main', ${name}, 'unit', ${name}, daterange(${born}::date, null))`.execute(call.db);
		await sql`insert into unit_parent (unit_id, parent_id, valid) values (${id}, ${above}, daterange(${born}::date, null))`.execute(
			call.db,
		);
		await sql`insert into unit_closure (ancestor, descendant, depth, valid)
			select ancestor, ${id}::int, depth + 1, daterange(${born}::date, null) from unit_closure where descendant = ${above}::int
			union all select ${id}::int, ${id}::int, 0, daterange(${born}::date, null)`.execute(call.db);
		await sql`insert into unit_standing (unit_id, node_id, valid)
			select descendant, ancestor, valid from unit_closure where descendant = ${id}`.execute(call.db);
		await sql`insert into unit_heir (unit_id, during, heir_id, share, principal, valid)
			values (${id}, daterange(null, null), ${id}, 1, true, daterange(${born}::date, null))`.execute(call.db);
	}
	return planted;
}
