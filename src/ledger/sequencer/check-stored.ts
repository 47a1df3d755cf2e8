import type { Call } from '#platform';
import { findHead, listHashes, listLeaves, type Shard, type SignedHead } from '../log.store.ts';
import { growTree, type Node } from '../tree/growing-tree.ts';
import { leafHash } from '../tree/hashing.ts';
import { LogRefused } from './log-refused.ts';

/** So many at once that nobody who asks meanwhile waits for long. */
const chunk = 1_024;

/**
 * Hashes every signed leaf of a shard anew from its bytes and compares with what is stored, up to the last signed root. Done when
 * the worker starts: from then on each turn needs to look at the right edge only.
 *
 * @throws {LogRefused} when anything differs
 */
export async function checkStored(call: Call, shard: Shard): Promise<void> {
	const head = await findHead(call, shard.number);
	if (head && !(await isAsSigned(call, shard, head)))
		throw new LogRefused('changed', { origin: shard.origin, size: head.size, root: head.root }, head.size);
}

async function isAsSigned(call: Call, shard: Shard, head: SignedHead): Promise<boolean> {
	const tree = growTree();
	try {
		for (let from = 0; from < head.size; from += chunk) {
			const to = Math.min(from + chunk, head.size);
			const hashes = (await listLeaves(call, shard.number, from, to)).map(leafHash);
			const stored = await listHashes(call, shard.number, 0, from, to);
			if (!hashes.every((hash, at) => hash.equals(stored[at]!))) return false;
			if (
				!(await areStored(
					call,
					shard,
					hashes.flatMap((hash) => tree.add(hash)),
				))
			)
				return false;
		}
	} catch (error) {
		if (error instanceof RangeError) return false; // one is missing
		throw error;
	}
	return tree.root().equals(head.root);
}

/** The nodes that a run of leaves completes follow one another on each level. */
async function areStored(call: Call, shard: Shard, nodes: readonly Node[]): Promise<boolean> {
	for (const [level, found] of Map.groupBy(nodes, (node) => node.level)) {
		const { index } = found[0]!;
		const stored = await listHashes(call, shard.number, level, index, index + found.length);
		if (!found.every(({ hash }, at) => hash.equals(stored[at]!))) return false;
	}
	return true;
}
