import type { Call } from '#platform';
import { countLeaves, findHead, listLeaves, listShards, readTree } from '../log.store.ts';
import { signerFor } from '../log-name.ts';
import { signCheckpoint } from '../note/checkpoint.ts';
import { leafHash } from '../tree/hashing.ts';
import { keepHead } from './kept-head.ts';
import { LogRefused } from './log-refused.ts';
import { insertHead, insertNodes } from './sequencer.store.ts';

/**
 * Signs the leaves that are there, if there are more than were signed. The tree is continued from its stored right edge, which must
 * lead to the root that was signed last. The new head is kept beside the database before it is published: the leaves under it are
 * committed already, so that a head that was published and leaves that are durable never part.
 *
 * @throws {LogRefused} when the stored edge is not what was signed
 */
export async function signHead(call: Call): Promise<void> {
	const [shard] = await listShards(call);
	if (!shard) return;
	const signed = await findHead(call, shard.number);
	const size = await countLeaves(call, shard.number);
	const from = signed?.size ?? 0;
	if (size === from) return;

	const tree = await readTree(call, shard.number, from);
	if (signed && !tree.root().equals(signed.root))
		throw new LogRefused('changed', { origin: shard.origin, size: from, root: signed.root }, size);
	const leaves = await listLeaves(call, shard.number, from, size);
	await insertNodes(
		call,
		shard.number,
		leaves.flatMap((leaf) => tree.add(leafHash(leaf))),
	);
	const root = tree.root();
	const note = signCheckpoint({ origin: shard.origin, size, root }, signerFor(call.house, shard.origin));
	await keepHead(call.house, note);
	await insertHead(call, shard.number, { size, root, note, signedAt: call.now });
}
