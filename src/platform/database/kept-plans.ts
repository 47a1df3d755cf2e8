import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';

const mark = '/* kept */';

/**
 * Begins a statement that is asked again and again with other values: each connection reads and plans it once. Under
 * row-level security planning often takes longer than doing. Not for what is put together anew each time, since every text
 * is kept for as long as the connection lives.
 *
 *     sql`${kept} select … where id = ${id}`
 */
export const kept = sql.raw(mark);

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
