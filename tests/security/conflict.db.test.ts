import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { kept, work, type Call, type House } from '#platform';
import type { Day } from '#words';
import { loadHistory } from '../../src/organisation/store/history.store.ts';
import { drawFrom } from '../../src/organisation/testing/random-document.ts';
import { slowModel } from '../../src/organisation/testing/slow-model.ts';
import { asOperator, testHouse } from '../../src/platform/testing.ts';
import { modelOf, type Tree } from './conflict/model.ts';
import { randomWorld, type World } from './conflict/world.ts';
import { randomTree } from './visibility/random-tree.ts';

/**
 * who may know of a case. Random trees through random documents, people with a past, officers, relatives, posts, and cases in
 * every relation to them; what each account reads and can write is compared with a model made from the words of the design. A case
 * is one account in one world. CONFLICT_CASES and CONFLICT_SEED lengthen and repeat it.
 */
const cases = Number(process.env.CONFLICT_CASES ?? 300);
const firstSeed = Number(process.env.CONFLICT_SEED ?? Date.now() % 1_000_000);
const accountsOfWorld = 34;

test.each(Array.from({ length: Math.ceil(cases / accountsOfWorld) }, (_, at) => firstSeed + at))(
	'nobody knows of a case who must not, and whoever is asked for does (seed %i)',
	{ timeout: 60_000 },
	async (seed) => {
		const house = await testHouse();
		const draw = drawFrom(seed);
		const { units } = await randomTree(house, draw, day);
		const tree = await treeOf(house);
		const world = randomWorld(draw, (on) => units.filter((unit) => tree.line(unit, on)[0] === unit), day);
		await asOperator(house, (call) => plant(call, world));
		const mayKnow = modelOf(world, tree, day(0));
		for (const { id } of world.account) {
			const may = world.feedback.filter(mayKnow(id)).map((each) => each.id);
			const got = await work(house, session(id), whatIsKnown);
			for (const [how, ids] of Object.entries(got))
				expect(differences(ids, may), `${how} by ${nameOf(world, id)}`).toEqual([]);
		}
		expect(await asOperator(house, barredOtherwise), 'asked of the case as of the person').toEqual([]);
	},
);

/** By every way: the case itself, what hangs on it, and writing it. */
async function whatIsKnown(call: Call): Promise<Record<string, string[]>> {
	const ids = async (query: ReturnType<typeof sql<{ id: string }>>) =>
		(await query.execute(call.db)).rows.map(({ id }) => id);
	return {
		read: await ids(sql`${kept} select id from feedback`),
		steps: await ids(sql`${kept} select feedback_id as id from feedback_step`),
		keys: await ids(sql`${kept} select feedback_id as id from feedback_key`),
	};
}

/** Pairs of a case and a person of which the two ways of asking answer differently. */
async function barredOtherwise(call: Call): Promise<unknown[]> {
	const { rows } = await sql`
		with everybody as (select array_agg(id) as ids from account),
			by_case as (select f.id as feedback_id, unnest(app.barred_among(f.id, e.ids)) as account_id from feedback f cross join everybody e),
			by_person as (select unnest(app.barred_of(a.id)) as feedback_id, a.id as account_id from account a)
		(select 'case' as said_by, * from (table by_case except table by_person) c)
		union all (select 'person', * from (table by_person except table by_case) p)`.execute(call.db);
	return rows;
}

async function plant(call: Call, world: World): Promise<void> {
	for (const [name, rows] of Object.entries(world)) {
		if (rows.length === 0) continue;
		const columns = sql.raw(Object.keys(rows[0]!).map(snake).join(', '));
		const table = sql.raw(snake(name));
		const json = JSON.stringify(
			rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]))),
		);
		await sql`insert into ${table} (${columns})
			select ${columns} from jsonb_populate_recordset(null::${table}, ${json}::jsonb)`.execute(call.db);
	}
	await sql`insert into feedback_step (feedback_id, step, event, state, at) select id, 1, 'received', 'received', received_at from feedback`.execute(
		call.db,
	);
	await sql`insert into feedback_key (feedback_id, wrapped) select id, '\\x00' from feedback`.execute(call.db);
	for (const { id } of world.account)
		await sql`insert into session (token_hash, account_id) values (${hash(id)}, ${id})`.execute(call.db);
}

/** The tree of the facts, not of the tables derived from them. */
async function treeOf(house: House): Promise<Tree> {
	const history = await asOperator(house, (call) => loadHistory(call, 'main'));
	const { standing, heirs, living, isAbolished } = slowModel(history);
	const today = day(0);
	const born = (unitId: number, on: Day) => history.units.get(unitId)!.born <= on;
	return {
		line: (unitId, on) => (born(unitId, on) ? standing(unitId, on) : []),
		heirs: (unitId) =>
			born(unitId, today)
				? [
						...(isAbolished(unitId, today) ? [] : [living(unitId, today)]),
						...[...heirs(unitId, day(-600), today)].flatMap(([id, { byAbolition }]) => (byAbolition ? [] : [id])),
					]
				: [],
		continues: (unitId, on) => born(unitId, on) && !isAbolished(unitId, on),
	};
}

function differences(seen: readonly string[], expected: readonly string[]): string[] {
	const [are, should] = [new Set(seen), new Set(expected)];
	return [
		...[...are].filter((id) => !should.has(id)).map((id) => `known and must not be: ${id}`),
		...[...should].filter((id) => !are.has(id)).map((id) => `asked for and not known: ${id}`),
	];
}

/** The day in Viet Nam so many days from today. */
function day(offset: number): Day {
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + offset * 86_400_000);
}

const snake = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const nameOf = (world: World, id: string) => world.account.find((each) => each.id === id)!.userName;
const tokenOf = (accountId: string) => `token of ${accountId}`;
const hash = (accountId: string) => createHash('sha256').update(tokenOf(accountId)).digest();
const session = (accountId: string) => ({ kind: 'session', token: tokenOf(accountId) }) as const;
