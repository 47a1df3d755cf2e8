import { Conflict, work, type House } from '#platform';
import { findNewestShard, type Shard } from '../log.store.ts';
import { checkStored } from './check-stored.ts';
import { judgeHead } from './judge-head.ts';
import { readKeptHead } from './kept-head.ts';
import { LogRefused } from './log-refused.ts';
import { batch, sequence, sequencer } from './sequence.ts';
import { isWaiting } from './sequencer.store.ts';

/** What the worker does again and again: a leaf is in the log, under a signed head, about a second after it was added. */
export const ledgerLoops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	{ milliseconds: 500, turn },
];

/** A turn ends in a few seconds even when much waits, so that the worker can be stopped between turns. */
const batchesATurn = 5;

async function turn(house: House): Promise<void> {
	try {
		const { shard, waiting } = await work(
			house,
			sequencer,
			async (call) => ({ shard: await findNewestShard(call), waiting: await isWaiting(call) }),
			{ readOnly: true },
		);
		await lookThrough(house, shard);
		if (!waiting) return;
		for (let nth = 0; nth < batchesATurn; nth++) if ((await sequence(house)) < batch) return;
	} catch (error) {
		if (!(error instanceof Conflict)) throw error;
		complain(house, error.message);
	}
}

/** Which shard of a house this process has hashed from its first leaf on, and what it found if that was not what was signed. */
const looked = new WeakMap<House, { shard: number | undefined; refused?: LogRefused }>();

/** Once for each shard: what is added later is checked with every head. */
async function lookThrough(house: House, shard: Shard | undefined): Promise<void> {
	const known = looked.get(house);
	if (known && known.shard === shard?.number) {
		if (known.refused) throw known.refused;
		return;
	}
	const look = work(
		house,
		sequencer,
		async (call) => {
			await judgeHead(call, await readKeptHead(house));
			if (shard) await checkStored(call, shard);
		},
		{ readOnly: true },
	);
	const refused = await look.then(
		() => undefined,
		(error: unknown) => {
			if (error instanceof LogRefused) return error;
			throw error;
		},
	);
	looked.set(house, { shard: shard?.number, refused });
	if (refused) throw refused;
}

const complaints = new WeakMap<House, string>();

/** Said once, not every second. */
function complain(house: House, refused: string): void {
	if (complaints.get(house) === refused) return;
	complaints.set(house, refused);
	house.log.error({ refused }, 'the log signs nothing');
}
