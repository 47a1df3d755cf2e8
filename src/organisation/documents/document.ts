import type { ReorganisationRow, UnitRow } from '../plan/sheets.ts';
import type { Changes } from '../tree/changes.ts';

/**
 * `draft → checked → applying → applied → reverting → reverted`. The command line goes from checked to applied at once; a
 * change of the file takes a checked document back to draft.
 */
export type DocumentStatus = 'draft' | 'checked' | 'applying' | 'applied' | 'reverting' | 'reverted';

/** A document that changes the tree: an import of units or a re-organisation. */
export type TreeDocument = {
	id: string;
	tree: string;
	kind: 'import' | 'reorganisation';
	decisionNo: string;
	/** The first day of the new state. */
	on: string;
	status: DocumentStatus;
	fileName: string;
	fileSha256: string;
	rows: ReorganisationRow[] | UnitRow[];
	/** What the checker saw. */
	planSha256: string | null;
	/** What applying did. */
	changes: Changes | null;
	/** Why the last attempt in the background did nothing. */
	refusal: string | null;
};

/** The file of a document: its rows, its name and the hash by which it is known again. */
export type DocumentFile<R> = { name: string; sha256: string; rows: R[] };

export type Step = 'drafted' | 'changed' | 'checked' | 'returned' | 'ordered' | 'applied' | 'reverted';
export type DocumentStep = { step: Step; at: string; accountId: string | null; byWhom: string };
