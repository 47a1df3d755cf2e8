import {
	allow,
	asItStands,
	Conflict,
	found,
	isOperator,
	record,
	requireSeen,
	transact,
	type Call,
	type FileProblem,
	type Seen,
} from '#platform';
import { m } from '#words';
import type { ReorganisationRow } from '../plan/sheets.ts';
import { mainTree } from '../store/history.store.ts';
import { findRoot } from '../store/units.store.ts';
import type { Changes } from '../tree/changes.ts';
import type { DocumentFile, TreeDocument } from './document.ts';
import { mayCheck } from './document.policy.ts';
import { addStep, findSameDocument, listSteps, lockDocument, saveDocument } from './document.store.ts';
import { draft } from './draft.ts';
import { markOfDocument, planDocument, planHash } from './plan-document.ts';

export type Checked = { changes: Changes; warnings: FileProblem[] };

/**
 * Says of a drafted document that it is right: by another person than those who wrote it.
 * @throws {ChangedSince} when the document, or the tree under it, is not as it was `seen`
 * @throws {InvalidFile} when it cannot be done to the tree as it stands
 */
export const checkReorganisation = (call: Call, id: string, seen: Seen = asItStands): Promise<Checked> =>
	transact(call, async (call) => {
		const document = found(await lockDocument(call, id));
		allow(mayCheck(call.actor, (await findRoot(call))?.id, await listSteps(call, id)));
		if (document.status !== 'draft') throw new Conflict(() => m.organisation_document_notDraft());
		return check(call, document, seen);
	});

/**
 * The check of the command line, where the operator answers for the file: drafts the document if it is new.
 * Answers undefined when the same file has been applied already.
 */
export const checkFile = (
	call: Call,
	about: { on: string; decisionNo: string },
	file: DocumentFile<ReorganisationRow>,
): Promise<Checked | undefined> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		const content = { tree: mainTree, kind: 'reorganisation', ...about, fileSha256: file.sha256 } as const;
		const same = await findSameDocument(call, content);
		if (same?.status === 'applied') return undefined;
		if (same?.status === 'applying') throw new Conflict(() => m.organisation_document_isApplying());
		const id = same?.id ?? (await draft(call, { ...content, status: 'draft', fileName: file.name, rows: file.rows }));
		return check(call, found(await lockDocument(call, id)));
	});

async function check(call: Call, document: TreeDocument, seen: Seen = asItStands): Promise<Checked> {
	const { changes, warnings } = await planDocument(call, document);
	await requireSeen(seen, () => markOfDocument(document, planHash(changes)));
	await saveDocument(call, document.id, { status: 'checked', planSha256: planHash(changes), refusal: null });
	await addStep(call, document.id, 'checked');
	await record(call, 'reorganisation.checked', { subject: document.id });
	return { changes, warnings };
}
