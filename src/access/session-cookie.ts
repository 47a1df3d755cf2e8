import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isOurHost, type House } from '#platform';
import { isToken } from './secret-token.ts';

/** Binds the token to this host, this path and encryption; a sibling site cannot set it. */
const bound = '__Host-vidan';
/** For a browser that takes no `Secure` cookie from http://localhost. */
const plain = 'vidan';
const probe = '__Host-vidan-probe';

/**
 * How a session may travel: encrypted, or within this machine. Any other way (plain http over a network) would show the
 * token to whoever listens, so that nobody is signed in there.
 */
export function wayOf(house: House, c: Context): 'encrypted' | 'loopback' | 'open' {
	const host = c.req.header('Host');
	const own = new URL(house.settings.origin);
	if (own.protocol === 'https:' && host === own.host) return 'encrypted';
	return isOurHost(host, new Set()) ? 'loopback' : 'open';
}

/** The token that the browser brought, if it looks like one. */
export function sessionTokenOf(house: House, c: Context): string | undefined {
	const way = wayOf(house, c);
	if (way === 'open') return undefined;
	const token = getCookie(c, bound) ?? (way === 'loopback' ? getCookie(c, plain) : undefined);
	return token && isToken(token) ? token : undefined;
}

/** Asks the browser whether it takes bound cookies here; it answers with the form that follows. */
export function tryBoundCookie(c: Context): void {
	if (!getCookie(c, probe))
		setCookie(c, probe, '1', { path: '/', httpOnly: true, sameSite: 'Lax', secure: true, maxAge: 3600 });
}

/** Gives the browser its session. It lives as long as the browser does, and never longer than the session itself. */
export function giveSession(house: House, c: Context, token: string): void {
	const secure =
		wayOf(house, c) === 'encrypted' || getCookie(c, probe) !== undefined || getCookie(c, bound) !== undefined;
	setCookie(c, secure ? bound : plain, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
	if (secure && getCookie(c, plain)) setCookie(c, plain, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 });
}

/** Takes it away, whatever it is called here. */
export function takeSession(house: House, c: Context): void {
	const gone = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 } as const;
	setCookie(c, bound, '', { ...gone, secure: true });
	if (wayOf(house, c) === 'loopback') setCookie(c, plain, '', gone);
}
