import { transact, type Call } from '#platform';
import { listAnswers } from './answer.store.ts';
import { insertSharedAnswer, listMerged } from './merged.store.ts';

/**
 * Whoever brought the same matter as somebody else reads the same answer with their own receipt: a copy under the key of each
 * merged case. By the worker, since whoever approved need not know of all of them; doing it twice changes nothing.
 */
export const shareAnswer = (call: Call, feedbackId: string): Promise<void> =>
	transact(call, async (call) => {
		const approved = (await listAnswers(call, feedbackId)).filter(({ state }) => state === 'approved');
		for (const mergedId of await listMerged(call, feedbackId))
			for (const answer of approved) if (answer.text) await insertSharedAnswer(call, mergedId, answer, answer.text);
	});
