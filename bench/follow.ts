import { randomUUID } from 'node:crypto';
import { receiptFor } from '../src/feedback/receipt/receipt.ts';
import { sign } from '../src/feedback/portal/signed.ts';
import { openSecrets } from '../src/platform/secrets.ts';
import type { Bed } from './bed.ts';
import { atMost, rounded, type Bench } from './bench.ts';
import { draftAbout, unproved } from './filing.ts';
import { browser, together } from './http.ts';
import { processorTime, type ProcessorTime } from './processor-time.ts';
import { spreadOf } from './spread.ts';
import { tree } from './tree.ts';

const clients = 16;
const seconds = 10;
const cases = 1_000_000;

/** Senders look up their cases among very many; others read the published figures. */
export const follow: Bench = {
	name: 'follow',
	needs: [tree.name],
	async run(bed) {
		const { origin, pid } = await unproved(bed);
		const receipts = await filed(bed, origin, 200);
		const total = await fill(bed, Math.round(cases * bed.scale));
		const browsers = Array.from({ length: clients }, () => browser(origin, () => ''));
		const ask = async (act: (client: number) => Promise<{ status: number }>) => {
			const turn = async (client: number) => {
				const { status } = await act(client);
				if (status !== 200) throw new Error(`answered with ${status}`);
				return true;
			};
			const { took: first } = await together(clients, 2, turn); // a server that has just started is not what is measured
			const { took } = await together(clients, seconds, turn);
			return { ...spreadOf(took), asked: first.length + took.length };
		};
		const used = await processorTime(bed, pid);
		const looked = await ask((client) => {
			const { reference, characters } = receipts[Math.floor(Math.random() * receipts.length)]!;
			return browsers[client]!.post('/tra-cuu', { reference, receipt: characters });
		});
		const then = await processorTime(bed, pid);
		const each = (what: keyof ProcessorTime) => rounded((then[what] - used[what]) / looked.asked);
		const figures = await ask((client) => browsers[client]!.get('/thong-ke'));
		for (const each of browsers) each.close();
		await bed.quiet();
		return [
			atMost(`/tra-cuu by receipt, ${total.toLocaleString('en')} cases, ${clients} clients: p95`, looked.p95, 50, 'ms'),
			{ what: '— median', measured: `${looked.median.toFixed(1)} ms` },
			{ what: '— processor time of each: server · PostgreSQL', measured: `${each('server')} · ${each('database')} ms` },
			atMost(`/thong-ke, ${clients} clients: p95`, figures.p95, 50, 'ms'),
		];
	},
};

/** Some cases that were really filed, with what their senders were told. */
async function filed(bed: Bed, origin: string, count: number) {
	const { rows } = await bed.db.query<{ id: number }>(
		'select id from unit where dies is null order by id desc limit 1',
	);
	const secrets = openSecrets(bed.directory);
	const one = browser(origin, () => '');
	const receipts = [];
	for (let turn = 0; turn < count; turn++) {
		const key = randomUUID();
		const steps = sign(secrets, 'filing', draftAbout(rows[0]!.id, key), new Date());
		const { status } = await one.post('/gop-y', { _steps: steps, _step: 'check', _go: 'send' });
		if (status !== 200) throw new Error(`a filing was answered with ${status}`);
		receipts.push(receiptFor(secrets, key));
	}
	one.close();
	return receipts;
}

/** Invented cases, each with its receipt and its first step, until there are so many: past keys and triggers, because nobody measures them. */
async function fill(bed: Bed, wanted: number): Promise<number> {
	const count = async () => (await bed.db.query<{ n: number }>('select count(*)::int as n from feedback')).rows[0]!.n;
	await bed.db.query(`set session_replication_role = 'replica'`);
	for (let from = await count(); from <= wanted; from += slice) {
		await bed.db.query(
			`with made as (
				insert into feedback (reference, kind, topic, accuses, unit_id, unit_known, received_at, received_on, profile_id, calendar_version,
					look_due_at, due_on, handling_unit_id, routing, routed_at)
				select overlay(upper(lpad(to_hex(n), 8, '0')) placing '-' from 5 for 0), 'opinion', 'manner', true, like_this.unit_id, true,
					like_this.received_at, like_this.received_on, like_this.profile_id, like_this.calendar_version, like_this.look_due_at,
					like_this.due_on, like_this.handling_unit_id, like_this.routing, date_trunc('hour', now())
				from generate_series($1::bigint, $2::bigint) n, (select * from feedback limit 1) as like_this
				on conflict do nothing returning id, received_at
			), receipts as (
				insert into feedback_receipt (feedback_id, receipt_hash, promise, said_hash)
				select id, sha256(id::text::bytea), repeat('x', 300), sha256(id::text::bytea) from made
			)
			insert into feedback_step (feedback_id, step, event, state, at) select id, 1, 'received', 'received', received_at from made`,
			[from, Math.min(from + slice - 1, wanted)],
		);
	}
	await bed.db.query('reset session_replication_role');
	await bed.db.query('vacuum analyze feedback, feedback_receipt, feedback_step');
	return count();
}
const slice = 100_000;
