import { allow, Conflict, found, pageChanged, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { hasAnswer } from '../answering/answer.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { findPublication, saveRelease } from './publication.store.ts';
import { mayBePublished } from './redact-publication.ts';
import { seatOf } from '../seat.store.ts';

/** A second person reads what was rewritten for everybody, and releases it. */
export const releasePublication = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const publication = await findPublication(call, id);
		allow(mayApprove(call.actor, feedback, publication?.redactedBy ?? '', await seatOf(call)));
		if (!publication || publication.publishedAt || !mayBePublished(feedback, await hasAnswer(call, id)))
			throw new Conflict(() => m.feedback_conflict_notNow());

		await saveRelease(call, id);
		await pageChanged(call, 'feedback');
		return advance(call, feedback, { event: 'published' });
	});
