import type { Call } from '#platform';
import type { CountsDuties } from '../web/workspace-frame.ts';
import type { Duties } from './duties.ts';

/** A page opened soon after another shows what was counted then: asking every room on every page would cost each page more than its own matter. */
const keptFor = 60_000;
const mostKept = 5_000;

/** How much is late or due this week; kept a minute for each person, and counted anew when something was just done. */
export function dutyCount(dutiesOf: (call: Call) => Promise<Duties>): CountsDuties {
	const kept = new Map<string, { count: number; until: number }>();
	return async (call: Call, { fresh }) => {
		const who = call.actor.accountId ?? '';
		const now = call.now.getTime();
		const known = kept.get(who);
		if (known && !fresh && known.until > now) return known.count;
		const { late, thisWeek } = await dutiesOf(call);
		const count = late.length + thisWeek.length;
		if (kept.size >= mostKept) kept.clear();
		kept.set(who, { count, until: now + keptFor });
		return count;
	};
}
