import { createHash, randomBytes } from 'node:crypto';
import { m } from '#words';
import { found, work, type Call, type Caller, type House } from '#platform';
import { hasSetUpLink, isGoverned, isSetUpLink, saveSetUpLink } from './set-up.store.ts';

/** Whoever holds the link acts for the operator, in whose terminal it was printed. */
export const installer: Caller = { kind: 'operator', name: 'set-up' };

/**
 * What `start --empty` tells: the way to set up, as long as nobody can sign in. Each start makes a new link; only its hash
 * is kept.
 */
export const setUpNotes = (house: House): Promise<string[]> =>
	work(house, installer, async (call) => {
		if (await isGoverned(call)) return [];
		const token = randomBytes(32).toString('base64url');
		await saveSetUpLink(call, hashOf(token));
		return [m.setup_note({ address: `${house.settings.origin}${setUpPath(token)}` })];
	});

/** Somebody has started it with `--empty` before. */
export const isBegunEmpty = (house: House): Promise<boolean> => work(house, installer, hasSetUpLink);

export const setUpPath = (token: string): string => `/cai-dat/${token}`;

/** Throws `NotFound` unless the link is good: a wrong one, a used one and none at all look alike. */
export async function requireLink(call: Call, token: string): Promise<void> {
	const good = /^[\w-]{43}$/.test(token) && (await isSetUpLink(call, hashOf(token))) && !(await isGoverned(call));
	found(good || undefined);
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
