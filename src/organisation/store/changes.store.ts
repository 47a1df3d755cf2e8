import { sql } from 'kysely';
import type { Call } from '#platform';
import { settled, type Changes } from '../tree/changes.ts';

type Document = { id: string; tree: string };

/** Writes changes down for good; answers them under the ids that the new units were given. */
export async function saveChanges(call: Call, { id: reorgId, tree }: Document, changes: Changes): Promise<Changes> {
	const { on } = changes;
	const done = settled(changes, await insertUnits(call, tree, changes));
	const { born, ended, named, moved, lineage } = done;
	await close(call, 'unit_name', on, [...named.map(({ id }) => id), ...ended]);
	await close(call, 'unit_parent', on, [...moved.map(({ id }) => id), ...ended]);
	await sql`update unit set dies = ${on}::date where id = any (${ended}::int[])`.execute(call.db);
	const names = [...born, ...named].map(({ id, name }) => ({ id, ...name }));
	await sql`insert into unit_name (unit_id, tree, name, short, kind, code, valid, reorg_id)
		select id, ${tree}, name, short, kind, code, daterange(${on}::date, null), ${reorgId}::uuid
		from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as r (id int, name text, short text, kind text, code text)`.execute(
		call.db,
	);
	const parents = [...born, ...moved].map(({ id, parentId }) => ({ id, parent: parentId }));
	await sql`insert into unit_parent (unit_id, parent_id, valid, reorg_id)
		select id, parent, daterange(${on}::date, null), ${reorgId}::uuid
		from jsonb_to_recordset(${JSON.stringify(parents)}::jsonb) as r (id int, parent int)`.execute(call.db);
	await sql`insert into unit_lineage (src, dst, on_date, kind, share, principal, reorg_id)
		select src, dst, "on", kind, share, principal, ${reorgId}::uuid
		from jsonb_to_recordset(${JSON.stringify(lineage)}::jsonb)
			as r (src int, dst int, "on" date, kind text, share numeric, principal boolean)`.execute(call.db);
	return done;
}

/** Takes back what a document wrote. Units are never deleted: one that was made by it has lived for no day. */
export async function removeChanges(call: Call, { id: reorgId }: Document, changes: Changes): Promise<void> {
	const { on, born, ended, named, moved } = changes;
	await sql`delete from unit_lineage where reorg_id = ${reorgId}`.execute(call.db);
	await sql`delete from unit_name where reorg_id = ${reorgId}`.execute(call.db);
	await sql`delete from unit_parent where reorg_id = ${reorgId}`.execute(call.db);
	await reopen(call, 'unit_name', on, [...named.map(({ id }) => id), ...ended]);
	await reopen(call, 'unit_parent', on, [...moved.map(({ id }) => id), ...ended]);
	await sql`update unit set dies = null where id = any (${ended}::int[])`.execute(call.db);
	await sql`update unit set dies = born where id = any (${born.map(({ id }) => id)}::int[])`.execute(call.db);
}

async function insertUnits(call: Call, tree: string, { on, born }: Changes): Promise<Map<number, number>> {
	const { rows } = await sql<{ id: number }>`insert into unit (tree, born, publishable)
		select ${tree}, ${on}::date, publishable
		from unnest(${born.map(({ publishable }) => publishable)}::boolean[]) with ordinality as r (publishable, place) order by place
		returning id`.execute(call.db);
	const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
	return new Map(born.map(({ id }, index) => [id, ids[index]!]));
}

type Spans = 'unit_name' | 'unit_parent';

const close = (call: Call, table: Spans, on: string, ids: readonly number[]) =>
	sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${on}::date)
		where unit_id = any (${ids}::int[]) and upper_inf(valid)`.execute(call.db);

const reopen = (call: Call, table: Spans, on: string, ids: readonly number[]) =>
	sql`update ${sql.table(table)} set valid = daterange(lower(valid), null)
		where unit_id = any (${ids}::int[]) and upper(valid) = ${on}::date`.execute(call.db);
