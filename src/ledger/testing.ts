import { leafBytes, type Leaf } from './leaf/leaf.ts';
import { signCheckpoint, type Checkpoint } from './note/checkpoint.ts';
import { keyLine, signerOf } from './note/key.ts';
import { growTree } from './tree/growing-tree.ts';
import { emptyRoot, leafHash, nodeHash, type Hash } from './tree/hashing.ts';
import type { Range } from './tree/ranges.ts';
import { bundle, tilePath, tilesOf, type Tile } from './tree/tile.ts';

/** The hash of a range by the words of RFC 6962 §2.1: what faster ways are held against. Remembers what it was asked. */
export function naiveTree(leaves: readonly Hash[]): (range: Range) => Hash {
	const known = new Map<string, Hash>();
	const hashOf = ({ from, to }: Range): Hash => {
		const hash = known.get(`${from}-${to}`) ?? work(from, to);
		known.set(`${from}-${to}`, hash);
		return hash;
	};
	const work = (from: number, to: number): Hash => {
		if (from === to) return emptyRoot();
		if (to - from === 1) return leaves[from]!;
		let middle = 1;
		while (middle * 2 < to - from) middle *= 2;
		return nodeHash(hashOf({ from, to: from + middle }), hashOf({ from: from + middle, to }));
	};
	return hashOf;
}

/** Hashes of leaves that differ. */
export const someLeaves = (count: number): Hash[] =>
	Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

/** The published files of a log, by their paths, as they would be served. */
export type Files = Map<string, Buffer>;

/** Publishes leaves as one shard, whose former one may be among the files already. */
export function publishShard(files: Files, origin: string, seed: Buffer, leaves: readonly Buffer[]): Checkpoint {
	const name = origin.slice(origin.lastIndexOf('/') + 1);
	const tree = growTree();
	const levels: Hash[][] = [[]];
	for (const leaf of leaves) {
		levels[0]!.push(leafHash(leaf));
		for (const { level, hash } of tree.add(leafHash(leaf))) (levels[level] ??= []).push(hash);
	}
	const part = <T>(all: readonly T[], { number, width }: Tile) => all.slice(number * 256, number * 256 + width);
	for (const [level, hashes] of levels.entries())
		for (const tile of tilesOf(leaves.length, level))
			files.set(`${name}/${tilePath(tile)}`, Buffer.concat(part(hashes, tile)));
	for (const tile of tilesOf(leaves.length, 0))
		files.set(`${name}/${tilePath({ ...tile, level: 'entries' })}`, bundle(part(leaves, tile)));
	const signer = signerOf(origin, seed);
	const head = { origin, size: leaves.length, root: tree.root() };
	const note = Buffer.from(signCheckpoint(head, signer));
	files.set('checkpoint', note);
	files.set('key', Buffer.from(`${keyLine(signer)}\n`));
	// Of a former shard the head is read below its name; of the newest one at the top.
	files.set(`${name}/checkpoint`, note);
	return head;
}

/** A leaf with what is not said left empty. */
export const aLeaf = (said: Partial<Leaf> & { subject: string }): Leaf => ({
	v: 1,
	class: said.class ?? 'opinion',
	event: said.event ?? 'received',
	subject: said.subject,
	seq: said.seq ?? 1,
	prev: said.prev ?? null,
	body: said.body ?? null,
	due: said.due ?? null,
	profile: said.profile ?? null,
	calendar: said.calendar ?? null,
	at: said.at ?? '2026-03-10T05:00:00Z',
	commitment: said.commitment ?? Buffer.alloc(32).toString('base64'),
	public: said.public,
});

/** Leaves of which each names the one before of its subject. */
export function chained(said: readonly (Partial<Leaf> & { subject: string })[]): Buffer[] {
	const last = new Map<string, { seq: number; prev: string }>();
	return said.map((each) => {
		const { seq = 0, prev = null } = last.get(each.subject) ?? {};
		const bytes = leafBytes(aLeaf({ ...each, seq: seq + 1, prev }));
		last.set(each.subject, { seq: seq + 1, prev: leafHash(bytes).toString('base64') });
		return bytes;
	});
}
