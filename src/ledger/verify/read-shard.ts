import { m } from '#words';
import type { Checkpoint } from '../note/checkpoint.ts';
import { growTree, tileWidth, type Node } from '../tree/growing-tree.ts';
import { leafHash, type Hash } from '../tree/hashing.ts';
import { readBundle, tilePath, tilesOf } from '../tree/tile.ts';
import type { ReadFile } from './source.ts';

/** Takes what is found wrong, as a sentence. Answers nothing, so that one can end with it. */
export type Tell = (sentence: string) => undefined;
export type LeafVisit = (leaf: { bytes: Buffer; hash: Hash; index: number }, root: () => Hash) => void;

/**
 * Reads every leaf of a shard from its bundles, hashes them anew, and compares every tile and the root. `visit` sees each leaf, and may
 * ask for the root of the tree up to it.
 */
export async function readShard(
	read: ReadFile,
	name: string,
	head: Checkpoint,
	visit: LeafVisit,
	tell: Tell,
): Promise<void> {
	const tree = growTree();
	const levels: Hash[][] = [[]];
	for (const tile of tilesOf(head.size, 0)) {
		const entries = await readEntries(read, `${name}/${tilePath({ ...tile, level: 'entries' })}`, tile.width, tell);
		if (!entries) return;
		for (const bytes of entries) {
			const hash = leafHash(bytes);
			const index = tree.size;
			levels[0]!.push(hash);
			for (const node of tree.add(hash)) keep(levels, node);
			visit({ bytes, hash, index }, () => tree.root());
		}
	}
	if (!tree.root().equals(head.root)) tell(m.ledger_problem_root({ origin: head.origin, size: head.size }));
	for (const [level, hashes] of levels.entries()) await compareTiles(read, name, head, level, hashes, tell);
}

async function readEntries(read: ReadFile, path: string, width: number, tell: Tell): Promise<Buffer[] | undefined> {
	const bytes = await read(path);
	if (!bytes) return tell(m.ledger_problem_missing({ file: path }));
	try {
		const entries = readBundle(bytes);
		if (entries.length === width) return entries;
	} catch {
		// said below
	}
	return tell(m.ledger_problem_tile({ file: path }));
}

const keep = (levels: Hash[][], { level, hash }: Node): unknown => (levels[level] ??= []).push(hash);

async function compareTiles(
	read: ReadFile,
	name: string,
	head: Checkpoint,
	level: number,
	hashes: readonly Hash[],
	tell: Tell,
): Promise<void> {
	for (const tile of tilesOf(head.size, level)) {
		const path = `${name}/${tilePath(tile)}`;
		const from = tile.number * tileWidth;
		const expected = Buffer.concat(hashes.slice(from, from + tile.width));
		const found = await read(path);
		if (!found) tell(m.ledger_problem_missing({ file: path }));
		else if (!found.equals(expected)) tell(m.ledger_problem_tile({ file: path }));
	}
}
