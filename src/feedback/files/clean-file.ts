import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Refusal } from './stage-file.ts';

/** How much memory (KiB) and time (s) the program that reads strangers' files may use. */
const memory = 1_500_000;
const seconds = 20;
/** One after another on a small machine; who comes while so many wait is asked to send again. */
const mostAtOnce = 2;
const mostWaiting = 12;

export type Cleaned = { bytes: Uint8Array; mediaType: string };

/**
 * A file without what it says about its author and device, by its content and never by its name. Read in a process of its own with
 * bounded memory and time, without our environment: what a stranger's file breaks there breaks nothing here.
 */
export async function cleanFile(given: Uint8Array): Promise<Cleaned | Refusal> {
	if (running >= mostAtOnce && waiting.length >= mostWaiting) return 'busy';
	if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
	else running += 1;
	try {
		return await run(given);
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}
let running = 0;
const waiting: (() => void)[] = [];

/** The codes with which the program ends. */
const refusals: Record<number, Refusal> = { 3: 'wrongType', 4: 'notCleanable' };

async function run(given: Uint8Array): Promise<Cleaned | Refusal> {
	const limits = `ulimit -d ${memory} && ulimit -t ${seconds} && exec "$0" "$@"`;
	const flags = ['--max-old-space-size=512', '--no-warnings', program];
	const child = spawn('/bin/sh', ['-c', limits, process.execPath, ...flags], {
		env: {},
		stdio: ['pipe', 'pipe', 'ignore'],
		timeout: (seconds + 5) * 1000,
		killSignal: 'SIGKILL',
	});
	const ended = new Promise<number | null>((resolve) => {
		child.on('close', resolve);
		child.on('error', () => resolve(null));
	});
	child.stdin.on('error', () => {});
	child.stdin.end(given);
	const answer = await buffer(child.stdout).catch(() => Buffer.alloc(0));
	const code = await ended;
	if (code !== 0) return refusals[code ?? -1] ?? 'notCleanable';
	const head = answer.indexOf(0);
	return { mediaType: answer.subarray(0, head).toString(), bytes: new Uint8Array(answer.subarray(head + 1)) };
}

/** The program beside us: as source, or as it was built. */
const program = fileURLToPath(
	['./cleaner/clean.ts', './clean-file.js', '../clean-file.js']
		.map((path) => new URL(path, import.meta.url))
		.find((url) => existsSync(url)) ?? new URL('./clean-file.js', import.meta.url),
);
