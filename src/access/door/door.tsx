import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Child } from 'hono/jsx';
import { inLocale, localeNamed, locales, type Locale } from '#words';
import { Invalid, requestOf, type House, type Request } from '#platform';
import { PlainPage, written } from '#ui';
import { sessionTokenOf } from '../session-cookie.ts';
import { deviceOf } from '../sessions.ts';
import type { Browser } from '../sign-in-with-password.ts';

/**
 * Pages before a session or beside the workspace: one thing each. They hash passwords and set cookies, which nothing
 * inside the transaction of a desk route may do.
 */
export type Door = {
	house: House;
	c: Context;
	request: Request;
	/** What was posted, by field; '' when absent. */
	field(name: string): Promise<string>;
};

/** Runs a page in the language of its reader. */
export const door =
	(house: House, answer: (door: Door) => Promise<Response>) =>
	(c: Context): Promise<Response> => {
		const locale = localeOf(c);
		const request = requestOf(c, locale);
		const field = async (name: string) => {
			const value = (await request.form()).get(name);
			return typeof value === 'string' ? value : '';
		};
		return inLocale(locale, () => answer({ house, c, request, field }));
	};

/** The language asked for now, or chosen before. */
function localeOf(c: Context): Locale {
	const asked = c.req.query('lang');
	if (asked === undefined) return localeNamed(getCookie(c, 'lang'));
	setCookie(c, 'lang', localeNamed(asked), { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 365 * 24 * 60 * 60 });
	return localeNamed(asked);
}

/** A page with one thing on it. Never kept by a browser or a proxy. */
export async function plainPage(
	{ c, request }: Door,
	page: { title: string; body: Child; status?: 200 | 403 | 422 | 429 },
) {
	const languages = Object.fromEntries(
		locales.map((locale) => {
			const query = new URLSearchParams(request.url.searchParams);
			query.set('lang', locale);
			return [locale, `${request.url.pathname}?${query}`];
		}),
	) as Record<Locale, string>;
	c.header('Cache-Control', 'no-store');
	const html = await written(
		<PlainPage title={page.title} languages={languages} islands>
			{page.body}
		</PlainPage>,
	);
	return c.html(html, page.status ?? 200);
}

/** What is wrong by field, in the reader's language; the rest is thrown on. */
export function errorsOf(problem: unknown): Record<string, string> {
	if (!(problem instanceof Invalid)) throw problem;
	return Object.fromEntries(Object.entries(problem.fields).map(([name, words]) => [name, words()]));
}

export const knownBrowser = 'vidan-browser';

export const browserOf = ({ house, c }: Door): Browser => ({
	device: deviceOf(c.req.header('User-Agent')),
	known: getCookie(c, knownBrowser),
	token: sessionTokenOf(house, c),
});

/** Where one is led after signing in, unless another page was asked for. */
export const workspace = '/lam-viec';
