import { amounts, columns, counted, total, wholes, type CaseFacts, type Column, type Group } from './columns.ts';
import { partShown, rateShown, suppressed, type Cell } from './suppress.ts';

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
 * all, because they share it; and in each of them a cell, because together they would be the sum.
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
	const telling = columns.filter((column) => groups.some((each, by) => tellsSum(column, each, lines[by]!, smallest)));
	const kept = lines.map((each, by) => telling.reduce((left, column) => keptBack(column, groups[by]!, left), each));
	const sum = without(lineOf('sum', cases, whole, smallest), telling);
	return {
		smallest,
		sum,
		...(Object.fromEntries(breakdowns.map((by, at) => [by, kept[at]!])) as Record<Breakdown, Line[]>),
	};
}

const groupsOf = (cases: readonly CaseFacts[], by: Breakdown): [string, CaseFacts[]][] =>
	Object.entries(Object.groupBy(cases, (each) => String(each[by] ?? 'none')))
		.map(([key, group]): [string, CaseFacts[]] => [key, group!])
		.toSorted(([a], [b]) => (a < b ? -1 : 1));

const tellsSum = (column: Column, groups: [string, Group][], lines: readonly Line[], smallest: number): boolean =>
	tells(
		groups.map(([, group]) => amounts[column](group)),
		lines.map((line) => cellOf(column, line)),
		smallest,
		wholes[column] && groups.map(([, group]) => wholes[column]!(group)),
	);

/** Of none there is no percent, and nothing is kept back. */
const cellOf = (column: Column, line: Line): Cell =>
	column === 'satisfiedPercent' && line.rated === 0 ? 0 : line[column];

/**
 * Could what is kept back in a column be worked out from its sum? One cell could, and cells that are small together, or of whose
 * wholes little is left together.
 */
function tells(
	parts: readonly number[],
	shown: readonly Cell[],
	smallest: number,
	wholes: readonly number[] = parts,
): boolean {
	const hidden = parts.flatMap((part, at) => (shown[at] === null ? [{ part, left: wholes[at]! - part }] : []));
	const left = total(hidden.map((each) => each.left));
	return (
		hidden.length === 1 ||
		(hidden.length > 0 && total(hidden.map(({ part }) => part)) < smallest) ||
		(left > 0 && left < smallest)
	);
}

/** A column whose sum is kept back keeps back one cell at least: the smallest that is not nothing. */
function keptBack(column: Column, groups: [string, Group][], lines: readonly Line[]): Line[] {
	if (lines.some((line) => cellOf(column, line) === null)) return [...lines];
	const bySize = groups
		.map(([, group], at) => ({ at, amount: amounts[column](group) }))
		.toSorted((a, b) => a.amount - b.amount);
	const smallest = bySize.find(({ amount }) => amount > 0) ?? bySize[0];
	return lines.map((line, at) => (at === smallest?.at ? without(line, [column]) : line));
}

function without(line: Line, columns: readonly Column[]): Line {
	const left = { ...line, ...Object.fromEntries(columns.map((column) => [column, null])) };
	if (left.onTime === null || left.answered === null) left.onTimePercent = null;
	if (left.answered === null) left.answer = null;
	if (left.rated === null) left.satisfiedPercent = null;
	return left;
}

/** A line whose group is kept back says nothing else either. */
function lineOf(key: string, group: readonly CaseFacts[], received: Cell, smallest: number): Line {
	const part = (column: keyof typeof counted, whole: Cell = received) =>
		partShown(group.filter(counted[column]).length, whole, smallest);
	const answered = part('answered');
	const looked = partShown(group.filter((each) => each.firstLookHours !== null).length, received, smallest);
	// Of how many it is would be told by its being there.
	const spread = (of: Cell, time: 'firstLookHours' | 'answerDays') =>
		of === null
			? null
			: spreadOf(
					group.map((each) => each[time]),
					smallest,
				);
	const onTime = part('onTime', answered);
	const rated = part('rated');
	const ordered = tally(amounts.rectificationsOrdered(group), received, smallest);
	const verified = tally(amounts.rectificationsVerified(group), ordered, smallest);
	const satisfied = amounts.satisfiedPercent(group);
	return {
		key,
		received,
		answered,
		onTime,
		onTimePercent: rateShown(onTime, answered),
		firstLook: spread(looked, 'firstLookHours'),
		answer: spread(answered, 'answerDays'),
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

/** Things that are not cases (rectifications): few are kept back. */
const tally = (amount: number, whole: Cell, smallest: number): Cell =>
	whole === null || (amount > 0 && amount < smallest) ? null : amount;

/** Nearest rank. Of fewer than the smallest group nothing is told. */
export function spreadOf(values: readonly (number | null)[], smallest: number): Spread | null {
	const known = values.filter((value) => value !== null).toSorted((a, b) => a - b);
	if (known.length < smallest) return null;
	const rank = (share: number) => known[Math.ceil(share * known.length) - 1]!;
	return { median: rank(0.5), p90: rank(0.9) };
}
