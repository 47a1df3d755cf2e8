import type { Desk } from '#platform';
import { forms } from './forms.tsx';
import { importing } from './importing.tsx';
import { list } from './list.tsx';
import { member } from './member.tsx';

/** Members of the units that somebody sees, and for those who keep them what can be done. */
export function peopleDesk(desk: Desk): void {
	list(desk);
	importing(desk);
	forms(desk);
	member(desk);
}
