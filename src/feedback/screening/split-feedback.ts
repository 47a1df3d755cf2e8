import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isLessProtected, isOver, isSealed, type Feedback, type Kind, type Topic } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { fileFeedback, type Filed } from '../filing/file-feedback.ts';
import { notNow } from '../not-now.ts';
import { staffFilingKey } from '../receipt/receipt.ts';
import { seatOf } from '../seat.store.ts';

/** One of several matters in a letter. `key`: made with the form, so that sending it twice makes one case; it leads to no receipt. */
export type SplitMatter = { key: string; kind: Kind; topic: Topic | null; accuses: boolean; matter: string };

/**
 * Makes a case of its own of one of several matters. Its receipt goes to the sender of the letter, as a message that nobody else
 * can read, not even whoever split it. One person makes it: so it is no less protected than the letter, and about somebody's conduct
 * where that is. Anything less is proposed of the new case, like of any.
 *
 * @throws {Conflict} for what protects less
 */
export const splitFeedback = (call: Call, id: string, split: SplitMatter): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (isOver(feedback.state)) throw notNow();

		const accuses = split.accuses || isSealed(split.kind);
		if (isLessProtected(feedback.kind, split.kind) || (feedback.accuses && !accuses))
			throw new Conflict(() => m.feedback_desk_split_conflict_less());

		const filed = await fileFeedback(call, {
			...asFiled(feedback),
			...split,
			key: staffFilingKey(call.house.secrets, `split ${id} ${split.key}`),
			texts: { matter: split.matter },
		});
		return advance(call, feedback, {
			event: 'split',
			detail: { reference: filed.reference },
			says: { kind: 'receipt', text: wordsOf(filed) },
		});
	});

const asFiled = (feedback: Feedback) => ({
	unitId: feedback.unitId,
	unitKnown: feedback.unitKnown,
	happenedOn: feedback.happenedOn,
	fromOrganisation: feedback.fromOrganisation,
	wantsPublication: feedback.wantsPublication,
	channel: feedback.channel,
	splitFrom: feedback.id,
});

const wordsOf = ({ reference, characters }: Filed): string =>
	m.feedback_desk_split_told({ reference, receipt: characters }, { locale: 'vi' });
