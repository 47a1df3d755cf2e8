import { createHash } from 'node:crypto';
import { addLeaf, canonicalJson, publishStatistics } from '#ledger';
import { pageChanged, transact, type Call } from '#platform';
import { addDays } from '#words';
import { feedFigures } from './feed-figures.ts';
import { closedQuarters, daysOf } from './quarters.ts';
import {
	hasCaseBefore,
	insertTables,
	listCaseFacts,
	listCounts,
	listTables,
	longestTime,
	replaceCounts,
} from './statistics.store.ts';
import { tablesOf } from './tables.ts';

/** The smallest group that published figures show. */
export const smallestGroup = 10;

/**
 * Publishes what is new: the figures of the log as of today, and the finer tables of each quarter whose cases are all due, once. A table is
 * published once and stays, so that two states of it cannot be held against each other; its hash is a leaf of the log.
 */
export const publishTables = (call: Call): Promise<void> =>
	transact(call, async (call) => {
		const counts = await publishStatistics(call);
		await feedFigures(call, await listCounts(call), counts);
		await replaceCounts(call, counts, call.today);
		const first = await hasCaseBefore(call, call.today);
		const published = new Set((await listTables(call)).map(({ period }) => period));
		for (const quarter of first ? closedQuarters(first, call.today) : []) {
			if (!published.has(quarter) && (await isSettled(call, quarter))) await publishQuarter(call, quarter);
		}
		await pageChanged(call, 'feedback');
	});

/** What came on its last day is due, with all the time that the law of any kind gives for it; a table that was made earlier would stand for ever. */
async function isSettled(call: Call, quarter: string): Promise<boolean> {
	const { from, to } = daysOf(quarter);
	return addDays(to, await longestTime(call, from, to)) < call.today;
}

async function publishQuarter(call: Call, quarter: string): Promise<void> {
	const { from, to } = daysOf(quarter);
	const tables = tablesOf(await listCaseFacts(call, from, to), smallestGroup);
	const sha256 = createHash('sha256').update(canonicalJson(tables)).digest('hex');
	await insertTables(call, quarter, tables, sha256);
	await addLeaf(call, {
		class: 'statistics',
		event: 'tables',
		subject: `tables-${quarter}`,
		public: { period: quarter, hash: sha256 },
		private: { period: quarter, sha256 },
	});
}
