import { allow, asItStands, Conflict, found, Invalid, runLater, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isOver, mayBecome, type Feedback } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { findByReference, hasStep, lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { lockProposed } from '../proposals/proposal.ts';
import { seatOf } from '../seat.store.ts';
import { findEnding, findJoining, insertEnding, saveEnding } from './ending.store.ts';
import { listOfficers } from './officer.store.ts';

/**
 * Joins a duplicate to the case that is handled: the same matter, brought earlier. Each sender keeps the receipt, gets the answer (see
 * `shareAnswer`), and may say that it is not the same. Of a complaint or denunciation it is proposed only, and {@link decideJoining} by a second
 * person joins it: nobody makes one go away alone.
 *
 * @throws {Invalid} naming the reference, in the same words whether that case does not exist or may not be known
 */
export const mergeFeedback = (call: Call, id: string, reference: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const named = await findByReference(call, reference);
		const { feedback, into } = await lockBoth(call, id, named?.id ?? id);
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (!into || into.id === id) throw Invalid.at('reference', () => m.feedback_desk_error_reference());
		await requireJoinable(call, feedback, into);
		if (!feedback.sealed) return joined(call, feedback, into);
		if (await findEnding(call, id)) throw new Conflict(() => m.feedback_desk_conflict_endingProposed());
		await insertEnding(call, id, { intoId: into.id });
		return feedback;
	});

/** A second person, who may know of both, agrees that two complaints or denunciations are the same matter, or does not. */
export const decideJoining = (call: Call, id: string, agreed: boolean, seen: Seen = asItStands): Promise<Feedback> =>
	transact(call, async (call) => {
		const { into } = await lockBoth(call, id, (await findJoining(call, id))?.intoId ?? id);
		const { feedback, proposal } = await lockProposed(call, id, findJoining, seen);
		await saveEnding(call, proposal.id, { agreed, step: feedback.step });
		if (!agreed) return feedback;
		if (into?.id !== proposal.intoId) throw new Conflict(() => m.feedback_desk_conflict_merge());
		await requireJoinable(call, feedback, into);
		return joined(call, feedback, into);
	});

export const mayBeJoined = ({ state }: Pick<Feedback, 'state'>): boolean => mayBecome(state, 'merged', false);

async function requireJoinable(call: Call, feedback: Feedback, into: Feedback): Promise<void> {
	if (!mayBeJoined(feedback)) throw notNow();
	const isSame = isSameMatter(feedback, into) && (await namesTheSame(call, feedback, into));
	if (isOver(into.state) || !isSame || (await hasStep(call, feedback.id, 'notTheSame')))
		throw new Conflict(() => m.feedback_desk_conflict_merge());
}

async function joined(call: Call, feedback: Feedback, into: Feedback): Promise<Feedback> {
	// The other case may have its answer, or guidance, already.
	await runLater(call, 'feedback.shareAnswer', { feedbackId: into.id });
	return advance(call, feedback, {
		event: 'merged',
		state: 'merged',
		change: { mergedInto: into.id, lookedAt: feedback.lookedAt ?? call.now, closedOn: call.today },
	});
}

/** Always in the same order: of two that are joined to each other at the same moment, one sees that the other is joined already. */
async function lockBoth(call: Call, id: string, intoId: string) {
	const locked = new Map<string, Feedback | undefined>();
	for (const each of [id, intoId].toSorted()) locked.set(each, await lockFeedback(call, each));
	return { feedback: found(locked.get(id)), into: locked.get(intoId) };
}

/** Joined, only the officers of the other case are kept away: whom this one is about must be named there too, and nobody else. */
async function namesTheSame(call: Call, feedback: Feedback, into: Feedback): Promise<boolean> {
	const named = async ({ id }: Feedback) =>
		(await listOfficers(call, id))
			.map(({ memberId }) => memberId)
			.toSorted()
			.join();
	return (await named(feedback)) === (await named(into));
}

/** As far as can be told without reading: what it is, whether and whom it accuses, who handles it; the other one was there before. */
const isSameMatter = (feedback: Feedback, into: Feedback): boolean =>
	into.kind === feedback.kind &&
	into.accuses === feedback.accuses &&
	into.unitId === feedback.unitId &&
	into.unitKnown === feedback.unitKnown &&
	into.handlingUnitId === feedback.handlingUnitId &&
	into.receivedAt <= feedback.receivedAt;
