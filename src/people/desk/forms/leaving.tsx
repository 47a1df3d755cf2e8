import { z } from 'zod';
import { anId, seeOther, type Desk } from '#platform';
import { DateField } from '#ui';
import { m } from '#words';
import { letMemberGo } from '../../post-member.ts';
import { day } from '../choices.ts';
import { leavingPath, memberPath } from '../paths.ts';
import { formAbout, kept } from './member-form.tsx';

/** Off the strength, from a day on. */
export function leaving(desk: Desk): void {
	desk.form(leavingPath(anId()), {
		schema: z.object({ on: day }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return formAbout(request, state, person, {
				title: m.people_leave(),
				action: leavingPath(person.id),
				button: m.people_leave(),
				stored: { on: call.today },
				fields: async (field) => (
					<DateField {...field('on')} label={m.people_leave_on()} hint={m.people_leave_hint()} />
				),
			});
		},
		async accept(call, request, { on }) {
			await letMemberGo(call, request.param('id'), on);
			return seeOther(memberPath(request.param('id')), 'people_left');
		},
	});
}
