import { found, type Actor, type Call } from '#platform';
import { listAnswers, type WrittenAnswer } from '../answering/answer.store.ts';
import { clockOf } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayHandle, mayRun, mayWorkOn, type Seated } from '../feedback.policy.ts';
import { findFeedback } from '../feedback.store.ts';
import { findPublication, type Publication } from '../published/publication.store.ts';
import { findClearing, type Clearing } from '../screening/clearing.store.ts';
import { findEnding, type Ending } from '../screening/ending.store.ts';
import { findProposedKind, type Reclassification } from '../screening/reclassification.store.ts';
import { seatOf } from '../seat.store.ts';

/** What decides which actions a case offers whom. */
export type CaseView = {
	actor: Actor;
	today: string;
	now: Date;
	feedback: Feedback;
	seat: Seated;
	/** The first first, with what they say. */
	answers: readonly WrittenAnswer[];
	/** An answer was released; guidance is none. */
	answered: boolean;
	/** The answer that is being written. */
	answer: WrittenAnswer | undefined;
	proposedKind: Reclassification | undefined;
	/** Of an officer who was named by mistake, as somebody says. */
	clearing: Clearing | undefined;
	/** That a sealed case is guided elsewhere or joined to another, as somebody proposes. */
	ending: Ending | undefined;
	publication: Publication | undefined;
	/** The law for its kind, as pinned to it, lets it be suspended. */
	suspendable: boolean;
};

/** The case that the address names, or the same 404 whether it does not exist or may not be known. */
export async function caseView(call: Call, id: string): Promise<CaseView> {
	const feedback = found(await findFeedback(call, id));
	const answers = await listAnswers(call, id);
	return {
		actor: call.actor,
		today: call.today,
		now: call.now,
		feedback,
		seat: await seatOf(call),
		answers,
		answered: answers.some(({ state }) => state === 'approved'),
		answer: answers.find(({ state }) => state !== 'approved'),
		proposedKind: await findProposedKind(call, id),
		clearing: feedback.officerKnown ? await findClearing(call, id) : undefined,
		ending: feedback.sealed ? await findEnding(call, id) : undefined,
		publication: await findPublication(call, id),
		suspendable: (await clockOf(call, feedback)).profile.suspendDays !== null,
	};
}

export const runs = ({ actor, feedback, seat }: CaseView): boolean => mayRun(actor, feedback, seat);
export const handles = ({ actor, feedback }: CaseView): boolean => mayHandle(actor, feedback);
export const worksOn = ({ actor, feedback, seat }: CaseView): boolean => mayWorkOn(actor, feedback, seat);
