import { spawn } from 'node:child_process';

/** A step that has not ended after this long never will. */
const limit = 10 * 60_000;

/** Runs a program and keeps what it says for the case that it fails. It gets no input and does not outlive us. */
export function runCommand([command, ...args]: [string, ...string[]]): Promise<{ succeeded: boolean; said: string }> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: limit });
		let said = '';
		const hear = (text: string) => (said += text);
		const end = () => child.kill();
		process.on('exit', end);
		child.stdout.setEncoding('utf8').on('data', hear);
		child.stderr.setEncoding('utf8').on('data', hear);
		child.on('error', (problem) => hear(`${problem.message}\n`));
		child.on('close', (code, signal) => {
			process.off('exit', end);
			if (signal) hear(`${command} was ended by ${signal}\n`);
			resolve({ succeeded: code === 0, said });
		});
	});
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
