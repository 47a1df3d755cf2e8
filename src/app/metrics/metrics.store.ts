import { sql } from 'kysely';
import type { Call } from '#platform';

/** How far the background is behind: seconds since the oldest promise and the oldest act that wait, and how many promises. */
export type Lag = { outboxCount: number; outboxAge: number; foldLag: number };

export async function findLag(call: Call): Promise<Lag> {
	const { rows } = await sql<Lag>`select
		(select count(*)::int from outbox) as outbox_count,
		coalesce((select extract(epoch from now() - min(at)) from outbox), 0)::float8 as outbox_age,
		coalesce((select extract(epoch from now() - min(at)) from rollup_delta), 0)::float8 as fold_lag`.execute(call.db);
	return rows[0]!;
}
