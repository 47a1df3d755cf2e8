import { stripVTControlCharacters } from 'node:util';
import { mkdirSync, rmSync } from 'node:fs';
import { runCommand } from './run-command.ts';
import { count, type Count } from './vitest-count.ts';

/**
 * One thing that must hold: a command that succeeds, which counts as one, or a vitest project, whose tests count. `after`: what it
 * needs to be over, well or badly.
 */
export type Step = { name: string; budget: number; after?: readonly string[] } & (
	| { command: [string, ...string[]] }
	| { vitest: string }
);

const reports = '.prepare/check';

/** As many as use two cores well. */
const atOnce = 2;

/** Runs the steps, all of them even if one fails, and ends with `N passed, N failed`. Answers the exit code. */
export async function runSteps(steps: readonly Step[], only: readonly string[]): Promise<number> {
	const strange = only.find((name) => !steps.some((step) => step.name === name));
	if (strange) {
		console.error(`There is no step “${strange}”: ${steps.map((step) => step.name).join(', ')}`);
		return 1;
	}
	rmSync(reports, { recursive: true, force: true });
	mkdirSync(reports, { recursive: true });
	const total = await runAll(steps.filter(({ name }) => only.length === 0 || only.includes(name)));
	console.log(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

/** Always the first of the list that may begin, as soon as there is room for it. */
async function runAll(steps: readonly Step[]): Promise<Count> {
	const total: Count = { passed: 0, failed: 0 };
	const longest = Math.max(...steps.map(({ name }) => name.length));
	const waiting = [...steps];
	const running = new Map<string, Promise<void>>();
	const mayBegin = ({ after = [] }: Step) =>
		!after.some((name) => running.has(name) || waiting.some((step) => step.name === name));
	while (waiting.length > 0 || running.size > 0) {
		const next = running.size < atOnce ? waiting.findIndex(mayBegin) : -1;
		if (next === -1) {
			await Promise.race(running.values());
			continue;
		}
		const [step] = waiting.splice(next, 1) as [Step];
		const run = runStep(step, longest + 2).then(({ passed, failed }) => {
			total.passed += passed;
			total.failed += failed;
			running.delete(step.name);
		});
		running.set(step.name, run);
	}
	return total;
}

async function runStep(step: Step, column: number): Promise<Count> {
	const began = Date.now();
	const report = `${reports}/${step.name}.json`;
	const command = 'command' in step ? step.command : vitest(step.vitest, report);
	const { succeeded, said } = await runCommand(command);
	const seconds = (Date.now() - began) / 1000;
	const counted = 'command' in step ? one(succeeded) : count(report, succeeded);
	const late = seconds > step.budget ? ', over budget' : '';
	const tests = 'vitest' in step ? `  ${counted.passed} passed, ${counted.failed} failed` : '';
	console.log(
		`${step.name.padEnd(column)}${counted.failed ? 'FAILED' : 'ok    '} ${seconds.toFixed(1).padStart(6)} s of ${step.budget}${late}${tests}`,
	);
	if (counted.failed) console.log(`\n${shortened(said)}\n`);
	return counted;
}

/** Enough to see what is wrong, without what passed; the step run alone says the rest. */
function shortened(said: string, most = 120): string {
	const lines = stripVTControlCharacters(said)
		.trimEnd()
		.split('\n')
		.filter((line) => !/^\s*✓/.test(line));
	return [...lines.slice(0, most), ...(lines.length > most ? [`… and ${lines.length - most} more lines`] : [])].join(
		'\n',
	);
}

const vitest = (project: string, report: string): [string, ...string[]] => [
	'vitest',
	'run',
	`--project=${project}`,
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${report}`,
	'--no-color',
];

const one = (succeeded: boolean): Count => (succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
