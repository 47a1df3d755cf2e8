import { work, type Caller, type House } from '#platform';
import { countLeaves } from '../log.store.ts';
import { judgeHead } from './judge-head.ts';
import { readKeptHead } from './kept-head.ts';
import { openShardOfYear } from './open-shard.ts';
import { placeWaiting, takeTurn } from './sequencer.store.ts';
import { signHead } from './sign-head.ts';

export const sequencer: Caller = { kind: 'job', name: 'ledger' };

/** As many leaves are placed in one transaction at most. */
export const batch = 10_000;

/**
 * Gives waiting leaves their places, then signs. Two transactions, each whole or not at all: killed between them, the leaves
 * stand unsigned and the next turn signs them. Answers how many were placed.
 *
 * @throws {LogRefused} when the database is not what was signed; nothing is placed then
 */
export async function sequence(house: House): Promise<number> {
	const placed = await work(house, sequencer, async (call) => {
		if (!(await takeTurn(call))) return 0;
		await judgeHead(call, await readKeptHead(house));
		const { number } = await openShardOfYear(call);
		return placeWaiting(call, number, await countLeaves(call, number), batch);
	});
	await work(house, sequencer, async (call) => {
		if (await takeTurn(call)) await signHead(call);
	});
	return placed;
}
