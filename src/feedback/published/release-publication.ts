import { allow, asItStands, found, markOf, pageChanged, requireSeen, transact, type Call, type Seen } from '#platform';
import { advance } from '../advance.ts';
import { hasAnswer } from '../answering/answer.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { findPublication, saveRelease, type Redaction } from './publication.store.ts';
import { mayBePublished } from './redact-publication.ts';
import { seatOf } from '../seat.store.ts';

/** A second person reads what was rewritten for everybody, and releases it. */
export const releasePublication = (call: Call, id: string, seen: Seen = asItStands): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const publication = await findPublication(call, id);
		allow(mayApprove(call.actor, feedback, publication?.redactedBy ?? '', await seatOf(call)));
		if (!publication || publication.publishedAt || !mayBePublished(feedback, await hasAnswer(call, id))) throw notNow();
		await requireSeen(seen, () => markOfRedaction(publication));

		await saveRelease(call, id);
		await pageChanged(call, 'feedback');
		return advance(call, feedback, { event: 'published' });
	});

/** All that everybody will read. */
export const markOfRedaction = ({ question, answer }: Redaction): string => markOf(question, answer);
