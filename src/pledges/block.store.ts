import { sql } from 'kysely';
import { lastName } from '#organisation';
import type { Call } from '#platform';

/** A block of units that emulate one another in a year. The keepers are the living units that continue lead and deputy. */
export type Block = {
	id: string;
	unitId: number;
	nodeId: number;
	year: number;
	name: string;
	leadUnitId: number;
	leadKeeperId: number;
	leadName: string;
	deputyUnitId: number | null;
	deputyKeeperId: number | null;
	deputyName: string | null;
};

export type BlockUnit = { unitId: number; name: string };

const block = sql`
	b.id, b.unit_id, app.keeper_of(b.unit_id) as node_id, b.year, b.name,
	b.lead_unit_id, app.keeper_of(b.lead_unit_id) as lead_keeper_id, ${lastName(sql`b.lead_unit_id`)} as lead_name,
	b.deputy_unit_id, app.keeper_of(b.deputy_unit_id) as deputy_keeper_id, ${lastName(sql`b.deputy_unit_id`)} as deputy_name
	from emulation_block b`;

export async function findBlock(call: Call, id: string): Promise<Block | undefined> {
	const { rows } = await sql<Block>`select ${block} where b.id = ${id}`.execute(call.db);
	return rows[0];
}

/** Blocks that the caller has to do with, the newest year first. */
export async function listBlocks(call: Call): Promise<Block[]> {
	const { rows } =
		await sql<Block>`select ${block} order by b.year desc, b.name collate "vi-x-icu", b.id limit 500`.execute(call.db);
	return rows;
}

/** The units of a block, named as they are today or were last. */
export async function listBlockUnits(call: Call, id: string): Promise<BlockUnit[]> {
	const { rows } = await sql<BlockUnit>`
		select b.unit_id, ${lastName(sql`b.unit_id`)} as name
		from block_unit b where b.block_id = ${id} order by name`.execute(call.db);
	return rows;
}

export type NewBlock = {
	unitId: number;
	year: number;
	name: string;
	units: number[];
	leadUnitId: number;
	deputyUnitId: number | null;
};

/** Writes the block and its units. @returns its id, or undefined when one of that name and year is there */
export async function addBlock(call: Call, id: string, added: NewBlock): Promise<string | undefined> {
	const { numAffectedRows } = await sql`
		insert into emulation_block (id, unit_id, year, name, lead_unit_id, deputy_unit_id, arranged_by, arranged_at)
		values (${id}, ${added.unitId}, ${added.year}, ${added.name}, ${added.leadUnitId}, ${added.deputyUnitId},
			${call.actor.accountId}, ${call.now})
		on conflict (unit_id, year, name) do nothing`.execute(call.db);
	if (!numAffectedRows) return undefined;
	await sql`insert into block_unit (block_id, unit_id)
		select ${id}::uuid, u from unnest(${added.units}::int[]) u`.execute(call.db);
	return id;
}
