import type { Leaf } from '../leaf/leaf.ts';
import type { Hash } from '../tree/hashing.ts';

/** Follows the leaves of each subject: every one names the place and the hash of the one before. */
export type Chains = {
	/** False when the leaf does not follow from what was seen of its subject. */
	follows(leaf: Leaf, hash: Hash): boolean;
	/** After a recorded gap the next leaf of a subject may name one that was lost. */
	gap(): void;
};

export function followChains(): Chains {
	const last = new Map<string, { seq: number; hash: string; gaps: number }>();
	let gaps = 0;
	return {
		follows(leaf, hash) {
			const before = last.get(leaf.subject);
			last.set(leaf.subject, { seq: leaf.seq, hash: hash.toString('base64'), gaps });
			return leaf.prev === (before?.hash ?? null) && leaf.seq === (before?.seq ?? 0) + 1
				? true
				: gaps > (before?.gaps ?? 0);
		},
		gap: () => void (gaps += 1),
	};
}
