import { work, type House } from '#platform';
import { publishSnapshots } from './publish-snapshots.ts';

/** What the worker does again and again: a figure that moved is public within half a minute. */
export const portalLoops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	{ milliseconds: 20_000, turn: (house) => work(house, { kind: 'job', name: 'publish' }, publishSnapshots) },
];
