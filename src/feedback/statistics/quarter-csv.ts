import { breakdowns, type Line, type Spread, type Tables } from './tables.ts';

/** The finer tables of a quarter as they were published, in one table: what is kept back is empty, and the sum stands first. */
export const quarterRows = ({ sum, ...tables }: Tables): (string | number | null)[][] => [
	['breakdown', 'key', ...columns.map(([name]) => name)],
	['sum', '', ...columns.map(([, cell]) => cell(sum))],
	...breakdowns.flatMap((by) => tables[by].map((line) => [by, line.key, ...columns.map(([, cell]) => cell(line))])),
];

const median = (spread: Spread | null) => spread?.median ?? null;
const p90 = (spread: Spread | null) => spread?.p90 ?? null;

const columns: [name: string, cell: (line: Line) => number | null][] = [
	['received', (line) => line.received],
	['answered', (line) => line.answered],
	['on_time', (line) => line.onTime],
	['on_time_percent', (line) => line.onTimePercent],
	['first_look_hours_median', (line) => median(line.firstLook)],
	['first_look_hours_p90', (line) => p90(line.firstLook)],
	['answer_days_median', (line) => median(line.answer)],
	['answer_days_p90', (line) => p90(line.answer)],
	['transferred', (line) => line.transferred],
	['objected', (line) => line.objected],
	['reopened', (line) => line.reopened],
	['upheld', (line) => line.upheld],
	['rectifications_ordered', (line) => line.rectificationsOrdered],
	['rectifications_verified', (line) => line.rectificationsVerified],
	['rated', (line) => line.rated],
	['satisfied_percent', (line) => line.satisfiedPercent],
];
