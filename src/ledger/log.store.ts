import { sql } from 'kysely';
import { keptStatement, type Call } from '#platform';
import type { Checkpoint } from './note/checkpoint.ts';
import { edgeOf, growTree, tileWidth, type GrowingTree } from './tree/growing-tree.ts';
import { leafHash, type Hash } from './tree/hashing.ts';
import { readBundle } from './tree/tile.ts';

/** One tree of the log. `former`: the last head of the one before, as the first leaf says it. */
export type Shard = {
	number: number;
	name: string;
	origin: string;
	openedAt: Date;
	former: Checkpoint | null;
	gapReason: string | null;
	gapSalt: Buffer | null;
};

type ShardRow = Omit<Shard, 'former'> & { formerOrigin: string | null; formerSize: number; formerRoot: Hash };

/** All shards, the newest first. */
export async function listShards(call: Call): Promise<Shard[]> {
	const { rows } = await sql<ShardRow>`select * from ledger_shard order by number desc`.execute(call.db);
	return rows.map(shardIn);
}

export const findNewestShard = async (call: Call): Promise<Shard | undefined> => (await listShards(call))[0];

export type SignedHead = { size: number; root: Hash; note: string; signedAt: Date };
export type SignedShard = Shard & { head: SignedHead };

/** The newest shard that was signed, or the one of a name, with its last head. */
export async function findSigned(call: Call, name?: string): Promise<SignedShard | undefined> {
	const [row] = name === undefined ? await askNewest(call) : await askNamed(call, name);
	if (!row) return undefined;
	const { size, root, note, signedAt, ...shard } = row;
	return { ...shardIn(shard), head: { size, root, note, signedAt } };
}

/** Asked for every file of the log. */
const signed = `select s.*, c.size, c.root, c.note, c.signed_at from ledger_shard s
	join lateral (select * from ledger_checkpoint where shard = s.number order by size desc limit 1) c on true`;
const askNewest = keptStatement<ShardRow & SignedHead>(`${signed} order by s.number desc limit 1`);
const askNamed = keptStatement<ShardRow & SignedHead>(`${signed} where s.name = $1`);

const shardIn = ({ formerOrigin, formerSize, formerRoot, ...shard }: ShardRow): Shard => ({
	...shard,
	former: formerOrigin === null ? null : { origin: formerOrigin, size: formerSize, root: formerRoot },
});

/** The last head of a shard that was signed, or the last one not larger than a size. */
export async function findHead(call: Call, shard: number, most?: number): Promise<SignedHead | undefined> {
	const { rows } = await sql<SignedHead>`select size, root, note, signed_at from ledger_checkpoint
		where shard = ${shard} and size <= ${most ?? Number.MAX_SAFE_INTEGER} order by size desc limit 1`.execute(call.db);
	return rows[0];
}

/** How many leaves a shard has, signed or not. */
export async function countLeaves(call: Call, shard: number): Promise<number> {
	const { rows } = await sql<{ size: number }>`select coalesce(max(index) + 1, 0) as size from ledger_leaf
		where shard = ${shard}`.execute(call.db);
	return rows[0]!.size;
}

/** How many leaves wait for the next turn, and how many for the end of the day. */
export async function countWaiting(call: Call): Promise<{ open: number; held: number }> {
	const { rows } = await sql<{ open: number; held: number }>`select
		count(*) filter (where release_at is null or release_at <= ${call.now}) as open,
		count(*) filter (where release_at > ${call.now}) as held from ledger_queue`.execute(call.db);
	return rows[0]!;
}

/** The leaves from one place up to, not including, another. Throws when one is missing. */
export async function listLeaves(call: Call, shard: number, from: number, to: number): Promise<Buffer[]> {
	const { rows } = await sql<{ leaves: Buffer | null }>`
		select string_agg(int2send(length(leaf)::smallint) || leaf, '' order by index) as leaves from ledger_leaf
		where shard = ${shard} and index >= ${from} and index < ${to}`.execute(call.db);
	return complete(readBundle(rows[0]!.leaves ?? Buffer.alloc(0)), from, to);
}

/** Hashes as they are stored: of leaves at level 0, above it of complete trees over 256^level leaves. */
export async function listHashes(call: Call, shard: number, level: number, from: number, to: number): Promise<Hash[]> {
	const asked = level === 0 ? askLeafHashes(call, shard, from, to) : askNodeHashes(call, shard, from, to, level);
	const hashes = (await asked)[0]!.hashes ?? Buffer.alloc(0);
	return complete(
		Array.from({ length: hashes.length / 32 }, (_, at) => hashes.subarray(at * 32, at * 32 + 32)),
		from,
		to,
	);
}

/** In one piece, because a proof reads a thousand of them. */
const hashesOf = (rows: string) =>
	keptStatement<{ hashes: Buffer | null }>(`select string_agg(hash, '' order by index) as hashes from ${rows}
		and shard = $1 and index >= $2 and index < $3`);
const askLeafHashes = hashesOf('ledger_leaf where true');
const askNodeHashes = hashesOf('ledger_node where level = $4');

/**
 * The tree over the first `size` leaves, to be continued: its right edge from what is stored, the lowest level hashed anew from the
 * bytes of the leaves.
 */
export async function readTree(call: Call, shard: number, size: number): Promise<GrowingTree> {
	const base = edgeOf(size, 0).from;
	const edge: Hash[][] = [[]];
	for (let level = 1; tileWidth ** level <= size; level++) {
		const { from, to } = edgeOf(size, level);
		edge.push(await listHashes(call, shard, level, from, to));
	}
	const tree = growTree(base, edge);
	for (const leaf of await listLeaves(call, shard, base, size)) tree.add(leafHash(leaf));
	return tree;
}

/** Places are counted one by one and never twice, so that as many as were asked for are all of them. */
function complete<Found>(found: Found[], from: number, to: number): Found[] {
	if (found.length !== to - from) throw new RangeError(`ledger: something is missing between ${from} and ${to}`);
	return found;
}
