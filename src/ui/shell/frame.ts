import type { Locale } from '#words';
import type { IconName } from '../icons.ts';

/** A place to go. `count` is what waits there. */
export type Link = { href: string; label: string };
/** `covers`: other addresses that belong to the place. */
export type NavItem = Link & { icon?: IconName; count?: number; covers?: string[] };

/** The same page in each language, the current one included. */
export type LanguageLinks = Record<Locale, string>;

/** What every public page has around it; the same for all pages, so that it is made once per request. */
export type PortalFrame = {
	/** The body whose portal this is, and the one above it. */
	body: string;
	superior?: string;
	/** The start page in the language of the reader; `/` unless said. */
	home?: string;
	/** Path of the page, to mark the section that it belongs to. */
	path: string;
	/** At most six. */
	sections: Link[];
	/** Where the search form goes, with the words in `q`. */
	search?: string;
	languages?: LanguageLinks;
	contact?: { address?: string; phone?: string; email?: string };
	/** Links at the foot: site map, terms, sign-in for members. */
	foot?: Link[];
	/** Demonstration data: says so on every page, also printed. */
	illustration?: boolean;
};

/** What every page of the workspace has around it. */
export type WorkspaceFrame = {
	body: string;
	/** The start page, where the name leads; `/` unless said. */
	home?: string;
	path: string;
	/** Where the signed-in person is in the tree: the unit in view and the day (ISO) whose organisation is shown. */
	place?: { unit: string; href: string; on: string };
	/** The rooms this person has. */
	rooms: NavItem[];
	search?: string;
	tasks?: { href: string; count: number };
	me?: { name: string; position?: string; href: string; signOut: string };
	languages?: LanguageLinks;
	illustration?: boolean;
};

/**
 * Which of some links is where the reader is, for `aria-current`: the page itself, or the nearest one above it, so that the room
 * `/lam-viec` is not marked on `/lam-viec/cam-ket` when that has a link of its own.
 */
export const currentAmong = (links: NavItem[], path: string): ((href: string) => 'page' | 'true' | undefined) => {
	const above = links.flatMap(({ href, covers = [] }) =>
		[href, ...covers]
			.filter((place) => place !== '/' && (path === place || path.startsWith(`${place}/`)))
			.map((place) => ({ href, length: place.length })),
	);
	const nearest = links.find(({ href }) => href === path)?.href ?? above.sort((a, b) => b.length - a.length)[0]?.href;
	return (href) => {
		if (href !== nearest) return undefined;
		return href === path ? 'page' : 'true';
	};
};
