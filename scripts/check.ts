import { runSteps, type Step } from './check/run-steps.ts';

/**
 * Whether the work is good. Each step has a budget in seconds on two cores: going over it is said, and fails nothing.
 * `bin/check` runs all of them, `bin/check types pure` those named.
 */
const steps: Step[] = [
	{ name: 'format', budget: 15, command: ['oxfmt', '--check'] },
	{ name: 'words', budget: 15, command: ['node', 'scripts/check/words.ts'] },
	{ name: 'lint', budget: 45, command: ['oxlint', '--type-aware'] },
	{ name: 'types', budget: 45, command: ['tsc'] },
	{ name: 'architecture', budget: 15, vitest: 'architecture' },
	{ name: 'pure', budget: 30, vitest: 'pure' },
	{ name: 'database', budget: 90, vitest: 'database' },
	{ name: 'build', budget: 30, command: ['node', 'bin/prepare/prepare.js', 'build'] },
	{ name: 'start', budget: 60, vitest: 'start' },
	{ name: 'browser', budget: 60, command: ['node', 'scripts/check/chromium.ts'] },
	{ name: 'journeys', budget: 120, vitest: 'journeys' },
];

process.exitCode = await runSteps(steps, process.argv.slice(2));
