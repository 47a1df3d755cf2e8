import type { Hash } from '../tree/hashing.ts';

/** That a leaf is in the tree of a checkpoint, as a text to keep (c2sp.org/tlog-proof@v1). */
export const proofText = (index: number, proof: readonly Hash[], checkpoint: string): string =>
	['c2sp.org/tlog-proof@v1', `index ${index}`, ...proof.map((hash) => hash.toString('base64')), '', checkpoint].join(
		'\n',
	);

/** Reads such a text; the checkpoint in it is not yet believed. Throws a RangeError when it is none. */
export function readProof(text: string): { index: number; proof: Hash[]; checkpoint: string } {
	const parts =
		/^c2sp\.org\/tlog-proof@v1\n(?:extra [A-Za-z0-9+/=]*\n)?index (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([^]+)$/.exec(
			text,
		);
	if (!parts) throw new RangeError('not a proof');
	const proof = parts[2]!
		.split('\n')
		.slice(0, -1)
		.map((line) => Buffer.from(line, 'base64'));
	return { index: Number(parts[1]), proof, checkpoint: parts[3]! };
}
