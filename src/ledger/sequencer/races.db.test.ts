import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { work, type House } from '#platform';
import { asOperator, asOwner, testHouse } from '../../platform/testing.ts';
import { addLeaf } from '../add-leaf.ts';
import { readLeaf } from '../leaf/leaf.ts';
import { countLeaves, findNewestShard, listLeaves } from '../log.store.ts';
import { filesOf } from '../verify/source.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { sequence } from './sequence.ts';

let house: House;
beforeAll(async () => {
	house = await testHouse();
});

/** Ends the connections of a login in the middle of whatever they do, as a machine that dies would. */
const kill = (login: string) =>
	asOwner(
		house,
		`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = '${login}'`,
	);

test(
	'32 add at once while connections die on both sides: nothing is there twice, nothing is missing',
	{ timeout: 120_000 },
	async () => {
		const committed = new Set<string>();
		let died = 0;
		const senders = Array.from({ length: 32 }, async (_, sender) => {
			for (let nth = 0; nth < 12; nth++) {
				const subject = `case-${sender}-${nth}-raced`;
				const add = work(house, { kind: 'operator', name: 'race' }, async (call) => {
					await addLeaf(call, { class: 'opinion', event: 'received', subject, private: {} });
					await addLeaf(call, { class: 'opinion', event: 'assigned', subject, private: {} });
				});
				await add.then(
					() => committed.add(subject),
					() => (died += 1),
				);
			}
		});
		const race = { on: true };
		const sequencers = Array.from({ length: 3 }, async () => {
			while (race.on) await sequence(house).catch(() => {});
		});
		const killer = (async () => {
			for (let nth = 0; race.on; nth++) {
				await new Promise((resolve) => setTimeout(resolve, 60));
				await kill(nth % 2 ? 'vidan_login_operator' : 'vidan_login_jobs').catch(() => {});
			}
		})();
		await Promise.all(senders);
		race.on = false;
		await Promise.all([...sequencers, killer]);
		// The pool finds out one by one which of its connections are dead.
		for (let nth = 0; nth < 8; nth++) await sequence(house).catch(() => {});

		const { indexes, subjects, waiting } = await asOperator(house, async (call) => {
			const { number } = (await findNewestShard(call))!;
			const size = await countLeaves(call, number);
			const bytes = await listLeaves(call, number, 0, size);
			const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from ledger_queue`.execute(call.db);
			return {
				indexes: size,
				subjects: bytes.slice(1).map((leaf) => readLeaf(leaf).subject),
				waiting: rows[0]!.waiting,
			};
		});
		expect(waiting).toBe(0);
		expect(indexes).toBe(subjects.length + 1);
		const times = new Map<string, number>();
		for (const subject of subjects) times.set(subject, (times.get(subject) ?? 0) + 1);
		expect([...times.values()].filter((count) => count !== 2)).toEqual([]);
		// A commit whose reply was lost has happened all the same; one that was acknowledged has happened in any case.
		expect([...committed].filter((subject) => !times.has(subject))).toEqual([]);
		expect(committed.size).toBeGreaterThan(0);
		expect(died).toBeGreaterThan(0);
		const now = new Date();
		expect(
			(await verifyLog(filesOf(house, { kind: 'operator', name: 'test' }), { now, today: '2026-01-01' })).problems,
		).toEqual([]);
	},
);
