import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A command that ended well: how long it took as typed, what it said, and the most memory it held. */
export type Ran = { seconds: number; megabytes: number; out: string };

/** Runs `bin/vidan`. @throws with what it said when it ends badly */
export async function runProgram(directory: string, args: readonly string[]): Promise<Ran> {
	const began = performance.now();
	const child = start(directory, args);
	running.add(child);
	const said = { out: '', err: '' };
	child.stdout!.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
	child.stderr!.on('data', (chunk: Buffer) => (said.err = (said.err + chunk.toString()).slice(-4_000)));
	let megabytes = 0;
	const watch = setInterval(() => (megabytes = peakOf(child) ?? megabytes), 20);
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	clearInterval(watch);
	running.delete(child);
	if (code !== 0) throw new Error(`vidan ${args.join(' ')}: ${said.err || said.out}`);
	return { seconds: (performance.now() - began) / 1_000, megabytes, out: said.out };
}

const running = new Set<ChildProcess>();

/** Ends the commands that are under way, when the bench itself is ended. */
export const endRunning = (): void => running.forEach((child) => child.kill('SIGTERM'));

export type Server = {
	origin: string;
	pid: number;
	stop(): Promise<void>;
};

/** `bin/vidan start --empty`, until it is ready. */
export async function serve(directory: string, env: Record<string, string> = {}): Promise<Server> {
	const port = await freePort();
	const child = start(directory, ['start', '--empty'], { PORT: String(port), VIDAN_LOG: 'error', ...env });
	let said = '';
	const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000));
	child.stdout!.on('data', hear);
	child.stderr!.on('data', hear);
	const ended = new Promise((resolve) => child.on('close', resolve));
	const origin = `http://localhost:${port}`;
	for (let turn = 0; ; turn++) {
		const ready = await fetch(`${origin}/ready`).then(
			({ status }) => status === 200,
			() => false,
		);
		if (ready) break;
		if (child.exitCode !== null || turn > 600) {
			child.kill('SIGTERM');
			throw new Error(`the server did not become ready: ${said}`);
		}
		await pause(100);
	}
	return {
		origin,
		pid: child.pid!,
		async stop() {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

function start(directory: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
	return spawn('bin/vidan', args, {
		env: { ...process.env, VIDAN_DATA: directory, DATABASE_URL: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

/** The kernel's own record of the most memory that the process held; it becomes the program by `exec`, so the number is its own. */
function peakOf({ pid }: ChildProcess): number | undefined {
	try {
		const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
	} catch {
		return undefined; // it has just ended
	}
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}
