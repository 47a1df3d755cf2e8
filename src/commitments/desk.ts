import type { Desk } from '#platform';
import { answering } from './desk/answering.tsx';
import { exempting } from './desk/exempting.tsx';
import { issuing } from './desk/issuing.tsx';
import { mine } from './desk/mine.tsx';
import { onPaper } from './desk/on-paper.tsx';
import { printing } from './desk/printing.tsx';
import { progress } from './desk/progress.tsx';
import { reviewing } from './desk/reviewing.tsx';
import { writing } from './desk/writing.tsx';

/** The room in the workspace, in the order of a commitment's life. */
export function commitmentsDesk(desk: Desk): void {
	mine(desk);
	issuing(desk);
	progress(desk);
	writing(desk);
	onPaper(desk);
	answering(desk);
	reviewing(desk);
	exempting(desk);
	printing(desk);
}
