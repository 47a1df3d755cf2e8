import { hash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;

/** RFC 6962 §2.1: leaves and nodes are hashed apart, so that no node can pass for a leaf. */
export const leafHash = (leaf: Uint8Array): Hash => sha256(leafMark, leaf);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right);
/** The same of each two that follow one another in a row of hashes; a last one without a neighbour is left out. */
export function nodeHashes(row: Buffer): Buffer {
	const above = Buffer.allocUnsafe(Math.floor(row.length / 64) * 32);
	for (let at = 0; at < above.length; at += 32) {
		row.copy(pair, 1, at * 2, at * 2 + 64);
		hash('sha256', pair, 'buffer').copy(above, at);
	}
	return above;
}

/** The root of the tree without leaves. */
export const emptyRoot = (): Hash => sha256();

/** In one call: a log is hashed a million times over, and most of the time would go into making hash objects. */
export const sha256 = (...parts: Uint8Array[]): Hash => hash('sha256', Buffer.concat(parts), 'buffer');

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);
/** A mark and two hashes; used by one call at a time. */
const pair = Buffer.concat([nodeMark], 65);
