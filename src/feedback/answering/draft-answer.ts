import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { notNow } from '../not-now.ts';
import { isOpen, outcomesOf } from './answer.ts';
import { findOpenAnswer, insertAnswer, rewriteAnswer, saveAnswerState, type Draft } from './answer.store.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { isAnybodyUnheard } from '../handling/statement.store.ts';
import { takePart } from '../routing/handler.store.ts';
import type { Feedback, State } from '../feedback.ts';

/** While a case is looked into, its handler may write the answer. */
export const mayBeAnswered = ({ state }: { state: State }): boolean =>
	state === 'inProgress' || state === 'underReview';

/**
 * The handler writes the answer, as often as needed; `propose` puts it before a second person. A draft is nobody's business but the
 * house's: it is no step of the case.
 */
export const draftAnswer = (call: Call, id: string, draft: Draft, propose: boolean): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		if (!mayBeAnswered(feedback)) throw notNow();
		if (!outcomesOf(feedback.kind).includes(draft.outcome))
			throw Invalid.at('outcome', () => m.feedback_desk_error_outcome());

		if (propose && (await isUnheard(call, feedback, draft.outcome)))
			throw Invalid.at('outcome', () => m.feedback_desk_conflict_unheard());

		await takePart(call, feedback);
		await saveDraft(call, feedback, draft);
		if (propose) await saveAnswerState(call, found(await findOpenAnswer(call, id)), 'proposed');
	});

/** Whoever is named is asked before anything is found against them; what they say is theirs. */
export const isUnheard = async (call: Call, { id, accuses }: Feedback, outcome: Draft['outcome']): Promise<boolean> =>
	accuses && (outcome === 'upheld' || outcome === 'partlyUpheld') && isAnybodyUnheard(call, id);

async function saveDraft(call: Call, feedback: Feedback, draft: Draft): Promise<void> {
	const answer = await findOpenAnswer(call, feedback.id);
	if (!answer) return insertAnswer(call, feedback, draft);
	if (!isOpen(answer)) throw new Conflict(() => m.feedback_desk_conflict_proposed());
	await rewriteAnswer(call, feedback, answer, draft);
}
