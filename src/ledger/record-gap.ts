import { Conflict, record, transact, Unavailable, type Call } from '#platform';
import { m } from '#words';
import { findNewestShard, type Shard } from './log.store.ts';
import { checkStored } from './sequencer/check-stored.ts';
import { judgeHead } from './sequencer/judge-head.ts';
import { readKeptHead } from './sequencer/kept-head.ts';
import { LogRefused } from './sequencer/log-refused.ts';
import { openShardAfterGap } from './sequencer/open-shard.ts';
import { takeTurn } from './sequencer/sequencer.store.ts';

/**
 * The operator records that something that was signed is not here any more, and why. The log goes on under another name, with a
 * first leaf that says what is missing.
 *
 * @throws {Conflict} when nothing is missing
 */
export const recordGap = (call: Call, reason: string): Promise<Shard> =>
	transact(call, async (call) => {
		if (!(await takeTurn(call))) throw new Unavailable(() => m.ledger_gap_busy());
		const refused = await refusalOf(call);
		if (!refused) throw new Conflict(() => m.ledger_gap_none());
		const shard = await openShardAfterGap(call, refused.kept, reason);
		await record(call, 'ledger.gapRecorded', { subject: shard.name, payload: { former: refused.kept.origin } });
		return shard;
	});

async function refusalOf(call: Call): Promise<LogRefused | undefined> {
	try {
		await judgeHead(call, await readKeptHead(call.house));
		const shard = await findNewestShard(call);
		if (shard) await checkStored(call, shard);
		return undefined;
	} catch (error) {
		if (error instanceof LogRefused) return error;
		throw error;
	}
}
