import { Conflict } from '#platform';
import { formatNumber, m } from '#words';
import type { Checkpoint } from '../note/checkpoint.ts';

export type Difference = 'unknown' | 'smaller' | 'forked' | 'changed';

/** The log signs nothing: what is stored is not what was signed. The message says how they differ. */
export class LogRefused extends Conflict {
	/** The head that was signed. */
	readonly kept: Checkpoint;

	constructor(difference: Difference, kept: Checkpoint, found = 0) {
		super(() => words[difference]({ origin: kept.origin, kept: formatNumber(kept.size), found: formatNumber(found) }));
		this.kept = kept;
	}
}

const words: Record<Difference, (said: { origin: string; kept: string; found: string }) => string> = {
	unknown: m.ledger_refused_unknown,
	smaller: m.ledger_refused_smaller,
	forked: m.ledger_refused_forked,
	changed: m.ledger_refused_changed,
};
