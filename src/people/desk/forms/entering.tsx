import { z } from 'zod';
import { allow, seeOther, type Desk } from '#platform';
import { DateField, TextField } from '#ui';
import { m } from '#words';
import { enterMember } from '../../enter-member.ts';
import { chosenUnit, day, keptRoots, line } from '../choices.ts';
import { enteringPath, memberPath } from '../paths.ts';
import { formPage, unitField, Words } from './member-form.tsx';

/** Somebody new, with the unit and the day from which they serve there. */
export function entering(desk: Desk): void {
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
			return formPage(request, state, {
				title: m.people_enter(),
				action: enteringPath,
				button: m.people_enter_do(),
				stored: { unitId: request.query('don-vi'), on: call.today },
				fields: async (field, values) => (
					<>
						<TextField {...field('number')} label={m.people_number()} size="medium" maxlength={40} />
						<Words field={field} />
						{await unitField(call, field, values)}
						<TextField {...field('position')} label={m.people_position()} size="medium" maxlength={200} optional />
						<DateField {...field('on')} label={m.people_from()} />
					</>
				),
			});
		},
		async accept(call, _request, values) {
			return seeOther(memberPath(await enterMember(call, values)), 'people_entered');
		},
	});
}
