import type { Call } from '#platform';
import { countLeaves, findHead, listLeaves, listShards, readTree } from '../log.store.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import { leafHash, type Hash } from '../tree/hashing.ts';
import { LogRefused } from './log-refused.ts';

/**
 * Does the database still hold everything that was signed? A restored old backup does not: what it lacks was published,
 * and must not be signed over.
 *
 * @throws {LogRefused} saying how the kept head and the database differ
 */
export async function judgeHead(call: Call, kept: Checkpoint | undefined): Promise<void> {
	if (!kept) return;
	const [newest, ...older] = await listShards(call);
	if (newest?.gapReason && newest.former && covers(newest.former, kept)) return;
	const shard = [newest, ...older].find((each) => each?.origin === kept.origin);
	if (!shard) throw new LogRefused('unknown', kept);
	const head = await findHead(call, shard.number);
	if (head?.size === kept.size && head.root.equals(kept.root)) return;
	const size = await countLeaves(call, shard.number);
	if (size < kept.size) throw new LogRefused('smaller', kept, size);
	if (!(await rootAt(call, shard.number, kept.size)).equals(kept.root)) throw new LogRefused('forked', kept, size);
}

/** A recorded gap answers for the head that it names and for all before it. */
const covers = (former: Checkpoint, kept: Checkpoint): boolean =>
	former.origin === kept.origin && former.size >= kept.size;

/** The root over the first `size` leaves, whether that was ever signed or not. */
export async function rootAt(call: Call, shard: number, size: number): Promise<Hash> {
	const from = (await findHead(call, shard, size))?.size ?? 0;
	const tree = await readTree(call, shard, from);
	for (const leaf of await listLeaves(call, shard, from, size)) tree.add(leafHash(leaf));
	return tree.root();
}
