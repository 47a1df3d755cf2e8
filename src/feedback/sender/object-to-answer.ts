import { transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { writeFromSender } from './sender.store.ts';

/** The sender does not accept the answer: another unit, one level up, looks at it again. */
export const objectToAnswer = (call: Call, feedback: Feedback, text: string): Promise<void> =>
	transact(call, async (call) => {
		const now = await advance(call, feedback, { event: 'objected', state: 'objected', bySender: true });
		await writeFromSender(call, now, 'objection', text);
	});

/** The sender accepts it. */
export const beSatisfied = (call: Call, feedback: Feedback): Promise<void> =>
	transact(call, async (call) => {
		await advance(call, feedback, { event: 'satisfied', state: 'satisfied', bySender: true });
	});
