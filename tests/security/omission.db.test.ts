import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerCommands, sequence } from '#ledger';
import { work, type House } from '#platform';
import { fileFeedback, type Filed } from '../../src/feedback/filing/file-feedback.ts';
import { aFiling, aSquare, type Square } from '../../src/feedback/testing.ts';
import { filesOf, type ReadFile } from '../../src/ledger/verify/source.ts';
import { verifyLog } from '../../src/ledger/verify/verify-log.ts';
import { openHouse } from '../../src/platform/house.ts';
import { asOperator, urlOf } from '../../src/platform/testing.ts';

/**
 * L-4: a filing is taken in, and its leaf never comes into the log. The promise that the sender has in hand proves it, to the verifier of
 * the house and to the one that was written apart from it.
 */
let s: Square;
let earlier: House;
const folder = mkdtempSync(join(tmpdir(), 'vidan-omission-'));

beforeAll(async () => {
	s = await aSquare();
	const hoursAgo = () => new Date(Date.now() - 2 * 60 * 60_000);
	earlier = openHouse(s.house.settings, s.house.secrets, urlOf(s.house).href, s.house.listeners, hoursAgo);
});
afterAll(async () => {
	await earlier?.database.close();
	rmSync(folder, { recursive: true, force: true });
});

const filedBy = (house: House): Promise<Filed> =>
	work(house, { kind: 'public' }, (call) => fileFeedback(call, aFiling(s.unit.communeA)));

/** What must never happen: the leaf is lost between the filing and the log. */
const dropLeaf = (filed: Filed) =>
	asOperator(s.house, (call) =>
		sql`delete from ledger_queue q using feedback f where f.log_id::text = q.subject and f.id = ${filed.id}`.execute(
			call.db,
		),
	);

const receiptOf = (filed: Filed): string => {
	const path = join(folder, `${filed.reference}.txt`);
	writeFileSync(path, filed.promise);
	return path;
};

/** `log verify --receipt`, as somebody types it. */
async function verifies(...receipts: Filed[]): Promise<{ code: number; promises: string[]; problems: string[] }> {
	const command = ledgerCommands.find(({ name }) => name === 'log verify')!;
	const said: string[] = [];
	const io = { house: async () => s.house, out: (line: string) => void said.push(line), err: () => {} };
	const args = receipts.flatMap((filed) => ['--receipt', receiptOf(filed)]);
	const state = join(folder, 'seen.json');
	const code = await command.run(io, [...args, '--json', '--state', state]);
	return { code: code ?? 0, ...(JSON.parse(said.join('')) as { promises: string[]; problems: string[] }) };
}

/** The same of `tools/verify.py`, which gets nothing but the published files. */
async function secondVerifies(...receipts: Filed[]): Promise<{ code: number | null; said: string }> {
	const files = join(folder, crypto.randomUUID());
	const read = filesOf(s.house, { kind: 'job', name: 'publish' });
	const writing: ReadFile = async (path) => {
		const bytes = await read(path);
		if (bytes) mkdirSync(dirname(join(files, path)), { recursive: true });
		if (bytes) writeFileSync(join(files, path), bytes);
		return bytes;
	};
	const now = new Date();
	await verifyLog(writing, { now, today: now.toISOString().slice(0, 10) });
	const args = receipts.flatMap((filed) => ['--receipt', receiptOf(filed)]);
	const { status, stdout, stderr } = spawnSync(
		'python3',
		['-B', 'tools/verify.py', files, '--state', join(folder, 'py.json'), ...args],
		{
			encoding: 'utf8',
		},
	);
	return { code: status, said: stdout + stderr };
}

test('a leaf that was dropped: once its time is over, the promise proves it to both verifiers', async () => {
	const kept = await filedBy(earlier);
	const dropped = await filedBy(earlier);
	await dropLeaf(dropped);
	await sequence(s.house);

	expect(await verifies(kept)).toMatchObject({ code: 0, promises: ['kept'], problems: [] });
	const found = await verifies(kept, dropped);
	expect(found).toMatchObject({ code: 1, promises: ['kept', 'broken'] });
	expect(found.problems).toHaveLength(1);

	expect((await secondVerifies(kept)).code).toBe(0);
	const second = await secondVerifies(kept, dropped);
	expect(second.code).toBe(1);
	expect(second.said).toContain('was promised by');
});

test('before its time is over nothing is claimed; a promise that somebody wrote themselves is none', async () => {
	const dropped = await filedBy(s.house);
	await dropLeaf(dropped);
	await sequence(s.house);
	expect(await verifies(dropped)).toMatchObject({ code: 0, promises: ['pending'], problems: [] });

	const forged = { ...dropped, promise: dropped.promise.replace(/\d{4}-\d\d-\d\dT/, '2020-01-01T') };
	expect(await verifies(forged)).toMatchObject({ code: 1, promises: ['unreadable'] });
	expect((await secondVerifies(forged)).code).toBe(1);
});
