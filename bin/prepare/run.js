import { spawn } from 'node:child_process';

/**
 * Runs a program without a terminal; answers its exit code and what it said. It does not outlive us: whatever ends us by
 * a signal ends it too.
 */
export function run(command, args, options) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		const hear = (text) => (said = (said + text).slice(-100_000));
		const end = () => child.kill();
		process.on('exit', end);
		child.stdout.setEncoding('utf8').on('data', hear);
		child.stderr.setEncoding('utf8').on('data', hear);
		const ended = (code, problem) => {
			process.off('exit', end);
			resolve({ code, said: problem ? `${said}\n${problem.code}` : said });
		};
		child.on('error', (problem) => ended(1, problem)).on('close', (code) => ended(code ?? 1));
	});
}
