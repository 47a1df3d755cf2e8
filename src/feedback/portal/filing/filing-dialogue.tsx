import { m } from '#words';
import { Conflict, problemOf, work, type Call, type Dialogue, type House, type PublicView } from '#platform';
import type { FormErrors } from '#ui';
import { findPromise } from '../../filing/filing.store.ts';
import { provenBy } from '../../proof/proof.ts';
import { receiptFor } from '../../receipt/receipt.ts';
import { textOf, textsOf } from '../form-texts.ts';
import { received } from '../received.ts';
import { filePath, followPath, here } from '../paths.ts';
import { readSigned, sign } from '../signed.ts';
import { checkStep } from './check-step.tsx';
import { conductStep } from './conduct-step.tsx';
import { crimeStep } from './crime-step.tsx';
import { after, before, firstOpen, newDraft, stepNames, underNewKey, type Draft, type StepName } from './draft.ts';
import { filesStep, takeFiles } from './files-step.tsx';
import { filedBeforePage, filedPage, promiseFile } from './filed-page.tsx';
import { lawStep } from './law-step.tsx';
import { matterStep } from './matter-step.tsx';
import { ratingStep } from './rating-step.tsx';
import { sendDraft } from './send-draft.ts';
import { senderStep } from './sender-step.tsx';
import { stepPage, sendAgainPage } from './step-page.tsx';
import type { Step, Values } from './step.ts';
import { subjectStep } from './subject-step.tsx';
import { unitStep } from './unit-step.tsx';

const steps: Record<StepName, Step> = {
	subject: subjectStep,
	law: lawStep,
	unit: unitStep,
	conduct: conductStep,
	rating: ratingStep,
	matter: matterStep,
	files: filesStep,
	sender: senderStep,
	check: checkStep,
};

/** Five files of 28 MB, as telephones write them, and the text of the steps before. */
const most = 5 * 28 * 1024 * 1024 + 512 * 1024;

/** A person speaks: one thing on each page, at one address, and nothing is kept before it is sent. */
export const filingDialogue: Dialogue = {
	most,
	open: (call) => show(call, newDraft(), 'subject'),
	async answer(house, request, say) {
		const { form, problem } = await received(request);
		const brought = broughtBy(house, form);
		if (!brought) return say((call) => show(call, newDraft(), 'subject', { '': m.feedback_file_form_lost() }));
		// An old form is taken as it is, under a new key: what was typed is not lost, and the old key stays with its time.
		const draft = brought.stale ? underNewKey(brought.value) : brought.value;
		const step = stepNames.find((name) => name === form.get('_step')) ?? firstOpen(draft);
		const values = textsOf(form);
		const go = textOf(form, '_go') || 'next';
		if (problem) return say((call) => show(call, draft, step, { files: problem.words() }, values));
		if (go === 'promise') return say((call) => promised(call, draft, brought.value.key));
		if (go === 'send')
			return brought.stale ? sendLate(house, brought.value, draft, form, say) : send(house, draft, form, say);
		if (step === 'files' && (go === 'next' || go.startsWith('remove:'))) {
			const taken = await takeFiles(house, draft, form, go);
			return say((call) => show(call, taken.draft, taken.again ? 'files' : after(taken.draft, 'files'), taken.errors));
		}
		return say((call) => next(call, draft, step, go, values));
	},
};
type Say = Parameters<Dialogue['answer']>[2];

/** Where the pressed button leads. Going back or elsewhere keeps what was typed as far as it can be read. */
async function next(call: Call, draft: Draft, step: StepName, go: string, values: Values): Promise<PublicView> {
	if (go === 'find' || go === 'stay') return show(call, draft, step, {}, values);
	const taken = await steps[step].take(call, draft, values);
	if (go === 'back' || go.startsWith('to:')) {
		const kept = 'draft' in taken && taken.draft ? taken.draft : draft;
		return show(call, kept, stepNames.find((name) => go === `to:${name}`) ?? before(kept, step));
	}
	if ('errors' in taken) return show(call, draft, step, taken.errors, values);
	if (taken.again) return show(call, taken.draft ?? draft, step, {}, values);
	if (taken.draft.subject === 'crime') return stepPage(call, draft, crimeStep, {}, {});
	return show(call, taken.draft, after(taken.draft, step));
}

async function show(
	call: Call,
	draft: Draft,
	at: StepName,
	errors: FormErrors = {},
	typedNow?: Values,
): Promise<PublicView> {
	const step = steps[at];
	const kept = at === 'check' ? { ...draft, reviewed: true } : draft;
	return stepPage(call, kept, step, errors, typedNow ?? step.filled(kept));
}

/** The promise of what this form has filed; nothing is filed for it. */
async function promised(call: Call, draft: Draft, key: string): Promise<PublicView | Response> {
	const filed = await findPromise(call, receiptFor(call.house.secrets, key).hash);
	return filed ? promiseFile(filed) : { ...(await show(call, draft, firstOpen(draft))), status: 422 };
}

/** Sends it. The same form again gets the same answer; when it cannot be taken now, the page keeps all of it, to be sent again. */
async function send(house: House, draft: Draft, form: FormData, say: Say): Promise<Response> {
	const open = firstOpen(draft);
	if (open !== 'check') return say(async (call) => ({ ...(await show(call, draft, open)), status: 422 }));
	const path = here(filePath);
	const file = () =>
		say(async (call) => {
			const proved = draft.proved === true || (await provenBy(call, form.get('_proof')));
			const filed = await sendDraft(call, draft, proved);
			return filedPage(filed, {
				held: !proved && !filed.again,
				steps: sign(house.secrets, 'filing', draft, call.now),
				path,
				followPath: here(followPath),
			});
		});
	try {
		// Pressed twice at the same moment: the second finds what the first has filed.
		return await file().catch((error: unknown) =>
			problemOf(error) instanceof Conflict ? file() : Promise.reject(error),
		);
	} catch (error) {
		const problem = problemOf(error);
		if (!problem) house.log.error({ err: error }, 'filing');
		const steps = sign(house.secrets, 'filing', draft, house.clock());
		return sendAgainPage(path, { steps, proof: form.get('_proof') }, problem);
	}
}

/** A form whose time is over files nothing twice, and shows its receipt to nobody any more. */
async function sendLate(house: House, old: Draft, draft: Draft, form: FormData, say: Say): Promise<Response> {
	const filed = await work(house, { kind: 'public' }, (call) =>
		findPromise(call, receiptFor(house.secrets, old.key).hash),
	);
	if (!filed) return send(house, draft, form, say);
	const steps = sign(house.secrets, 'filing', draft, house.clock());
	return say(async () => filedBeforePage({ steps, path: here(filePath), followPath: here(followPath) }));
}

/** The draft that travelled with the form; only what we signed as one is read as one. */
function broughtBy(house: House, form: FormData): { value: Draft; stale: boolean } | undefined {
	const signed = readSigned(house.secrets, 'filing', form.get('_steps'), house.clock());
	return signed && { ...signed, value: signed.value as Draft };
}
