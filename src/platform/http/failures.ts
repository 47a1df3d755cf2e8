import { m } from '#words';
import { Conflict, Problem, Unavailable } from '../problems.ts';
import { codeOf } from '../refused.ts';

/** Two transactions met; one of them may simply try again. */
const met = new Set(['40001', '40P01']);
/** A lock was not had in time: somebody else is doing it now. */
const busy = new Set(['55P03']);
/** The database is out of reach, full, stopping or too slow. */
const away = /^(08|53|57P|57014|58)|^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

/** Runs it again, at most twice, when the database says that two transactions met. */
export async function retryable<T>(act: () => Promise<T>): Promise<T> {
	for (let turn = 1; ; turn++) {
		try {
			return await act();
		} catch (error) {
			if (turn === 3 || !met.has(codeOf(error))) throw error;
		}
	}
}

/** A lock was not had in the time that was given for it. */
export const isLockedElsewhere = (error: unknown): boolean => busy.has(codeOf(error));

/** A number, a day, an id or a text that no column can hold. */
const unholdable = new Set(['22003', '22007', '22008', '22021', '22P02']);

/**
 * Did an address ask for what cannot exist: a unit 1e30, a day in the year 10000? Of a reading, where whatever reached the database came
 * from the address, that is “not found”; of a writing it may be our own mistake, and stays a bug.
 */
export const asksForNothing = (error: unknown): boolean => unholdable.has(codeOf(error));

/** A row that is named does not exist. */
const missing = '23503';

/**
 * Did a form choose what does not exist? Its fields are read before, so that it was made by hand or what it offered has gone; it may
 * also be our own mistake, and is noted in the log.
 */
export const choosesNothing = (error: unknown): boolean => asksForNothing(error) || codeOf(error) === missing;

/** The session that a request named is over (see `app.account_id()`). */
export const isSessionOver = (error: unknown): boolean => codeOf(error) === 'VD002';

/** What went wrong in a person's terms; undefined for a bug. */
export function problemOf(error: unknown): Problem | undefined {
	if (error instanceof Problem) return error;
	const code = codeOf(error);
	if (met.has(code) || busy.has(code)) return new Conflict(() => m.platform_conflict_detail());
	if (away.test(code) || /timeout exceeded when trying to connect|Connection terminated/.test(String(error))) {
		return new Unavailable(() => m.platform_busy_detail());
	}
	return undefined;
}
