import { randomUUID } from 'node:crypto';
import { draftAbout } from '../../bench/filing.ts';
import { sign } from '../../src/feedback/portal/signed.ts';
import { openSecrets } from '../../src/platform/secrets.ts';

/** People who file one matter after the other, and send again what was not answered. */
export type Filers = {
	/** The reference of each matter that was answered, by the key of its form. */
	answered: Map<string, string>;
	/** Forms that were sent and not answered. */
	open: Set<string>;
	/** Files until told to stop; a connection that breaks is tried again by whoever calls. */
	file(origin: string, while_: () => boolean): Promise<void>;
	/** Sends again what is open, once each. */
	repeat(origin: string): Promise<void>;
};

export function filers(directory: string, count: number): Filers {
	const answered = new Map<string, string>();
	const open = new Set<string>();

	const send = async (origin: string, key: string): Promise<void> => {
		open.add(key);
		const steps = sign(openSecrets(directory), 'filing', draftAbout(2, key), new Date());
		const response = await fetch(`${origin}/gop-y`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams({ _steps: steps, _step: 'check', _go: 'send', _key: randomUUID() }).toString(),
		});
		const page = await response.text();
		const reference = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b(?!-)/.exec(page)?.[0];
		if (response.status !== 200 || !reference) return;
		open.delete(key);
		answered.set(key, reference);
	};
	return {
		answered,
		open,
		async file(origin, while_) {
			const person = async () => {
				while (while_()) await send(origin, randomUUID()).catch(() => new Promise((later) => setTimeout(later, 20)));
			};
			await Promise.all(Array.from({ length: count }, person));
		},
		async repeat(origin) {
			for (const key of open) await send(origin, key);
		},
	};
}
