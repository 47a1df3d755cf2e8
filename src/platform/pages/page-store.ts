import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { work, type Call, type House } from '../call.ts';

/** A public page as it is sent: rendered once, compressed once. */
export type StoredPage = {
	etag: string;
	plain: Buffer;
	gzip: Buffer;
	brotli: Buffer;
	/** What the page shows; a change of any of them drops it. */
	tags: readonly string[];
	/** Milliseconds since the epoch after which it is made anew, for pages that show figures. */
	until: number;
};

/** The public pages of this process: bounded, oldest dropped first. The database says what has changed. */
export class PageStore {
	readonly #pages = new Map<string, StoredPage>();
	readonly #limit: number;
	/** The latest change seen, and what the last look found: a look finds again what changed shortly before that. */
	#seen = new Date(0);
	#found = new Map<string, string>();
	/** The look that saw a tag change last: what was being made then may show what was before. */
	readonly #changedIn = new Map<string, number>();
	#looks = 0;

	constructor(limit = 2_000) {
		this.#limit = limit;
	}

	get(path: string, now: number): StoredPage | undefined {
		const page = this.#pages.get(path);
		return page && page.until > now ? page : undefined;
	}

	/** Asked before a page is made, and given back when it is kept. */
	get looks(): number {
		return this.#looks;
	}

	/** Answers the page as it is sent; keeps it unless something on it was seen to change since its making began, `since` that look. */
	keep(path: string, html: string, tags: readonly string[], until: number, since = this.#looks): StoredPage {
		const plain = Buffer.from(html);
		const page: StoredPage = {
			etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
			plain,
			gzip: gzipSync(plain, { level: 9 }),
			brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
			tags,
			until,
		};
		this.#pages.delete(path);
		if (tags.some((tag) => (this.#changedIn.get(tag) ?? 0) > since)) return page;
		this.#pages.set(path, page);
		if (this.#pages.size > this.#limit) this.#pages.delete(this.#pages.keys().next().value!);
		return page;
	}

	/** Drops the pages that show something changed since the last look. Called once a second by each web process. */
	async refresh(house: House): Promise<void> {
		const { rows } = await work(
			house,
			{ kind: 'public' },
			// A change may commit later than its stamp says; looking five seconds back costs a page made twice.
			(call) =>
				sql<{
					tag: string;
					changedAt: Date;
					stamp: string;
				}>`select tag, changed_at, changed_at::text as stamp from page_change
					where changed_at > ${this.#seen}::timestamptz - interval '5 seconds'`.execute(call.db),
			{ readOnly: true },
		);
		const changed = new Set(rows.filter(({ tag, stamp }) => this.#found.get(tag) !== stamp).map(({ tag }) => tag));
		this.#looks += 1;
		for (const tag of changed) this.#changedIn.set(tag, this.#looks);
		for (const [path, page] of this.#pages) {
			if (page.tags.some((tag) => changed.has(tag))) this.#pages.delete(path);
		}
		this.#found = new Map(rows.map(({ tag, stamp }) => [tag, stamp]));
		for (const { changedAt } of rows) if (changedAt > this.#seen) this.#seen = changedAt;
	}
}

/** Says in the transaction that changed it that pages showing `tag` are out of date. */
export async function pageChanged(call: Call, ...tags: string[]): Promise<void> {
	for (const tag of tags.toSorted()) {
		await sql`insert into page_change (tag) values (${tag})
			on conflict (tag) do update set changed_at = clock_timestamp()`.execute(call.db);
	}
}
