import { Client } from 'pg';

/**
 * The statements by which a superuser makes a used copy of a database like it: every row goes, those that migrations wrote come back,
 * sequences begin anew. Nothing asks and nothing follows: triggers and rules of rows are off in that session. They fail where tables,
 * functions, triggers or policies are others than in the database itself.
 */
export async function untouchedState(superuserUrl: string, name: string): Promise<string> {
	const url = new URL(superuserUrl);
	url.pathname = `/${name}`;
	const client = new Client(url.href);
	await client.connect();
	try {
		const written: string[] = [];
		for (const table of await tablesOf(client)) written.push(await rowsOf(client, table));
		const { rows } = await client.query<{ made: string }>(`select ${made} as made`);
		return [
			`do $$ begin if ${made} <> '${rows[0]!.made}' then raise 'the database is another one'; end if; end $$`,
			`set session_replication_role = replica`,
			emptyAll,
			...written,
			await sequencesOf(client),
		]
			.filter((statement) => statement !== '')
			.join(';\n');
	} finally {
		await client.end();
	}
}

/** Every table of ours and of the queue, partitions one by one. */
const ours = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;

/** All that a test could change besides rows, in one word. */
const made = `(select md5(string_agg(what::text, ' ' order by what::text)) from (
	select (c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as what ${ours}
	union all select (tgrelid::regclass, tgname, tgenabled) from pg_trigger
	union all select (polrelid::regclass, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
	union all select (oid::regprocedure, md5(prosrc), proacl) from pg_proc where oid >= 16384
	union all select (indexrelid::regclass, indisvalid) from pg_index where indexrelid >= 16384) all_of_it)`;

const emptyAll = `do $$ declare used regclass; begin
	for used in select c.oid::regclass ${ours} and pg_relation_size(c.oid) > 0 loop
		execute format('delete from only %s', used);
	end loop;
end $$`;

async function tablesOf(client: Client): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(`select c.oid::regclass::text as name ${ours}`);
	return rows.map(({ name }) => name);
}

async function rowsOf(client: Client, table: string): Promise<string> {
	const { rows } = await client.query<{ rows: string | null; columns: string }>(
		`select (select json_agg(t)::text from only ${table} t) as rows, (
			select string_agg(quote_ident(attname), ', ') from pg_attribute
			where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '') as columns`,
		[table],
	);
	const { rows: written, columns } = rows[0]!;
	if (written === null) return '';
	return `insert into ${table} (${columns}) overriding system value
		select ${columns} from json_populate_recordset(null::${table}, ${client.escapeLiteral(written)})`;
}

async function sequencesOf(client: Client): Promise<string> {
	const { rows } = await client.query<{ reset: string }>(
		`select format('select setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
			coalesce(last_value, start_value), last_value is not null) as reset
		from pg_sequences where schemaname not like 'pg\\_%'`,
	);
	return rows.map(({ reset }) => reset).join(';\n');
}
