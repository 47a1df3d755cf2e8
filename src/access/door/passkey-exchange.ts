import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { m } from '#words';
import type { Caller } from '#platform';
import { elevate, personOf } from '../confirm-identity.ts';
import { returnPath } from '../elevation.ts';
import { addPasskey, askForNewPasskey, askForPasskey, ownerOfAnswer } from '../passkeys.ts';
import { giveSession, sessionTokenOf, tryBoundCookie, wayOf } from '../session-cookie.ts';
import { beginSession } from '../sessions.ts';
import { browserOf, type Door } from './door.tsx';

/** POST /dang-nhap/khoa/cau-hoi */
export const questionForPasskey = async ({ house, c }: Door): Promise<Response> => {
	tryBoundCookie(c);
	return c.json(await askForPasskey(house), 200, { 'Cache-Control': 'no-store' });
};

/** POST /dang-nhap/khoa: a passkey gets its owner in, however many strangers guess at the password. */
export async function passkeySignIn(door: Door): Promise<Response> {
	const { house, c } = door;
	if (wayOf(house, c) === 'open') return refused(door);
	const { answer, next } = await read<AuthenticationResponseJSON>(door);
	const accountId = answer && (await ownerOfAnswer(house, answer));
	if (!accountId) return refused(door);
	const { device, token: replaces } = browserOf(door);
	giveSession(house, c, await beginSession(house, { accountId, method: 'passkey', device, replaces }));
	return c.json({ next: returnPath(next, '/lam-viec') });
}

/** POST /xac-nhan/khoa: only a passkey of the person whose session it is proves who they are. */
export async function passkeyConfirm(door: Door): Promise<Response> {
	const { house, c } = door;
	const token = sessionTokenOf(house, c);
	const person = await personOf(house, token);
	const { answer, next } = await read<AuthenticationResponseJSON>(door);
	if (!token || !person || !answer || (await ownerOfAnswer(house, answer)) !== person.accountId) return refused(door);
	const elevated = await elevate(house, token);
	if (!elevated) return refused(door);
	giveSession(house, c, elevated);
	return c.json({ next: returnPath(next, '/lam-viec') });
}

/** POST /tai-khoan/khoa/cau-hoi */
export async function questionForNewPasskey({ house, c }: Door): Promise<Response> {
	const token = sessionTokenOf(house, c);
	const person = await personOf(house, token);
	if (!token || !person) return c.json({}, 403);
	const session: Caller = { kind: 'session', token };
	return c.json(await askForNewPasskey(house, session, person.userName), 200, { 'Cache-Control': 'no-store' });
}

/** POST /tai-khoan/khoa */
export async function newPasskey(door: Door): Promise<Response> {
	const { house, c } = door;
	const token = sessionTokenOf(house, c);
	const person = await personOf(house, token);
	const { answer, name } = await read<RegistrationResponseJSON>(door);
	if (!token || !person || !answer) return refused(door);
	const called = name.normalize('NFC').trim().slice(0, 100) || browserOf(door).device || m.access_passkey();
	const added = await addPasskey(house, { kind: 'session', token }, person.accountId, answer, called);
	return added ? c.json({ next: '/lam-viec/tai-khoan?notice=access_passkey_added' }) : refused(door);
}

const refused = ({ c }: Door) => c.json({ detail: m.access_passkey_failed() }, 422);

type Sent<T> = { answer: T | undefined; next: string; name: string };

/** What the island sent; anything that is not of that shape counts as no answer. */
async function read<T extends { id: string }>({ c }: Door): Promise<Sent<T>> {
	const sent: unknown = await c.req.json().catch(() => ({}));
	const { answer, next, name } = (sent ?? {}) as Record<string, unknown>;
	const looksRight =
		typeof answer === 'object' && answer !== null && typeof (answer as { id?: unknown }).id === 'string';
	return {
		answer: looksRight ? (answer as T) : undefined,
		next: typeof next === 'string' ? next : '',
		name: typeof name === 'string' ? name : '',
	};
}
