import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Derived } from '../tree/derive.ts';
import type { Difference } from '../tree/difference.ts';
import { toRange } from '../tree/span.ts';

/** Brings the derived tables from one state to the other, touching only the rows that differ. */
export async function saveDerived(call: Call, { closure, standing, heirs }: Difference): Promise<void> {
	await sql`delete from unit_closure t using ${rowsOf(closure.removed.map(closureRow))} as r (ancestor int, descendant int, valid daterange)
		where t.descendant = r.descendant and t.ancestor = r.ancestor and t.valid = r.valid`.execute(call.db);
	await sql`delete from unit_standing t using ${rowsOf(standing.removed.map(standingRow))} as r (unit_id int, node_id int, valid daterange)
		where t.unit_id = r.unit_id and t.node_id = r.node_id and t.valid = r.valid`.execute(call.db);
	await sql`delete from unit_heir t using ${rowsOf(heirs.removed.map(heirRow))} as r (unit_id int, heir_id int, during daterange, valid daterange)
		where t.unit_id = r.unit_id and t.heir_id = r.heir_id and t.during = r.during and t.valid = r.valid`.execute(
		call.db,
	);
	await sql`insert into unit_closure (ancestor, descendant, depth, valid)
		select * from ${rowsOf(closure.added.map(closureRow))} as r (ancestor int, descendant int, depth int, valid daterange)`.execute(
		call.db,
	);
	await sql`insert into unit_standing (unit_id, node_id, valid)
		select * from ${rowsOf(standing.added.map(standingRow))} as r (unit_id int, node_id int, valid daterange)`.execute(
		call.db,
	);
	await sql`insert into unit_heir (unit_id, during, heir_id, share, principal, by_abolition, valid)
		select * from ${rowsOf(heirs.added.map(heirRow))}
			as r (unit_id int, during daterange, heir_id int, share numeric, principal boolean, by_abolition boolean, valid daterange)`.execute(
		call.db,
	);
}

const rowsOf = (rows: readonly object[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;

const closureRow = ({ ancestor, descendant, depth, ...span }: Derived['closure'][number]) => ({
	ancestor,
	descendant,
	depth,
	valid: toRange(span),
});

const standingRow = ({ unitId, nodeId, ...span }: Derived['standing'][number]) => ({
	unit_id: unitId,
	node_id: nodeId,
	valid: toRange(span),
});

const heirRow = ({ unitId, during, heirId, share, principal, byAbolition, ...span }: Derived['heirs'][number]) => ({
	unit_id: unitId,
	during: toRange(during),
	heir_id: heirId,
	share,
	principal,
	by_abolition: byAbolition,
	valid: toRange(span),
});
