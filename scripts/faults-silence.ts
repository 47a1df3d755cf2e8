/**
 * F-7, a silent network: `bin/script faults-silence [SECONDS] [--write]`. Between server and PostgreSQL stands a proxy that drops what is sent
 * and closes nothing, for a second and for SECONDS (30); that holds it back as long; and that makes everything half a second late. Eight
 * people file all the while. No answer may take more than ten seconds, the first good one after the silence not more than fifteen, nothing
 * that was answered may be lost and nothing be there twice.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '../bench/program.ts';
import { openEmbedded } from '../src/platform/embedded/embedded.ts';
import { silentProxy, type Network } from '../tests/faults/silent-proxy.ts';
import { filers } from './faults/filers.ts';
import { look } from './faults/look.ts';
import { writeResult } from './faults/result.ts';
import { plantSmallTree } from './faults/small-tree.ts';

const long = Number(process.argv[2]) || 30;
const rounds: [network: Network, seconds: number][] = [
	['lost', 1],
	['lost', long],
	['held', long],
	[500, 15],
];
const directory = mkdtempSync(join(tmpdir(), 'vidan-silence-'));
try {
	await plantSmallTree(directory);
	const embedded = await openEmbedded({ directory, report: () => {} });
	const proxy = await silentProxy(new URL(embedded.ownerUrl));
	const server = await serve(directory, { DATABASE_URL: proxy.url.href, VIDAN_PROOF_OF_WORK: 'off' });
	const people = filers(directory, 8);
	let on = true;
	const filing = people.file(server.origin, () => on);
	await pause(3_000);
	const usual = people.slowest;
	let longestBack = 0;
	for (const [network, seconds] of rounds) {
		proxy.become(network);
		await pause(seconds * 1_000);
		proxy.become(0);
		const before = people.answered.size;
		const fine = performance.now();
		while (people.answered.size === before && performance.now() - fine < 60_000) await pause(20);
		const back = (performance.now() - fine) / 1_000;
		longestBack = Math.max(longestBack, back);
		console.error(`${network} ${seconds} s: back after ${back.toFixed(1)} s, slowest ${people.slowest.toFixed(1)} s`);
		await pause(5_000);
	}
	on = false;
	await filing;
	await server.stop();
	await proxy.close();
	await embedded.close();
	const found = await look(directory, people);
	const result = {
		commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
		secondsOfSilence: long,
		answered: people.answered.size,
		refused: people.refusals.length,
		saidOtherwise: people.refusals.filter(
			({ status, retryAfter, told }) => status !== 503 || retryAfter === null || !told,
		).length,
		slowestBefore: usual,
		slowest: people.slowest,
		longestBack,
		...found,
	};
	console.log(JSON.stringify(result));
	if (process.argv.includes('--write')) writeResult(result, 'faults-silence');
	const isGood = found.lost + found.doubled + found.withoutLeaf === 0 && people.slowest <= 10 && longestBack <= 15;
	process.exitCode = isGood ? 0 : 1;
} finally {
	rmSync(directory, { recursive: true, force: true });
}
