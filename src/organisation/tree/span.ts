import { addDays, type Day } from '#words';

/** Before every day. */
export const beginning: Day = '';
/** After every day (`i` sorts after every digit). */
export const forever: Day = 'infinity';

/** From a day (included) to a day (excluded). */
export type Span = { from: Day; to: Day };

export const always: Span = { from: beginning, to: forever };

export const holdsOn = (span: Span, day: Day): boolean => span.from <= day && day < span.to;

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** The part of a span that lies in another; undefined when they do not meet. */
export function cut<S extends Span>(span: S, within: Span): S | undefined {
	const from = span.from > within.from ? span.from : within.from;
	const to = span.to < within.to ? span.to : within.to;
	return from < to ? { ...span, from, to } : undefined;
}

/** Joins neighbours that say the same: ordered by day in, ordered by day out. */
export function joined<S extends Span>(spans: readonly S[], same: (a: S, b: S) => boolean): S[] {
	const result: S[] = [];
	for (const span of spans) {
		const last = result.at(-1);
		if (last && last.to === span.from && same(last, span)) result[result.length - 1] = { ...last, to: span.to };
		else result.push(span);
	}
	return result;
}

export const dayBefore = (day: Day): Day => addDays(day, -1);

/** As PostgreSQL writes it: `[2016-01-01,)`. */
export const toRange = ({ from, to }: Span): string => `[${from},${to === forever ? '' : to})`;

export function fromRange(range: string): Span {
	const [from, to] = range.slice(1, -1).split(',') as [string, string];
	return { from, to: to === '' ? forever : to };
}
