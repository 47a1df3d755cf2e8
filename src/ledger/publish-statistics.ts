import { transact, type Call } from '#platform';
import { addLeaf } from './add-leaf.ts';
import { readLeaf, type Leaf } from './leaf/leaf.ts';
import { findHead, listLeaves, listShards } from './log.store.ts';
import { sha256 } from './tree/hashing.ts';
import {
	countStatistics,
	differences,
	keyOf,
	publishedFacts,
	publishedIn,
	type Published,
	withEmptied,
	type Statistic,
} from './verify/statistics.ts';

const chunk = 8_192;

/**
 * Publishes what the log itself says of each body and month, where that is not what was published last. Whoever counts the same leaves
 * finds the same figures. A body that lost the last case of a month is published with none. Answers what there is.
 */
export const publishStatistics = (call: Call): Promise<Statistic[]> =>
	transact(call, async (call) => {
		const count = countStatistics();
		const last = new Map<string, Published>();
		let counted = 0;
		for (const { number } of (await listShards(call)).toReversed()) {
			const size = (await findHead(call, number))?.size ?? 0;
			for (let from = 0; from < size; from += chunk) {
				for (const [nth, bytes] of (await listLeaves(call, number, from, Math.min(from + chunk, size))).entries()) {
					const leaf = leafIn(call, bytes, { shard: number, index: from + nth });
					count.add(leaf);
					const published = leaf && publishedIn(leaf);
					if (published) last.set(keyOf(published), published);
				}
			}
			counted += size;
		}
		const statistics = count.on(call.today);
		for (const statistic of withEmptied(statistics, last.values())) {
			const before = last.get(keyOf(statistic));
			if (before && differences(before, statistic).length === 0) continue;
			const published = { ...statistic, day: call.today, counted };
			await addLeaf(call, {
				class: 'statistics',
				event: 'published',
				subject: sha256(Buffer.from(`statistics ${keyOf(statistic)}`))
					.toString('hex')
					.slice(0, 32),
				body: statistic.body,
				public: publishedFacts(published),
				private: published,
			});
		}
		return statistics;
	});

/** One leaf that is none stops no figures: it is told, here and by every verifier, and passed by. */
function leafIn(call: Call, bytes: Buffer, place: { shard: number; index: number }): Leaf | undefined {
	try {
		return readLeaf(bytes);
	} catch {
		call.house.log.error(place, 'ledger: a leaf cannot be read');
		return undefined;
	}
}
