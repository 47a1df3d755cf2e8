import { allow, csv, sheetTemplate, type Desk } from '#platform';
import { EmptyState, LinkButton, Table, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { mayDraft, maySeeDocuments } from '../documents/document.policy.ts';
import { listDocuments } from '../documents/document.store.ts';
import { reorganisationSheet, unitSheet } from '../plan/sheets.ts';
import { findRoot } from '../store/units.store.ts';
import { StatusState, titleOfDocument } from './document-words.tsx';
import { documentPath, documentsPath, draftPath, templatePath, unitsPath } from './paths.ts';

type Row = Awaited<ReturnType<typeof listDocuments>>[number];

/** Every document that changed the tree or will, and the templates to write one. */
export function documentsList(desk: Desk): void {
	desk.get(documentsPath, async (call) => {
		const rootId = (await findRoot(call))?.id;
		allow(maySeeDocuments(call.actor, rootId));
		const may = mayDraft(call.actor, rootId);
		return {
			title: m.organisation_documents_title(),
			lead: m.organisation_documents_lead(),
			crumbs: [{ label: m.organisation_units_title(), href: unitsPath }],
			action: may && (
				<>
					<LinkButton href={draftPath('reorganisation')}>{m.organisation_draft_title()}</LinkButton>
					<LinkButton href={draftPath('import')} weight="plain">
						{m.organisation_import_title()}
					</LinkButton>
				</>
			),
			body: (
				<Table
					caption={m.organisation_documents_title()}
					columns={columns()}
					rows={await listDocuments(call)}
					rowHref={(document) => documentPath(document.id)}
					empty={<EmptyState title={m.organisation_documents_none()}>{m.organisation_documents_what()}</EmptyState>}
				/>
			),
		};
	});

	desk.get(templatePath('import'), async () => csv('don-vi.csv', sheetTemplate(unitSheet)));
	desk.get(templatePath('reorganisation'), async () => csv('sap-xep.csv', sheetTemplate(reorganisationSheet)));
}

const columns = (): Column<Row>[] => [
	{ key: 'on', title: m.organisation_document_on(), cell: (row) => formatDate(row.on) },
	{ key: 'title', title: m.organisation_document(), cell: (row) => titleOfDocument(row), link: true },
	{ key: 'file', title: m.organisation_document_file(), cell: (row) => row.fileName },
	{ key: 'rows', title: m.organisation_document_rows(), cell: (row) => formatNumber(row.rowCount), align: 'end' },
	{ key: 'status', title: m.organisation_document_status(), cell: (row) => <StatusState status={row.status} /> },
];
