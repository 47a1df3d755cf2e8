import type { Expectation } from '#campaigns';
import { askedOnce, type Call } from '#platform';
import { addDays, soonDays } from '#words';

/** Asks a room what it expects of the caller now. */
export type Expects = (call: Call) => Promise<Expectation[]>;

/** What is expected, by how pressing it is. */
export type Duties = { late: Expectation[]; thisWeek: Expectation[]; later: Expectation[] };

/** Tells everything that the rooms expect, the most pressing first; one room after the other, since they share one connection. */
export const dutiesIn = (rooms: readonly Expects[]): ((call: Call) => Promise<Duties>) =>
	askedOnce(async (call) => {
		const all: Expectation[] = [];
		for (const expects of rooms) all.push(...(await expects(call)));
		return sortDuties(all, call.today);
	});

/** Late by its date; this week when it is due soon, or is waiting for somebody already. */
export function sortDuties(all: readonly Expectation[], today: string): Duties {
	const sorted = all.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)));
	const weekEnd = addDays(today, soonDays);
	const late = sorted.filter((duty) => dueOf(duty) < today);
	const thisWeek = sorted.filter(
		(duty) => !late.includes(duty) && (dueOf(duty) <= weekEnd || duty.state === 'soon' || duty.state === 'today'),
	);
	return { late, thisWeek, later: sorted.filter((duty) => !late.includes(duty) && !thisWeek.includes(duty)) };
}

const dueOf = ({ dueOn }: Expectation): string => dueOn ?? '9999';
