import { z } from 'zod';
import { anId, seeOther, type Desk } from '#platform';
import { m } from '#words';
import { correctMember } from '../../enter-member.ts';
import { line } from '../choices.ts';
import { correctingPath, memberPath } from '../paths.ts';
import { formAbout, kept, Words } from './member-form.tsx';

/** Name, rank and address put right. */
export function correcting(desk: Desk): void {
	desk.form(correctingPath(anId()), {
		schema: z.object({ fullName: line, rank: line, email: line }),
		async show(call, request, state) {
			const person = await kept(call, request);
			return formAbout(request, state, person, {
				title: m.people_correct(),
				action: correctingPath(person.id),
				button: m.people_save(),
				stored: { ...person },
				fields: async (field) => <Words field={field} />,
			});
		},
		async accept(call, request, values) {
			await correctMember(call, request.param('id'), values);
			return seeOther(memberPath(request.param('id')), 'people_corrected');
		},
	});
}
