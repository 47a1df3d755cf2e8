import { hash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;

/** RFC 6962 §2.1: leaves and nodes are hashed apart, so that no node can pass for a leaf. */
export const leafHash = (leaf: Uint8Array): Hash => sha256(leafMark, leaf);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right);
/** The root of the tree without leaves. */
export const emptyRoot = (): Hash => sha256();

/** In one call: a log is hashed a million times over, and most of the time would go into making hash objects. */
export const sha256 = (...parts: Uint8Array[]): Hash => hash('sha256', Buffer.concat(parts), 'buffer');

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);
