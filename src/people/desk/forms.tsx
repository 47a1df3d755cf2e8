import { z } from 'zod';
import { lineOf } from '#organisation';
import { allow, found, seeOther, type Call, type Desk, type FormState, type Request, type View } from '#platform';
import { ActionForm, Button, DateField, ErrorSummary, TextField, typed, UnitPicker } from '#ui';
import { m } from '#words';
import { correctMember, enterMember } from '../enter-member.ts';
import { exemptMember } from '../exempt-member.ts';
import { mayKeepMembers } from '../people.policy.ts';
import { findMember, findPosting, type Member } from '../people.store.ts';
import { letMemberGo, postMember } from '../post-member.ts';
import { chosenUnit, day, dayOrNothing, keptRoots, line, unitChoices } from './choices.ts';
import {
	correctingPath,
	enteringPath,
	exemptingPath,
	leavingPath,
	memberPath,
	membersPath,
	postingPath,
	unitsPath,
	uuid,
} from './paths.ts';

type Field = ReturnType<typeof typed>;

/** Entering, correcting, posting, leaving, exempting: a page each. */
export function forms(desk: Desk): void {
	desk.form(enteringPath, {
		schema: z.object({
			number: line,
			fullName: line,
			rank: line,
			email: line,
			position: line,
			unitId: chosenUnit,
			on: day,
		}),
		async show(call, request, state) {
			allow(keptRoots(call.actor).length > 0);
			const given = { unitId: request.query('don-vi'), on: call.today };
			return page(
				call,
				request,
				state,
				given,
				m.people_enter(),
				enteringPath,
				m.people_enter_do(),
				async (field, values) => (
					<>
						<TextField {...field('number')} label={m.people_number()} size="medium" maxlength={40} />
						<Words field={field} />
						<Unit call={call} values={values} error={field('unitId').error} choices={await choicesFor(call, values)} />
						<TextField {...field('position')} label={m.people_position()} size="medium" maxlength={200} optional />
						<DateField {...field('on')} label={m.people_from()} />
					</>
				),
			);
		},
		async accept(call, request, values) {
			return seeOther(memberPath(await enterMember(call, values)), 'people_entered');
		},
	});

	desk.form(correctingPath(`:id${uuid}`), {
		schema: z.object({ fullName: line, rank: line, email: line }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return about(
				call,
				request,
				state,
				person,
				{ ...person },
				m.people_correct(),
				correctingPath,
				m.people_save(),
				async (field) => <Words field={field} />,
			);
		},
		async accept(call, request, values) {
			await correctMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_corrected');
		},
	});

	desk.form(postingPath(`:id${uuid}`), {
		schema: z.object({ unitId: chosenUnit, position: line, on: day }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return about(
				call,
				request,
				state,
				person,
				{ on: call.today },
				m.people_post(),
				postingPath,
				m.people_post(),
				async (field, values) => (
					<>
						<Unit call={call} values={values} error={field('unitId').error} choices={await choicesFor(call, values)} />
						<TextField {...field('position')} label={m.people_position()} size="medium" maxlength={200} optional />
						<DateField {...field('on')} label={m.people_from()} />
					</>
				),
			);
		},
		async accept(call, request, values) {
			await postMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_posted');
		},
	});

	desk.form(leavingPath(`:id${uuid}`), {
		schema: z.object({ on: day }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return about(
				call,
				request,
				state,
				person,
				{ on: call.today },
				m.people_leave(),
				leavingPath,
				m.people_leave(),
				async (field) => <DateField {...field('on')} label={m.people_leave_on()} hint={m.people_leave_hint()} />,
			);
		},
		async accept(call, request, { on }) {
			await letMemberGo(call, request.param('id'), on);
			return seeOther(memberPath(request.param('id')), 'people_left');
		},
	});

	desk.form(exemptingPath(`:id${uuid}`), {
		schema: z.object({ reason: line, from: day, until: dayOrNothing }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return about(
				call,
				request,
				state,
				person,
				{ from: call.today },
				m.people_exempt_do(),
				exemptingPath,
				m.people_exempt_do(),
				async (field) => (
					<>
						<TextField {...field('reason')} label={m.people_reason()} hint={m.people_reason_hint()} maxlength={250} />
						<DateField {...field('from')} label={m.people_from()} />
						<DateField {...field('until')} label={m.people_until()} optional />
					</>
				),
			);
		},
		async accept(call, request, values) {
			await exemptMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_exempted');
		},
	});
}

/** The member of the address, whom the caller keeps. */
async function kept(call: Call, request: Request): Promise<Member> {
	const person = found(await findMember(call, request.param('id')));
	const unitId = found((await findPosting(call, person.id, call.today))?.livingUnitId ?? person.leftUnitId);
	allow(mayKeepMembers(call.actor, await lineOf(call, unitId)));
	return person;
}

type Values = Record<string, unknown>;
type Fields = (field: Field, values: Values) => Promise<View['body']>;

const about = async (
	call: Call,
	request: Request,
	state: FormState,
	person: Member,
	stored: Values,
	title: string,
	path: (id: string) => string,
	button: string,
	fields: Fields,
): Promise<View> => ({
	...(await page(call, request, state, stored, `${title}: ${person.fullName}`, path(person.id), button, fields)),
	crumbs: [
		{ href: membersPath, label: m.people_title() },
		{ href: memberPath(person.id), label: person.fullName },
	],
});

/** A form; while a unit is being looked for nothing else is called wrong. */
async function page(
	_call: Call,
	request: Request,
	state: FormState,
	stored: Values,
	title: string,
	action: string,
	button: string,
	fields: Fields,
): Promise<View> {
	const sent = Object.keys(state.values).length > 0;
	const values = sent ? state.values : stored;
	const errors = sent && (await request.form()).has('_find') ? {} : state.errors;
	return {
		title,
		crumbs: [{ href: membersPath, label: m.people_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				<ActionForm action={action}>
					{await fields(typed(values, errors), values)}
					<Button>{button}</Button>
				</ActionForm>
			</>
		),
	};
}

const Words = ({ field }: { field: Field }) => (
	<>
		<TextField {...field('fullName')} label={m.people_name()} size="medium" maxlength={200} />
		<TextField {...field('rank')} label={m.people_rank()} size="medium" maxlength={100} optional />
		<TextField {...field('email')} label={m.people_email()} type="email" size="medium" maxlength={254} optional />
	</>
);

type Choices = Awaited<ReturnType<typeof unitChoices>>;

const choicesFor = (call: Call, values: Values) => unitChoices(call, said(values['unitId_words']));

const Unit = (props: { call: Call; values: Values; error: string | undefined; choices: Choices }) => (
	<UnitPicker
		name="unitId"
		label={m.people_unit()}
		error={props.error}
		source={unitsPath}
		words={said(props.values['unitId_words'])}
		chosen={props.choices.find(({ value }) => value === said(props.values['unitId']))}
		found={props.choices}
	/>
);

/** A field is posted once; of several only the first is meant. */
const said = (value: unknown): string => {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' ? first : '';
};
