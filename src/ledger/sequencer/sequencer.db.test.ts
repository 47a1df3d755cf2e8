import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { House } from '#platform';
import { asOperator, asOwner, backupOf, testHouse } from '../../platform/testing.ts';
import { addLeaf } from '../add-leaf.ts';
import { readLeaf, type Leaf } from '../leaf/leaf.ts';
import { countLeaves, findNewestShard, findSigned, listLeaves, listShards } from '../log.store.ts';
import { signerFor } from '../log-name.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { naiveTree } from '../testing.ts';
import { leafHash } from '../tree/hashing.ts';
import { checkStored } from './check-stored.ts';
import { readKeptHead } from './kept-head.ts';
import { openShardAfterGap } from './open-shard.ts';
import { sequence } from './sequence.ts';

let house: House;
let now = new Date('2026-11-22T05:00:00Z');
beforeAll(async () => {
	house = await testHouse({ clock: () => now });
});
beforeEach(() => {
	now = new Date('2026-11-22T05:00:00Z');
});

/** Adds leaves in one transaction of the operator, who lives on the day of the test. */
const add = (subjects: readonly string[], name = 'opinion') =>
	asOperator(
		house,
		async (call) => {
			for (const subject of subjects)
				await addLeaf(call, { class: name, event: 'received', subject, private: { subject } });
		},
		{ now },
	);

async function log(): Promise<{ leaves: Leaf[]; size: number }> {
	return asOperator(house, async (call) => {
		const shard = (await findSigned(call))!;
		const { head } = shard;
		const bytes = await listLeaves(call, shard.number, 0, head.size);
		const root = naiveTree(bytes.map(leafHash))({ from: 0, to: head.size });
		expect(openCheckpoint(head.note, signerFor(house, shard.origin))).toEqual({
			origin: shard.origin,
			size: head.size,
			root,
		});
		await checkStored(call, shard);
		return { leaves: bytes.map(readLeaf), size: head.size };
	});
}

const subjects = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, at) => `${prefix}-${String(at).padStart(5, '0')}`);

describe('the sequencer', () => {
	test('opens the log with a leaf of its own and signs what waits, in the order in which it was added', async () => {
		await add(subjects('first', 20));
		await sequence(house);
		const { leaves } = await log();
		expect(leaves[0]).toMatchObject({ class: 'shard', event: 'opened' });
		expect(leaves.slice(1).map(({ subject }) => subject)).toEqual(subjects('first', 20));
		expect(await sequence(house)).toBe(0);
		expect((await log()).size).toBe(21);
	});

	test('goes over the width of tiles, batch after batch', async () => {
		for (const count of [235, 1, 255, 300, 700]) {
			await add(subjects(`wide-${count}`, count));
			await sequence(house);
		}
		expect((await log()).size).toBe(21 + 235 + 1 + 255 + 300 + 700);
	});

	test('holds sealed leaves until the day is over, then mixes them, each subject in its order', async () => {
		const before = (await log()).size;
		const sealed = subjects('sealed', 30);
		await add(sealed, 'sealed');
		await add([sealed[0]!, sealed[1]!], 'sealed');
		await add(['open-later']);
		await sequence(house);
		expect((await log()).leaves.slice(before).map(({ subject }) => subject)).toEqual(['open-later']);
		now = new Date('2026-11-22T17:00:01Z');
		await add(['open-next-day']);
		await sequence(house);
		const added = (await log()).leaves.slice(before + 1);
		expect(added).toHaveLength(33);
		expect(added.at(-1)!.subject).toBe('open-next-day');
		const order = added.slice(0, -1).map(({ subject }) => subject);
		expect(order.toSorted()).toEqual([...sealed, sealed[0]!, sealed[1]!].toSorted());
		expect(order).not.toEqual([...sealed, sealed[0]!, sealed[1]!]);
		for (const twice of [sealed[0]!, sealed[1]!])
			expect(added.filter(({ subject }) => subject === twice).map(({ seq }) => seq)).toEqual([1, 2]);
	});

	test('places nothing before what it follows, also when its clock is behind', async () => {
		const { size } = await log();
		const twice = { class: 'sealed', event: 'received', subject: 'around-midnight', private: {} };
		await asOperator(house, (call) => addLeaf(call, twice), { now });
		const after = new Date('2026-11-22T17:00:00Z');
		await asOperator(house, (call) => addLeaf(call, { ...twice, class: 'opinion' }), { now: after });
		now = new Date(after.getTime() - 1000);
		expect(await sequence(house)).toBe(0);
		now = after;
		expect(await sequence(house)).toBe(2);
		expect((await log()).leaves.slice(size).map(({ seq }) => seq)).toEqual([1, 2]);
	});

	test('signs what a killed one has placed and not signed', async () => {
		const { size } = await log();
		await add(['left-unsigned']);
		await asOperator(house, (call) =>
			sql`with q as (delete from ledger_queue returning leaf)
			insert into ledger_leaf (shard, index, leaf) select 1, ${size}, leaf from q`.execute(call.db),
		);
		await sequence(house);
		expect((await log()).size).toBe(size + 1);
	});

	test('keeps nothing that anybody could change', async () => {
		for (const table of ['ledger_shard', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint']) {
			for (const change of [sql`delete from ${sql.table(table)}`, sql`truncate ${sql.table(table)} cascade`])
				await expect(asOperator(house, (call) => change.execute(call.db))).rejects.toThrow('permission denied');
		}
		await expect(
			asOperator(house, (call) => sql`update ledger_leaf set leaf = '\\x7b7d'`.execute(call.db)),
		).rejects.toThrow('permission denied');
		await expect(asOwner(house, `update ledger_leaf set leaf = '\\x7b7d'`)).rejects.toThrow('append-only');
		await expect(asOwner(house, 'truncate ledger_checkpoint')).rejects.toThrow('append-only');
	});
});

describe('a restored older backup', () => {
	let restored: House;
	beforeAll(async () => {
		await add(subjects('backup', 10));
		await sequence(house);
		restored = await backupOf(house);
		await add(subjects('lost', 5));
		await sequence(house);
	});

	test('is refused a signature, and its leaves no place', async () => {
		await asOperator(restored, (call) =>
			addLeaf(call, { class: 'opinion', event: 'received', subject: 'after-restore', private: {} }),
		);
		await expect(sequence(restored)).rejects.toThrow(/Không ký: sổ .* đã ký đến dòng/);
		const size = await asOperator(restored, async (call) => countLeaves(call, (await findNewestShard(call))!.number));
		expect(size).toBe((await log()).size - 5);
	});

	test('is refused too when it has grown as long again', async () => {
		await asOperator(restored, (call) =>
			sql`insert into ledger_leaf (shard, index, leaf)
			select 1, (select max(index) from ledger_leaf) + n, '\\x7b7d' from generate_series(1, 7) n`.execute(call.db),
		);
		await expect(sequence(restored)).rejects.toThrow('khác với những dòng đã ký');
	});

	test('goes on in a new shard once the gap is recorded, whose first leaf names what was lost', async () => {
		const kept = (await readKeptHead(restored))!;
		await asOperator(restored, (call) => openShardAfterGap(call, kept, 'Khôi phục sau hỏng đĩa'), { now });
		await sequence(restored);
		const [shard] = await asOperator(restored, listShards);
		expect(shard).toMatchObject({ name: '2026-2', former: kept, gapReason: 'Khôi phục sau hỏng đĩa' });
		const head = (await readKeptHead(restored))!;
		expect(head).toMatchObject({ origin: kept.origin.replace('2026', '2026-2'), size: 2 });
		// The one that was left behind is now the older one, and is refused in its turn.
		await add(['left-behind']);
		await expect(sequence(house)).rejects.toThrow('mà cơ sở dữ liệu này không có');
	});
});

describe('a new house', () => {
	test('opens a shard with each year, which names the last head of the one before', async () => {
		const other = await testHouse({ clock: () => now });
		await sequence(other);
		now = new Date('2026-12-31T17:00:00Z');
		await sequence(other);
		const [next, first] = await asOperator(other, listShards);
		expect([next!.name, first!.name]).toEqual(['2027', '2026']);
		expect(next!.former).toMatchObject({ origin: first!.origin, size: 1 });
	});

	test('is not refused because its data folder is new', async () => {
		const other = await testHouse({ clock: () => now });
		await sequence(other);
		await rm(join(other.settings.dataDirectory, 'log'), { recursive: true });
		await asOperator(other, (call) =>
			addLeaf(call, { class: 'plan', event: 'signed', subject: 'plan-0001', private: {} }),
		);
		expect(await sequence(other)).toBe(1);
	});

	test('signs nothing when the kept head is none of its own', async () => {
		const other = await testHouse({ clock: () => now });
		await sequence(other);
		const head = join(other.settings.dataDirectory, 'log', 'head');
		await writeFile(head, (await readFile(head, 'utf8')).replace('\n1\n', '\n2\n'));
		await expect(sequence(other)).rejects.toThrow('không phải đầu sổ');
	});

	test('signs nothing when a stored leaf, or a node, is not what was signed', async () => {
		for (const fault of [
			`update ledger_leaf set leaf = '\\x7b7d' where index = 300`,
			`update ledger_node set hash = sha256('x') where index = 0`,
			'delete from ledger_leaf where index = 5',
		]) {
			const other = await testHouse({ clock: () => now });
			await asOperator(other, async (call) => {
				for (const subject of subjects('fault', 300))
					await addLeaf(call, { class: 'plan', event: 'signed', subject, private: {} });
			});
			await sequence(other);
			const check = () => asOperator(other, async (call) => checkStored(call, (await findNewestShard(call))!));
			await check();
			await asOwner(
				other,
				...['ledger_leaf', 'ledger_node'].map(
					(table) => `alter table ${table} disable trigger user, no force row level security`,
				),
				fault,
			);
			await expect(check()).rejects.toThrow('Không ký');
		}
	});
});
