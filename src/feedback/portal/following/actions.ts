import { m } from '#words';
import { Conflict, Invalid, isUuid, work, type Call, type Dialogue, type House, type PublicView } from '#platform';
import { askAboutData } from '../../data-request/ask-about-data.ts';
import { dataRequestKinds } from '../../data-request/data-request.ts';
import type { Feedback } from '../../feedback.ts';
import { takesFiles } from '../../files/files.store.ts';
import { mostFiles, stageFile, type StagedFile } from '../../files/stage-file.ts';
import { refusalWord } from '../../files/refusal-words.ts';
import { findSendersCase } from '../../feedback.store.ts';
import { provenBy } from '../../proof/proof.ts';
import { spendOnce } from '../../proof/spent.store.ts';
import { addToCase, sayPressed } from '../../sender/add-to-case.ts';
import { beSatisfied, objectToAnswer } from '../../sender/object-to-answer.ts';
import { rateAnswer } from '../../sender/rate-answer.ts';
import { replyToQuestion } from '../../sender/reply-to-question.ts';
import { sayNotTheSame } from '../../sender/say-not-the-same.ts';
import { enterTicket, type Ticket } from '../../sender/ticket.ts';
import { takeBackWithdrawal, withdrawCase } from '../../sender/withdraw-case.ts';
import { scoredAspects } from '../filing/rating-step.tsx';
import { longest } from '../filing/step.ts';
import { textOf, textsOf } from '../form-texts.ts';
import { addFilesPage } from './add-files-page.tsx';
import { casePage } from './case-page.tsx';
import { lookUpPage } from './look-up-page.tsx';
import { renew } from './renew.ts';

/** What a sender does with a case: the name of the form on its page. */
export const actions = [
	'show',
	'reply',
	'add',
	'object',
	'satisfied',
	'rate',
	'withdraw',
	'takeBack',
	'notTheSame',
	'pressed',
	'data',
] as const;
export type Action = (typeof actions)[number] | 'renew' | 'files';

type Say = Parameters<Dialogue['answer']>[2];
type Doing = (call: Call, feedback: Feedback, form: FormData, staged: StagedFile[]) => Promise<void>;

const doings: Record<(typeof actions)[number], Doing> = {
	show: async () => {},
	reply: (call, feedback, form) => replyToQuestion(call, feedback, wordsOf(form)),
	add: (call, feedback, form, staged) =>
		addToCase(call, feedback, {
			text: wordsOf(form),
			...(staged.length > 0 && { files: { formKey: filesOf(feedback.id), staged } }),
		}),
	object: (call, feedback, form) => objectToAnswer(call, feedback, wordsOf(form)),
	satisfied: (call, feedback) => beSatisfied(call, feedback),
	rate(call, feedback, form) {
		const values = textsOf(form);
		const overall = Number(values['overall']);
		if (!/^[1-5]$/.test(values['overall'] ?? '')) throw new Invalid(() => m.feedback_file_rating_missing());
		const reason = textOf(form, 'words').trim().slice(0, longest.matter);
		return rateAnswer(call, feedback, { overall, aspects: scoredAspects(values) }, reason);
	},
	withdraw: (call, feedback) => withdrawCase(call, feedback),
	takeBack: (call, feedback) => takeBackWithdrawal(call, feedback),
	notTheSame: (call, feedback) => sayNotTheSame(call, feedback),
	pressed: (call, feedback, form) => sayPressed(call, feedback, wordsOf(form)),
	data(call, feedback, form) {
		const kind = dataRequestKinds.find((each) => each === textOf(form, 'kind'));
		if (!kind) throw new Invalid(() => m.feedback_data_error_kind());
		return askAboutData(call, feedback, kind, wordsOf(form));
	},
};

/** Does it, once however often the form is sent, and shows the case as it is then. */
export async function act(house: House, say: Say, form: FormData, action: Action, ticket: unknown): Promise<Response> {
	if (action === 'renew') return say((call) => renew(call, ticket, keyOf(form)));
	// Nothing that every object has by itself is something that a sender does.
	const doing = Object.hasOwn(doings, action) ? doings[action as keyof typeof doings] : undefined;
	const staged = action === 'add' ? await stagedOf(house, form, ticket) : [];
	return say(async (call): Promise<PublicView> => {
		const feedback = await enterTicket(call, ticket);
		if (!feedback || !(doing || action === 'files')) return lookUpPage(call, { gone: true });
		if (feedback.erasedOn !== null) return casePage(call, feedback, ticket as Ticket);
		if (!doing) return addFilesPage(call, await bringing(call, feedback), ticket as Ticket, { values: textsOf(form) });
		const first = action === 'show' || (await spendOnce(call, keyOf(form).replaceAll('-', ''), tomorrow(call)));
		if (first) await doing(call, feedback, form, staged);
		const now = (await findSendersCase(call)) ?? feedback;
		return casePage(call, now, ticket as Ticket, action === 'show' ? undefined : { done: action });
	});
}

/** Files are taken for a case that still says something, is on its way, and has not been given all that a case may hold; others cost nothing. */
async function bringing(call: Call, feedback: Feedback): Promise<Feedback> {
	const may = await takesFiles(call, feedback.id);
	if (may === 'waits') throw new Conflict(() => m.feedback_follow_files_waits());
	if (may === 'full') throw new Conflict(() => m.feedback_follow_files_full());
	return feedback;
}

/** All that is added to a case is one form: as many files of it wait at once as of one letter, and no case fills the place of others. */
const filesOf = (feedbackId: string): string => `added to ${feedbackId}`;

const tomorrow = (call: Call): Date => new Date(call.now.getTime() + 24 * 60 * 60 * 1000);

/** Looked at and kept for who has the receipt and proves work: they cost room before anything is said. */
async function stagedOf(house: House, form: FormData, ticket: unknown): Promise<StagedFile[]> {
	const uploads = form.getAll('files').filter((each): each is File => typeof each !== 'string' && each.size > 0);
	if (uploads.length === 0) return [];
	if (uploads.length > mostFiles) throw new Invalid(() => m.feedback_file_files_most({ most: mostFiles }));
	wordsOf(form);
	const formKey = await work(house, { kind: 'public' }, async (call) => {
		const feedback = await enterTicket(call, ticket);
		if (feedback?.erasedOn !== null) return undefined;
		await bringing(call, feedback);
		if (!(await provenBy(call, form.get('_proof')))) throw new Invalid(() => m.feedback_file_files_needProof());
		return filesOf(feedback.id);
	});
	if (formKey === undefined) return [];
	const staged: StagedFile[] = [];
	for (const upload of uploads) {
		const file = await stageFile(house, formKey, upload);
		if (typeof file === 'string') throw new Invalid(() => `${upload.name}: ${refusalWord(file)}`);
		staged.push(file);
	}
	return staged;
}

function wordsOf(form: FormData): string {
	const words = textOf(form, 'words').trim();
	if (words.length < 2) throw new Invalid(() => m.feedback_follow_words_missing());
	if (words.length > longest.matter)
		throw new Invalid(() => m.feedback_file_tooLong({ most: longest.matter, typed: words.length }));
	return words;
}

function keyOf(form: FormData): string {
	const key = form.get('_key');
	if (typeof key !== 'string' || !isUuid(key)) throw new Invalid(() => m.platform_keyMissing_detail());
	return key;
}
