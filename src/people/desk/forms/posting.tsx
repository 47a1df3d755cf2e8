import { z } from 'zod';
import { anId, seeOther, type Desk } from '#platform';
import { DateField, TextField } from '#ui';
import { m } from '#words';
import { postMember } from '../../post-member.ts';
import { chosenUnit, day, line } from '../choices.ts';
import { postingPath, memberPath } from '../paths.ts';
import { formAbout, kept, unitField } from './member-form.tsx';

/** To another unit or position, from a day on. */
export function posting(desk: Desk): void {
	desk.form(postingPath(anId()), {
		schema: z.object({ unitId: chosenUnit, position: line, on: day }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return formAbout(request, state, person, {
				title: m.people_post(),
				action: postingPath(person.id),
				button: m.people_post(),
				stored: { on: call.today },
				fields: async (field, values) => (
					<>
						{await unitField(call, field, values)}
						<TextField {...field('position')} label={m.people_position()} size="medium" maxlength={200} optional />
						<DateField {...field('on')} label={m.people_from()} />
					</>
				),
			});
		},
		async accept(call, request, values) {
			await postMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_posted');
		},
	});
}
