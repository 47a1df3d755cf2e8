import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { inLocale, locales, type Locale } from '#words';
import { work, type Call, type House } from '../call.ts';
import type { PageStore, StoredPage } from '../pages/page-store.ts';
import type { Dialogue, Say } from './dialogue.ts';
import { requestOf, type Request } from './request.ts';

/** A public page without the shell. */
export type PublicView = {
	title: string;
	/** `false`: the body writes its own h1. */
	heading?: false;
	lead?: string;
	crumbs?: { label: string; href: string }[];
	/** Day or instant of the last change. */
	changedOn?: string | Date;
	/** Whose page this is; the body of the installation unless said. */
	body: Child;
	/** 200 unless said; only for pages that are not kept. */
	status?: number;
	/**
	 * Nothing around it leads elsewhere but the name of the body, and no font of ours is loaded: for pages with something typed that must
	 * not be lost, and that must open on a poor line.
	 */
	alone?: true;
	/** What the page shows: `campaign:12`, `units`. A change of any of them (see `pageChanged`) makes the page anew. */
	tags: string[];
	/** Seconds after which it is made anew all the same; for pages with figures. */
	seconds?: number;
};

export type ShowPublic = (call: Call, request: Request) => Promise<PublicView | Response>;

/** Where a room puts its public pages: each in every language, `/x` in Vietnamese and `/en/x` in English. */
export type Portal = {
	/** A page that is the same for everybody: rendered once, kept, sent to all. The query plays no part. */
	page(path: string, show: ShowPublic): void;
	/** A page that answers what was asked, such as a search: made each time, never kept. */
	answer(path: string, show: ShowPublic): void;
	/** Where somebody without an account writes. See {@link Dialogue}. */
	dialogue(path: string, dialogue: Dialogue): void;
};

export type PortalWiring = {
	house: House;
	pages: PageStore;
	/** Puts the shell around a view. */
	page: (call: Call, request: Request, view: PublicView) => Promise<string>;
	/** Addresses of dialogues: a POST there need not say where it comes from, because its form is signed. */
	signed?: Set<string>;
};

const day = 24 * 60 * 60;

export function portalOn(app: Hono, wiring: PortalWiring): Portal {
	const { house, pages } = wiring;

	const make = (request: Request, show: ShowPublic, readOnly = true) =>
		work(
			house,
			{ kind: 'public' },
			async (call) => {
				const view = await show(call, request);
				return view instanceof Response ? view : { view, html: await wiring.page(call, request, view) };
			},
			{ readOnly },
		);

	const stored = async (c: Context, locale: Locale, show: ShowPublic): Promise<Response> => {
		const request = requestOf(c, locale);
		const now = house.clock().getTime();
		const kept = pages.get(request.url.pathname, now);
		if (kept) return sendStored(c.req.raw, kept);
		const since = pages.looks;
		const made = await make(request, show);
		if (made instanceof Response) return made;
		const until = now + (made.view.seconds ?? day) * 1000;
		return sendStored(c.req.raw, pages.keep(request.url.pathname, made.html, made.view.tags, until, since));
	};

	const fresh = async (c: Context, locale: Locale, show: ShowPublic): Promise<Response> => {
		const made = await make(requestOf(c, locale), show);
		return made instanceof Response ? made : freshPage(made.html, made.view.status);
	};

	const answered = (c: Context, locale: Locale, { most, answer }: Dialogue): Promise<Response> => {
		const request = requestOf(c, locale, most);
		const say: Say = async (act) => {
			const made = await make(request, act, false);
			return made instanceof Response ? made : freshPage(made.html, made.view.status);
		};
		return answer(house, request, say);
	};

	const mount = (path: string, show: ShowPublic, send: typeof stored) => {
		for (const locale of locales) {
			app.get(localPath(path, locale), (c) => inLocale(locale, () => send(c, locale, show)));
		}
	};
	return {
		page: (path, show) => mount(path, show, stored),
		answer: (path, show) => mount(path, show, fresh),
		dialogue(path, dialogue) {
			mount(path, dialogue.open, fresh);
			for (const locale of locales) {
				wiring.signed?.add(localPath(path, locale));
				app.post(localPath(path, locale), (c) => inLocale(locale, () => answered(c, locale, dialogue)));
			}
		},
	};
}

/** A page that no cache and no browser keeps. */
const freshPage = (html: string, status = 200): Response =>
	new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } });

/** The address of a public page in a language: `/cuoc-van-dong` → `/en/cuoc-van-dong`. */
export const localPath = (path: string, locale: Locale): string =>
	locale === 'vi' ? path : path === '/' ? `/${locale}` : `/${locale}${path}`;

/** The smallest form that the reader takes; nothing at all when it has the page already. */
export function sendStored(request: globalThis.Request, page: StoredPage): Response {
	const headers = new Headers({
		'Content-Type': 'text/html; charset=utf-8',
		'Cache-Control': 'public, max-age=0, must-revalidate',
		Vary: 'Accept-Encoding',
		ETag: page.etag,
	});
	if (request.headers.get('If-None-Match') === page.etag) return new Response(null, { status: 304, headers });
	const accepted = request.headers.get('Accept-Encoding') ?? '';
	for (const [encoding, bytes] of [
		['br', page.brotli],
		['gzip', page.gzip],
	] as const) {
		if (!new RegExp(`\\b${encoding}\\b(?!;q=0(\\.0*)?(,|$))`).test(accepted)) continue;
		headers.set('Content-Encoding', encoding);
		return new Response(new Uint8Array(bytes), { headers });
	}
	return new Response(new Uint8Array(page.plain), { headers });
}
