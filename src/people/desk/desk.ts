import type { Desk } from '#platform';
import { correcting } from './forms/correcting.tsx';
import { entering } from './forms/entering.tsx';
import { exempting } from './forms/exempting.tsx';
import { leaving } from './forms/leaving.tsx';
import { posting } from './forms/posting.tsx';
import { importing } from './importing.tsx';
import { list } from './list.tsx';
import { member } from './member.tsx';

/** Members of the units that somebody sees, and for those who keep them what can be done. */
export function peopleDesk(desk: Desk): void {
	list(desk);
	importing(desk);
	entering(desk);
	correcting(desk);
	posting(desk);
	leaving(desk);
	exempting(desk);
	member(desk);
}
