import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { enterMember } from '#people';
import { work, type House } from '#platform';
import { anAccount, aSession } from '../access/testing.ts';
import { reorganise, smallBody, unitOf } from '../figures/testing.ts';
import { asOperator, asOwner } from '../platform/testing.ts';
import { keptAtUnits } from './kept/kept.ts';

/** X3 stood under P2 and is abolished, then P2, which stands right under the root; X1 is merged into X2. */
const roles = ['unitHead', 'focalOfficer', 'feedbackDesk', 'administrator', 'custodian'] as const;
const on = '2025-07-01';
let house: House;
let unit: Record<'VN' | 'P2' | 'X1' | 'X2' | 'X3', number>;
const account = new Map<string, string>();
let memberId: string;

beforeAll(async () => {
	house = await smallBody();
	// Asked below by the operator; in life by other functions alone.
	await asOwner(
		house,
		'grant execute on function app.people_at(int, text[]), app.has_other(int, uuid, uuid, text[]) to vidan_operator',
	);
	unit = Object.fromEntries(
		await Promise.all((['VN', 'P2', 'X1', 'X2', 'X3'] as const).map(async (code) => [code, await unitOf(house, code)])),
	);
	memberId = await asOperator(house, (call) =>
		enterMember(call, {
			number: '3',
			fullName: 'Lê Thị Ba',
			rank: null,
			email: null,
			unitId: unit.X3,
			position: '',
			on: '2024-01-01',
		}),
	);
	for (const code of ['VN', 'P2', 'X1', 'X3'] as const)
		for (const role of roles) {
			const more = code === 'X3' && role === 'unitHead' ? { memberId } : {};
			const name = `${role.toLowerCase()}.${code.toLowerCase()}`;
			account.set(`${role} ${code}`, await anAccount(house, name, [{ role, unitId: unit[code] }], more));
		}
});

/** What somebody is by a session begun anew: where they hold posts, what they see, whether they keep the tree. */
const standing = async (who: string) =>
	work(house, await aSession(house, account.get(who)!), async (call) => {
		const { rows } = await sql<{ scope: number[]; posts: number[]; keeps: boolean }>`
			select app.scope() as scope, app.posts(variadic '{}'::text[]) as posts, app.keeps_tree('administrator', 'unitHead') as keeps`.execute(
			call.db,
		);
		return { ...rows[0]!, actor: call.actor.posts.map(({ unitId }) => unitId), serves: call.actor.unitId };
	});

const ask = async <T>(question: ReturnType<typeof sql<{ said: T }>>): Promise<T> =>
	asOperator(house, async (call) => (await question.execute(call.db)).rows[0]!.said);

const keyOf = (letter: string) => `age1${letter.repeat(58)}`;

const nothing = { scope: [], posts: [], actor: [], keeps: false };

test('who keeps the tree is told whose posts end with it, and nobody else', async () => {
	const ending = async (who: string) =>
		work(house, await aSession(house, account.get(who)!), (call) => keptAtUnits.postsEnding(call, [unit.X3], on));
	expect((await ending('administrator VN')).map(({ holder }) => holder)).toEqual(
		roles.map((role) => `${role.toLowerCase()}.x3`).sort(),
	);
	expect((await ending('administrator VN')).map(({ unitId }) => unitId)).toEqual(roles.map(() => unit.X3));
	await expect(ending('administrator P2')).rejects.toThrow('keeps the tree');
});

test('roles end with the unit that is abolished; who served there serves in the unit above', async () => {
	await reorganise(house, on, 'abolish,X3,,,,,,\nmerge,X1,X2,,,,,');
	for (const role of roles) expect(await standing(`${role} X3`), role).toMatchObject(nothing);
	expect((await standing('unitHead X3')).serves).toBe(unit.P2);
	expect(await standing('unitHead X1')).toMatchObject({ scope: [unit.X2], posts: [unit.X2], actor: [unit.X2] });
	expect(await standing('unitHead P2')).toMatchObject({ scope: [unit.P2], actor: [unit.P2] });
});

test('the unit above keeps the work by its own people', async () => {
	const kept = await work(
		house,
		await aSession(house, account.get('feedbackDesk P2')!),
		async (call) =>
			(await sql<{ units: number[] }>`select app.kept_units('feedbackDesk') as units`.execute(call.db)).rows[0]!.units,
	);
	expect(new Set(kept)).toEqual(new Set([unit.P2, unit.X3]));
	expect(await ask(sql`select app.people_at(${unit.P2}, 'feedbackDesk') as said`)).toEqual([
		account.get('feedbackDesk P2'),
	]);
	const head = account.get('unitHead P2');
	expect(await ask(sql`select app.has_other(${unit.P2}, null, ${head}, 'unitHead') as said`)).toBe(false);
	expect(await ask(sql`select app.confirming_unit(${unit.X3}, ${memberId}, null) as said`)).toBe(unit.P2);
	expect(await ask(sql`select app.decider_above(${unit.X2}, null, null) as said`)).toBe(unit.VN);
});

test('a custodian of what was abolished is sealed to no more', async () => {
	await asOperator(house, (call) =>
		sql`insert into custodian_key (account_id, recipient, tested_at) values
			(${account.get('custodian X3')}, ${keyOf('x')}, now()), (${account.get('custodian X1')}, ${keyOf('y')}, now())`.execute(
			call.db,
		),
	);
	expect(await ask(sql`select app.seal_recipients() as said`)).toEqual([keyOf('y')]);
});

test('nobody comes to keep the tree because the unit right under its root is abolished', async () => {
	await reorganise(house, '2025-08-01', 'abolish,P2,,,,,,');
	for (const role of roles)
		for (const code of ['P2', 'X3'])
			expect(await standing(`${role} ${code}`), `${role} ${code}`).toMatchObject(nothing);
	expect((await standing('unitHead X3')).serves).toBe(unit.VN);
	expect(await ask(sql`select app.people_at(${unit.VN}, 'feedbackDesk') as said`)).toEqual([
		account.get('feedbackDesk VN'),
	]);
	expect(await ask(sql`select app.decider_above(${unit.X2}, ${account.get('unitHead VN')}, null) as said`)).toBe(null);
});
