import type { Call } from '#platform';
import { roundedInstant, type Feedback } from '../feedback.ts';
import type { Answer, AnswerState, AnswerText, Outcome } from './answer.ts';
import { insertText, listTexts, rewriteText } from '../texts.store.ts';

const columns = [
	'id',
	'stage',
	'state',
	'outcome',
	'byUnitId',
	'doneOn',
	'draftedBy',
	'draftedAt',
	'approvedBy',
	'approvedAt',
	'textId',
	'sharedFrom',
] as const;

/** An answer and what it says; undefined where that was erased. */
export type WrittenAnswer = Answer & { text: AnswerText | undefined };

/** The answers of a case, the first first; the last one may not be approved yet. */
export async function listAnswers(call: Call, feedbackId: string): Promise<WrittenAnswer[]> {
	const texts = new Map((await listTexts(call, feedbackId, ['answer'])).map(({ id, text }) => [id, text]));
	const rows = await call.db
		.selectFrom('feedbackAnswer')
		.select(columns)
		.where('feedbackId', '=', feedbackId)
		.orderBy('draftedAt')
		.orderBy('stage')
		.execute();
	return (rows as unknown as Answer[]).map((answer) => ({ ...answer, text: readText(texts.get(answer.textId)) }));
}

/** Was an answer released? Guidance is none. */
export async function hasAnswer(call: Call, feedbackId: string): Promise<boolean> {
	const row = await call.db
		.selectFrom('feedbackAnswer')
		.select('id')
		.where('feedbackId', '=', feedbackId)
		.where('state', '=', 'approved')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** The answer that is being written. */
export async function findOpenAnswer(call: Call, feedbackId: string): Promise<Answer | undefined> {
	const row = await call.db
		.selectFrom('feedbackAnswer')
		.select(columns)
		.where('feedbackId', '=', feedbackId)
		.where('state', '!=', 'approved')
		.forUpdate()
		.executeTakeFirst();
	return row as unknown as Answer | undefined;
}

export type Draft = { outcome: Outcome; byUnitId: number | null; doneOn: string | null; text: AnswerText };

export async function insertAnswer(call: Call, feedback: Feedback, { text, ...draft }: Draft): Promise<void> {
	const textId = await insertText(call, feedback.id, 'answer', JSON.stringify(text));
	await call.db
		.insertInto('feedbackAnswer')
		.values({
			feedbackId: feedback.id,
			stage: feedback.stage,
			...draft,
			textId,
			draftedBy: call.actor.accountId!,
			draftedAt: roundedInstant(call.now, feedback.sealed),
		})
		.execute();
}

/** Whoever writes last is its author, and answers for the stage in which the case is then. */
export async function rewriteAnswer(
	call: Call,
	feedback: Feedback,
	answer: Answer,
	{ text, ...draft }: Draft,
): Promise<void> {
	await rewriteText(call, feedback.id, answer.textId, 'answer', JSON.stringify(text));
	const draftedAt = roundedInstant(call.now, feedback.sealed);
	const written = { ...draft, stage: feedback.stage, draftedBy: call.actor.accountId!, draftedAt };
	await call.db.updateTable('feedbackAnswer').set(written).where('id', '=', answer.id).execute();
}

export async function saveAnswerState(
	call: Call,
	answer: Answer,
	state: Exclude<AnswerState, 'approved'>,
): Promise<void> {
	await call.db.updateTable('feedbackAnswer').set({ state }).where('id', '=', answer.id).execute();
}

/** What the caller was writing goes back, for somebody else to take over. */
export async function endDraftOf(call: Call, feedbackId: string): Promise<void> {
	await call.db
		.updateTable('feedbackAnswer')
		.set({ state: 'sentBack' })
		.where('feedbackId', '=', feedbackId)
		.where('state', '!=', 'approved')
		.where('draftedBy', '=', call.actor.accountId)
		.execute();
}

export async function saveApproval(call: Call, feedback: Feedback, answer: Answer): Promise<void> {
	await call.db
		.updateTable('feedbackAnswer')
		.set({
			state: 'approved',
			step: feedback.step,
			approvedBy: call.actor.accountId,
			approvedAt: roundedInstant(call.now, feedback.sealed),
		})
		.where('id', '=', answer.id)
		.execute();
}

const readText = (text: string | undefined): AnswerText | undefined =>
	text === undefined ? undefined : (JSON.parse(text) as AnswerText);
