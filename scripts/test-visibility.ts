import { spawnSync } from 'node:child_process';

/**
 * R-3 at length: 20,000 random accounts against the model, `npm run test:visibility [cases] [seed]`. In runs of a thousand,
 * because each world is a database of its own until its run ends. Ends at the first difference and says how to see it again.
 */
const [cases = 20_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const inOneRun = 1_000;
const accountsOfWorld = 34;

for (let done = 0; done < cases; done += inOneRun) {
	const first = seed + (done / inOneRun) * Math.ceil(inOneRun / accountsOfWorld);
	const env = {
		...process.env,
		VISIBILITY_CASES: String(Math.min(inOneRun, cases - done)),
		VISIBILITY_SEED: String(first),
	};
	const { status } = spawnSync(
		'vitest',
		['run', '--project=database', '--reporter=dot', 'tests/security/visibility.db.test.ts'],
		{
			stdio: 'inherit',
			env,
		},
	);
	if (status !== 0) {
		console.error(`A difference: npm run test:visibility ${inOneRun} ${first}`);
		process.exit(1);
	}
	console.log(`${Math.min(done + inOneRun, cases)} of ${cases} cases, no difference (seed ${seed})`);
}
