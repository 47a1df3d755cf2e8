import type { Desk } from '#platform';
import { documents } from './desk/documents.tsx';
import { holding } from './desk/holding.tsx';
import { list } from './desk/list.tsx';
import { one } from './desk/one.tsx';
import { planning } from './desk/planning.tsx';

/** The room in the workspace. */
export function activitiesDesk(desk: Desk): void {
	list(desk);
	planning(desk);
	one(desk);
	holding(desk);
	documents(desk);
}
