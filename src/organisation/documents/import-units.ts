import { allow, Conflict, isOperator, transact, type Call, type FileProblem } from '#platform';
import { m } from '#words';
import { planImport } from '../plan/plan-import.ts';
import type { UnitRow } from '../plan/sheets.ts';
import { loadHistory, lockTree, mainTree } from '../store/history.store.ts';
import { isNothing } from '../tree/changes.ts';
import type { DocumentFile } from './document.ts';
import { findSameDocument } from './document.store.ts';
import { draft } from './draft.ts';
import { enact } from './enact.ts';

export type ImportedUnits = { born: number; unchanged: number; warnings: FileProblem[] };

/** What an import would do. @throws {InvalidFile} */
export async function previewImport(call: Call, rows: readonly UnitRow[], on: string) {
	return planImport(await loadHistory(call, mainTree), rows, on);
}

/**
 * Brings the units of a file into the tree from a day on; done again with the same file, it changes nothing.
 * Written by the command line and by jobs: a session orders it.
 *
 * @throws {InvalidFile} with every problem, and nothing changed
 */
export const importUnits = (call: Call, on: string, file: DocumentFile<UnitRow>): Promise<ImportedUnits> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor) || call.actor.kind === 'job');
		await lockTree(call, mainTree);
		const history = await loadHistory(call, mainTree);
		const { changes, unchanged, warnings } = planImport(history, file.rows, on);
		if (isNothing(changes)) return { born: 0, unchanged, warnings };

		const about = { tree: mainTree, kind: 'import', decisionNo: '', on, fileSha256: file.sha256 } as const;
		const before = await findSameDocument(call, about);
		if (before?.status === 'applied') throw new Conflict(() => m.organisation_import_partly());
		const id = before?.id ?? (await draft(call, { ...about, status: 'draft', fileName: file.name, rows: file.rows }));
		await enact(call, { ...about, id }, history, changes);
		return { born: changes.born.length, unchanged, warnings };
	});
