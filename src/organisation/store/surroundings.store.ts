import { sql } from 'kysely';
import { kept, type Call } from '#platform';

/** A unit as it is called, where it is only named. */
export type NamedUnit = { id: number; code: string; name: string; short: string | null };

/** A unit and what stands around it. */
export type Surroundings = {
	/** As the unit is called on the day, or was called last before it; undefined for one that never was. */
	self: NamedUnit | undefined;
	/** The unit and those above it today, itself first; empty when it has ended. */
	line: NamedUnit[];
	/** The units directly under it, by name. */
	children: NamedUnit[];
};

/** What a page about a unit names, in one way to the database. `on`: the day of its own name; `under`: that of the units under it. */
export async function surroundingsOf(call: Call, unitId: number, on: string, under: string): Promise<Surroundings> {
	const { rows } = await sql<{ self: NamedUnit | null; line: NamedUnit[] | null; children: NamedUnit[] | null }>`${kept}
		select (
				select ${named} from unit_name n where n.unit_id = ${unitId}
				order by (lower(n.valid) <= ${on}::date) desc, abs(lower(n.valid) - ${on}::date) limit 1
			) as self, (
				select json_agg(${named} order by c.depth) from unit_closure c
				join unit_name n on n.unit_id = c.ancestor and n.valid @> ${call.today}::date
				where c.descendant = ${unitId} and c.valid @> ${call.today}::date
			) as line, (
				select json_agg(${named} order by n.kind, n.folded, n.code) from unit_parent p
				join unit_name n on n.unit_id = p.unit_id and n.valid @> ${under}::date
				where p.parent_id = ${unitId} and p.valid @> ${under}::date
			) as children`.execute(call.db);
	const { self, line, children } = rows[0]!;
	return { self: self ?? undefined, line: line ?? [], children: children ?? [] };
}

const named = sql`json_build_object('id', n.unit_id, 'code', n.code, 'name', n.name, 'short', n.short)`;
