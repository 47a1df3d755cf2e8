import { sql } from 'kysely';
import type { Call } from '#platform';
import type { SignedHead, Shard } from '../log.store.ts';
import type { Node } from '../tree/growing-tree.ts';

/** One sequencer at a time, for the rest of the transaction; false when another one is at work. */
export async function takeTurn(call: Call): Promise<boolean> {
	const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(7264012) as taken`.execute(call.db);
	return rows[0]!.taken;
}

/** Is there a leaf to place or a head to sign, or a shard to open? Asked every turn, so it takes no lock. */
export async function isWaiting(call: Call): Promise<boolean> {
	const { rows } = await sql<{ waiting: boolean }>`
		with newest as (select number, left(name, 4) as year from ledger_shard order by number desc limit 1)
		select coalesce((select year from newest), '') < ${call.today.slice(0, 4)}
			or exists (select from ledger_queue where release_at is null or release_at <= ${call.now})
			or (select coalesce(max(index) + 1, 0) from ledger_leaf where shard = (select number from newest))
				> (select coalesce(max(size), 0) from ledger_checkpoint where shard = (select number from newest)) as waiting`.execute(
		call.db,
	);
	return rows[0]!.waiting;
}

export async function insertShard(call: Call, shard: Shard, firstLeaf: Buffer): Promise<void> {
	await sql`insert into ledger_shard
		values (${shard.number}, ${shard.name}, ${shard.origin}, ${shard.openedAt}, ${shard.former?.origin ?? null},
			${shard.former?.size ?? null}, ${shard.former?.root ?? null}, ${shard.gapReason}, ${shard.gapSalt})`.execute(
		call.db,
	);
	await sql`insert into ledger_leaf (shard, index, leaf) values (${shard.number}, 0, ${firstLeaf})`.execute(call.db);
}

/**
 * Places what waits after the leaves that are there, at most `most`. First those that were held, in an order that says nothing: by
 * lot, but each subject's in their own; then the others as they came. What follows one that is still held waits with it, also when the clock
 * here is behind the one by which it was added. Answers how many.
 */
export async function placeWaiting(call: Call, shard: number, size: number, most: number): Promise<number> {
	const { rows } = await sql<{ placed: number }>`
		with held as materialized (
			select id, subject, gen_random_uuid() as lot from ledger_queue where release_at <= ${call.now}
			order by release_at, id limit ${most}
		), drawn as (
			select o.id, l.lot
			from (select id, subject, row_number() over (partition by subject order by id) as nth from held) o
			join (select subject, lot, row_number() over (partition by subject order by lot) as nth from held) l using (subject, nth)
		), next as materialized (
			select id, lot from drawn
			union all
			(select id, null from ledger_queue q where release_at is null
				and not exists (select from ledger_queue h where h.subject = q.subject and h.release_at > ${call.now})
				order by id limit greatest(${most} - (select count(*) from held), 0))
		), taken as (
			delete from ledger_queue q using next where q.id = next.id returning q.id, next.lot, q.leaf
		), placed as (
			insert into ledger_leaf (shard, index, leaf)
			select ${shard}, ${size} + row_number() over (order by lot nulls last, id) - 1, leaf from taken
			returning index
		)
		select count(*) as placed from placed`.execute(call.db);
	return rows[0]!.placed;
}

export async function insertNodes(call: Call, shard: number, nodes: readonly Node[]): Promise<void> {
	if (nodes.length === 0) return;
	await sql`insert into ledger_node (shard, level, index, hash)
		select ${shard}, * from unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[],
			${nodes.map(({ hash }) => hash)}::bytea[])`.execute(call.db);
}

export async function insertHead(call: Call, shard: number, head: SignedHead): Promise<void> {
	await sql`insert into ledger_checkpoint (shard, size, root, note, signed_at)
		values (${shard}, ${head.size}, ${head.root}, ${head.note}, ${head.signedAt})`.execute(call.db);
}
