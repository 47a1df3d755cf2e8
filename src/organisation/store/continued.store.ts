import { sql, type RawBuilder } from 'kysely';

/** Within a query: what a unit is called, or was called last (papers of a year keep the units of that year); sorts as Vietnamese does. */
export const lastName = (unitId: RawBuilder<unknown>): RawBuilder<string> =>
	sql`(select name from app.last_called(${unitId})) collate "vi-x-icu"`;

/** Within a query: the units whose past belongs today to one, or to one of several: it itself, and what it continues. */
export const keptBy = (units: number | readonly number[]): RawBuilder<{ unitId: number }> => sql`
	select h.unit_id from unit_heir h
	where h.heir_id = ${typeof units === 'number' ? sql`${units}` : sql`any (${[...units]}::int[])`} and h.principal and h.valid @> app.today()`;
