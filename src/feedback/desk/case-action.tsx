import type { Child } from 'hono/jsx';
import { z, type ZodType } from 'zod';
import { anId, Invalid, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, LinkButton, Notice, typed, type FieldValue } from '#ui';
import { m } from '#words';
import { kindWord } from '../words.ts';
import { caseView, type CaseView } from './case-view.ts';
import { actionPath, casePath, feedbackPath } from './paths.ts';

export type Field = (name: string) => { name: string; value: FieldValue; error: string | undefined };
export type Shown = { call: Call; view: CaseView; state: FormState; field: Field };

/**
 * One thing that may be done with a case: when it is offered, what is asked, and the use case that does it. A page of its own with
 * what is wrong beside each field. The use case decides again whether it may be done.
 */
export type CaseAction<T = unknown> = {
	/** Last part of the address. */
	path: string;
	/** Whether the page of the case offers it. */
	offered: (view: CaseView) => boolean;
	/** Whether it is what comes next, when it is offered; it is unless said. */
	isNext?: (view: CaseView) => boolean;
	/** The verb, on the link, as the title and on the button. */
	title: () => string;
	/** What will follow. */
	about?: () => string;
	danger?: boolean;
	/** One press on the page of the case is enough: nothing is asked. */
	atOnce?: boolean;
	/** What is asked; absent when nothing is. */
	schema?: ZodType<T>;
	/** What is stored already; what was typed comes before it. */
	stored?: (call: Call, view: CaseView) => Promise<Record<string, unknown>> | Record<string, unknown>;
	fields?: (shown: Shown) => Promise<Child> | Child;
	/** The mark of what its page shows and it answers for. */
	seen?: (call: Call, view: CaseView) => Promise<string | undefined>;
	act: (call: Call, id: string, values: T, seen: string) => Promise<unknown>;
	/** Key of the message that the next page shows. */
	notice: string;
	/** Afterwards the case may be none of the reader's. */
	leaves?: boolean;
};

/** Keeps the type of what an action reads while it is declared. */
export const anAction = <T,>(action: CaseAction<T>): CaseAction => action as CaseAction;

export function register(desk: Desk, action: CaseAction): void {
	desk.form(actionPath(anId(), action.path), {
		schema: action.schema ?? z.unknown(),
		show: async (call, request, state) => page(call, await caseView(call, request.param('id')), action, state),
		async accept(call, request, values) {
			const id = request.param('id');
			// “Find” of a unit picker: the same form again, with what was found.
			if ((await request.form()).has('_find')) throw new Invalid(() => '');
			await action.act(call, id, values, await request.seen());
			return seeOther(action.leaves ? feedbackPath : casePath(id), action.notice);
		},
	});
}

async function page(call: Call, view: CaseView, action: CaseAction, state: FormState): Promise<View> {
	const { feedback } = view;
	const asked = Object.keys(state.values).length > 0 ? state.values : ((await action.stored?.(call, view)) ?? {});
	const field = typed(asked, state.errors);
	return {
		title: action.title(),
		lead:
			action.about?.() ?? m.feedback_desk_case_title({ reference: feedback.reference, kind: kindWord(feedback.kind) }),
		crumbs: [
			{ href: feedbackPath, label: m.feedback_desk_title() },
			{ href: casePath(feedback.id), label: feedback.reference },
		],
		body: (
			<>
				<ErrorSummary errors={state.errors} />
				{state.problem && <Notice kind="problem" title={state.problem} />}
				<ActionForm
					action={actionPath(feedback.id, action.path)}
					guarded={action.fields !== undefined}
					seen={await action.seen?.(call, view)}
				>
					{await action.fields?.({ call, view, state, field })}
					<Buttons>
						<Button weight={action.danger ? 'danger' : 'main'}>{action.title()}</Button>
						<LinkButton href={casePath(feedback.id)} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
