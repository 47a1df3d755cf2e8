import { z } from 'zod';
import { found, seeOther, type Call, type Desk, type FormState, type Request, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Checkbox,
	DateField,
	ErrorSummary,
	Facts,
	Fieldset,
	Hint,
	LinkButton,
	Notice,
	Radios,
	Select,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { allow, Invalid } from '#platform';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { mayEnterOnBehalf } from '../feedback.policy.ts';
import { channelChoices, kindChoices, topicChoices } from './choices.ts';
import { channel, kind, maybeDay, maybeTopic, maybeWritten, ticked, unitId, written } from './desk.form.ts';
import { handedOver, handOver } from './entered-receipt.ts';
import { enteredPath, entryPath, feedbackPath } from './paths.ts';
import { UnitField } from './unit-field.tsx';

const entryForm = z.object({
	key: z.uuid(),
	channel,
	forwardedBy: maybeWritten(300),
	kind,
	topic: maybeTopic,
	accuses: ticked,
	unit: unitId,
	unitUnknown: ticked,
	happenedOn: maybeDay,
	matter: written(20_000),
	officer: maybeWritten(500),
	contact: maybeWritten(500),
	name: maybeWritten(200),
	fromOrganisation: ticked,
	wantsPublication: ticked,
});

/** A desk enters what came by letter, by telephone, at the counter, in the box, or was forwarded. */
export function entering(desk: Desk): void {
	desk.form(entryPath, {
		schema: entryForm,
		show: (call, _request, state) => form(call, state),
		accept: enter,
	});
	desk.get(enteredPath(':sealed'), async (call, request) => receiptPage(call, request.param('sealed')));
}

async function enter(call: Call, request: Request, typed: z.infer<typeof entryForm>): Promise<Response> {
	if ((await request.form()).has('_find')) throw new Invalid(() => '');
	const { key, unit, unitUnknown, matter, officer, contact, name, forwardedBy, ...rest } = typed;
	const filed = await enterOnBehalf(call, {
		...rest,
		key,
		unitId: unit,
		unitKnown: !unitUnknown,
		texts: { matter, officer, contact, name, entry: forwardedBy },
	});
	return seeOther(enteredPath(handOver(call, { key, dueOn: filed.dueOn, basis: filed.basis })));
}

async function form(call: Call, state: FormState): Promise<View> {
	allow(mayEnterOnBehalf(call.actor));
	const field = typed(state.values, state.errors);
	return {
		title: m.feedback_desk_enter(),
		lead: m.feedback_desk_enter_lead(),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		body: (
			<>
				<ErrorSummary errors={state.errors} />
				{state.problem && <Notice kind="problem" title={state.problem} />}
				<ActionForm action={entryPath}>
					<input type="hidden" name="key" value={String(field('key').value ?? crypto.randomUUID())} />
					<Radios {...field('channel')} label={m.feedback_desk_channel()} choices={channelChoices()} />
					<TextField {...field('forwardedBy')} label={m.feedback_desk_forwardedBy()} optional />
					<TextArea
						{...field('matter')}
						label={m.feedback_desk_matter()}
						hint={m.feedback_desk_matter_hint()}
						rows={10}
					/>
					<Radios
						{...field('kind')}
						label={m.feedback_desk_kind()}
						hint={m.feedback_desk_kind_hint()}
						choices={kindChoices()}
					/>
					<Select {...field('topic')} label={m.feedback_desk_topic()} optional choices={topicChoices()} />
					<UnitField shown={{ call, state, field }} label={m.feedback_desk_unit()} hint={m.feedback_desk_unit_hint()} />
					<Checkbox {...field('unitUnknown')} label={m.feedback_desk_unit_isPlace()} />
					<Checkbox {...field('accuses')} label={m.feedback_desk_accuses()} hint={m.feedback_desk_accuses_hint()} />
					<TextField {...field('officer')} label={m.feedback_desk_officer_said()} optional />
					<DateField {...field('happenedOn')} label={m.feedback_desk_happenedOn()} optional />
					<Fieldset title={m.feedback_desk_sender()} hint={m.feedback_desk_sender_sealed()}>
						<TextField {...field('name')} label={m.feedback_desk_sender_name()} optional />
						<TextField {...field('contact')} label={m.feedback_desk_sender_contact()} optional />
						<Checkbox {...field('fromOrganisation')} label={m.feedback_desk_sender_organisation()} />
						<Checkbox {...field('wantsPublication')} label={m.feedback_desk_sender_publish()} />
					</Fieldset>
					<Buttons>
						<Button>{m.feedback_desk_enter_do()}</Button>
						<LinkButton href={feedbackPath} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

function receiptPage(call: Call, sealed: string): View {
	const { reference, characters, words, dueOn, basis } = found(handedOver(call, sealed));
	return {
		title: m.feedback_desk_receipt(),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		body: (
			<>
				<Notice kind="warning" title={m.feedback_desk_receipt_once()} />
				<Facts
					rows={[
						[m.feedback_desk_reference(), reference],
						[m.feedback_desk_receipt_characters(), <code>{characters}</code>],
						[m.feedback_desk_receipt_words(), words],
						[m.feedback_desk_due(), formatDate(dueOn)],
						[m.feedback_desk_basis(), basis],
					]}
				/>
				<Hint>{m.feedback_desk_receipt_renew()}</Hint>
			</>
		),
	};
}
