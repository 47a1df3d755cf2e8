import type { Channel, Kind, Topic } from '../feedback.ts';
import { partShown, rateShown, suppressed, type Cell } from './suppress.ts';

/** What is counted of a case; nothing that says whose it is. Days are whole days. */
export type CaseFacts = {
	/** `sealed` for complaints and denunciations: which of both is told nowhere. */
	kind: Exclude<Kind, 'complaint' | 'denunciation'> | 'sealed';
	topic: Topic | null;
	channel: Channel;
	/** Public code of the province-level body. */
	body: string;
	/** How high it is handled: 0 the root, 1 a province, …; `null` the oversight body. */
	level: number | null;
	/** Hours until a human looked, days until the final answer; `null` when that has not come. */
	firstLookHours: number | null;
	answerDays: number | null;
	onTime: boolean;
	transferred: boolean;
	objected: boolean;
	reopened: boolean;
	upheld: boolean;
	rectificationsOrdered: number;
	rectificationsVerified: number;
	/** 1–5, when the sender rated it. */
	rated: number | null;
};

/** One line of a table: counts (kept back as `null`), and what is only told of enough cases. */
export type Line = {
	key: string;
	received: Cell;
	answered: Cell;
	onTime: Cell;
	onTimePercent: Cell;
	firstLook: Spread | null;
	answer: Spread | null;
	transferred: Cell;
	objected: Cell;
	reopened: Cell;
	upheld: Cell;
	rectificationsOrdered: Cell;
	rectificationsVerified: Cell;
	rated: Cell;
	satisfiedPercent: Cell;
};
/** Median and 90th percentile: hours for the first look, days for the answer. */
export type Spread = { median: number; p90: number };

export const breakdowns = ['body', 'level', 'kind', 'topic', 'channel'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** The tables of a period: the lines of each breakdown, and the sum of all, which is the same for every one. */
export type Tables = { smallest: number; sum: Line } & { [breakdown in Breakdown]: Line[] };

/**
 * All tables of a period, fit to be published. `smallest`: the smallest group that is shown.
 *
 * Where a column keeps back so little that it could be worked out from its sum, the sum is kept back: in one breakdown and so in
 * all, because they share it.
 */
export function tablesOf(cases: readonly CaseFacts[], smallest: number): Tables {
	const groups = breakdowns.map((by) => groupsOf(cases, by));
	const received = groups.map((each) =>
		suppressed(
			each.map(([, group]) => group.length),
			smallest,
		),
	);
	const lines = groups.map((each, by) =>
		each.map(([key, group], at) => lineOf(key, group, received[by]!.cells[at]!, smallest)),
	);
	const whole = received.some(({ sum }) => sum === null) ? null : cases.length;
	const telling = counts.filter((column) =>
		groups.some((each, by) =>
			tells(
				each.map(([, group]) => group.filter(counted[column]).length),
				lines[by]!.map((line) => line[column]),
				smallest,
			),
		),
	);
	const sum = without(lineOf('sum', cases, whole, smallest), telling);
	return {
		smallest,
		sum,
		...(Object.fromEntries(breakdowns.map((by, at) => [by, lines[at]!])) as Record<Breakdown, Line[]>),
	};
}

const groupsOf = (cases: readonly CaseFacts[], by: Breakdown): [string, CaseFacts[]][] =>
	Object.entries(Object.groupBy(cases, (each) => String(each[by] ?? 'none')))
		.map(([key, group]): [string, CaseFacts[]] => [key, group!])
		.toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The columns that count cases, and which cases. */
const counted = {
	answered: (each: CaseFacts) => each.answerDays !== null,
	onTime: (each: CaseFacts) => each.answerDays !== null && each.onTime,
	transferred: (each: CaseFacts) => each.transferred,
	objected: (each: CaseFacts) => each.objected,
	reopened: (each: CaseFacts) => each.reopened,
	upheld: (each: CaseFacts) => each.upheld,
	rated: (each: CaseFacts) => each.rated !== null,
};
const counts = Object.keys(counted) as (keyof typeof counted)[];

/** Could what is kept back in a column be worked out from its sum? One cell could, and cells that are small together. */
export function tells(whole: readonly number[], shown: readonly Cell[], smallest: number): boolean {
	const hidden = whole.filter((_, at) => shown[at] === null);
	const total = hidden.reduce((left, right) => left + right, 0);
	return hidden.length === 1 || (hidden.length > 0 && total < smallest);
}

function without(sum: Line, columns: readonly (keyof typeof counted)[]): Line {
	const left = { ...sum, ...Object.fromEntries(columns.map((column) => [column, null])) };
	if (left.onTime === null || left.answered === null) left.onTimePercent = null;
	if (left.rated === null) left.satisfiedPercent = null;
	return left;
}

/** A line whose group is kept back says nothing else either. */
function lineOf(key: string, group: readonly CaseFacts[], received: Cell, smallest: number): Line {
	const part = (column: keyof typeof counted, whole: Cell = received) =>
		partShown(group.filter(counted[column]).length, whole, smallest);
	const answered = part('answered');
	const onTime = part('onTime', answered);
	const rated = part('rated');
	const ordered = tally(group, (each) => each.rectificationsOrdered, received, smallest);
	const verified = tally(group, (each) => each.rectificationsVerified, ordered, smallest);
	const satisfied = group.filter((each) => (each.rated ?? 0) >= 4).length;
	return {
		key,
		received,
		answered,
		onTime,
		onTimePercent: rateShown(onTime, answered),
		firstLook:
			received === null
				? null
				: spreadOf(
						group.map((each) => each.firstLookHours),
						smallest,
					),
		answer:
			received === null
				? null
				: spreadOf(
						group.map((each) => each.answerDays),
						smallest,
					),
		transferred: part('transferred'),
		objected: part('objected', answered),
		reopened: part('reopened', answered),
		upheld: part('upheld', answered),
		rectificationsOrdered: ordered,
		rectificationsVerified: verified,
		rated,
		satisfiedPercent: rateShown(partShown(satisfied, rated, smallest), rated),
	};
}

/** A sum of things that are not cases (rectifications): small ones are kept back. */
function tally(group: readonly CaseFacts[], of: (each: CaseFacts) => number, whole: Cell, smallest: number): Cell {
	const total = group.reduce((sum, each) => sum + of(each), 0);
	return whole === null || (total > 0 && total < smallest) ? null : total;
}

/** Nearest rank. Of fewer than the smallest group nothing is told. */
export function spreadOf(values: readonly (number | null)[], smallest: number): Spread | null {
	const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
	if (known.length < smallest) return null;
	const rank = (share: number) => known[Math.ceil(share * known.length) - 1]!;
	return { median: rank(0.5), p90: rank(0.9) };
}
