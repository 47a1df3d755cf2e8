import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import {
	isAnswered,
	isLessProtected,
	isOver,
	isSealed,
	isUnsorted,
	kinds,
	type Feedback,
	type Kind,
} from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback, saveAccusing } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { seatOf } from '../seat.store.ts';
import { asKind } from './screen-feedback.ts';
import { sealedAnew, sealWhatItSays } from './seal-texts.ts';

/** What may still be protected more: it is sorted, and waits for its answer. */
export const mayBeProtectedMore = (feedback: Pick<Feedback, 'state' | 'kind' | 'accuses'>): boolean =>
	!isUnsorted(feedback.state) &&
	!isOver(feedback.state) &&
	!isAnswered(feedback.state) &&
	(!feedback.accuses || kinds.some((kind) => isLessProtected(kind, feedback.kind)));

/** As it is, or more protected. */
export const kindsNoLess = (than: Kind): Kind[] => kinds.filter((kind) => kind === than || isLessProtected(kind, than));

/**
 * A sorted case turns out to need more protection: it is a complaint or denunciation, or about somebody's conduct. It holds at once,
 * and what its sender wrote is sealed from here on; only less protection needs a second person.
 */
export const raiseProtection = (
	call: Call,
	id: string,
	{ kind, accuses: said }: { kind: Kind; accuses: boolean },
): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		const accuses = said || isSealed(kind);
		if (isLessProtected(feedback.kind, kind) || (feedback.accuses && !accuses))
			throw new Conflict(() => m.feedback_desk_conflict_secondPerson());
		const isMore = kind === feedback.kind ? accuses && !feedback.accuses : isLessProtected(kind, feedback.kind);
		if (!mayBeProtectedMore(feedback) || !isMore) throw notNow();

		const sealing = isSealed(kind) && !feedback.sealed ? await sealedAnew(call, feedback) : undefined;
		const now = await advance(call, feedback, {
			event: kind === feedback.kind ? 'accusationSeen' : 'reclassified',
			change: await asKind(call, feedback, kind),
			detail: { kind, was: feedback.kind },
			kept: sealing?.kept,
		});
		if (sealing) await sealWhatItSays(call, now, sealing);
		if (accuses && !feedback.accuses) await saveAccusing(call, id); // last, see there
		return { ...now, accuses };
	});
