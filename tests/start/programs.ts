import { spawn, type ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { eventually } from './folder.ts';

/** A program of ours that is running, and what it has said. */
export type Program = {
	pid: number;
	out(): string;
	err(): string;
	/** Sends a signal and answers the exit code, null if the signal itself ended it. */
	end(signal: NodeJS.Signals): Promise<number | null>;
	ended: Promise<number | null>;
};

/** Runs a program; whatever is left of it when the test has ended is killed. */
export function run(command: string, args: readonly string[], env: Record<string, string> = {}): Program {
	const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
	const said = { out: '', err: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	onTestFinished(() => kill(child));
	return {
		pid: child.pid!,
		out: () => said.out,
		err: () => said.err,
		ended,
		end: (signal) => {
			child.kill(signal);
			return ended;
		},
	};
}

/** A process that uses the PostgreSQL of a folder, once it has it. */
export async function user(directory: string): Promise<Program> {
	const program = run(process.execPath, ['tests/start/user.ts', directory]);
	if (!(await eventually(() => program.out() !== '', 60))) throw new Error(program.err());
	return program;
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.on('close', resolve));
	child.kill('SIGTERM');
	const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await ended;
	clearTimeout(late);
}
