import type { Client } from 'pg';

/**
 * The schema as it stands, for reading: every table in the order it was made, with what it means, what it holds, what
 * must stay true and who may see it; then the functions. Written from the catalogue, since the bundled server has no dump.
 */
export async function schemaSql(database: Client): Promise<string> {
	const tables = await rows<{ oid: number; name: string; comment: string | null }>(
		database,
		`select c.oid::int, c.relname as name, obj_description(c.oid) as comment from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.oid`,
	);
	const parts = [
		'-- The schema as the migrations make it, written by `npm run schema`. The first file to read. Do not edit.',
		'-- Every table: row-level security forced; policy `definer` lets reviewed functions pass, `house` jobs and the operator.',
	];
	for (const table of tables) parts.push(await tableSql(database, table));
	const functions = await rows<{ text: string }>(
		database,
		`select pg_get_functiondef(p.oid) as text from pg_proc p where p.pronamespace = 'app'::regnamespace order by p.oid`,
	);
	parts.push(...functions.map(({ text }) => `${text.trimEnd()};`));
	return `${parts.join('\n\n')}\n`;
}

async function tableSql(
	database: Client,
	table: { oid: number; name: string; comment: string | null },
): Promise<string> {
	const columns = await rows<{ line: string }>(
		database,
		`select format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end,
			case when a.attidentity <> '' then ' generated always as identity'
				when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
				when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) end) as line
		from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
		where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
		table.oid,
	);
	const constraints = await rows<{ line: string }>(
		database,
		`select pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1 and contype <> 'n' order by contype = 'p' desc, oid`,
		table.oid,
	);
	const after = await rows<{ line: string }>(
		database,
		`select line from (select 1 as part, pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
		where i.indrelid = $1 and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
		union all
		select 2, pg_get_triggerdef(oid) || ';' from pg_trigger where tgrelid = $1 and not tgisinternal
		union all
		select 3, format('create policy %I on %s for %s to %s%s%s;', p.polname, p.polrelid::regclass,
			case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
			(select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any (p.polroles)),
			E'\\n\\tusing (' || pg_get_expr(p.polqual, p.polrelid) || ')', E'\\n\\twith check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
		from pg_policy p where p.polrelid = $1 and p.polname not in ('definer', 'house')) parts order by part, line`,
		table.oid,
	);
	const inside = [...columns, ...constraints].map(({ line }) => `\t${line}`).join(',\n');
	return [
		...(table.comment ? [`-- ${table.comment}`] : []),
		`create table ${table.name} (\n${inside}\n);`,
		...after.map(({ line }) => line.replaceAll('public.', '')),
	].join('\n');
}

async function rows<T>(database: Client, text: string, oid?: number): Promise<T[]> {
	return (await database.query(text, oid === undefined ? [] : [oid])).rows as T[];
}
