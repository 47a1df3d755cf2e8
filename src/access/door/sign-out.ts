import { isSessionOver, work } from '#platform';
import { endSessions, endSession, listSessions } from '../access.store.ts';
import { tokenHash } from '../secret-token.ts';
import { sessionTokenOf, takeSession } from '../session-cookie.ts';
import type { Door } from './door.tsx';

/** POST /dang-xuat; with `everywhere`, from all devices. Only ever by POST: a link or an image must not sign anybody out. */
export async function signOut(door: Door): Promise<Response> {
	const { house, c } = door;
	const token = sessionTokenOf(house, c);
	const everywhere = (await door.field('everywhere')) !== '';
	if (token) {
		await work(house, { kind: 'session', token }, async (call) => {
			const accountId = call.actor.accountId!;
			if (everywhere) return endSessions(call, accountId, null);
			const current = (await listSessions(call, tokenHash(token))).find((session) => session.current);
			if (current) await endSession(call, accountId, current.id);
		}).catch((error: unknown) => {
			if (!isSessionOver(error)) throw error;
		});
	}
	takeSession(house, c);
	c.header('Clear-Site-Data', '"cache"');
	return c.redirect('/dang-nhap', 303);
}
