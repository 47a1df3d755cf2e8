import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Locale } from '#words';

/** The language of a page outside the portal, where the address says it: asked for now, chosen before, Vietnamese. */
export function localeOf(c: Context): Locale {
	const asked = c.req.query('lang');
	if (asked === 'vi' || asked === 'en') {
		setCookie(c, 'lang', asked, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 365 * 24 * 60 * 60 });
		return asked;
	}
	if (c.req.path === '/en' || c.req.path.startsWith('/en/')) return 'en';
	return getCookie(c, 'lang') === 'en' ? 'en' : 'vi';
}

/** The same page in each language, by the query. */
export function languagesByQuery(url: URL): Record<Locale, string> {
	const link = (locale: Locale) => {
		const query = new URLSearchParams(url.searchParams);
		query.set('lang', locale);
		query.delete('notice');
		return `${url.pathname}?${query}`;
	};
	return { vi: link('vi'), en: link('en') };
}
