import { allow, found, runLater, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { mayHandle, mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { takePart } from '../routing/handler.store.ts';
import { writeToSender } from '../handling/message.store.ts';
import { seatOf } from '../seat.store.ts';

/** It belongs elsewhere: the sender reads which law applies and where to go. They may object. */
export const guideFeedback = (call: Call, id: string, guidance: { law: string; where: string }): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback) || mayRun(call.actor, feedback, await seatOf(call)));

		await takePart(call, feedback);
		const now = await advance(call, feedback, {
			event: 'guided',
			state: 'guided',
			change: { answeredOn: call.today },
		});
		await writeToSender(call, now, 'guidance', `${guidance.law}\n\n${guidance.where}`);
		await runLater(call, 'feedback.shareAnswer', { feedbackId: id });
		return now;
	});
