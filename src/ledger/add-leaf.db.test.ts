import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { work, type Caller, type House } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { addLeaf, commitmentOf, promiseOf, type LeafEntry } from './index.ts';
import { leafBytes, readLeaf, type Leaf } from './leaf/leaf.ts';
import { aLeaf } from './testing.ts';
import { signerFor } from './log-name.ts';
import { readPromise } from './promise.ts';
import { leafHash } from './tree/hashing.ts';

let house: House;
beforeAll(async () => {
	house = await testHouse();
});

const sender: Caller = { kind: 'public' };
/** Goes on with a subject that is nobody's case; the public may not. */
const body: Caller = { kind: 'operator', name: 'test' };
const entry = (subject: string, more: Partial<LeafEntry> = {}): LeafEntry => ({
	class: 'opinion',
	event: 'received',
	subject,
	private: { text: 'Góp ý' },
	...more,
});

type Waiting = { leaf: Leaf; bytes: Buffer; releaseAt: Date | null };

const waiting = (subject: string): Promise<Waiting[]> =>
	asOperator(house, async (call) => {
		const { rows } = await sql<{ leaf: Buffer; releaseAt: Date | null }>`
			select leaf, release_at from ledger_queue where subject = ${subject} order by id`.execute(call.db);
		return rows.map(({ leaf, releaseAt }) => ({ leaf: readLeaf(leaf), bytes: leaf, releaseAt }));
	});

describe('a leaf is added', () => {
	test('by the public, who can read neither the queue nor the salts', async () => {
		const promised = await work(house, sender, (call) =>
			addLeaf(call, entry('case-0001', { body: 'H26', due: '2026-12-31' })),
		);
		const [{ leaf, bytes }] = (await waiting('case-0001')) as [Waiting];
		expect(leaf).toMatchObject({
			class: 'opinion',
			event: 'received',
			seq: 1,
			prev: null,
			body: 'H26',
			due: '2026-12-31',
		});
		expect(leafHash(bytes)).toEqual(promised.leafHash);
		expect(leaf.commitment).toBe(commitmentOf(promised.salt, { text: 'Góp ý' }).toString('base64'));
		for (const table of ['ledger_queue', 'ledger_salt', 'ledger_chain'])
			await expect(
				work(house, sender, (call) => sql`select * from ${sql.table(table)}`.execute(call.db)),
			).rejects.toThrow();
	});

	test('and another of the same subject in the same transaction names it', async () => {
		await work(house, body, async (call) => {
			await addLeaf(call, entry('case-0002'));
			await addLeaf(call, entry('case-0002', { event: 'answered' }));
		});
		const [first, second] = await waiting('case-0002');
		expect(second!.leaf).toMatchObject({ seq: 2, prev: leafHash(first!.bytes).toString('base64') });
	});

	test('by sixteen at once of one subject, each naming another', async () => {
		await Promise.all(Array.from({ length: 16 }, () => work(house, body, (call) => addLeaf(call, entry('case-0003')))));
		const leaves = await waiting('case-0003');
		expect(leaves.map(({ leaf }) => leaf.seq)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
		expect(new Set(leaves.map(({ leaf }) => leaf.prev)).size).toBe(16);
	});

	test('by the public only where a subject begins: going on with one is for whoever has it', async () => {
		await work(house, sender, (call) => addLeaf(call, entry('case-0010')));
		const again = work(house, sender, (call) => addLeaf(call, entry('case-0010', { event: 'answered' })));
		await expect(again).rejects.toThrow();
		expect(await waiting('case-0010')).toHaveLength(1);
	});

	test('only if its transaction commits', async () => {
		const lost = work(house, sender, async (call) => {
			await addLeaf(call, entry('case-0004'));
			throw new Error('lost');
		});
		await expect(lost).rejects.toThrow('lost');
		expect(await waiting('case-0004')).toEqual([]);
		await work(house, sender, (call) => addLeaf(call, entry('case-0004')));
		expect((await waiting('case-0004'))[0]!.leaf.seq).toBe(1);
	});

	test('as what it says of itself, whatever SQL calls it', async () => {
		const leaf = Buffer.from('{"subject":"case-0008","seq":1,"prev":null}');
		for (const subject of ['case-0009', 'case-0008']) {
			const add = work(house, sender, (call) =>
				sql`select app.add_leaf(${subject}, 1, null, ${subject === 'case-0008' ? Buffer.from('{') : leaf}, ${Buffer.alloc(32)}, null)`.execute(
					call.db,
				),
			);
			await expect(add).rejects.toThrow();
		}
	});

	describe('by SQL only as the code would write it, so that nobody stops the count:', () => {
		const asked = (said: string, who: Caller = body) => {
			const subject = randomUUID();
			const bytes = Buffer.from(said.replace('SUBJECT', subject));
			return work(house, who, (call) =>
				sql`select taken from app.add_leaf(${subject}, 1, null, ${bytes}, ${Buffer.alloc(32)}, null)`.execute(call.db),
			);
		};
		const right = leafBytes(aLeaf({ subject: 'SUBJECT-', body: 'Đội_3.a', public: { a: 1, bB: 'x', c: null } }))
			.toString()
			.replace('SUBJECT-', 'SUBJECT');

		test('what is right is taken', async () => {
			expect((await asked(right)).rows).toEqual([{ taken: true }]);
			expect((await asked(right.replace(/"public":\{[^}]*\},/, ''), sender)).rows).toEqual([{ taken: true }]);
		});

		test.each<[name: string, from: string | RegExp, to: string]>([
			['a part that nobody knows', '{', '{"a":"poison",'],
			['nothing but what is asked', /^.*$/, '{"prev":null,"seq":1,"subject":"SUBJECT"}'],
			['a part too few', /"due":null,/, ''],
			['a part twice', '"v":1', '"v":1,"v":1'],
			['a space', '{', '{ '],
			['another order', /("at":[^,]+),("body":[^,]+)/, '$2,$1'],
			['a letter written as its number', '"class":"o', String.raw`"class":"\u006f`],
			['a body that is a sentence', 'Đội_3.a', 'Ông A nhận'],
			['a body with a mark', 'Đội_3.a', '→'],
			['a time on no day', '"at":"2026-03', '"at":"2026-13'],
			['an hour that no day has', 'T05', 'T29'],
			['an exact time', ':00:00Z', ':30:00Z'],
			['a sealed leaf with an hour', '"opinion"', '"sealed"'],
			[
				'a sealed leaf that tells',
				/"at":"[^"]+"(.*)"opinion"(.*)"received"/,
				'"at":"2026-03-10"$1"sealed"$2"accusedAsked"',
			],
			['a place as a text', '"seq":1', '"seq":"1"'],
			['a version with a point', '"v":1', '"v":1.0'],
			['a sentence among the facts', '"x"', '"ông A nhận tiền"'],
			['a fact with a point', '"a":1', '"a":1.5'],
			['a list of facts', /"public":\{[^}]*\}/, '"public":[]'],
			['a fact of facts', '"a":1', '"a":{}'],
			['figures from a face', '"opinion"', '"statistics"'],
			['a plan that the public signs', '"opinion"', '"plan"'],
			['a case that the public answers', '"received"', '"answered"'],
		])('not %s', async (_name, from, to) => {
			expect(right.replace(from, to)).not.toBe(right);
			await expect(asked(right.replace(from, to), sender)).rejects.toThrow();
		});
	});

	test('but not with a sentence in it', async () => {
		const written = entry('case-0005', { public: { note: 'Ông A nhận tiền' } });
		await expect(work(house, sender, (call) => addLeaf(call, written))).rejects.toThrow('leaf: public');
	});
});

describe('a sealed leaf', () => {
	const noon = new Date('2026-03-10T05:00:00Z');
	const sealed = entry('case-0006', { class: 'sealed', profile: 'tocao@1', calendar: 'vn@3' });

	test('tells the day only, and is held until the day is over', async () => {
		const promised = await asOperator(house, (call) => addLeaf(call, sealed), { now: noon });
		const [{ leaf, releaseAt }] = (await waiting('case-0006')) as [Waiting];
		expect(leaf).toMatchObject({ class: 'sealed', at: '2026-03-10', profile: null, calendar: null });
		expect(releaseAt).toEqual(new Date('2026-03-10T17:00:00Z'));
		expect(promised.by).toEqual(new Date('2026-03-11T17:00:00Z'));
	});

	test('tells what happened in no more words than the figures need', async () => {
		const said = {
			received: 'received',
			accusedAsked: 'step',
			officerIdentified: 'step',
			added: 'step',
			withdrawn: 'rests',
			objected: 'goesOn',
			answeredFinal: 'answered',
		};
		for (const event of Object.keys(said))
			await asOperator(house, (call) => addLeaf(call, { ...sealed, subject: 'case-0030', event }), { now: noon });
		expect((await waiting('case-0030')).map(({ leaf }) => leaf.event)).toEqual(Object.values(said));
	});

	test('holds back what follows it, whatever that is', async () => {
		const later = entry('case-0006', { event: 'reclassified' });
		const promised = await asOperator(house, (call) => addLeaf(call, later), { now: noon });
		expect((await waiting('case-0006')).at(-1)!.releaseAt).toEqual(new Date('2026-03-10T17:00:00Z'));
		expect(promised.by).toEqual(new Date('2026-03-11T17:00:00Z'));
		await asOperator(house, (call) => addLeaf(call, later), { now: new Date('2026-03-11T05:00:00Z') });
		expect((await waiting('case-0006')).at(-1)!.releaseAt).toBeNull();
	});
});

test('a promise is a note that our key has signed, ready at once', async () => {
	const { note, promised } = await work(house, sender, async (call) => {
		const promised = await addLeaf(call, entry('case-0007'));
		return { promised, note: promiseOf(call, promised) };
	});
	const read = readPromise(note, signerFor(house, promised.origin));
	expect(read.leafHash).toEqual(promised.leafHash);
	expect(Math.abs(read.by.getTime() - promised.by.getTime())).toBeLessThan(1000);
	const forged = note.replace(/\d{4}-/, '2099-');
	expect(() => readPromise(forged, signerFor(house, promised.origin))).toThrow('wrong');
});
