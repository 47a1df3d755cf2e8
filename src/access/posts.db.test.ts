import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, work, type Call, type House } from '#platform';
import { plantTree } from '../people/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { createAccount } from './create-account.ts';
import { closeAccount, issueOneTimeLink, reopenAccount, resetSecondFactors } from './decide-on-access.ts';
import { ElevationNeeded } from './elevation.ts';
import { endPost, grantPost } from './grant-post.ts';
import { listPosts } from './access.store.ts';
import { anAccount, aSession } from './testing.ts';
import { listUsers } from './users.store.ts';

let house: House;
let units: Record<'root' | 'north' | 'south' | 'commune', number>;
let admin: string;
let member: string;

beforeAll(async () => {
	house = await testHouse();
	units = await asOperator(house, (call) =>
		plantTree(call, { root: null, north: 'root', south: 'root', commune: 'north' }),
	);
	admin = await anAccount(house, 'admin.north', [{ role: 'administrator', unitId: units.north }]);
	member = await anAccount(house, 'someone', [{ role: 'member', unitId: units.commune }]);
});

/** Does somebody in this database wait for a lock? */
const somebodyWaits = async (call: Call): Promise<boolean> => {
	const { rows } = await sql<{ waits: boolean }>`select exists (
		select from pg_locks l join pg_locks d on d.pid = l.pid and d.granted
			and d.database = (select oid from pg_database where datname = current_database())
		where not l.granted) as waits`.execute(call.db);
	return rows[0]!.waits;
};

describe('an administrator', () => {
	test('gives and ends roles at and below the own unit; they hold and end at once', async () => {
		const session = await aSession(house, admin);
		const accountId = await work(house, session, (call) =>
			createAccount(call, { userName: 'new.one', displayName: 'Người mới' }),
		);
		const postId = await work(house, session, (call) =>
			grantPost(call, { accountId, role: 'unitHead', unitId: units.commune }),
		);
		expect(
			await work(house, session, (call) => grantPost(call, { accountId, role: 'unitHead', unitId: units.commune })),
		).toBe(postId);
		const theirs = await aSession(house, accountId);
		const posts = () => work(house, theirs, async (call) => call.actor.posts);
		expect(await posts()).toEqual([{ role: 'unitHead', unitId: units.commune }]);
		await work(house, session, (call) => endPost(call, postId));
		expect(await posts()).toEqual([]);
	});

	test('gives today what was given from a later day on, and for longer: the one role holds at once, once', async () => {
		const session = await aSession(house, admin);
		const accountId = await work(house, session, (call) =>
			createAccount(call, { userName: 'later.one', displayName: 'Người sau' }),
		);
		const grant = (more: { from?: string; until?: string }) =>
			work(house, session, (call) => grantPost(call, { accountId, role: 'unitHead', unitId: units.commune, ...more }));
		const days = async () =>
			(await asOperator(house, (call) => listPosts(call, accountId))).map(({ from, until }) => [from, until]);
		const today = await work(house, session, async (call) => call.today);
		const postId = await grant({ from: '2101-01-01', until: '2102-01-01' });
		await grant({ from: '2103-01-01' });
		expect(await days()).toEqual([
			['2101-01-01', '2102-01-01'],
			['2103-01-01', null],
		]);
		expect(await grant({ until: '2101-06-01' })).toBe(postId);
		expect(await days()).toEqual([
			[today, '2102-01-01'],
			['2103-01-01', null],
		]);
		const theirs = await aSession(house, accountId);
		expect(await work(house, theirs, async (call) => call.actor.posts)).toHaveLength(1);
		expect(await grant({})).toBe(postId);
		expect(await days()).toEqual([[today, null]]);
	});

	test('gives none for days that are over, and changes none, whatever the code does; one held for hours was held', async () => {
		const session = await aSession(house, admin);
		const accountId = await work(house, session, (call) =>
			createAccount(call, { userName: 'hours.one', displayName: 'Người vài giờ' }),
		);
		const post = { accountId, role: 'unitHead', unitId: units.commune };
		const past = work(house, session, (call) => grantPost(call, { ...post, from: '2020-01-01', until: '2021-01-01' }));
		await expect(past).rejects.toBeInstanceOf(Invalid);
		const forged = { ...post, id: crypto.randomUUID(), valid: '[2020-01-01,2021-01-01)', grantedBy: admin };
		await expect(
			work(house, session, (call) => call.db.insertInto('post').values(forged).execute()),
		).rejects.toMatchObject({ code: 'VD010' });

		const id = await work(house, session, (call) => grantPost(call, post));
		await expect(
			work(house, session, (call) => sql`update post set valid = '[2020-01-01,)' where id = ${id}`.execute(call.db)),
		).rejects.toMatchObject({ code: 'VD010' });
		await work(house, session, (call) => endPost(call, id));
		const was = await asOperator(house, (call) =>
			sql`select role, unit_id, valid @> app.today() as today from post_was where account_id = ${accountId}`.execute(
				call.db,
			),
		);
		expect(was.rows).toEqual([{ role: 'unitHead', unitId: units.commune, today: true }]);
	});

	test('does not shorten a role by giving it until a day: it says so', async () => {
		const session = await aSession(house, admin);
		const accountId = await work(house, session, (call) =>
			createAccount(call, { userName: 'longer.one', displayName: 'Người lâu dài' }),
		);
		const grant = (until: string | null) =>
			work(house, session, (call) => grantPost(call, { accountId, role: 'inspector', unitId: units.commune, until }));
		const id = await grant(null);
		await expect(grant('2101-01-01')).rejects.toBeInstanceOf(Invalid);
		expect(await grant(null)).toBe(id);
	});

	test('and another one at the same moment give one role once', async () => {
		const session = await aSession(house, admin);
		const other = await aSession(
			house,
			await anAccount(house, 'admin.root', [{ role: 'administrator', unitId: units.root }]),
		);
		const accountId = await work(house, session, (call) =>
			createAccount(call, { userName: 'twice.one', displayName: 'Người hai lần' }),
		);
		await asOperator(house, (call) => grantPost(call, { accountId, role: 'member', unitId: units.commune }));
		const grant = (call: Call) => grantPost(call, { accountId, role: 'editor', unitId: units.commune });
		let second: Promise<string> | undefined;
		const one = await work(house, session, async (call) => {
			const id = await grant(call);
			second = work(house, other, grant);
			while (!(await somebodyWaits(call))) await pause(20);
			return id;
		});
		expect(await second).toBe(one);
	});

	test('reads of no role that ended with its unit, which was abolished', async () => {
		const unitId = (await asOperator(house, (call) => plantTree(call, { gone: null }))).gone;
		const id = await anAccount(house, 'gone.one', [{ role: 'unitHead', unitId }]);
		const roles = () =>
			asOperator(house, async (call) => {
				const { users } = await listUsers(call, { q: 'gone.one', sort: 'userName', limit: 1, offset: 0 });
				return [(await listPosts(call, id)).length, users[0]!.posts.length];
			});
		expect(await roles()).toEqual([1, 1]);
		await asOperator(house, (call) =>
			sql`update unit_heir set heir_id = ${units.north}, by_abolition = true where unit_id = ${unitId}`.execute(
				call.db,
			),
		);
		expect(await roles()).toEqual([0, 0]);
	});

	test('gives none elsewhere, above, or to themselves', async () => {
		const session = await aSession(house, admin);
		for (const unitId of [units.south, units.root]) {
			await expect(
				work(house, session, (call) => grantPost(call, { accountId: member, role: 'unitHead', unitId })),
			).rejects.toBeInstanceOf(Forbidden);
		}
		await expect(
			work(house, session, (call) => grantPost(call, { accountId: admin, role: 'unitHead', unitId: units.north })),
		).rejects.toBeInstanceOf(Forbidden);
	});

	test('must have proved lately who they are', async () => {
		const session = await aSession(house, admin, { elevated: false });
		await expect(
			work(house, session, (call) => grantPost(call, { accountId: member, role: 'editor', unitId: units.commune })),
		).rejects.toBeInstanceOf(ElevationNeeded);
	});

	test('does not decide on the access of somebody who holds a post elsewhere too', async () => {
		const session = await aSession(house, admin);
		const superior = await anAccount(house, 'superior', [
			{ role: 'inspector', unitId: units.commune },
			{ role: 'unitHead', unitId: units.root },
		]);
		await expect(work(house, session, (call) => issueOneTimeLink(call, superior))).rejects.toBeInstanceOf(Forbidden);
		expect(await work(house, session, (call) => issueOneTimeLink(call, member))).toMatch(/^\/thiet-lap\/[\w-]{43}$/);
	});
});

describe('the database alone, whatever the code forgets,', () => {
	const granting = (accountId: string, unitId: number, by: string) => ({
		id: crypto.randomUUID(),
		accountId,
		role: 'unitHead',
		unitId,
		valid: '[2100-01-01,)',
		grantedBy: by,
	});

	test.each([
		['to oneself', () => granting(admin, units.north, admin), true],
		['at a unit of others', () => granting(member, units.south, admin), true],
		['in the name of another', () => granting(member, units.commune, member), true],
		['without proof', () => granting(member, units.commune, admin), false],
	])('refuses a role %s', async (_, post, elevated) => {
		const session = await aSession(house, admin, { elevated });
		await expect(
			work(house, session, (call) => call.db.insertInto('post').values(post()).execute()),
		).rejects.toMatchObject({ code: '42501' });
	});

	test('lets nobody change their own account into another member’s', async () => {
		const session = await aSession(house, member);
		await expect(
			work(house, session, (call) => call.db.updateTable('account').set({ memberId: null }).execute()),
		).rejects.toMatchObject({ code: '42501' });
	});
});

describe('an outsider', () => {
	const useCases: [name: string, act: (call: Parameters<typeof endPost>[0]) => Promise<unknown>][] = [
		['createAccount', (call) => createAccount(call, { userName: 'intruder', displayName: 'X' })],
		['grantPost', (call) => grantPost(call, { accountId: member, role: 'unitHead', unitId: units.commune })],
		[
			'endPost',
			async (call) => endPost(call, (await asOperator(house, (operator) => listPosts(operator, member)))[0]!.id),
		],
		['issueOneTimeLink', (call) => issueOneTimeLink(call, member)],
		['closeAccount', (call) => closeAccount(call, member)],
		['reopenAccount', (call) => reopenAccount(call, member)],
		['resetSecondFactors', (call) => resetSecondFactors(call, member)],
	];
	test.each(useCases)('may not: %s', async (_, act) => {
		const roles = ['member', 'unitHead', 'focalOfficer', 'auditor', 'administrator'];
		for (const role of roles) {
			const name = `outsider.${role.toLowerCase()}`;
			const existing = await asOperator(house, (call) =>
				call.db.selectFrom('account').select('id').where('userName', '=', name).executeTakeFirst(),
			);
			const session = await aSession(
				house,
				existing?.id ?? (await anAccount(house, name, [{ role, unitId: units.south }])),
			);
			if (role === 'administrator' && _ === 'createAccount') continue; // that is their work
			const refused = work(house, session, act);
			await expect(refused).rejects.toSatisfy((error) => error instanceof Forbidden || error instanceof NotFound);
		}
	});
});
