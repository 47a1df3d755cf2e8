import { spawnSync } from 'node:child_process';

/** P-6: does the time of an answer tell why nothing was found? `bin/script receipt-timing [SAMPLES]`. Exits with 1 when it does. */
const [samples = '20000'] = process.argv.slice(2);
const { status } = spawnSync(
	'vitest',
	['run', '--project=database', '--reporter=dot', 'src/feedback/portal/timing.db.test.ts'],
	{ stdio: 'inherit', env: { ...process.env, TIMING_SAMPLES: samples } },
);
process.exit(status ?? 1);
