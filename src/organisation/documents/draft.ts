import { allow, Conflict, found, Invalid, isOperator, transact, type Call } from '#platform';
import { m } from '#words';
import type { ReorganisationRow, UnitRow } from '../plan/sheets.ts';
import { mainTree } from '../store/history.store.ts';
import { findRoot } from '../store/units.store.ts';
import type { DocumentFile, TreeDocument } from './document.ts';
import { mayDraft } from './document.policy.ts';
import { addStep, findSameDocument, insertDocument, lockDocument, saveDocument } from './document.store.ts';

type About = { kind: TreeDocument['kind']; on: string; decisionNo: string };

/** Begins a document from a file; the same file for the same day and decision is the same document. Answers its id. */
export const draftDocument = (
	call: Call,
	about: About,
	file: DocumentFile<ReorganisationRow | UnitRow>,
): Promise<string> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor) || mayDraft(call.actor, (await findRoot(call))?.id));
		hasDecision(about);
		const content = { tree: mainTree, ...about, fileName: file.name, fileSha256: file.sha256 };
		const same = await findSameDocument(call, content);
		return same?.id ?? draft(call, { ...content, status: 'draft', rows: file.rows as UnitRow[] });
	});

/** Another file, day or decision for a document that is not applied yet; it must be checked again. */
export const changeDraft = (
	call: Call,
	id: string,
	about: Omit<About, 'kind'>,
	file?: DocumentFile<ReorganisationRow | UnitRow>,
): Promise<void> =>
	transact(call, async (call) => {
		const document = found(await lockDocument(call, id));
		allow(mayDraft(call.actor, (await findRoot(call))?.id));
		if (document.status !== 'draft' && document.status !== 'checked')
			throw new Conflict(() => m.organisation_document_notDraft());
		hasDecision({ kind: document.kind, ...about });
		const fileSha256 = file?.sha256 ?? document.fileSha256;
		const same = await findSameDocument(call, { ...document, ...about, fileSha256 });
		if (same && same.id !== id) throw new Conflict(() => m.organisation_document_same());
		const content = file ? { fileName: file.name, fileSha256: file.sha256, rows: file.rows as UnitRow[] } : {};
		await saveDocument(call, id, { ...about, ...content, status: 'draft', planSha256: null, refusal: null });
		await addStep(call, id, 'changed');
	});

/** A re-organisation is known by the number of the decision that it carries out; an import has none of its own. */
function hasDecision({ kind, decisionNo }: Pick<About, 'kind' | 'decisionNo'>): void {
	if (decisionNo.length <= 100 && (kind === 'import' || decisionNo.trim() !== '')) return;
	throw Invalid.at('decisionNo', () => m.organisation_form_decision());
}

export async function draft(
	call: Call,
	content: Omit<Parameters<typeof insertDocument>[1], 'planSha256'>,
): Promise<string> {
	const id = await insertDocument(call, { ...content, planSha256: null });
	await addStep(call, id, 'drafted');
	return id;
}
