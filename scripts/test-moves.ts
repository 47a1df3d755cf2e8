import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf, ways, type Coverage } from '../tests/security/moves/coverage.ts';

/**
 * M-1 at length: `bin/script test-moves [runs] [seed]`. In chunks, each with a database of its own, and what is tried in one does not depend on
 * the others. Ends at the first walk on which something did not hold and says how to see it again; fails too when a way was never walked.
 */
const [runs = 200, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const inOneChunk = 20;

const directory = mkdtempSync(join(tmpdir(), 'vidan-moves-'));
const file = join(directory, 'coverage.json');
writeFileSync(file, '{}');
try {
	let done = 0;
	for (; done < runs; done += inOneChunk) {
		const first = seed + done;
		const count = Math.min(inOneChunk, runs - done);
		if (!walked(first, count)) {
			console.error(`Something did not hold: FEEDBACK_RUNS=${count} FEEDBACK_SEED=${first}`);
			process.exitCode = 1;
			break;
		}
		console.log(`${done + count} of ${runs} runs (seed ${seed})`);
	}
	const coverage = JSON.parse(readFileSync(file, 'utf8')) as Coverage;
	for (const way of ways) console.log(`${String(coverage[nameOf(way)] ?? 0).padStart(6)}  ${nameOf(way)}`);
	const never = ways.filter((way) => !coverage[nameOf(way)]).map(nameOf);
	if (never.length > 0) {
		console.error(`Never walked: ${never.join(', ')}`);
		process.exitCode = 1;
	}
} finally {
	rmSync(directory, { recursive: true, force: true });
}

function walked(first: number, count: number): boolean {
	const env = {
		...process.env,
		FEEDBACK_RUNS: String(count),
		FEEDBACK_SEED: String(first),
		FEEDBACK_COVERAGE: file,
	};
	const args = ['run', '--project=database', '--reporter=dot', 'tests/security/moves.db.test.ts'];
	return spawnSync('vitest', args, { stdio: 'inherit', env }).status === 0;
}
