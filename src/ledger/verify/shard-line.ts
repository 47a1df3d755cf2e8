import { m } from '#words';
import { readLeaf } from '../leaf/leaf.ts';
import { shardOf } from '../log-name.ts';
import { claimedOrigin, openCheckpoint, type Checkpoint } from '../note/checkpoint.ts';
import { verifierOf, type Verifier } from '../note/key.ts';
import { readBundle, tilePath, tilesOf } from '../tree/tile.ts';
import type { Tell } from './read-shard.ts';
import type { ReadFile } from './source.ts';

/** A shard as it is served, and what its first leaf says of the one before. */
export type ServedShard = { name: string; head: Checkpoint; former: Checkpoint | undefined; afterGap: boolean };

/** All shards that lead to the newest one, the oldest first: each names the one before in its first leaf. */
export async function shardsOf(read: ReadFile, key: Verifier, tell: Tell): Promise<ServedShard[]> {
	const line: ServedShard[] = [];
	let path: string | undefined = 'checkpoint';
	while (path !== undefined) {
		const head = await readHead(read, path, key, tell);
		if (!head || line.some((shard) => shard.head.origin === head.origin)) break;
		const name = shardOf(head.origin);
		const { former, afterGap } = await readFormer(read, name, head);
		line.unshift({ name, head, former, afterGap });
		path = former && `${shardOf(former.origin)}/checkpoint`;
	}
	judgeFormers(line, tell);
	return line;
}

/** A head that the key has signed under the name that it gives. Undefined, and said why, when there is none. */
async function readHead(read: ReadFile, path: string, key: Verifier, tell: Tell): Promise<Checkpoint | undefined> {
	const note = (await read(path))?.toString('utf8');
	if (note === undefined) return tell(m.ledger_problem_missing({ file: path }));
	try {
		return openCheckpoint(note, verifierOf(claimedOrigin(note), key.publicKey));
	} catch (error) {
		return tell(m.ledger_problem_signature({ file: path, detail: (error as Error).message }));
	}
}

/** The former head, by the first leaf; whatever is wrong with that leaf is said when all leaves are read. */
async function readFormer(read: ReadFile, name: string, head: Checkpoint): Promise<Omit<ServedShard, 'name' | 'head'>> {
	const nothing = { former: undefined, afterGap: false };
	const [tile] = tilesOf(head.size, 0);
	const bytes = tile && (await read(`${name}/${tilePath({ ...tile, level: 'entries' })}`));
	try {
		const leaf = readLeaf(readBundle(bytes!)[0]!);
		const { formerOrigin, formerSize, formerRoot } = leaf.public ?? {};
		if (typeof formerOrigin !== 'string' || !['shard', 'gap'].includes(leaf.class)) return nothing;
		const former = { origin: formerOrigin, size: Number(formerSize), root: Buffer.from(String(formerRoot), 'base64') };
		return { former, afterGap: leaf.class === 'gap' };
	} catch {
		return nothing;
	}
}

/** A new year begins after exactly the head that it names; a gap says that more was signed than is there. */
function judgeFormers(line: readonly ServedShard[], tell: Tell): void {
	for (const [at, { former, afterGap, head }] of line.entries()) {
		if (!former) continue;
		const before = line[at - 1]?.head;
		const same = before?.size === former.size && before.root.equals(former.root);
		if (!afterGap && !same) tell(m.ledger_problem_former({ origin: head.origin, former: former.origin }));
	}
}
