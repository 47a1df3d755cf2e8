import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Bed } from './bed.ts';
import { atMost, rounded, type Bench, type Line } from './bench.ts';
import { browser, together } from './http.ts';
import { spreadOf } from './spread.ts';

const aim = 2_000;
const seconds = 20;
const grown = 1_000_000;
const clients = 4;

/**
 * Leaves are added at a steady pace; when does a signed head cover each? Then proofs over HTTP, from a log that has grown to a
 * million leaves (times the scale).
 */
export const ledger: Bench = {
	name: 'ledger',
	needs: [],
	async run(bed) {
		await bed.server(); // its worker places and signs
		await until(async () => (await signed(bed.db)).size > 0);
		return [...(await pace(bed)), ...(await proofs(bed))];
	},
};

/** A little more than is promised, so that what is seen is what was signed and not what was asked for. */
async function pace(bed: Bed): Promise<Line[]> {
	const perTurn = (aim * 1.25) / 10;
	const before = await signed(bed.db);
	const added: number[] = [];
	const lags: number[] = [];
	const total = seconds * 10 * perTurn;
	const watching = (async () => {
		for (let seen = 0; seen < total; await pause(50)) {
			const { size } = await signed(bed.db);
			const now = performance.now();
			for (; seen < size - before.size; seen++) lags.push(now - added[seen]!);
		}
	})();
	const feeder = await bed.connect();
	const began = performance.now();
	for (let turn = 0; turn < seconds * 10; turn++) {
		await pause(Math.max(0, began + turn * 100 - performance.now()));
		await addLeaves(feeder, turn * perTurn, perTurn);
		added.push(...Array.from({ length: perTurn }, () => performance.now()));
	}
	await watching;
	const lasted = (performance.now() - began) / 1_000;
	await feeder.end();
	const { heads } = await signed(bed.db);
	const { median, p95, worst } = spreadOf(lags);
	const rate = added.length / lasted;
	return [
		{
			what: `leaves signed a second, with ${rounded((heads - before.heads) / lasted)} heads a second`,
			measured: `${rounded(rate)} /s`,
			aim: `≥ ${aim.toLocaleString('en')} /s`,
			holds: rate >= aim,
		},
		atMost('leaf committed → under a signed head, at that pace: worst', worst / 1_000, 5, 's'),
		{ what: '— median · p95', measured: `${rounded(median / 1_000)} · ${rounded(p95 / 1_000)} s` },
	];
}

async function proofs(bed: Bed): Promise<Line[]> {
	const wanted = Math.round(grown * bed.scale);
	const { size } = await signed(bed.db);
	for (let from = size; from < wanted; from += 50_000) {
		await addLeaves(bed.db, from, Math.min(50_000, wanted - from));
		await until(async () => (await signed(bed.db)).size >= Math.min(from + 50_000, wanted));
	}
	const all = await signed(bed.db);
	const { origin } = await bed.server();
	const browsers = Array.from({ length: clients }, () => browser(origin, () => ''));
	const { took } = await together(clients, 10, async (client) => {
		const { status } = await browsers[client]!.get(`/log/proof/${Math.floor(Math.random() * all.size)}`);
		if (status !== 200) throw new Error(`a proof was answered with ${status}`);
		return true;
	});
	for (const each of browsers) each.close();
	const { median, p95 } = spreadOf(took);
	return [
		atMost(
			`inclusion proof over HTTP, ${all.size.toLocaleString('en')} leaves, ${clients} clients: p95`,
			p95,
			10,
			'ms',
		),
		{ what: '— median', measured: `${rounded(median)} ms` },
	];
}

/** Leaves as `addLeaf` writes them, each of a subject of its own. */
async function addLeaves(client: Client, from: number, count: number): Promise<void> {
	await client.query(
		`insert into ledger_queue (subject, leaf)
		select subject, convert_to('{"at":"2026-01-01T00:00:00Z","body":"25","calendar":"3","class":"opinion","commitment":"' || replace(
			encode(sha256(subject::bytea), 'base64'), E'\\n', '') || '","due":"2026-12-31","event":"received","prev":null,"profile":"opinion/2","seq":1,"subject":"'
			|| subject || '","v":1}', 'UTF8')
		from (select gen_random_uuid()::text as subject from generate_series($1::bigint, $1::bigint + $2::bigint - 1)) s`,
		[from, count],
	);
}

async function signed(client: Client): Promise<{ size: number; heads: number }> {
	const { rows } = await client.query<{ size: string; heads: string }>(
		'select coalesce(max(size), 0) as size, count(*) as heads from ledger_checkpoint',
	);
	return { size: Number(rows[0]!.size), heads: Number(rows[0]!.heads) };
}

async function until(there: () => Promise<boolean>): Promise<void> {
	const began = performance.now();
	while (!(await there())) {
		if (performance.now() - began > 120_000) throw new Error('the log did not grow in two minutes');
		await pause(100);
	}
}
