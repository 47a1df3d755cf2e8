import { sql } from 'kysely';
import type { Call } from '#platform';

/**
 * How many rows of other rooms point to some units, by table. The catalogue says which tables those are, so that a room
 * that forgets to say what it keeps at units does not lose it. For jobs and the operator, who may read them all.
 */
export async function countReferences(call: Call, ids: readonly number[]): Promise<{ label: string; count: number }[]> {
	const { rows } = await sql<{ table: string; column: string }>`
		select c.conrelid::regclass::text as table, a.attname as column
		from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
		where c.contype = 'f' and c.confrelid = 'unit'::regclass and cardinality(c.conkey) = 1 and c.conparentid = 0
			and c.conrelid::regclass::text not in ('unit_name', 'unit_parent', 'unit_lineage')
		order by 1`.execute(call.db);
	const counted: { label: string; count: number }[] = [];
	for (const { table, column } of rows) {
		const found = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
			where ${sql.ref(column)} = any (${ids}::int[])`.execute(call.db);
		counted.push({ label: table, count: found.rows[0]!.count });
	}
	return counted;
}
