import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { peopleDesk } from '#people';
import { kept, work, type Caller, type House } from '#platform';
import type { Day } from '#words';
import { drawFrom, type Draw } from '../../src/organisation/testing/random-document.ts';
import { fromRange } from '../../src/organisation/tree/span.ts';
import { countServing, searchMembers } from '../../src/people/people.store.ts';
import { aWorkspace } from '../../src/platform/http/testing.ts';
import { asOperator, testHouse } from '../../src/platform/testing.ts';
import { modelOf, type LineOf } from './visibility/model.ts';
import { keyOf, plant, selectAll } from './visibility/plant.ts';
import { randomTree } from './visibility/random-tree.ts';
import { randomWorld, type Table, type World } from './visibility/world.ts';

/**
 * what somebody sees is what the words of the domain say. Random trees through random documents, random people, roles
 * and papers; what each account gets from each table, from the search, the count and the export of members is compared with
 * a model in memory. A case is one account in one world. VISIBILITY_CASES and VISIBILITY_SEED lengthen and repeat it.
 */
const cases = Number(process.env.VISIBILITY_CASES ?? 200);
const firstSeed = Number(process.env.VISIBILITY_SEED ?? Date.now() % 1_000_000);
const accountsOfWorld = 34;
const atOnce = 2;

/** What is looked for: with marks and without, a number whole and in part, and what means something to `like`. */
const words = ['an', 'duc', 'Đức', 'hoà', 'M1', 'M12', '%'];
const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length - 1)]!;

test.each(Array.from({ length: Math.ceil(cases / accountsOfWorld) }, (_, at) => firstSeed + at))(
	'everybody sees what they may see and nothing else (seed %i)',
	{ timeout: 60_000 },
	async (seed) => {
		const house = await testHouse();
		const draw = drawFrom(seed);
		const { units, line, continues } = await randomTree(house, draw, day);
		const random = randomWorld(draw, units, day);
		// Whoever arranges a block, or continues who did, is no party of its pledges.
		const arranger = (pledgeId: string) =>
			random.emulationBlock.find(({ id }) => id === random.pledge.find(({ id }) => id === pledgeId)!.blockId)!.unitId;
		const isParty = (row: World['pledgeParty'][number]) => line(row.unitId)[0] !== line(arranger(row.pledgeId))[0];
		const world = { ...random, pledgeParty: random.pledgeParty.filter(isParty) };
		await asOperator(house, async (call) => {
			await plant(call, world);
			for (const { id } of world.account)
				await sql`insert into session (token_hash, account_id) values (${hash(id)}, ${id})`.execute(call.db);
		});
		const mayWhat = modelOf(world, line, continues, day(0));
		const asked = world.account.map(({ id }) => ({ id, node: pick(draw, units), word: pick(draw, words) }));
		await Promise.all(
			Array.from({ length: atOnce }, async () => {
				for (let each = asked.pop(); each; each = asked.pop()) {
					const may = mayWhat(each.id);
					await compareTables(house, world, each.id, may);
					await compareMembers(house, { ...each, world, line, seesNode: may.sees(each.node) });
				}
			}),
		);
	},
);

/** The day in Viet Nam so many days from today. */
function day(offset: number): Day {
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + offset * 86_400_000);
}

const tokenOf = (accountId: string) => `token of ${accountId}`;
const hash = (accountId: string) => createHash('sha256').update(tokenOf(accountId)).digest();
const session = (accountId: string): Caller => ({ kind: 'session', token: tokenOf(accountId) });

type May = ReturnType<ReturnType<typeof modelOf>>;

async function compareTables(house: House, world: World, id: string, may: May): Promise<void> {
	const tables = Object.keys(world) as Table[];
	const [rows, sessions] = await work(
		house,
		session(id),
		async (call) => {
			const seen = await selectAll(tables).execute(call.db);
			const others = await sql<{ of: string }>`${kept} select account_id::text as of from session`.execute(call.db);
			return [seen.rows.map((row) => row.seen), others.rows.map((row) => row.of)] as const;
		},
		{ readOnly: true },
	);
	const expected = tables.flatMap((table) => {
		const sees = may.can[table] as (row: object) => boolean;
		return world[table].filter((row) => sees(row)).map((row) => `${table} ${keyOf(table, row)}`);
	});
	const theirs = world.account.filter((row) => row.id === id || may.administers(row)).map((row) => row.id);
	expect(differences(rows.filter(isPlanted(world)), expected), `rows seen by ${id}`).toEqual([]);
	expect(differences(sessions, theirs), `sessions seen by ${id}`).toEqual([]);
}

/** Events that planting itself left behind are not of the world. */
const isPlanted = (world: World) => {
	const known = new Set(
		Object.entries(world).flatMap(([name, rows]) => rows.map((row) => `${name} ${keyOf(name as Table, row)}`)),
	);
	return (seen: string) => known.has(seen);
};

function differences(seen: readonly string[], expected: readonly string[]): string[] {
	const [are, should] = [new Set(seen), new Set(expected)];
	return [
		...[...are].filter((row) => !should.has(row)).map((row) => `seen and should not be: ${row}`),
		...[...should].filter((row) => !are.has(row)).map((row) => `should be seen and is not: ${row}`),
	];
}

type Asked = { world: World; line: LineOf; node: number; word: string; id: string; seesNode: boolean };

/** Search, count and export of who serves at a unit. */
async function compareMembers(house: House, { world, line, node, word, id, seesNode }: Asked): Promise<void> {
	const serving = world.posting.filter(({ valid }) => fromRange(valid).from <= day(0) && day(0) < fromRange(valid).to);
	const memberOf = (posting: World['posting'][number]) => world.member.find((row) => row.id === posting.memberId)!;
	const isAlive = line(node)[0] === node;

	const found = await work(house, session(id), (call) => searchMembers(call, node, word), { readOnly: true });
	const under = seesNode ? serving.filter((posting) => line(posting.unitId).includes(node)).map(memberOf) : [];
	const matching = under.filter((row) => fold(row.fullName).includes(fold(word)) || row.number === word);
	expect(found.map((row) => row.number).sort(), `${id} looks for ${word} under ${node}`).toEqual(
		matching.map((row) => row.number).sort(),
	);
	if (!isAlive || !seesNode) return;

	const here = serving.filter((posting) => line(posting.unitId)[0] === node).map((posting) => memberOf(posting).number);
	const count = await work(house, session(id), (call) => countServing(call, node, call.today), { readOnly: true });
	expect(count, `${id} counts who serves at ${node}`).toBe(here.length);
	const people = aWorkspace({ house, callerOf: session }, peopleDesk);
	const file = await people.read(id, `/lam-viec/thanh-vien?don-vi=${node}&format=csv`);
	const lines = file.trim().split('\r\n').slice(1);
	expect(lines.map((row) => row.split(',')[0]!).sort(), `${id} exports who serves at ${node}`).toEqual(here.sort());
}

const fold = (said: string) =>
	said
		.toLowerCase()
		.normalize('NFD')
		.replaceAll(/[\u0300-\u036f]/g, '')
		.replaceAll('đ', 'd');
