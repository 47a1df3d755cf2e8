import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { asOperator, testHouse, urlOf } from '../../src/platform/testing.ts';

/** What the next test file finds must be what the migrations left. */
const { superuserUrl, template, untouched } = inject('database');
const connected = async (path: string) => {
	const url = new URL(superuserUrl);
	url.pathname = path;
	const client = new Client(url.href);
	await client.connect();
	return client;
};

let used: Client;
let fresh: string;
beforeAll(async () => {
	const house = await testHouse();
	const original = await connected(`/${template}`);
	fresh = await rowsOf(original);
	await original.end();
	used = await connected(urlOf(house).pathname);
	await asOperator(house, (call) =>
		call.db.insertInto('unit').values({ born: '2020-01-01' }).returning('id').executeTakeFirstOrThrow(),
	);
	await used.query(`set session_replication_role = replica; delete from metric; reset session_replication_role`);
});
afterAll(() => used.end());

/** Every row of every table, and where every sequence stands. */
async function rowsOf(client: Client): Promise<string> {
	const { rows: tables } = await client.query<{ name: string }>(
		`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
	);
	const told: unknown[] = [];
	for (const { name } of tables) {
		const { rows } = await client.query(
			`select coalesce(json_agg(t order by t::text), '[]') as all from only ${name} t`,
		);
		told.push([name, rows]);
	}
	const { rows } = await client.query(`select schemaname, sequencename, last_value from pg_sequences order by 1, 2`);
	return JSON.stringify([told, rows]);
}

test('a database that was used is made like new: rows, seeds and sequences', async () => {
	expect(await rowsOf(used)).not.toBe(fresh);
	await used.query(untouched);
	await used.query('reset session_replication_role');
	expect(await rowsOf(used)).toBe(fresh);
});

test.each([
	'alter table unit no force row level security',
	'alter table feedback disable trigger user',
	'create or replace function app.today() returns date language sql as $$ select current_date $$',
	'create table left_behind (x int)',
])('one that was itself changed is not: %s', async (changed) => {
	await used.query('begin');
	await used.query(changed);
	await expect(used.query(untouched)).rejects.toThrow('the database is another one');
	await used.query('rollback');
});
