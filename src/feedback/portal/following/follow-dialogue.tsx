import { Problem, type Call, type Dialogue, type House, type PublicView } from '#platform';
import type { FormErrors } from '#ui';
import { enterTicket, lookUp, type Ticket } from '../../sender/ticket.ts';
import { textOf, textsOf } from '../form-texts.ts';
import { received } from '../received.ts';
import { act, type Action } from './actions.ts';
import { addFilesPage } from './add-files-page.tsx';
import { casePage, pageOf } from './case-page.tsx';
import { lookUpPage } from './look-up-page.tsx';

/** Five files of 28 MB with a message. */
const most = 5 * 28 * 1024 * 1024 + 512 * 1024;

/** With reference and receipt, which stand in no address: what became of it, and what the sender may do. */
export const followDialogue: Dialogue = {
	most,
	open: async (call) => lookUpPage(call, {}),
	async answer(house, request, say) {
		const { form, problem } = await received(request);
		const action = textOf(form, '_with') || textOf(form, '_do');
		if (action === '') return say((call) => found(call, typedIn(form)));
		const ticket = form.get('_ticket');
		return doing(house, say, { form, action: action as Action, ticket, problem });
	},
};

type Say = Parameters<Dialogue['answer']>[2];
type Doing = { form: FormData; action: Action; ticket: FormDataEntryValue | null; problem: Problem | undefined };

/** Does one thing to the case and shows it as it is then; what cannot be done is said beside what was typed. */
async function doing(house: House, say: Say, { form, action, ticket, problem }: Doing): Promise<Response> {
	try {
		if (problem) throw problem;
		return await act(house, say, form, action, ticket);
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		const errors: FormErrors = { [action === 'files' ? 'add' : action]: error.words() };
		const values = textsOf(form);
		const key = form.has('_files') ? textOf(form, '_key') : undefined;
		return say(async (call) => ({ ...(await again(call, ticket, { errors, values }, key)), status: error.status }));
	}
}

/** @param withFiles the key of a form with files: the same one is used again, so that what was done after all is not done twice */
async function again(
	call: Call,
	ticket: unknown,
	state: { errors: FormErrors; values: Record<string, string> },
	withFiles: string | undefined,
): Promise<PublicView> {
	const feedback = await enterTicket(call, ticket);
	if (!feedback) return lookUpPage(call, { gone: true });
	if (withFiles !== undefined && feedback.erasedOn === null)
		return addFilesPage(call, feedback, ticket as Ticket, { ...state, key: withFiles });
	return casePage(call, feedback, ticket as Ticket, state);
}

async function found(call: Call, { reference, receipt }: { reference: string; receipt: string }): Promise<PublicView> {
	const shown = await lookUp(call, reference, receipt);
	if (!shown) return lookUpPage(call, { reference, missed: true });
	if ('replacedOn' in shown) return lookUpPage(call, { reference, ...shown });
	return pageOf(call, shown.feedback, shown.view, shown.ticket);
}

const typedIn = (form: FormData) => ({
	reference: textOf(form, 'reference').slice(0, 100),
	receipt: textOf(form, 'receipt').slice(0, 300),
});
