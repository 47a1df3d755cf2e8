import type { Channel, Kind, Topic } from '../feedback.ts';

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

/** The columns that count cases, and which cases. */
export const counted = {
	answered: (each: CaseFacts) => each.answerDays !== null,
	onTime: (each: CaseFacts) => each.answerDays !== null && each.onTime,
	transferred: (each: CaseFacts) => each.transferred,
	objected: (each: CaseFacts) => each.objected,
	reopened: (each: CaseFacts) => each.reopened,
	upheld: (each: CaseFacts) => each.upheld,
	rated: (each: CaseFacts) => each.rated !== null,
};
const isSatisfied = (each: CaseFacts): boolean => (each.rated ?? 0) >= 4;

export type Group = readonly CaseFacts[];
export type Column = keyof typeof counted | 'satisfiedPercent' | 'rectificationsOrdered' | 'rectificationsVerified';

/** What stands behind each column that has a sum. Whoever knows a percent and its whole knows the part. */
export const amounts: Record<Column, (group: Group) => number> = {
	...(Object.fromEntries(
		Object.entries(counted).map(([column, fits]) => [column, (group: Group) => group.filter(fits).length]),
	) as Record<keyof typeof counted, (group: Group) => number>),
	satisfiedPercent: (group) => group.filter(isSatisfied).length,
	rectificationsOrdered: (group) => total(group.map((each) => each.rectificationsOrdered)),
	rectificationsVerified: (group) => total(group.map((each) => each.rectificationsVerified)),
};
export const columns = Object.keys(amounts) as Column[];

/** Of what the column is a part: what is left of it is kept back as well. Orders are things, and part of no cases. */
export const wholes: Partial<Record<Column, (group: Group) => number>> = {
	answered: (group) => group.length,
	transferred: (group) => group.length,
	rated: (group) => group.length,
	onTime: amounts.answered,
	objected: amounts.answered,
	reopened: amounts.answered,
	upheld: amounts.answered,
	satisfiedPercent: amounts.rated,
};

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
