import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { mayBeAnswered } from '../answering/draft-answer.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { listOfficers } from '../screening/officer.store.ts';
import { insertStatement } from './statement.store.ts';

/** The accused is heard: sees this question and nothing else of the case, neither who spoke nor what was written. */
export const askAccused = (call: Call, id: string, asked: { memberId: string; question: string }): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		const officers = await listOfficers(call, id);
		if (!mayBeAnswered(feedback) || !officers.some(({ memberId }) => memberId === asked.memberId)) throw notNow();

		await insertStatement(call, { feedbackId: id, ...asked });
		await advance(call, feedback, { event: 'accusedAsked' });
	});
