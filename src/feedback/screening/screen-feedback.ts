import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { dueAsAnotherKind } from '../clock/another-kind.ts';
import { clockFor, clockOf } from '../clock/clock.store.ts';
import { isLessProtected, isSealed, isUnsorted, type Feedback, type Kind, type Topic } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { isBeingSettled, lockFeedback, saveAccusing, type Change } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { sealedAnew, sealWhatItSays } from './seal-texts.ts';
import { seatOf } from '../seat.store.ts';

/** What it is by its content, whatever its sender called it. */
export type Sorting = { kind: Kind; topic: Topic | null; accuses: boolean };

/** What came in, or was opened again; what is under way goes back to be assigned by other moves. */
export const mayBeScreened = ({ state }: Pick<Feedback, 'state'>): boolean => isUnsorted(state);

/**
 * A human has looked at a case and sorted it. To a more protected kind at once, and what it says is sealed from here on; to a less
 * protected one, or to nobody's conduct what was about somebody's, by {@link proposeKind} alone.
 *
 * @throws {Conflict} for what protects less
 */
export const screenFeedback = (call: Call, id: string, sorting: Sorting): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (!mayBeScreened(feedback)) throw notNow();
		const accuses = sorting.accuses || isSealed(sorting.kind);
		if (isLessProtected(feedback.kind, sorting.kind) || (feedback.accuses && !accuses))
			throw new Conflict(() => m.feedback_desk_conflict_secondPerson());

		const sealing = isSealed(sorting.kind) && !feedback.sealed ? await sealedAnew(call, feedback) : undefined;
		const now = await advance(call, feedback, {
			event: 'screened',
			state: 'screened',
			change: {
				...(await asKind(call, feedback, sorting.kind)),
				topic: sorting.topic,
				lookedAt: feedback.lookedAt ?? call.now,
			},
			detail: { kind: sorting.kind, was: feedback.kind },
			kept: sealing?.kept,
		});
		if (sealing) await sealWhatItSays(call, now, sealing);
		if (accuses && !feedback.accuses) await saveAccusing(call, id); // last, see there
		return { ...now, accuses };
	});

/** What follows from a case being of another kind: the law for it that was in force when it came, and the day by that law. */
export async function asKind(call: Call, feedback: Feedback, kind: Kind): Promise<Change> {
	if (kind === feedback.kind) return {};
	const { profile } = await clockFor(call, kind, feedback.receivedOn);
	const was = await clockOf(call, feedback);
	const dueOn = dueAsAnotherKind(was, { ...was, profile }, feedback, await isBeingSettled(call, feedback));
	return { kind, profileId: profile.id, dueOn };
}
