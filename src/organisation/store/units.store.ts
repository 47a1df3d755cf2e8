import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import { mainTree } from './history.store.ts';

/** A unit as it is on one day. */
export type UnitOn = {
	id: number;
	code: string;
	name: string;
	short: string | null;
	kind: string;
	/** Null: the root. */
	parentId: number | null;
	parentCode: string | null;
	publishable: boolean;
};

/** All units alive on a day, by code; `root`: only that one and those under it. */
export const listUnits = (call: Call, on: string, root?: number, tree = mainTree): Promise<UnitOn[]> =>
	select(call, on, root === undefined ? sql`n.tree = ${tree}` : under(root, on), sql`n.code`);

/** The units directly under one, by name. */
export const listChildren = (call: Call, parentId: number, on: string): Promise<UnitOn[]> =>
	select(call, on, sql`p.parent_id = ${parentId}`, sql`n.kind, n.folded, n.code`);

/** Units whose name or code holds the text, marks or none; those that begin with it first. `root`: only under that one. */
export async function searchUnits(call: Call, on: string, text: string, limit = 20, root?: number): Promise<UnitOn[]> {
	const { rows } = await sql<{ folded: string }>`select app.fold(${text.trim()}) as folded`.execute(call.db);
	const folded = rows[0]!.folded;
	const pattern = `%${folded.replace(/[\\%_]/g, '\\$&')}%`;
	const matches = sql`(n.folded like ${pattern} or lower(n.code) = lower(${text.trim()}) or app.fold(n.short) like ${pattern})`;
	const where = root === undefined ? sql`n.tree = ${mainTree} and ${matches}` : sql`${under(root, on)} and ${matches}`;
	return select(call, on, where, sql`(n.folded not like ${pattern.slice(1)}), length(n.name), n.folded, n.code`, limit);
}

export async function findUnit(call: Call, id: number, on: string): Promise<UnitOn | undefined> {
	const [unit] = await select(call, on, sql`u.id = ${id}`, sql`n.code`);
	return unit;
}

/** The unit at the top on a day; undefined while the tree is empty. */
export async function findRoot(call: Call, on = call.today, tree = mainTree): Promise<UnitOn | undefined> {
	const [unit] = await select(call, on, sql`p.parent_id is null and n.tree = ${tree}`, sql`n.code`);
	return unit;
}

/** Who bears the code on a day. */
export async function findBearer(call: Call, code: string, on: string, tree = mainTree): Promise<UnitOn | undefined> {
	const [unit] = await select(call, on, sql`n.tree = ${tree} and n.code = ${code}`, sql`n.code`);
	return unit;
}

/** The unit that bore the code last on or before a day, and the last day it did. */
export async function findLastBearer(
	call: Call,
	code: string,
	on: string,
	tree = mainTree,
): Promise<{ id: number; lastOn: string } | undefined> {
	const { rows } = await sql<{ id: number; lastOn: string }>`
		select unit_id as id, least(upper(valid) - 1, ${on}::date) as last_on from unit_name
		where tree = ${tree} and code = ${code} and lower(valid) <= ${on}::date
		order by lower(valid) desc limit 1`.execute(call.db);
	return rows[0];
}

/** The units from one up to the root, with names, the unit itself first. Empty when it is not alive that day. */
export async function listPath(call: Call, unitId: number, on = call.today): Promise<UnitOn[]> {
	const { rows } = await sql<UnitOn>`${kept}
		select ${columns} from ${tables(on)}
		join unit_closure c on c.ancestor = u.id and c.descendant = ${unitId} and c.valid @> ${on}::date
		where n.valid @> ${on}::date order by c.depth`.execute(call.db);
	return rows;
}

/**
 * The unit and everything above it, as policies ask for it; of a unit that has ended, the line of what continues it.
 */
export async function lineOf(call: Call, unitId: number, on = call.today): Promise<number[]> {
	const { rows } = await sql<{ nodeId: number }>`${kept}
		select node_id from unit_standing where unit_id = ${unitId} and valid @> ${on}::date`.execute(call.db);
	return rows.map(({ nodeId }) => nodeId);
}

/** The living unit that a unit, or what continues it, is on a day. */
export async function livingUnit(call: Call, unitId: number, on = call.today): Promise<number | undefined> {
	const { rows } = await sql<{ heirId: number }>`
		select heir_id from unit_heir where unit_id = ${unitId} and principal and valid @> ${on}::date limit 1`.execute(
		call.db,
	);
	return rows[0]?.heirId;
}

/** Who continues a unit on a day, with the share of its past, largest first. */
export async function listHeirs(call: Call, unitId: number, on = call.today) {
	const { rows } = await sql<UnitOn & { share: number; principal: boolean }>`
		select ${columns}, h.share, h.principal from ${tables(on)}
		join (select heir_id, max(share) as share, bool_or(principal) as principal from unit_heir
			where unit_id = ${unitId} and valid @> ${on}::date group by heir_id) h on h.heir_id = u.id
		where n.valid @> ${on}::date order by h.principal desc, h.share desc, n.code`.execute(call.db);
	return rows;
}

/** What units are called on a day, or were called last before it, by id. */
export async function namesOf(
	call: Call,
	ids: readonly number[],
	on = call.today,
): Promise<Map<number, { name: string; short: string | null; code: string; kind: string }>> {
	const { rows } = await sql<{ unitId: number; name: string; short: string | null; code: string; kind: string }>`${kept}
		select distinct on (unit_id) unit_id, name, short, code, kind from unit_name where unit_id = any (${[...new Set(ids)]}::int[])
		order by unit_id, (lower(valid) <= ${on}::date) desc, case when lower(valid) <= ${on}::date then -(lower(valid) - date '2000-01-01')
			else lower(valid) - date '2000-01-01' end`.execute(call.db);
	return new Map(rows.map(({ unitId, ...name }) => [unitId, name]));
}

/** May the public know of it? Only who keeps the tree may say so; the database checks. */
export async function setPublishable(call: Call, unitId: number, publishable: boolean): Promise<boolean> {
	const { rows } = await sql`update unit set publishable = ${publishable} where id = ${unitId} returning id`.execute(
		call.db,
	);
	return rows.length === 1;
}

const columns = sql`u.id, n.code, n.name, n.short, n.kind, p.parent_id, pn.code as parent_code, u.publishable`;

const tables = (on: string) => sql`unit_name n
	join unit u on u.id = n.unit_id
	join unit_parent p on p.unit_id = u.id and p.valid @> ${on}::date
	left join unit_name pn on pn.unit_id = p.parent_id and pn.valid @> ${on}::date`;

const under = (root: number, on: string) =>
	sql`u.id in (select descendant from unit_closure where ancestor = ${root} and valid @> ${on}::date)`;

async function select(
	call: Call,
	on: string,
	where: RawBuilder<unknown>,
	order: RawBuilder<unknown>,
	limit?: number,
): Promise<UnitOn[]> {
	const { rows } = await sql<UnitOn>`${kept} select ${columns} from ${tables(on)}
		where n.valid @> ${on}::date and ${where} order by ${order} limit ${limit ?? null}`.execute(call.db);
	return rows;
}
