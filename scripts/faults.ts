/**
 * Kills under load: `npm run faults [-- ROUNDS [SEED]] [--write]`. People file without end; in each round the server is killed (`kill -9`) at a
 * random moment, in every second one PostgreSQL with it; then both start again. Whoever was not answered sends the same form again.
 * In the end every answered case must be there, once, with its first leaf, and nothing else. Exits with 1 otherwise; `--write` puts
 * the result into docs/reliability.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filers } from './faults/filers.ts';
import { killRound } from './faults/kill-round.ts';
import { look } from './faults/look.ts';
import { writeResult } from './faults/result.ts';
import { plantSmallTree } from './faults/small-tree.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const rounds = Number(words[0] ?? 20);
const seed = words[1] ?? new Date().toISOString();
const directory = mkdtempSync(join(tmpdir(), 'vidan-faults-'));
try {
	await plantSmallTree(directory);
	const people = filers(directory, 8);
	let longestGap = 0;
	for (let round = 1; round <= rounds; round++) {
		const gap = await killRound(directory, people, `${seed} ${round}`, round % 2 === 0);
		longestGap = Math.max(longestGap, gap);
		console.error(`${round}/${rounds}: ${people.answered.size} answered, ready after ${gap.toFixed(1)} s`);
	}
	const found = await look(directory, people);
	const result = {
		rounds,
		seed,
		commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
		answered: people.answered.size,
		longestGap,
		...found,
	};
	console.log(JSON.stringify(result));
	if (process.argv.includes('--write')) writeResult(result);
	process.exitCode = found.lost + found.doubled + found.withoutLeaf === 0 ? 0 : 1;
} finally {
	rmSync(directory, { recursive: true, force: true });
}
