import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { draftAbout } from '../../bench/filing.ts';
import { sign } from '../../src/feedback/portal/signed.ts';
import { m } from '../../src/words/index.ts';
import { openSecrets } from '../../src/platform/secrets.ts';

/** An answer that took nothing in: `told` when it says so in words. */
export type Refusal = { status: number; retryAfter: string | null; told: boolean };

/** People who file one matter after the other, and send again what was not answered. */
export type Filers = {
	/** The reference of each matter that was answered, by the key of its form. */
	answered: Map<string, string>;
	/** Forms that were sent and not answered. */
	open: Set<string>;
	/** Answers other than “it was taken in”, the newest last. */
	refusals: Refusal[];
	/** The longest time that any sending waited for its answer, in seconds. */
	slowest: number;
	/** Files until told to stop; what was not taken in is sent again. */
	file(origin: string, while_: () => boolean): Promise<void>;
	/** Sends again what is open, once each. */
	repeat(origin: string): Promise<void>;
};

export function filers(directory: string, count: number): Filers {
	const answered = new Map<string, string>();
	const open = new Set<string>();
	const refusals: Refusal[] = [];
	const filers: Filers = { answered, open, refusals, slowest: 0, file, repeat };
	const notSent = m.feedback_file_notSent({}, { locale: 'vi' });

	const send = async (origin: string, key: string): Promise<void> => {
		open.add(key);
		const began = performance.now();
		const steps = sign(openSecrets(directory), 'filing', draftAbout(2, key), new Date());
		const response = await fetch(`${origin}/gop-y`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams({ _steps: steps, _step: 'check', _go: 'send', _key: randomUUID() }).toString(),
		});
		const page = await response.text();
		filers.slowest = Math.max(filers.slowest, (performance.now() - began) / 1_000);
		const reference = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b(?!-)/.exec(page)?.[0];
		if (response.status !== 200 || !reference) {
			const retryAfter = response.headers.get('Retry-After');
			refusals.push({ status: response.status, retryAfter, told: page.includes(notSent) });
			return;
		}
		open.delete(key);
		answered.set(key, reference);
	};
	async function file(origin: string, while_: () => boolean): Promise<void> {
		const person = async () => {
			for (let key = randomUUID(); while_(); key = open.has(key) ? key : randomUUID()) {
				await send(origin, key).catch(() => {});
				if (open.has(key)) await pause(200);
			}
		};
		await Promise.all(Array.from({ length: count }, person));
	}
	async function repeat(origin: string): Promise<void> {
		for (const key of open) await send(origin, key);
	}
	return filers;
}
