import type { Call, House } from '#platform';
import { findHead, findSigned, listHashes, listLeaves, type Shard, type SignedShard } from '../log.store.ts';
import { signerFor } from '../log-name.ts';
import { keyLine } from '../note/key.ts';
import { proofText } from '../note/inclusion.ts';
import { tileWidth } from '../tree/growing-tree.ts';
import { bundle, readTilePath, type Tile } from '../tree/tile.ts';
import { tileCache, type TileCache } from '../tree/tile-cache.ts';
import { tiledTree, type ReadTile } from '../tree/tiled-tree.ts';
import { policyText } from './policy-text.ts';

/** A file of the public log. What is `fixed` never changes. */
export type LogFile = { bytes: Buffer; type: 'text' | 'octets'; fixed: boolean };

/**
 * A file of the log by its path below `/log/`: `checkpoint`, `tile/0/000`, `tile/entries/000.p/7`, `key`, `policy`, `proof/7` of the
 * newest shard, and the same below the name of a shard (`2026/checkpoint`). Undefined when there is none: only what a signed
 * head covers is published.
 */
export async function logFile(call: Call, path: string, size?: number): Promise<LogFile | undefined> {
	const [, name, rest] = /^(?:(\d{4}(?:-\d+)?)\/)?(.+)$/.exec(path) ?? [];
	const shard = rest === undefined ? undefined : await findSigned(call, name);
	if (!shard || rest === undefined) return undefined;
	const { head } = shard;
	if (rest === 'checkpoint') return text(head.note);
	if (rest === 'key') return text(`${keyLine(signerFor(call.house, shard.origin))}\n`);
	if (rest === 'policy') return text(policyText(call.house, shard.origin));
	const tile = readTilePath(rest);
	if (tile) return tileFile(call, shard, head.size, tile);
	const proof = /^proof\/(0|[1-9]\d{0,15})$/.exec(rest);
	return proof ? proofFile(call, shard, Number(proof[1]), size) : undefined;
}

const text = (content: string): LogFile => ({ bytes: Buffer.from(content), type: 'text', fixed: false });
const octets = (bytes: Buffer): LogFile => ({ bytes, type: 'octets', fixed: true });

async function tileFile(call: Call, { number }: Shard, size: number, tile: Tile): Promise<LogFile | undefined> {
	const level = tile.level === 'entries' ? 0 : tile.level;
	const from = tile.number * tileWidth;
	const to = from + tile.width;
	if (to > Math.floor(size / tileWidth ** level)) return undefined;
	return octets(
		tile.level === 'entries'
			? bundle(await listLeaves(call, number, from, to))
			: Buffer.concat(await listHashes(call, number, level, from, to)),
	);
}

/** A proof under the newest head, or under the last one of at most `size` leaves. */
async function proofFile(call: Call, shard: SignedShard, index: number, size?: number): Promise<LogFile | undefined> {
	const head = size === undefined ? shard.head : await findHead(call, shard.number, size);
	if (!head || index >= head.size) return undefined;
	const read: ReadTile = (level, tile, width) =>
		listHashes(call, shard.number, level, tile * tileWidth, tile * tileWidth + width);
	const tree = tiledTree(head.size, read, cacheOf(call.house, shard));
	return text(proofText(index, await tree.inclusionProof(index), head.note));
}

/** Of each shard the tiles that proofs went through lately: at most 8 MiB. */
const caches = new WeakMap<House, Map<string, TileCache>>();

function cacheOf(house: House, { origin }: Shard): TileCache {
	const ofHouse = caches.get(house) ?? new Map<string, TileCache>();
	caches.set(house, ofHouse);
	const cache = ofHouse.get(origin) ?? tileCache(512);
	ofHouse.set(origin, cache);
	return cache;
}
