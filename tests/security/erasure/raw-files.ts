import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How bytes may look where they were written down: as they are, in hexadecimal, in Base64 at each of its three places. */
export function disguises(bytes: Buffer): string[] {
	const base64 = [0, 1, 2].map((shift) => {
		const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
		// What also depends on the neighbours is left out.
		return whole.slice(shift === 0 ? 0 : 4, -4);
	});
	return [bytes.toString('hex'), ...base64];
}

/** The files below these folders in which any of the words stands, searched byte by byte. */
export async function filesWith(words: readonly string[], folders: readonly string[]): Promise<string[]> {
	const grep = spawn('grep', ['-rlaFs', '-f', '-', ...folders], {
		stdio: ['pipe', 'pipe', 'ignore'],
		env: { ...process.env, LC_ALL: 'C' },
	});
	grep.stdin.end(words.map((word) => `${word}\n`).join(''));
	return (await text(grep.stdout)).split('\n').filter(Boolean);
}
