import type { Context } from 'hono';
import type { Locale } from '#words';
import { m } from '#words';
import { Invalid, NotFound } from '../problems.ts';
import { readBody } from './body.ts';
import { idOf, isUuid } from './chosen.ts';

/** What a route sees of a request. */
export type Request = {
	/** A parameter of the path; '' when the route has none of that name. */
	param(name: string): string;
	/** A word of the query; '' when absent. */
	query(name: string): string;
	/** The whole query, for tables: `tableQuery(request.queries(), …)`. */
	queries(): Record<string, string>;
	/** The posted form: strings as NFC, files as `File`. Read once, before the transaction. */
	form(): Promise<FormData>;
	/** The posted form without its files and without hidden fields, to show it again as typed. */
	values(): Promise<Record<string, string | string[]>>;
	/** What makes a repeated send harmless: the hidden `_key`, else the header `Idempotency-Key`. */
	key(): Promise<string>;
	/** Does the reader hold this version of the page already (`View.version`)? */
	holds(version: string): boolean;
	/** The mark of what the page showed whose form this is (`platform/seen.ts`); '' when it says nothing of it. */
	seen(): Promise<string>;
	url: URL;
	locale: Locale;
};

/** Five files of 25 MB with what surrounds them; and, without files, more text than anyone types. */
const largestUpload = 130 * 1024 * 1024;
const largestForm = 1024 * 1024;

/** @param most bytes of a posted form; five files of 25 MB, or more text than anyone types, unless said */
export function requestOf(c: Context, locale: Locale, most?: number): Request {
	const url = new URL(c.req.url);
	let read: Promise<FormData> | undefined;
	const form = () => (read ??= readForm(c.req.raw, most));
	return {
		param: (name) => c.req.param(name) ?? '',
		query: (name) => (url.searchParams.get(name) ?? '').normalize('NFC'),
		queries: () => Object.fromEntries([...url.searchParams].map(([name, value]) => [name, value.normalize('NFC')])),
		form,
		values: async () => typed(await form()),
		async key() {
			const key = (await form()).get('_key') ?? c.req.header('Idempotency-Key');
			const plain = typeof key === 'string' ? key.toLowerCase() : '';
			if (!isUuid(plain)) throw new Invalid(() => m.platform_keyMissing_detail());
			return plain;
		},
		holds: (version) => c.req.header('If-None-Match') === version,
		async seen() {
			const seen = (await form()).get('_seen');
			return typeof seen === 'string' ? seen : '';
		},
		url,
		locale,
	};
}

/**
 * The whole number from 1 on that a part of an address names, as an id or a place in a list is one; undefined for an empty one.
 *
 * @throws {NotFound} what the database could not hold, or no number: nothing is there
 */
export function numberAsked(text: string): number | undefined {
	if (text === '') return undefined;
	return idOf(text) ?? nothingThere();
}

function nothingThere(): never {
	throw new NotFound(() => m.platform_notFound_detail());
}

/** The number that an address names. @throws {NotFound} when it is none */
export const numberIn = (text: string): number => numberAsked(text) ?? nothingThere();

async function readForm(request: globalThis.Request, most?: number): Promise<FormData> {
	const header = request.headers.get('content-type') ?? '';
	const type = header.split(';')[0]!.trim().toLowerCase();
	if (type === '') return new FormData();
	if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') {
		throw new Invalid(() => m.platform_formUnreadable_detail());
	}
	return plainForm(
		await readBody(request, header, most ?? (type === 'multipart/form-data' ? largestUpload : largestForm)),
	);
}

/** Its texts as our rules want them. */
export function plainForm(given: FormData): FormData {
	const form = new FormData();
	for (const [name, value] of given) form.append(name, typeof value === 'string' ? plainText(value) : value);
	return form;
}

/** NFC, and line ends as one sign: browsers send CRLF. A NUL would be refused by the database, so it goes here. */
const plainText = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().normalize('NFC');

export function typed(form: FormData): Record<string, string | string[]> {
	const values: Record<string, string | string[]> = {};
	for (const name of new Set(form.keys())) {
		if (name.startsWith('_')) continue;
		const all = form.getAll(name).filter((value) => typeof value === 'string');
		// `name[]` is a list however many were ticked.
		if (name.endsWith('[]')) values[name.slice(0, -2)] = all;
		else if (all.length > 0) values[name] = all.length === 1 ? all[0]! : all;
	}
	return values;
}
