import { runSteps, type Step } from './check/run-steps.ts';

/**
 * Whether the work is good: two steps at a time, always the first of the list that may begin. The tests on PostgreSQL take as long as all
 * others together, and so they begin as early as they can; journeys come last and alone, because people wait in them. Each has a budget in
 * seconds on two cores, beside the other: going over it is said, and fails nothing. `bin/check` runs all of them, `bin/check types pure`
 * those named.
 */
const steps: Step[] = [
	{ name: 'words', budget: 15, command: ['node', 'scripts/check/words.ts'] },
	{ name: 'database', budget: 210, after: ['words'], vitest: 'database' },
	{ name: 'format', budget: 15, command: ['oxfmt', '--check'] },
	{ name: 'build', budget: 15, after: ['words'], command: ['node', 'bin/prepare/prepare.js', 'build'] },
	{ name: 'demonstration', budget: 90, after: ['build'], command: ['node', 'scripts/check/demonstration.ts'] },
	{ name: 'start', budget: 90, after: ['build'], vitest: 'start' },
	{ name: 'types', budget: 40, after: ['words'], command: ['tsc'] },
	{ name: 'lint', budget: 40, after: ['words'], command: ['oxlint', '--type-aware'] },
	{ name: 'architecture', budget: 15, after: ['words'], vitest: 'architecture' },
	{ name: 'pure', budget: 30, after: ['words'], vitest: 'pure' },
	{ name: 'browser', budget: 60, command: ['node', 'scripts/check/chromium.ts'] },
];
steps.push({ name: 'journeys', budget: 150, after: steps.map(({ name }) => name), vitest: 'journeys' });

process.exitCode = await runSteps(steps, process.argv.slice(2));
