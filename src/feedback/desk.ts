import type { Desk } from '#platform';
import { dataRequests } from './data-request/desk.tsx';
import { besides, onwards } from './desk/actions/actions.ts';
import { caseFiles } from './desk/case-files.tsx';
import { register } from './desk/case-action.tsx';
import { commendations } from './desk/commendations.tsx';
import { entering } from './desk/entering.tsx';
import { nominating } from './desk/nominating.tsx';
import { nominations } from './desk/nominations.tsx';
import { printedNominations } from './desk/nominations-printed.tsx';
import { one } from './desk/one.tsx';
import { queue } from './desk/queue.tsx';
import { rectifying } from './desk/rectifying.tsx';
import { relatives } from './desk/relatives.tsx';
import { statements } from './desk/statements.tsx';
import { verifying } from './desk/verifying.tsx';

/** The room in the workspace: the queue, a case and what may be done with it, and what concerns the reader or their unit. */
export function feedbackDesk(desk: Desk): void {
	queue(desk);
	entering(desk);
	statements(desk);
	rectifying(desk);
	verifying(desk);
	commendations(desk);
	nominating(desk);
	nominations(desk);
	printedNominations(desk);
	relatives(desk);
	dataRequests(desk);
	one(desk);
	caseFiles(desk);
	for (const action of [...onwards, ...besides]) register(desk, action);
}
