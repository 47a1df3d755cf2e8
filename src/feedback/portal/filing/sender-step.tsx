import { m } from '#words';
import { Checkbox, Notice, Radios, TextField, type FormErrors } from '#ui';
import { findCustody } from '../../seal/custody.store.ts';
import { isFormal, type Sender } from './draft.ts';
import { longest, text, type Step, wrong } from './step.ts';

const ways = ['nobody', 'contact', 'named'] as const satisfies Sender['as'][];

/** Who speaks: nothing, a contact, the full name; what follows from each is said before. */
export const senderStep: Step = {
	name: 'sender',
	title: () => m.feedback_file_sender(),
	filled: ({ sender }) => (sender ? { ...sender, wantsPublication: sender.wantsPublication ? 'yes' : '' } : {}),
	async fields({ call, draft, field }) {
		const { recipients } = await findCustody(call);
		if (recipients.length === 0) return <Notice kind="info" title={m.feedback_file_sender_onlyNobody()} />;
		return (
			<>
				<Notice kind="info" title={m.feedback_file_sender_recall()} />
				<Radios
					{...field('as')}
					label={m.feedback_file_sender_label()}
					choices={[
						{ value: 'nobody', label: m.feedback_file_sender_nobody(), hint: m.feedback_file_sender_nobody_hint() },
						{ value: 'contact', label: m.feedback_file_sender_contact(), hint: m.feedback_file_sender_contact_hint() },
						{
							value: 'named',
							label: m.feedback_file_sender_named(),
							hint: isFormal(draft) ? m.feedback_file_sender_named_law() : m.feedback_file_sender_named_hint(),
						},
					]}
				/>
				<div class="if-contact">
					<TextField
						{...field('contact')}
						label={m.feedback_file_contact()}
						hint={m.feedback_file_contact_hint()}
						optional
					/>
				</div>
				<div class="if-named">
					<TextField {...field('name')} label={m.feedback_file_name()} hint={m.feedback_file_name_hint()} optional />
				</div>
				<TextField
					{...field('organisation')}
					label={m.feedback_file_organisation()}
					hint={m.feedback_file_organisation_hint()}
					optional
				/>
				{!isFormal(draft) && (
					<Checkbox
						{...field('wantsPublication')}
						label={m.feedback_file_publication()}
						hint={m.feedback_file_publication_hint()}
					/>
				)}
			</>
		);
	},
	async take(call, draft, values) {
		const { recipients } = await findCustody(call);
		const as = recipients.length === 0 ? 'nobody' : ways.find((way) => way === text(values, 'as'));
		const [contact, name, organisation] = ['contact', 'name', 'organisation'].map((field) => text(values, field)) as [
			string,
			string,
			string,
		];
		const errors: FormErrors = {};
		if (!as) errors['as'] = m.feedback_file_sender_missing();
		if (as === 'contact' && contact === '') errors['contact'] = m.feedback_file_contact_missing();
		if (as === 'named' && name === '') errors['name'] = m.feedback_file_name_missing();
		for (const [field, typed] of Object.entries({ contact, name, organisation }))
			if (typed.length > longest.short)
				errors[field] = m.feedback_file_tooLong({ most: longest.short, typed: typed.length });
		if (!as || Object.keys(errors).length > 0) return wrong(errors);
		const wantsPublication = !isFormal(draft) && text(values, 'wantsPublication') === 'yes';
		// What was typed beside “nothing about me” is not sent.
		const kept = as === 'nobody' ? { contact: '', name: '' } : { contact, name: as === 'named' ? name : '' };
		return {
			draft: {
				...draft,
				sender: { as, ...kept, organisation: recipients.length === 0 ? '' : organisation, wantsPublication },
			},
		};
	},
};
