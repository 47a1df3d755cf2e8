import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Draft } from '../src/feedback/portal/filing/draft.ts';
import { sign } from '../src/feedback/portal/signed.ts';
import { openSecrets } from '../src/platform/secrets.ts';
import { bareInserts } from './bare-inserts.ts';
import type { Bed } from './bed.ts';
import { rounded, type Bench, type Line } from './bench.ts';
import { browser, together } from './http.ts';
import { processorTime, type ProcessorTime } from './processor-time.ts';
import { spreadOf } from './spread.ts';
import { tree } from './tree.ts';

const clients = 32;
const seconds = 10;
const aim = 0.25;

/**
 * People send the last page of the form at the same time, each a case of their own, without files and without proofs of work; each
 * is answered when case, leaf and what follows are on the disk. Beside it, in the same run, bare INSERTs of a row as long.
 */
export const filing: Bench = {
	name: 'filing',
	needs: [tree.name],
	async run(bed) {
		const { origin, pid } = await unproved(bed);
		const units = await someUnits(bed);
		await send(bed, origin, units, 3); // a server that has just started is not what is measured
		const before = await bareInserts(bed, clients, seconds / 2, matter);
		const used = await processorTime(bed, pid);
		const filed = await send(bed, origin, units, seconds);
		const then = await processorTime(bed, pid);
		const each = (what: keyof ProcessorTime) => rounded((then[what] - used[what]) / filed.count);
		const after = await bareInserts(bed, clients, seconds / 2, matter);
		const share = filed.rate / ((before + after) / 2);
		await bed.quiet();
		return [
			{
				what: `bare one-row INSERTs of 1 KB, durable, ${clients} clients, before · after`,
				measured: `${rounded(before)} · ${rounded(after)} /s`,
			},
			{ what: `filings over HTTP, durable, ${clients} clients`, measured: `${rounded(filed.rate)} /s` },
			{ what: '— processor time of each: server · PostgreSQL', measured: `${each('server')} · ${each('database')} ms` },
			{ what: '— waited for each: median · p95', measured: `${rounded(filed.median)} · ${rounded(filed.p95)} ms` },
			{ what: '— told to send again', measured: String(filed.again) },
			{ what: 'share of bare INSERTs', measured: rounded(share), aim: `≥ ${aim}`, holds: share >= aim },
		] satisfies Line[];
	},
};

/** The server with proofs of work turned off; whoever asks for it next gets it as it always is. */
export async function unproved(bed: Bed) {
	await bed.quiet();
	process.env.VIDAN_PROOF_OF_WORK = 'off';
	try {
		return await bed.server();
	} finally {
		delete process.env.VIDAN_PROOF_OF_WORK;
	}
}

async function someUnits(bed: Bed): Promise<number[]> {
	const { rows } = await bed.db.query<{ id: number }>(
		'select id from unit where dies is null order by md5(id::text) limit 500',
	);
	return rows.map(({ id }) => id);
}

/** Files for so many seconds; who is told to send again does. */
async function send(bed: Bed, origin: string, units: readonly number[], forSeconds: number) {
	const browsers = Array.from({ length: clients }, () => browser(origin, () => ''));
	const secrets = openSecrets(bed.directory);
	let again = 0;
	const { took, seconds } = await together(clients, forSeconds, async (client) => {
		const unit = units[Math.floor(Math.random() * units.length)]!;
		const steps = sign(secrets, 'filing', draftAbout(unit), new Date());
		for (let turn = 1; ; turn++) {
			const { status } = await browsers[client]!.post('/gop-y', { _steps: steps, _step: 'check', _go: 'send' });
			if (status === 200) return true;
			if (status !== 503 || turn === 100) throw new Error(`a filing was answered with ${status}`);
			again += 1;
			await pause(200);
		}
	});
	for (const each of browsers) each.close();
	return { rate: took.length / seconds, again, ...spreadOf(took) };
}

/** The form as it stands on its last page. */
export const draftAbout = (unitId: number, key: string = randomUUID()): Draft => ({
	key,
	subject: 'opinion',
	unit: { id: unitId, name: '', known: true },
	conduct: { accuses: true, officer: '' },
	matter: { text: matter, when: 'sáng thứ Hai', happenedOn: null, place: 'bộ phận tiếp dân', topic: 'manner' },
	files: [],
	sender: { as: 'nobody', contact: '', name: '', organisation: '', wantsPublication: true },
	reviewed: true,
});

/** A kilobyte. */
const matter = 'Tôi đến từ bảy giờ, đến trưa vẫn chưa được gọi, hỏi thì không ai giải thích. '.repeat(10);
