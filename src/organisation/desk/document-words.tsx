import { State, type StateKind } from '#ui';
import { m } from '#words';
import type { DocumentStatus, Step, TreeDocument } from '../documents/document.ts';

const statuses: Record<DocumentStatus, [StateKind, () => string]> = {
	draft: ['open', () => m.organisation_status_draft()],
	checked: ['running', () => m.organisation_status_checked()],
	applying: ['soon', () => m.organisation_status_applying()],
	applied: ['done', () => m.organisation_status_applied()],
	reverting: ['soon', () => m.organisation_status_reverting()],
	reverted: ['stopped', () => m.organisation_status_reverted()],
};

export const StatusState = ({ status }: { status: DocumentStatus }) => {
	const [kind, words] = statuses[status];
	return <State kind={kind}>{words()}</State>;
};

export const stepWord = (step: Step): string =>
	({
		drafted: m.organisation_step_drafted,
		changed: m.organisation_step_changed,
		checked: m.organisation_step_checked,
		returned: m.organisation_step_returned,
		ordered: m.organisation_step_ordered,
		applied: m.organisation_step_applied,
		reverted: m.organisation_step_reverted,
	})[step]();

export const kindOfDocument = (kind: TreeDocument['kind']): string =>
	kind === 'import' ? m.organisation_document_import() : m.organisation_document_reorganisation();

export const titleOfDocument = ({ kind, decisionNo }: Pick<TreeDocument, 'kind' | 'decisionNo'>): string =>
	decisionNo === ''
		? kindOfDocument(kind)
		: m.organisation_document_numbered({ kind: kindOfDocument(kind), number: decisionNo });
