import type { Desk } from '#platform';
import { browse } from './desk/browse.tsx';
import { document } from './desk/document.tsx';
import { documentsList } from './desk/documents-list.tsx';
import { draft } from './desk/draft.tsx';
import { unit } from './desk/unit.tsx';
import type { Dependents } from './documents/dependents.ts';

/** The room in the workspace. @param dependents what higher rooms keep at units, for the dry run and for taking back */
export const organisationDesk =
	(dependents: Dependents) =>
	(desk: Desk): void => {
		browse(desk);
		unit(desk);
		documentsList(desk);
		draft(desk);
		document(dependents)(desk);
	};
