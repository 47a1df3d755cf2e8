import { eachAlone, found, transact, type Call, type House } from '#platform';
import { advance } from '../advance.ts';
import { asBefore, type Feedback } from '../feedback.ts';
import { findFeedback, lockFeedback } from '../feedback.store.ts';
import { shareAnswer } from '../answering/share-answer.ts';
import { listMergedAstray } from './watch.store.ts';

/**
 * What was joined to a case that is itself joined, or came to nothing: it moves along, or is a case of its own again, also when the other
 * one is joined to this one. By the worker.
 */
export const watchMerged = (house: House): Promise<number> =>
	eachAlone(house, 'feedback.watchMerged', listMergedAstray, followMerged);

const followMerged = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		if (feedback.state !== 'merged' || feedback.mergedInto === null) return;
		const into = found(await findFeedback(call, feedback.mergedInto));
		if (isAstray(feedback, into) || into.mergedInto === id) {
			// A desk is found anew; the day by which it is due is the one that its sender was told.
			const change = { closedOn: null, routedAt: null };
			await advance(call, feedback, { event: 'unmerged', state: asBefore(feedback), change });
		} else if (into.state === 'merged') {
			await advance(call, feedback, { event: 'merged', change: { mergedInto: into.mergedInto }, told: false });
			await shareAnswer(call, into.mergedInto!);
		}
	});

/** Nothing was answered in the other case, and nothing will be for this one. */
const isAstray = (feedback: Feedback, into: Feedback): boolean =>
	into.answeredOn === null &&
	(into.state === 'withdrawn' ||
		into.state === 'closed' ||
		into.kind !== feedback.kind ||
		into.accuses !== feedback.accuses);
