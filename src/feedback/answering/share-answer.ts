import { found, transact, type Call } from '#platform';
import { listAnswers } from './answer.store.ts';
import { findFeedback } from '../feedback.store.ts';
import { insertSharedAnswer, listMerged } from '../screening/merged.store.ts';
import { listMessages, writeToSender } from '../handling/message.store.ts';
import { findCaseKey } from '../texts.store.ts';

/**
 * Whoever brought the same matter as somebody else reads the same answer, or guidance, with their own receipt: a copy under the key of
 * each merged case. By the worker, since whoever approved need not know of all of them; doing it twice changes nothing.
 */
export const shareAnswer = (call: Call, feedbackId: string): Promise<void> =>
	transact(call, async (call) => {
		const approved = (await listAnswers(call, feedbackId)).filter(({ state }) => state === 'approved');
		const guidance = await guidanceOf(call, feedbackId);
		for (const mergedId of await listMerged(call, feedbackId)) {
			for (const answer of approved) if (answer.text) await insertSharedAnswer(call, mergedId, answer, answer.text);
			await shareGuidance(call, mergedId, guidance);
		}
	});

async function shareGuidance(call: Call, mergedId: string, guidance: readonly string[]): Promise<void> {
	const has = await guidanceOf(call, mergedId);
	const missing = guidance.filter((text) => !has.includes(text));
	if (missing.length === 0 || !(await findCaseKey(call, mergedId))) return;
	const merged = found(await findFeedback(call, mergedId));
	for (const text of missing) await writeToSender(call, merged, 'guidance', text);
}

const guidanceOf = async (call: Call, feedbackId: string): Promise<string[]> =>
	(await listMessages(call, feedbackId)).flatMap(({ kind, text }) =>
		kind === 'guidance' && text !== undefined ? [text] : [],
	);
