import { daysBetween } from '#words';
import type { Feedback } from '../feedback.ts';
import { dueOnReceipt, extended, resumed, settleBy, type Clock } from './clock.ts';

/**
 * The due date of a case that is of another kind than was thought: by the law for that one, from the day from which its time runs; later
 * by the days that its clock stood still, and by as many of the extensions that were given as that law allows.
 *
 * @param takenUp whether the time to settle it runs, and not the one to decide whether it is taken up
 */
export function dueAsAnotherKind(
	was: Clock,
	is: Clock,
	{ runsFrom, dueOn, extensions }: Pick<Feedback, 'runsFrom' | 'dueOn' | 'extensions'>,
	takenUp: boolean,
): string {
	const begins = (clock: Clock) => (takenUp ? settleBy(clock, runsFrom) : dueOnReceipt(clock, runsFrom));
	let given = 0;
	let without = begins(was);
	for (; given < extensions && extended(was, without) <= dueOn; given++) without = extended(was, without);
	const stood = daysBetween(without, dueOn);

	let due = begins(is);
	for (let left = Math.min(given, is.profile.mostExtensions); left > 0; left--) due = extended(is, due);
	return stood > 0 ? resumed(is, due, stood) : due;
}
