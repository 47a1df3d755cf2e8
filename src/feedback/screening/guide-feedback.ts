import { allow, asItStands, Conflict, found, runLater, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { mayBecome, type Feedback } from '../feedback.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { lockProposed } from '../proposals/proposal.ts';
import { takePart } from '../routing/handler.store.ts';
import { seatOf } from '../seat.store.ts';
import { findNote, insertText } from '../texts.store.ts';
import { findEnding, findGuidance, insertEnding, saveEnding } from './ending.store.ts';

export const mayBeGuided = ({ state }: Pick<Feedback, 'state'>): boolean => mayBecome(state, 'guided', false);

/**
 * It belongs elsewhere: the sender reads which law applies and where to go. They may object. Of a complaint or denunciation it is proposed
 * only, and {@link decideGuidance} by a second person ends it: nobody makes one go away alone.
 */
export const guideFeedback = (call: Call, id: string, guidance: { law: string; where: string }): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		if (!mayBeGuided(feedback)) throw notNow();

		await takePart(call, feedback);
		const text = `${guidance.law}\n\n${guidance.where}`;
		if (!feedback.sealed) return guided(call, feedback, text);
		if (await findEnding(call, id)) throw new Conflict(() => m.feedback_desk_conflict_endingProposed());
		await insertEnding(call, id, { textId: await insertText(call, id, 'note', text) });
		return feedback;
	});

/** A second person agrees that a complaint or denunciation belongs elsewhere, or does not; the sender is told of no proposal. */
export const decideGuidance = (call: Call, id: string, agreed: boolean, seen: Seen = asItStands): Promise<Feedback> =>
	transact(call, async (call) => {
		const { feedback, proposal } = await lockProposed(call, id, findGuidance, seen);

		await takePart(call, feedback);
		await saveEnding(call, proposal.id, { agreed, step: feedback.step });
		if (!agreed) return feedback;
		return guided(call, feedback, found(await findNote(call, id, proposal.textId)));
	});

async function guided(call: Call, feedback: Feedback, text: string): Promise<Feedback> {
	const change = { answeredOn: call.today };
	const says = { kind: 'guidance', text } as const;
	const now = await advance(call, feedback, { event: 'guided', state: 'guided', change, says });
	await runLater(call, 'feedback.shareAnswer', { feedbackId: feedback.id });
	return now;
}
