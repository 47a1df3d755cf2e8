import { lineOf } from '#organisation';
import { allow, found, type Call, type FormState, type Request, type View } from '#platform';
import { ActionForm, Button, ErrorSummary, TextField, typed, UnitPicker } from '#ui';
import { m } from '#words';
import { mayKeepMembers } from '../../people.policy.ts';
import { findMember, findPosting, type Member } from '../../people.store.ts';
import { unitChoices } from '../choices.ts';
import { memberPath, membersPath, unitsPath } from '../paths.ts';

type Field = ReturnType<typeof typed>;
type Values = Record<string, unknown>;

/** A form about a member: what it is called, where it goes, what stands in it before anything was typed. */
export type MemberForm = {
	title: string;
	action: string;
	button: string;
	stored: Values;
	fields: (field: Field, values: Values) => Promise<View['body']>;
};

/** The member of the address, whom the caller keeps. */
export async function kept(call: Call, request: Request): Promise<Member> {
	const person = found(await findMember(call, request.param('id')));
	const unitId = found((await findPosting(call, person.id, call.today))?.livingUnitId ?? person.leftUnitId);
	allow(mayKeepMembers(call.actor, await lineOf(call, unitId)));
	return person;
}

/** The page of a form; while a unit is being looked for nothing else is called wrong. */
export async function formPage(request: Request, state: FormState, form: MemberForm): Promise<View> {
	const sent = Object.keys(state.values).length > 0;
	const values = sent ? state.values : form.stored;
	const errors = sent && (await request.form()).has('_find') ? {} : state.errors;
	return {
		title: form.title,
		crumbs: [{ href: membersPath, label: m.people_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				<ActionForm action={form.action}>
					{await form.fields(typed(values, errors), values)}
					<Button>{form.button}</Button>
				</ActionForm>
			</>
		),
	};
}

/** The page of a form about somebody who is known. */
export const formAbout = async (
	request: Request,
	state: FormState,
	person: Member,
	form: MemberForm,
): Promise<View> => ({
	...(await formPage(request, state, { ...form, title: `${form.title}: ${person.fullName}` })),
	crumbs: [
		{ href: membersPath, label: m.people_title() },
		{ href: memberPath(person.id), label: person.fullName },
	],
});

/** Name, rank and address. */
export const Words = ({ field }: { field: Field }) => (
	<>
		<TextField {...field('fullName')} label={m.people_name()} size="medium" maxlength={200} />
		<TextField {...field('rank')} label={m.people_rank()} size="medium" maxlength={100} optional />
		<TextField {...field('email')} label={m.people_email()} type="email" size="medium" maxlength={254} optional />
	</>
);

/** The unit somebody serves in, looked for by words. */
export async function unitField(call: Call, field: Field, values: Values): Promise<View['body']> {
	const choices = await unitChoices(call, said(values['unitId_words']));
	return (
		<UnitPicker
			name="unitId"
			label={m.people_unit()}
			error={field('unitId').error}
			source={unitsPath}
			words={said(values['unitId_words'])}
			chosen={choices.find(({ value }) => value === said(values['unitId']))}
			found={choices}
		/>
	);
}

/** A field is posted once; of several only the first is meant. */
const said = (value: unknown): string => {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' ? first : '';
};
