import { z } from 'zod';
import { anId, seeOther, type Desk } from '#platform';
import { DateField, TextField } from '#ui';
import { m } from '#words';
import { exemptMember } from '../../exempt-member.ts';
import { day, dayOrNothing, line } from '../choices.ts';
import { exemptingPath, memberPath } from '../paths.ts';
import { formAbout, kept } from './member-form.tsx';

/** Not asked for a commitment in some time, with the reason. */
export function exempting(desk: Desk): void {
	desk.form(exemptingPath(anId()), {
		schema: z.object({ reason: line, from: day, until: dayOrNothing }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return formAbout(request, state, person, {
				title: m.people_exempt_do(),
				action: exemptingPath(person.id),
				button: m.people_exempt_do(),
				stored: { from: call.today },
				fields: async (field) => (
					<>
						<TextField {...field('reason')} label={m.people_reason()} hint={m.people_reason_hint()} maxlength={250} />
						<DateField {...field('from')} label={m.people_from()} />
						<DateField {...field('until')} label={m.people_until()} optional />
					</>
				),
			});
		},
		async accept(call, request, values) {
			await exemptMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_exempted');
		},
	});
}
