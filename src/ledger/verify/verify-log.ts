import { m } from '#words';
import { readLeaf, type Leaf } from '../leaf/leaf.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import { keyLine, readKeyLine } from '../note/key.ts';
import { followChains } from './chains.ts';
import { compareStatistics } from './compare-statistics.ts';
import { readShard, type Tell } from './read-shard.ts';
import type { SeenLog } from './seen-heads.ts';
import { shardsOf } from './shard-line.ts';
import type { ReadFile } from './source.ts';
import { countStatistics, keyOf, publishedIn, type Published, type Statistic } from './statistics.ts';
import { watchPromises, type PromiseState } from './watch-promises.ts';

export type Verification = {
	/** The key that signed, on one line. */
	key: string;
	shards: { origin: string; size: number; root: string }[];
	leaves: number;
	/** What is wrong, each in one sentence; nothing when all is well. */
	problems: string[];
	/** What the log says by body and month, today. */
	statistics: Statistic[];
	promises: PromiseState[];
	/** To remember for the next look. */
	seen: SeenLog;
};

export type Asked = {
	/** Whom to believe; otherwise the key that was seen before, or at the first look the one that the log shows. */
	key?: string;
	promises?: readonly string[];
	seen?: SeenLog;
	now: Date;
	today: string;
};

/**
 * Verifies a log from its published files alone: every leaf, tile, root and signature; that each subject's leaves follow one another; that
 * it begins with what was seen before; the promises given; and the published figures.
 */
export async function verifyLog(read: ReadFile, asked: Asked): Promise<Verification> {
	const problems: string[] = [];
	const tell: Tell = (sentence) => {
		problems.push(sentence);
		return undefined;
	};
	const key = readKeyLine(asked.key ?? asked.seen?.key ?? (await keyShown(read)));
	const promises = watchPromises(asked.promises ?? [], key);
	const chains = followChains();
	const statistics = countStatistics();
	const newest = new Map<string, Published>();
	const line = await shardsOf(read, key, tell);
	for (const origin of Object.keys(asked.seen?.heads ?? {}))
		if (!line.some(({ head }) => head.origin === origin)) tell(m.ledger_problem_gone({ origin }));

	for (const { name, head, afterGap } of line) {
		if (afterGap) chains.gap();
		const beginsRight = beginning(head, asked.seen, tell);
		await readShard(
			read,
			name,
			head,
			({ bytes, hash, index }, root) => {
				promises.found(hash);
				beginsRight(index + 1, root);
				const leaf = leafIn(bytes, head, index, tell);
				statistics.add(leaf);
				if (!leaf) return;
				if (!chains.follows(leaf, hash))
					tell(m.ledger_problem_chain({ origin: head.origin, index, subject: leaf.subject }));
				const published = publishedIn(leaf);
				if (published) newest.set(keyOf(published), published);
			},
			tell,
		);
	}
	compareStatistics(newest.values(), statistics, tell);
	const shards = line.map(({ head: { origin, size, root } }) => ({ origin, size, root: root.toString('base64') }));
	return {
		key: keyLine(key),
		shards,
		leaves: shards.reduce((sum, { size }) => sum + size, 0),
		problems,
		statistics: statistics.on(asked.today),
		promises: promises.states(asked.now, tell),
		seen: { key: keyLine(key), heads: Object.fromEntries(shards.map(({ origin, ...head }) => [origin, head])) },
	};
}

async function keyShown(read: ReadFile): Promise<string> {
	const line = await read('key');
	if (!line) throw new RangeError(m.ledger_problem_missing({ file: 'key' }));
	return line.toString('utf8');
}

/** A log goes on from what was seen of it before: asked at each leaf, answers at that one. */
function beginning(
	head: Checkpoint,
	seen: SeenLog | undefined,
	tell: Tell,
): (size: number, root: () => Buffer) => void {
	const old = seen?.heads[head.origin];
	if (!old) return () => {};
	const { origin } = head;
	if (old.size > head.size) tell(m.ledger_problem_shrunk({ origin, seen: old.size, size: head.size }));
	return (size, root) => {
		if (size === old.size && root().toString('base64') !== old.root)
			tell(m.ledger_problem_changed({ origin, seen: old.size }));
	};
}

function leafIn(bytes: Buffer, head: Checkpoint, index: number, tell: Tell): Leaf | undefined {
	try {
		return readLeaf(bytes);
	} catch (error) {
		return tell(m.ledger_problem_leaf({ origin: head.origin, index, detail: (error as Error).message }));
	}
}
