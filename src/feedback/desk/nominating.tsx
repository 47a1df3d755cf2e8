import { z } from 'zod';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	ErrorSummary,
	Facts,
	LinkButton,
	Notice,
	Radios,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { findCommendation } from '../aftermath/commendation.store.ts';
import { nominateMember } from '../aftermath/nominate-member.ts';
import { awardForms } from '../aftermath/nomination.ts';
import { mayNominate } from '../feedback.policy.ts';
import { written } from './desk.form.ts';
import { awardChoices } from './nomination-words.tsx';
import { commendationsPath, nominatingPath, nominationsPath } from './paths.ts';

/** Out of praise: the head puts a member forward. */
export function nominating(desk: Desk): void {
	desk.form(nominatingPath(anId()), {
		schema: z.object({
			number: written(40),
			form: z.enum(awardForms, { error: () => m.feedback_desk_error_choose() }),
			ground: written(2_000),
		}),
		show: (call, request, state) => page(call, request.param('id'), state),
		async accept(call, request, proposal) {
			await nominateMember(call, request.param('id'), proposal);
			return seeOther(nominationsPath, 'feedback_nomination_notice_proposed');
		},
	});
}

async function page(call: Call, id: string, { values, errors, problem }: FormState): Promise<View> {
	const commendation = found(await findCommendation(call, id));
	allow(mayNominate(call.actor, commendation));
	const field = typed(values, errors);
	return {
		title: m.feedback_nomination_new(),
		lead: m.feedback_nomination_new_lead(),
		crumbs: [{ href: commendationsPath, label: m.feedback_desk_commendations() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Facts
					rows={[
						[m.feedback_desk_commendation_on(), formatDate(commendation.toldOn)],
						[m.feedback_desk_commend_words(), commendation.words],
					]}
				/>
				<ActionForm action={nominatingPath(id)}>
					<TextField
						{...field('number')}
						label={m.feedback_nomination_number()}
						hint={m.feedback_nomination_number_hint()}
						size="short"
					/>
					<Radios {...field('form')} label={m.feedback_nomination_form()} choices={awardChoices()} />
					<TextArea
						{...field('ground')}
						label={m.feedback_nomination_ground()}
						hint={m.feedback_nomination_ground_hint()}
						maxlength={2_000}
					/>
					<Buttons>
						<Button>{m.feedback_nomination_do()}</Button>
						<LinkButton href={commendationsPath} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
