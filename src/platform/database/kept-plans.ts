import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { DB } from '../schema.ts';

const mark = '/* kept */';

/**
 * Begins a statement that is asked again and again with other values: each connection reads and plans it once. Under
 * row-level security planning often takes longer than doing. Not for what is put together anew each time, since every text
 * is kept for as long as the connection lives.
 *
 *     sql`${kept} select … where id = ${id}`
 */
export const kept = sql.raw(mark);

/**
 * The same for a statement whose text never changes, its values written `$1`, `$2`: put together once, and not each time it is asked.
 *
 *     const findBasis = keptStatement<{ basis: string }>('select basis from clock_profile where id = $1');
 *     const [row] = await findBasis(call, id);
 */
export function keptStatement<Row>(text: string) {
	const marked = `${mark} ${text}`;
	return async (call: { db: Kysely<DB> }, ...values: unknown[]): Promise<Row[]> =>
		(await call.db.executeQuery<Row>(CompiledQuery.raw(marked, values))).rows;
}

type Ask = (config: string | pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

/** Makes a connection keep the plans of marked statements, under a name that follows from their text. */
export function keepPlans(client: pg.PoolClient): void {
	const ask = client.query.bind(client) as Ask;
	const asked: Ask = (config, values) =>
		typeof config === 'string' && config.startsWith(mark)
			? ask({ name: nameOf(config), text: config, values })
			: ask(config, values);
	client.query = asked as typeof client.query;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
	let name = names.get(text);
	if (name === undefined) names.set(text, (name = createHash('sha256').update(text).digest('hex').slice(0, 32)));
	return name;
}
