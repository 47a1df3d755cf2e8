import { describe, expect, test } from 'vitest';
import { signerOf } from '../note/key.ts';
import { signNote } from '../note/note.ts';
import { chained, publishShard, type Files } from '../testing.ts';
import { leafHash } from '../tree/hashing.ts';
import { faultyLogs } from './testing/faulty-log.ts';
import { tryMutations } from './testing/mutations.ts';
import { randomLog } from './testing/random-log.ts';
import { verifyLog, type Asked } from './verify-log.ts';

const seed = Buffer.alloc(32, 9);
const origin = 'example.vn/log/2026';
const verify = (files: Files, more: Partial<Asked> = {}) =>
	verifyLog(async (path) => files.get(path), { now: new Date('2026-12-31T00:00:00Z'), today: '2026-12-31', ...more });
const published = (leaves: readonly Buffer[]): Files => {
	const files: Files = new Map();
	publishShard(files, origin, seed, leaves);
	return files;
};
const cases = (count: number) =>
	chained(Array.from({ length: count }, (_, at) => ({ subject: `case-${1000 + at}`, body: 'H26' })));

test.each([0, 1, 2, 255, 256, 257, 300, 513])('a log of %i leaves is found right', async (size) => {
	const found = await verify(published(cases(size)));
	expect(found.problems).toEqual([]);
	expect(found.leaves).toBe(size);
});

test('random logs are found right', { timeout: 60_000 }, async () => {
	for (let nth = 0; nth < 30; nth++) expect((await verify(randomLog(`right ${nth}`, nth * 11))).problems).toEqual([]);
});

test(
	'whatever is wrong with a file of the log is found, at the latest by whoever has looked before',
	{ timeout: 60_000 },
	async () => {
		const { foundAtFirstLook, unseen } = await tryMutations('gate', 300);
		expect(unseen).toEqual([]);
		expect(foundAtFirstLook).toBeGreaterThan(280);
	},
);

describe('although the head is signed, it is found that', () => {
	test('a leaf of a case was left out', async () => {
		const leaves = chained([
			{ subject: 'case-0001' },
			{ subject: 'case-0001', event: 'assigned' },
			{ subject: 'case-0001', event: 'answered' },
		]);
		expect((await verify(published(leaves.toSpliced(1, 1)))).problems).toEqual([
			expect.stringContaining('không nối tiếp'),
		]);
	});

	test('leaves of a case were put in another order', async () => {
		const [first, second] = chained([{ subject: 'case-0001' }, { subject: 'case-0001', event: 'answered' }]);
		expect((await verify(published([second!, first!]))).problems).toHaveLength(2);
	});

	test('a leaf is not of its form', async () => {
		expect((await verify(published([Buffer.from('{"v":1}')]))).problems).toEqual([
			expect.stringContaining('không đúng dạng'),
		]);
	});

	test('the log has shrunk, or is another, since it was last seen', async () => {
		const { seen } = await verify(published(cases(300)));
		expect((await verify(published(cases(310)), { seen })).problems).toEqual([]);
		expect((await verify(published(cases(299)), { seen })).problems).toEqual([expect.stringContaining('chỉ còn 299')]);
		const other = chained([{ subject: 'case-9999' }]);
		expect((await verify(published([...other, ...cases(305)]), { seen })).problems).toEqual([
			expect.stringContaining('khác với những dòng đã thấy'),
		]);
	});

	test('published figures are not those of the leaves', async () => {
		const leaf = (received: number) => ({
			class: 'statistics',
			event: 'published',
			subject: 'figures-1',
			body: 'H26',
			public: {
				period: '2026-03',
				day: '2026-12-31',
				counted: 12,
				received,
				answered: 0,
				onTime: 0,
				overdue: null,
				guided: 0,
			},
		});
		expect((await verify(published([...cases(12), ...chained([leaf(12)])]))).problems).toEqual([]);
		expect((await verify(published([...cases(12), ...chained([leaf(11)])]))).problems).toEqual([
			expect.stringContaining('received: 11; đếm từ sổ: 12'),
		]);
	});

	test('a promise was not kept in time', async () => {
		const [leaf] = cases(1);
		const promise = (by: string, name = origin) =>
			signNote(`vidan/promise@v1\n${name}\n${leafHash(leaf!).toString('base64')}\n${by}\n`, signerOf(name, seed));
		const late = promise('2026-12-30T00:00:00Z');
		expect((await verify(published([leaf!]), { promises: [late] })).promises).toEqual(['kept']);
		const empty = await verify(published([]), {
			promises: [late, promise('2027-01-01T00:00:00Z'), late.replace('30T', '29T')],
		});
		expect(empty.promises).toEqual(['broken', 'pending', 'unreadable']);
		expect(empty.problems).toHaveLength(2);
	});

	test('the whole log was written anew under it', async () => {
		const forged = faultyLogs().get('a forged head')!;
		expect((await verify(forged)).problems).toEqual([expect.stringContaining('chữ ký')]);
		const old = published(cases(12)).get('checkpoint')!;
		const anew = published(chained(Array.from({ length: 12 }, (_, at) => ({ subject: `other-${1000 + at}` })))).set(
			'checkpoint',
			old,
		);
		expect((await verify(anew)).problems).toEqual([expect.stringContaining('Mã gốc')]);
	});

	test('somebody else has signed it', async () => {
		const files: Files = new Map();
		publishShard(files, origin, Buffer.alloc(32, 1), cases(3));
		const { key } = await verify(published([]));
		expect((await verify(files, { key })).problems).toEqual([expect.stringContaining('chữ ký')]);
	});
});

test('a shard begins after the head that it names; after a gap what was lost is not missed', async () => {
	const lost = { formerOrigin: origin, formerSize: 9, formerRoot: leafHash(Buffer.of(9)).toString('base64') };
	for (const [name, problems] of [
		['shard', 1],
		['gap', 0],
	] as const) {
		const files = published(cases(3));
		const after = chained([{ class: name, event: 'opened', subject: 'shard-0002', public: lost }]);
		const orphan = chained([{ subject: 'case-0001' }, { subject: 'case-0001', event: 'answered' }])[1]!;
		publishShard(files, `${origin}-2`, seed, name === 'gap' ? [...after, orphan] : after);
		expect((await verify(files)).problems).toHaveLength(problems);
	}
});
