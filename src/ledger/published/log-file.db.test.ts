import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { PageStore, portalOn, type House } from '#platform';
import { written } from '#ui';
import { asOperator, asOwner, testHouse } from '../../platform/testing.ts';
import { addLeaf } from '../add-leaf.ts';
import { ledgerPortal } from '../index.ts';
import { leafBytes } from '../leaf/leaf.ts';
import { signerFor } from '../log-name.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { readProof } from '../note/inclusion.ts';
import { readKeyLine } from '../note/key.ts';
import { promiseOf } from '../promise.ts';
import { publishStatistics } from '../publish-statistics.ts';
import { recordGap } from '../record-gap.ts';
import { ledgerLoops } from '../sequencer/loops.ts';
import { sequence } from '../sequencer/sequence.ts';
import { aLeaf } from '../testing.ts';
import { leafHash } from '../tree/hashing.ts';
import { provesInclusion } from '../tree/proof.ts';
import { filesOf } from '../verify/source.ts';
import { verifyLog } from '../verify/verify-log.ts';

let house: House;
let app: Hono;
let promise: string;
let hash: Buffer;
const now = new Date('2026-11-22T05:00:00Z');
const leaves = 600;

/** The log as it is served, without the shell around its page. */
function anApp(): Hono {
	const app = new Hono();
	const pages = new PageStore();
	ledgerPortal('tools/verify.py')(
		portalOn(app, { house, pages, page: async (_, __, view) => written(view.body as { toString(): string }) }),
	);
	return app;
}

const get = (path: string) => app.request(`http://localhost:3000${path}`);
const text = async (path: string) => (await get(path)).text();
const verify = (more = {}) => verifyLog(filesOf(house, { kind: 'public' }), { now, today: '2026-11-22', ...more });

beforeAll(async () => {
	house = await testHouse({ clock: () => now });
	app = anApp();
	expect((await get('/log/checkpoint')).status).toBe(404);
	await asOperator(
		house,
		async (call) => {
			for (let nth = 0; nth < leaves; nth++) {
				const subject = `case-${nth % 50}-of-many`;
				const event = nth < 50 ? 'received' : 'answered';
				const promised = await addLeaf(call, {
					class: 'opinion',
					event,
					subject,
					body: `H${nth % 3}`,
					due: '2026-11-22',
					private: {},
				});
				if (nth !== 300) continue;
				promise = promiseOf(call, promised);
				hash = promised.leafHash;
			}
		},
		{ now },
	);
	await ledgerLoops[0]!.turn(house);
});

describe('the published log', () => {
	test('is what a stranger can verify whole, without a database', async () => {
		const found = await verifyLog(
			async (path) => {
				const answer = await get(`/log/${path}`);
				return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
			},
			{ now, today: '2026-11-22', promises: [promise] },
		);
		expect(found.problems).toEqual([]);
		expect(found).toMatchObject({ leaves: leaves + 1, promises: ['kept'] });
		expect(found.statistics).toContainEqual({
			body: 'H0',
			period: '2026-11',
			received: 16,
			answered: 16,
			onTime: 16,
			guided: 0,
			overdue: 0,
		});
	});

	test('says who signed, on one line', async () => {
		const key = readKeyLine(await text('/log/key'));
		expect(openCheckpoint(await text('/log/checkpoint'), key).size).toBe(leaves + 1);
		expect(await text('/log/2026/checkpoint')).toBe(await text('/log/checkpoint'));
		expect(await text('/log/policy')).toContain('quorum none');
	});

	test('may be kept for ever, but for its head', async () => {
		for (const path of [
			'tile/0/000',
			'tile/0/002.p/89',
			'tile/1/000.p/2',
			'tile/entries/001',
			'2026/tile/entries/002.p/1',
		])
			expect((await get(`/log/${path}`)).headers.get('Cache-Control'), path).toContain('immutable');
		expect((await get('/log/checkpoint')).headers.get('Cache-Control')).toBe('no-cache');
		expect((await get('/log/verify.py')).headers.get('Content-Type')).toContain('text/plain');
	});

	test('has nothing beyond what is signed', async () => {
		const paths = [
			'tile/0/003',
			'tile/0/002',
			'tile/0/002.p/90',
			'tile/1/000.p/3',
			'tile/2/000',
			'tile/entries/002',
			'2025/checkpoint',
			'tile/0/0',
			'nothing',
			'proof/601',
			'proof/x',
		];
		for (const path of paths) expect((await get(`/log/${path}`)).status, path).toBe(404);
	});

	test('gives proofs, each to be kept with the head under which it holds', async () => {
		const { index, proof, checkpoint } = readProof(await text('/log/proof/301'));
		const { size, root } = openCheckpoint(checkpoint, signerFor(house, 'localhost:3000/log/2026'));
		expect(provesInclusion(hash, index, size, proof, root)).toBe(true);
	});

	test('has a page, in both languages', async () => {
		expect(await text('/so-cai')).toContain('Sổ không chứng minh được gì');
		expect(await text('/en/so-cai')).toContain('What it does not prove');
	});
});

test('figures are published once, and again when they change', async () => {
	const publish = () => asOperator(house, publishStatistics, { now });
	await publish();
	await sequence(house);
	const found = await verify();
	expect(found).toMatchObject({ problems: [], leaves: leaves + 4 });
	await publish();
	await sequence(house);
	expect((await verify()).leaves).toBe(leaves + 4);
});

test('figures that were published false are found', async () => {
	await asOperator(
		house,
		(call) =>
			addLeaf(call, {
				class: 'statistics',
				event: 'published',
				subject: 'false-figures',
				body: 'H0',
				public: {
					period: '2026-11',
					day: '2026-11-22',
					counted: leaves + 1,
					received: 16,
					answered: 16,
					onTime: 16,
					guided: 0,
					overdue: 1,
				},
				private: {},
			}),
		{ now },
	);
	await sequence(house);
	expect((await verify()).problems).toEqual([expect.stringContaining('overdue: 1; đếm từ sổ: 0')]);
});

test('a promise whose leaf was dropped is found broken, once its time has passed', async () => {
	const note = await asOperator(
		house,
		async (call) =>
			promiseOf(
				call,
				await addLeaf(call, { class: 'opinion', event: 'received', subject: 'dropped-case', private: {} }),
			),
		{ now },
	);
	await asOperator(house, (call) => sql`delete from ledger_queue`.execute(call.db));
	await sequence(house);
	expect((await verify({ promises: [note] })).promises).toEqual(['pending']);
	expect((await verify({ promises: [note], now: new Date(now.getTime() + 66 * 60_000) })).promises).toEqual(['broken']);
});

describe('the operator', () => {
	test('cannot record a gap where there is none', async () => {
		await expect(asOperator(house, (call) => recordGap(call, 'Không có lý do'))).rejects.toThrow(
			'Không có khoảng trống',
		);
	});

	test('records what was changed behind the back of the log, and the page says so', async () => {
		const changed = leafBytes(aLeaf({ subject: 'somebody-else' })).toString('hex');
		await asOwner(
			house,
			'alter table ledger_leaf disable trigger user, no force row level security',
			`update ledger_leaf set leaf = '\\x${changed}' where index = 7`,
		);
		await asOperator(house, (call) => recordGap(call, 'Đĩa hỏng ngày 20/11'), { now });
		await sequence(house);
		expect(await text('/log/checkpoint')).toContain('/log/2026-2\n');
		expect((await verify()).problems).not.toEqual([]);
		expect(leafHash(Buffer.from(changed, 'hex'))).toHaveLength(32);
		const page = anApp();
		expect(await (await page.request('http://localhost:3000/so-cai')).text()).toContain('Đĩa hỏng ngày 20/11');
	});
});
