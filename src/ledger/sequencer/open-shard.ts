import { randomBytes, randomUUID } from 'node:crypto';
import type { Call } from '#platform';
import { commitmentOf } from '../leaf/commitment.ts';
import { leafBytes, type Facts } from '../leaf/leaf.ts';
import { countLeaves, findHead, listShards, type Shard } from '../log.store.ts';
import { firstOrigin, shardOf, sibling } from '../log-name.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import { insertShard } from './sequencer.store.ts';

/** The shard that takes leaves today: the first one, or with a new year the next one, is opened here. */
export async function openShardOfYear(call: Call): Promise<Shard> {
	const [newest] = await listShards(call);
	const year = call.today.slice(0, 4);
	if (!newest) return openShard(call, { number: 1, origin: firstOrigin(call.house, call.today), former: null });
	if (newest.name.slice(0, 4) >= year) return newest;
	const head = await findHead(call, newest.number);
	// Every leaf of the old year is signed before the new one begins: the next turn will find it so.
	if (head?.size !== (await countLeaves(call, newest.number))) return newest;
	const former = { origin: newest.origin, size: head.size, root: head.root };
	return openShard(call, { number: newest.number + 1, origin: sibling(newest.origin, year), former });
}

/** The shard after a gap: never under a name under which something was published that is no longer here. */
export async function openShardAfterGap(call: Call, former: Checkpoint, reason: string): Promise<Shard> {
	const shards = await listShards(call);
	const year = call.today.slice(0, 4);
	const used = [...shards.map(({ name }) => name), shardOf(former.origin)].filter((name) => name.startsWith(year));
	const last = Math.max(0, ...used.map((name) => Number(name.split('-')[1] ?? 1)));
	const origin = sibling(former.origin, last === 0 ? year : `${year}-${last + 1}`);
	return openShard(call, { number: (shards[0]?.number ?? 0) + 1, origin, former, gapReason: reason });
}

type Opening = { number: number; origin: string; former: Checkpoint | null; gapReason?: string };

/** Opens a shard with a first leaf that names the last known head of the former one. */
async function openShard(call: Call, { number, origin, former, gapReason }: Opening): Promise<Shard> {
	const salt = randomBytes(32);
	const leaf = leafBytes({
		v: 1,
		class: gapReason ? 'gap' : 'shard',
		event: gapReason ? 'recorded' : 'opened',
		subject: randomUUID(),
		seq: 1,
		prev: null,
		body: null,
		due: null,
		profile: null,
		calendar: null,
		at: `${call.now.toISOString().slice(0, 13)}:00:00Z`,
		commitment: commitmentOf(salt, { reason: gapReason ?? null }).toString('base64'),
		public: formerFacts(former),
	});
	const name = shardOf(origin);
	const gap = { gapReason: gapReason ?? null, gapSalt: gapReason ? salt : null };
	const shard: Shard = { number, name, origin, openedAt: call.now, former, ...gap };
	await insertShard(call, shard, leaf);
	return shard;
}

const formerFacts = (former: Checkpoint | null): Facts | undefined =>
	former
		? { formerOrigin: former.origin, formerSize: former.size, formerRoot: former.root.toString('base64') }
		: undefined;
