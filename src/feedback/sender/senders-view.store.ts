import { keptStatement, type Call } from '#platform';
import type { Answer, AnswerText } from '../answering/answer.ts';
import type { DataRequest } from '../data-request/data-request.ts';
import { feedbackColumns, type Step } from '../feedback.store.ts';
import type { Feedback } from '../feedback.ts';
import type { Message } from '../handling/message.store.ts';
import { open, unwrap } from '../seal/case-key.ts';
import { boundTo } from '../texts.store.ts';

/** Who handles the case and who did each step; `step` 0 is now. The database tells it to the sender, and to nobody else. */
export type Handled = { step: number; unit: string | null; who: string | null };

/** Sealed content was opened: when, by whom, why. */
export type Opening = { at: Date; who: string; reason: string | null };

/** What the answer ordered to be put right. */
export type Ordered = { task: string; dueOn: string; doneOn: string | null; verifiedOn: string | null };

/** All that the sender of a case is shown, beside the case itself. */
export type SendersView = {
	/** Why the due date is that day. */
	basis: string;
	/** `undefined`: sealed for custody, or erased. */
	matter: string | undefined;
	steps: Step[];
	handled: Handled[];
	messages: Message[];
	answers: (Answer & { text: AnswerText | undefined })[];
	ordered: Ordered[];
	openings: Opening[];
	requests: DataRequest[];
	rated: boolean;
	/** The receipt is one that nobody but the sender has seen. */
	renewed: boolean;
	/** The last year of the calendar by which it is counted. */
	calendarTo: number;
	/** On which day the receipt was replaced. */
	replacedOn: string | null;
};

type Row = Pick<
	SendersView,
	'basis' | 'steps' | 'handled' | 'ordered' | 'openings' | 'rated' | 'renewed' | 'replacedOn' | 'calendarTo'
> & {
	wrapped: string | null;
	texts: { id: string; part: string; body: string }[];
	messages: (Omit<Message, 'text'> & { textId: string })[];
	answers: Answer[];
	requests: (Omit<DataRequest, 'words' | 'answer'> & { textId: string | null; answerId: string | null })[];
};

/** What a receipt and a reference lead to: the case with all that is shown of it; or what the receipt was until it was replaced. */
export type Shown = {
	shown: { feedback: Feedback; view: SendersView } | undefined;
	replaced: string | null;
	replacedOn: string | null;
};

/**
 * One statement reads it, under the policies of whoever showed the receipt; it is asked more often than anything else of a case. Whether
 * there is no such receipt or it belongs to another reference, the same is asked of the database, and nothing is brought along.
 *
 * @param reference as it is kept
 */
export async function findShown(call: Call, reference: string): Promise<Shown> {
	const [row] = await askShown(call, reference);
	const { feedback, view, ...replaced } = row!;
	const shown = feedback && { feedback: withInstants(feedback), view: readable(call, feedback.id, view!) };
	return { ...replaced, shown: shown ?? undefined };
}

/** The same of a case that was found already. */
export async function findSendersView(call: Call, { id, profileId }: Feedback): Promise<SendersView> {
	const [row] = await askView(call, id, profileId);
	return readable(call, id, row!);
}

const list = (rows: string, order: string) =>
	`(select coalesce(json_agg(r order by ${order}), '[]') from (select ${rows}) r)`;

/** @param id where the statement has the id of the case, @param profile and its profile */
function viewOf(id: string, profile: string): string {
	const ofCase = `where feedback_id = ${id}`;
	const texts = `id, part, encode(body, 'base64') as body from feedback_text ${ofCase} and not custody`;
	const steps = `step, event, state, at, account_id as "accountId", unit_id as "unitId", detail from feedback_step ${ofCase}`;
	const messages = `step, kind, from_sender as "fromSender", at, written_by as "writtenBy", text_id as "textId"
		from feedback_message ${ofCase}`;
	const answers = `id, stage, state, outcome, by_unit_id as "byUnitId", done_on as "doneOn", drafted_by as "draftedBy",
		drafted_at as "draftedAt", approved_by as "approvedBy", approved_at as "approvedAt", text_id as "textId"
		from feedback_answer ${ofCase}`;
	const ordered = `task, due_on as "dueOn", done_on as "doneOn", verified_on as "verifiedOn" from feedback_rectification ${ofCase}`;
	const requests = `id, feedback_id as "feedbackId", kind, text_id as "textId", asked_on as "askedOn", due_on as "dueOn",
		answered_on as "answeredOn", granted, answer_id as "answerId" from data_request ${ofCase}`;
	return `select
		(select basis from clock_profile where id = ${profile}) as basis,
		(select to_year from calendar where version = (select calendar_version from feedback where id = ${id})) as "calendarTo",
		(select encode(wrapped, 'base64') from feedback_key ${ofCase}) as wrapped,
		exists (select from feedback_rating ${ofCase}) as rated,
		coalesce((select renewed from feedback_receipt ${ofCase}), true) as renewed,
		(select replaced_on from feedback_receipt ${ofCase}) as "replacedOn",
		${list(texts, 'id')} as texts,
		${list(steps, 'step')} as steps,
		${list('step, unit, who from app.sender_handled()', 'step')} as handled,
		${list(messages, 'at, step')} as messages,
		${list(answers, '"draftedAt", stage')} as answers,
		${list(ordered, '"dueOn"')} as ordered,
		${list('at, who, reason from app.sender_openings()', 'at')} as openings,
		${list(requests, '"askedOn" desc, id')} as requests`;
}

const askView = keptStatement<Row>(viewOf('$1', '$2'));
const askShown = keptStatement<{
	feedback: Feedback | null;
	view: Row | null;
	replaced: string | null;
	replacedOn: string | null;
}>(`select
	to_json(c) as feedback, case when c.id is not null then (select to_json(v) from (${viewOf('c.id', 'c."profileId"')}) v) end as view,
	r.reference as replaced, r.replaced_on
	from (values (1)) one
	left join app.replaced_receipt() r on true
	left join (select ${feedbackColumns} where f.id = (select app.sender_case()) and f.reference = $1) c on true`);

/** In JSON instants travel as text. */
const withInstants = (feedback: Feedback): Feedback => ({
	...feedback,
	receivedAt: new Date(feedback.receivedAt),
	lookDueAt: new Date(feedback.lookDueAt),
	lookedAt: feedback.lookedAt && new Date(feedback.lookedAt),
});

/** Opens what it says, and makes instants of what travelled as text. */
function readable(call: Call, id: string, { wrapped, texts, ...row }: Row): SendersView {
	const key = wrapped === null ? undefined : unwrap(call.house.secrets, id, Buffer.from(wrapped, 'base64'));
	const opened = new Map<string, string>();
	for (const { id: textId, part, body } of key ? texts : [])
		opened.set(textId, open(key!, Buffer.from(body, 'base64'), boundTo(id, part)).toString('utf8'));
	const matter = texts.find(({ part }) => part === 'matter');
	const textOf = (textId: string | null) => (textId === null ? undefined : opened.get(textId));
	return {
		...row,
		matter: textOf(matter?.id ?? null),
		steps: row.steps.map((step) => ({ ...step, at: new Date(step.at) })),
		messages: row.messages.map(({ textId, ...message }) => ({
			...message,
			at: new Date(message.at),
			text: textOf(textId),
		})),
		answers: row.answers.map((answer) => {
			const text = textOf(answer.textId);
			return {
				...answer,
				draftedAt: new Date(answer.draftedAt),
				approvedAt: answer.approvedAt && new Date(answer.approvedAt),
				text: text === undefined ? undefined : (JSON.parse(text) as AnswerText),
			};
		}),
		openings: row.openings.map((opening) => ({ ...opening, at: new Date(opening.at) })),
		requests: row.requests.map(({ textId, answerId, ...request }) => ({
			...request,
			words: textOf(textId),
			answer: textOf(answerId),
		})),
	};
}
