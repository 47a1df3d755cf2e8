import {
	allow,
	anId,
	fileFromUpload,
	found,
	Invalid,
	InvalidFile,
	largestCsvMegabytes,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type Request,
	type View,
} from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, FileField, Notice, TextField, typed } from '#ui';
import { m } from '#words';
import type { TreeDocument } from '../documents/document.ts';
import { mayDraft } from '../documents/document.policy.ts';
import { findDocument } from '../documents/document.store.ts';
import { changeDraft, draftDocument } from '../documents/draft.ts';
import { readDocumentFile } from '../documents/read-file.ts';
import { reorganisationSheet, unitSheet } from '../plan/sheets.ts';
import { findRoot } from '../store/units.store.ts';
import { titleOfDocument } from './document-words.tsx';
import { draftForm, importForm } from './draft.form.ts';
import { changePath, documentPath, documentsPath, draftPath, templatePath } from './paths.ts';
import { ProblemList } from './problem-list.tsx';

type Kind = TreeDocument['kind'];

/** Begins a document from a file, or gives it another one. What is wrong with the file is told line by line. */
export function draft(desk: Desk): void {
	for (const kind of ['reorganisation', 'import'] as const) {
		const schema = kind === 'import' ? importForm : draftForm;
		desk.form(draftPath(kind), {
			schema,
			show: (call, _, state) => form(call, kind, draftPath(kind), state),
			async accept(call, request, about) {
				const file = await fileOf(request, kind);
				if (!file) throw Invalid.at('file', () => m.organisation_form_file());
				return seeOther(
					documentPath(await draftDocument(call, { kind, ...about }, file)),
					'organisation_notice_drafted',
				);
			},
		});
	}

	desk.form(changePath(anId()), {
		schema: importForm,
		async show(call, request, state) {
			const document = found(await findDocument(call, request.param('id')));
			const values = { on: document.on, decisionNo: document.decisionNo, ...state.values };
			return form(call, document.kind, changePath(document.id), { ...state, values }, document);
		},
		async accept(call, request, about) {
			const document = found(await findDocument(call, request.param('id')));
			await changeDraft(call, document.id, about, await fileOf(request, document.kind));
			return seeOther(documentPath(document.id), 'organisation_notice_changed');
		},
	});
}

/** The file of the form, read; undefined when none was chosen. What is wrong with it is shown at the field. */
async function fileOf(request: Request, kind: Kind) {
	const file = (await request.form()).get('file');
	if (!(file instanceof File) || file.size === 0) return undefined;
	try {
		const source = fileFromUpload(file);
		return await (kind === 'import'
			? readDocumentFile(source, unitSheet)
			: readDocumentFile(source, reorganisationSheet));
	} catch (problem) {
		if (!(problem instanceof InvalidFile)) throw problem;
		throw new Invalid(() => m.organisation_form_fileProblems(), { file: () => problem.words() });
	}
}

async function form(
	call: Call,
	kind: Kind,
	action: string,
	{ values, errors, problem }: FormState,
	document?: TreeDocument,
): Promise<View> {
	allow(mayDraft(call.actor, (await findRoot(call))?.id));
	const [told = '', ...more] = (errors['file'] ?? '').split('\n');
	const shown = more.length > 0 ? { ...errors, file: m.organisation_form_fileProblems() } : errors;
	const field = typed(values, shown);
	const title = kind === 'import' ? m.organisation_import_title() : m.organisation_draft_title();
	return {
		title: document ? m.organisation_change_title() : title,
		lead: kind === 'import' ? m.organisation_import_lead() : m.organisation_draft_lead(),
		crumbs: [
			{ label: m.organisation_documents_title(), href: documentsPath },
			...(document ? [{ label: titleOfDocument(document), href: documentPath(document.id) }] : []),
		],
		body: (
			<>
				<ErrorSummary errors={shown} />
				{problem && <Notice kind="problem" title={problem} />}
				{more.length > 0 && <ProblemList lines={[told, ...more]} />}
				<ActionForm action={action} files>
					{kind === 'reorganisation' && (
						<TextField
							{...field('decisionNo')}
							label={m.organisation_decision()}
							hint={m.organisation_decision_hint()}
							size="medium"
							maxlength={100}
						/>
					)}
					<DateField {...field('on')} label={m.organisation_document_on()} hint={m.organisation_document_on_hint()} />
					<FileField
						name="file"
						error={shown['file']}
						label={m.organisation_document_file()}
						accept=".csv,text/csv"
						limit={`${largestCsvMegabytes} MB`}
						optional={document !== undefined}
					/>
					<p>
						<a href={templatePath(kind)}>{m.organisation_template()}</a>
					</p>
					<Buttons>
						<Button>{m.organisation_draft_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
