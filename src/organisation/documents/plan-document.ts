import { createHash } from 'node:crypto';
import { markOf, type Call } from '#platform';
import { planImport } from '../plan/plan-import.ts';
import { planReorganisation, type Plan } from '../plan/plan-reorganisation.ts';
import type { ReorganisationRow, UnitRow } from '../plan/sheets.ts';
import { loadHistory } from '../store/history.store.ts';
import type { Changes } from '../tree/changes.ts';
import type { History } from '../tree/history.ts';
import type { TreeDocument } from './document.ts';

/** What a document would do to the tree as it stands. @throws {InvalidFile} when it cannot be done */
export async function planDocument(
	call: Call,
	document: Pick<TreeDocument, 'tree' | 'kind' | 'on' | 'rows'>,
): Promise<Plan & { history: History }> {
	const history = await loadHistory(call, document.tree);
	const plan =
		document.kind === 'import'
			? planImport(history, document.rows as UnitRow[], document.on)
			: planReorganisation(history, document.rows as ReorganisationRow[], document.on);
	return { ...plan, history };
}

/** By this a checked document is known to mean still what the checker saw, whatever else has happened to the tree. */
export const planHash = (changes: Changes): string =>
	createHash('sha256').update(JSON.stringify(changes)).digest('hex');

/** What is answered for: this file for this day and decision, and what it does by `plan`, the hash of a dry run or of what was checked. */
export const markOfDocument = (
	{ decisionNo, on, fileSha256 }: Pick<TreeDocument, 'decisionNo' | 'on' | 'fileSha256'>,
	plan: string | null,
): string => markOf(decisionNo, on, fileSha256, plan);
