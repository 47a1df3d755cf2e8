import pg from 'pg';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { work, type House } from '#platform';
import { plantTree } from '../../src/people/testing.ts';
import { anAccount, aSession } from '../../src/access/testing.ts';
import { roleName, roles, type Role } from '../../src/platform/database/roles.ts';
import { asOperator, testHouse } from '../../src/platform/testing.ts';

/**
 * R-1: a connection that served somebody and is used again without saying for whom. Every table of the catalogue must
 * then answer with an error, never with rows: a policy that compares with an unset setting shows nothing on a fresh
 * connection and everything on a used one.
 */
let house: House;
let token: string;
const tables: string[] = [];

beforeAll(async () => {
	house = await testHouse();
	const { root } = await asOperator(house, (call) => plantTree(call, { root: null, below: 'root' }));
	const accountId = await anAccount(house, 'lan', [{ role: 'administrator', unitId: root }]);
	token = (await aSession(house, accountId)).token;
	await work(house, { kind: 'session', token }, (call) => call.db.selectFrom('account').select('id').execute());
	const names = await onConnection('operator', (client) =>
		client.query<{
			name: string;
		}>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`),
	);
	tables.push(...names.rows.map(({ name }) => name));
});

async function onConnection<T>(role: Role, act: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = await house.database.connect(role);
	try {
		return await act(client);
	} finally {
		await client.end();
	}
}

/** How a connection may have been left by whoever used it before. */
const pasts: Record<string, (client: pg.Client, declare: string) => Promise<void>> = {
	fresh: async () => {},
	'after a transaction': async (client, declare) => {
		await client.query(`begin; ${declare}; commit`);
	},
	'after a rollback': async (client, declare) => {
		await client.query(`begin; ${declare}; rollback`);
	},
	'after an error': async (client, declare) => {
		await client.query('begin');
		await client.query(declare);
		await client.query('select 1 / 0').catch(() => {});
		await client.query('rollback');
	},
	'after DISCARD ALL': async (client, declare) => {
		await client.query(`begin; ${declare}; commit`);
		await client.query('discard all');
	},
	'with an empty caller': async (client) => {
		await client.query(`select set_config('app.caller', '', false)`);
	},
};

/** What a transaction of the role says of its caller. */
const declarations: Record<Role, () => string> = {
	public: () => `set local role vidan_public; select app.enter_as('public')`,
	staff: () => `set local role vidan_staff; select app.enter_session('${token}')`,
	signin: () => `set local role vidan_signin; select app.enter_as('signin')`,
	custody: () => `set local role vidan_custody`,
	jobs: () => `set local role vidan_jobs; select app.enter_as('job:test')`,
	operator: () => `set local role vidan_operator; select app.enter_as('operator:test')`,
};

/** The rows that a role gets of a table, or the code of the error. */
async function attempt(client: pg.Client, role: Role, statement: string): Promise<string> {
	await client.query('begin');
	try {
		await client.query(`set local role ${roleName(role)}`);
		const { rowCount } = await client.query(statement);
		return `${rowCount} rows`;
	} catch (error) {
		return (error as { code?: string }).code ?? 'no code';
	} finally {
		await client.query('rollback');
	}
}

/** No caller declared; no such session; not granted at all. */
const refusals = ['VD001', 'VD002', '42501'];

describe.each(roles.filter((role) => role !== 'custody'))('as %s', (role) => {
	test.each(Object.keys(pasts))('%s, no table answers without a caller', { timeout: 60_000 }, async (past) => {
		const answers = await onConnection(role, async (client) => {
			await pasts[past]!(client, declarations[role]());
			const answers: string[] = [];
			for (const table of tables) {
				// count(*) touches no column, so that a grant on some columns does not hide a policy that answers.
				const columns = await readable(client, role, table);
				if (columns === '') continue;
				answers.push(`${table}: ${await attempt(client, role, `select ${columns} from ${table}`)}`);
			}
			return answers;
		});
		expect(answers.filter((answer) => !refusals.some((code) => answer.endsWith(`: ${code}`)))).toEqual(
			emptyOnes(answers),
		);
	});
});

/**
 * A policy is only asked where there is a row: an empty table answers nothing. It is filled for the test in the tables of
 * people and sign-in above; for the others zero rows are all there is to see.
 */
const emptyOnes = (answers: string[]): string[] => answers.filter((answer) => answer.endsWith(': 0 rows'));

async function readable(client: pg.Client, role: Role, table: string): Promise<string> {
	const { rows } = await client.query<{ columns: string }>(
		`select coalesce(string_agg(quote_ident(attname), ', '), '') as columns from pg_attribute
		where attrelid = $1::regclass and attnum > 0 and not attisdropped and has_column_privilege($2, attrelid, attnum, 'select')`,
		[table, roleName(role)],
	);
	return rows[0]!.columns;
}

describe('as staff', () => {
	test.each([
		['a caller of another kind', `select set_config('app.caller', 'public', true)`],
		['a forged session', `select set_config('app.caller', 'session:${'A'.repeat(43)}', true)`],
		['a session without a token', `select set_config('app.caller', 'session:', true)`],
		['the operator', `select set_config('app.caller', 'operator:me', true)`],
	])('%s sees no row of people or accounts', async (_, declare) => {
		await onConnection('staff', async (client) => {
			for (const table of ['unit', 'account', 'post', 'session', 'event']) {
				await client.query('begin');
				await client.query('set local role vidan_staff');
				await client.query(declare);
				await expect(
					client.query(`select ${await readable(client, 'staff', table)} from ${table}`),
				).rejects.toMatchObject({
					code: expect.stringMatching(/^VD00[12]$/),
				});
				await client.query('rollback');
			}
		});
	});

	test('whoever calls itself the operator there finds no member', async () => {
		const found = await onConnection('staff', async (client) => {
			await client.query(`begin; set local role vidan_staff; select set_config('app.caller', 'operator:me', true)`);
			return client
				.query(`select app.find_members(id, '', 50) from unit`)
				.catch((error: { code: string }) => error.code);
		});
		expect(found).toBe('VD001');
	});

	test('a planted policy that asks nobody is seen: rows without a caller', async () => {
		const [owner, name] = await ownerOf();
		await owner.query('create policy planted on account for select to vidan_staff using (true)');
		try {
			expect(name).toContain('vidan_test');
			await onConnection('staff', async (client) => {
				await pasts['after a transaction']!(client, declarations.staff());
				expect(await attempt(client, 'staff', 'select id from account')).toMatch(/^[1-9]\d* rows$/);
			});
		} finally {
			await owner.query('drop policy planted on account');
			await owner.end();
		}
	});

	test('nobody becomes another role, whatever is injected', async () => {
		await onConnection('staff', async (client) => {
			for (const role of ['operator', 'jobs', 'signin', 'custody', 'public'] as const) {
				await expect(client.query(`select set_config('role', '${roleName(role)}', false)`)).rejects.toMatchObject({
					code: '42501',
				});
			}
			await expect(client.query(`set role vidan_definer`)).rejects.toMatchObject({ code: '42501' });
		});
	});
});

describe('a function', () => {
	test('that asks about the caller raises without one, and so does all of sign-in', async () => {
		const calls = [
			'app.caller()',
			'app.account_id()',
			'app.elevated()',
			'app.member_id()',
			`app.posts('unitHead')`,
			'app.scope()',
			'app.own_units()',
			'app.keeps_people()',
			'app.stands_in(1, array[1])',
			`app.administers('00000000-0000-0000-0000-000000000000')`,
			`app.find_members(1, 'a', 1)`,
			'app.caller_hash()',
		];
		await onConnection('staff', async (client) => {
			await pasts['after a transaction']!(client, declarations.staff());
			for (const call of calls)
				expect(`${call}: ${await attempt(client, 'staff', `select ${call}`)}`).toBe(`${call}: VD001`);
		});
		await onConnection('signin', async (client) => {
			await pasts['after a transaction']!(client, declarations.signin());
			const { rows } = await asOperatorRows(client);
			expect(rows.length).toBeGreaterThan(15);
			for (const { call } of rows)
				expect(`${call}: ${await attempt(client, 'signin', `select ${call}`)}`).toBe(`${call}: VD001`);
		});
	});
});

/** The owner of this file's database, who alone may plant a fault. */
async function ownerOf(): Promise<[owner: pg.Client, database: string]> {
	const { rows } = await onConnection('operator', (client) =>
		client.query<{ name: string }>('select current_database() as name'),
	);
	const url = new URL(inject('database').serverUrl);
	url.pathname = `/${rows[0]!.name}`;
	const owner = new pg.Client(url.href);
	await owner.connect();
	return [owner, rows[0]!.name];
}

/** Every function of sign-in, called with nothing. */
const asOperatorRows = (client: pg.Client) =>
	client.query<{ call: string }>(`
		select format('%I.%I(%s)', n.nspname, p.proname,
			(select string_agg('null::' || format_type(t, null), ', ') from unnest(p.proargtypes) t)) as call
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = 'signin' and has_function_privilege('vidan_signin', p.oid, 'execute') order by 1`);
