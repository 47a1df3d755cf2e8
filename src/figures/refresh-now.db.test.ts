import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { work, type Caller, type House } from '#platform';
import { asOperator, urlOf } from '../platform/testing.ts';
import { figuresOf } from './figures-of.ts';
import { foldUntilEmpty, foldOnce } from './fold.ts';
import { lockCounters } from './fold.store.ts';
import { addPending, beginGeneration, emptyGeneration, fillPart, keyGeneration } from './now-generation.store.ts';
import { isNowStale, lockBuilding, markBuiltToday, readBuilt, swapGeneration } from './now.store.ts';
import { rebuildFigures } from './rebuild-figures.ts';
import { recordAct } from './record-acts.ts';
import { ensureNow, refreshNow } from './refresh-now.ts';
import { reorganise, smallBody, unitOf } from './testing.ts';

const operator: Caller = { kind: 'operator', name: 'test' };

const held = (house: House, unitId: number, day = '2025-05-05') =>
	asOperator(house, (call) =>
		recordAct(call, { id: randomUUID(), unitId, campaignId: 1, metric: 'studySession', occurredOn: day }),
	);

const sessionsNow = (house: House, unitId: number) =>
	asOperator(house, async (call) => {
		const period = { from: '2025-01-01', to: '2025-12-31' };
		const { amounts, estimated } = await figuresOf(call, unitId, { campaignId: 1, period, basis: 'now' });
		return { sessions: amounts.studySession, estimated };
	});

test('acts folded while “as now” is being built are in it once, whether its snapshot saw them or not', async () => {
	const house = await smallBody();
	await asOperator(house, (call) => sql`update figures_state set wide_above = 3`.execute(call.db)); // the root is wide
	const commune = await unitOf(house, 'X1');
	await held(house, commune);
	await asOperator(house, foldUntilEmpty);

	const building = randomUUID();
	const { generation, built } = await work(house, operator, async (call) => {
		const generation = await emptyGeneration(call, building);
		await lockCounters(call);
		await beginGeneration(call, generation);
		return { built: await readBuilt(call), generation };
	});
	await held(house, commune);
	await asOperator(house, foldOnce); // seen by both snapshots, and kept aside too
	const narrow = await work(house, operator, (call) => fillPart(call, generation, 'narrow'));
	await held(house, commune);
	await asOperator(house, foldOnce); // seen by the second snapshot only
	const wide = await work(house, operator, (call) => fillPart(call, generation, 'wide'));
	await held(house, commune);
	await asOperator(house, foldOnce); // kept aside only
	await work(house, operator, (call) => keyGeneration(call, generation));
	await work(house, operator, async (call) => {
		await lockCounters(call);
		await addPending(call, generation, 'narrow', narrow);
		await addPending(call, generation, 'wide', wide);
		await swapGeneration(call, generation, built);
	});
	const root = await unitOf(house, 'VN');
	expect(await sessionsNow(house, root)).toEqual({ sessions: '4', estimated: [] });
	expect(await sessionsNow(house, commune)).toEqual({ sessions: '4', estimated: [] });
	await held(house, commune);
	await asOperator(house, foldOnce);
	expect((await sessionsNow(house, root)).sessions).toBe('5');
});

test('a build that crashed is taken over, and only one builds at a time', async () => {
	const house = await smallBody();
	await held(house, await unitOf(house, 'X1'));
	await work(house, operator, async (call) => {
		await beginGeneration(call, await emptyGeneration(call, randomUUID()));
	});
	await work(house, operator, async (call) => {
		expect(await lockBuilding(call)).toBe(true);
		expect(await refreshNow(house, operator)).toBe(false);
	});
	expect(await refreshNow(house, operator)).toBe(true);
	await asOperator(house, foldUntilEmpty);
	expect((await sessionsNow(house, await unitOf(house, 'D1'))).sessions).toBe('1');
});

test('equal thirds make one again above, and are marked estimated below', async () => {
	const house = await smallBody();
	const divided = await unitOf(house, 'X1');
	await held(house, divided);
	await asOperator(house, foldUntilEmpty);
	await reorganise(
		house,
		'2025-07-01',
		`create,,,Y1,Xã mới một,xa,D1,
create,,,Y2,Xã mới hai,xa,D1,
split,X1,Y1,,,,,
split,X1,Y2,,,,,
split,X1,X2,,,,,`,
	);
	expect(await asOperator(house, isNowStale)).toBe(true);
	await ensureNow(house, operator);
	const third = { sessions: '0.33333333333333333333', estimated: ['studySession'] };
	expect(await sessionsNow(house, await unitOf(house, 'Y1'))).toEqual(third);
	expect(await sessionsNow(house, await unitOf(house, 'X2'))).toEqual(third);
	expect(await sessionsNow(house, await unitOf(house, 'D1'))).toEqual({ sessions: '1', estimated: [] });
});

test('what was decided ahead holds from its day on, without anybody doing anything at midnight', async () => {
	const house = await smallBody();
	const now = (day: string) => ({ ...operator, now: new Date(`${day}T05:00:00Z`) }) as Caller;
	await ensureNow(house, now('2025-06-20'));
	await reorganise(house, '2025-07-01', 'merge,X1,X2,,,,,');
	await ensureNow(house, now('2025-06-25'));
	expect(await work(house, now('2025-06-30'), isNowStale)).toBe(false);
	expect(await work(house, now('2025-07-01'), isNowStale)).toBe(true);
	await ensureNow(house, now('2025-07-02'));
	expect(await work(house, now('2025-07-09'), isNowStale)).toBe(false);
});

/** The same house; before its nth transaction begins, something else happens. */
function interrupted(house: House, nth: number, happening: () => Promise<unknown>): House {
	let begun = 0;
	const as: House['database']['as'] = (role) => {
		const kysely = house.database.as(role);
		const startTransaction = () => {
			const begin = kysely.startTransaction();
			const execute = async () => {
				if ((begun += 1) === nth) await happening();
				return begin.execute();
			};
			return Object.assign(Object.create(begin) as typeof begin, { execute });
		};
		return Object.assign(Object.create(kysely) as typeof kysely, { startTransaction });
	};
	return { ...house, database: { ...house.database, as } };
}

test.each([1, 2, 3, 4, 5, 6, 7])('counters made anew before step %i of a building are not lost by it', async (step) => {
	const house = await smallBody();
	const commune = await unitOf(house, 'X1');
	await held(house, commune);
	await asOperator(house, foldUntilEmpty);
	let happened = false;
	const swapped = await refreshNow(
		interrupted(house, step, async () => {
			happened = true;
			await held(house, commune); // waits still when the counters are emptied
			await work(house, operator, rebuildFigures);
		}),
		operator,
	);
	expect(happened).toBe(true);
	expect(await asOperator(house, isNowStale)).toBe(!swapped);
	await ensureNow(house, operator);
	expect(await sessionsNow(house, commune)).toEqual({ sessions: '2', estimated: [] });
});

test('who reads the figures for long, as a backup does, holds up no fold and loses nothing', async () => {
	const house = await smallBody();
	const commune = await unitOf(house, 'X1');
	const backup = new pg.Client(urlOf(house).href);
	await backup.connect();
	try {
		await backup.query('begin; lock table node_now, node_now_0, node_now_1 in access share mode');
		const building = refreshNow(house, operator);
		await held(house, commune);
		await asOperator(house, foldUntilEmpty);
		expect(await building).toBe(false);
		await backup.query('rollback');
	} finally {
		await backup.end();
	}
	await ensureNow(house, operator);
	expect((await sessionsNow(house, commune)).sessions).toBe('1');
});

test('the key of the generation that is read is taken from it by nobody', async () => {
	const house = await smallBody();
	await ensureNow(house, operator);
	const drop = (generation: string) =>
		asOperator(house, (call) =>
			sql`select app.drop_now_key(${sql.raw(generation)}) from figures_state`.execute(call.db),
		);
	await expect(drop('current')).rejects.toThrow('is read');
	await drop('1 - current');
});

test('a day is said to be built for only where it is, and what was left half built is forgotten once nobody needs it', async () => {
	const house = await smallBody();
	const on = (day: string) => ({ ...operator, now: new Date(`${day}T05:00:00Z`) }) as Caller;
	const state = () =>
		asOperator(house, async (call) => {
			const { rows } = await sql`select built_on, building from figures_state`.execute(call.db);
			return rows[0];
		});
	await reorganise(house, '2025-07-01', 'merge,X1,X2,,,,,');
	await ensureNow(house, on('2025-06-25'));
	await work(house, on('2025-07-02'), markBuiltToday);
	expect(await state()).toEqual({ builtOn: '2025-06-25', building: null });
	await work(house, on('2025-06-26'), (call) => emptyGeneration(call, randomUUID()));
	expect(await refreshNow(house, on('2025-06-26'))).toBe(true);
	expect(await state()).toEqual({ builtOn: '2025-06-26', building: null });
});
