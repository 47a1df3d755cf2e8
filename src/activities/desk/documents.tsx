import { listCampaigns, takesWork } from '#campaigns';
import {
	anId,
	found,
	Invalid,
	isUuid,
	seeOther,
	sendFile,
	unitsHeld,
	type Call,
	type Desk,
	type FormState,
	type Request,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Facts,
	FileField,
	Hint,
	LinkButton,
	Notice,
	Rate,
	Select,
	State,
	Table,
	TextField,
	typed,
	type Column,
} from '#ui';
import { formatDate, formatDateTime, m } from '#words';
import { documentForm } from '../activity.form.ts';
import { mayRead, plansAnywhere } from '../activity.policy.ts';
import { giveDocument } from '../give-document.ts';
import { documentFilePath, documentPath, documentsPath, givingPath, readingPath } from '../paths.ts';
import { readDocument } from '../read-document.ts';
import { documentKindWord } from '../state-words.tsx';
import { countReaders, findDocument, listDocuments, studyDocumentKinds, type StudyDocument } from '../study.store.ts';
import { choicesHeld } from '../unit-choices.ts';

/** What there is to study, given out by one's unit or one above; each member says what they have read. */
export function documents(desk: Desk): void {
	desk.get(documentsPath, async (call) => {
		const action = plansAnywhere(call.actor) ? (
			<LinkButton href={givingPath}>{m.activities_document_new()}</LinkButton>
		) : undefined;
		return {
			title: m.activities_documents_title(),
			lead: m.activities_documents_lead(),
			action,
			body: (
				<Table
					caption={m.activities_documents_title()}
					columns={columns(call)}
					rows={await listDocuments(call)}
					rowHref={(document) => documentPath(document.id)}
					empty={
						<EmptyState title={m.activities_documents_none()} action={action}>
							{m.activities_documents_what()}
						</EmptyState>
					}
				/>
			),
		};
	});

	desk.form(givingPath, {
		schema: documentForm,
		show: (call, request, state) => form(call, request, state),
		async accept(call, request, { unit, campaign, ...given }) {
			const file = (await request.form()).get('file');
			const isFile = file instanceof File && file.size > 0;
			if (isFile === (given.link !== null)) {
				throw Invalid.at('link', () => m.activities_error_source());
			}
			const asked = request.query('su-kien');
			const activityId = asked === '' ? null : found(isUuid(asked) ? asked : undefined);
			const id = await giveDocument(call, {
				...given,
				unitId: unit,
				campaignId: campaign,
				file: isFile ? file : null,
				activityId,
			});
			return seeOther(documentPath(id), 'activities_notice_given');
		},
	});

	desk.get(documentPath(anId()), async (call, request) =>
		page(call, found(await findDocument(call, request.param('id')))),
	);
	desk.get(documentFilePath(anId()), async (call, request) =>
		sendFile(call, found(found(await findDocument(call, request.param('id'))).fileId)),
	);
	desk.post(readingPath(anId()), async (call, request) => {
		await readDocument(call, request.param('id'));
		return seeOther(documentPath(request.param('id')), 'activities_notice_read');
	});
}

async function page(call: Call, document: StudyDocument): Promise<View> {
	const [watched] = unitsHeld(call.actor, 'unitHead', 'focalOfficer', 'auditor');
	const readers = watched === undefined ? undefined : await countReaders(call, document.id, watched);
	const isMember = mayRead(call.actor);
	return {
		title: document.title,
		lead: `${documentKindWord(document.kind)} · ${document.unitName}`,
		state: isMember ? <ReadState document={document} /> : undefined,
		crumbs: [{ href: documentsPath, label: m.activities_documents_title() }],
		body: (
			<>
				<Facts
					rows={[
						[m.activities_document_symbol(), document.symbol],
						[m.activities_campaign(), document.campaignTitle],
						[m.activities_document_addedOn(), formatDate(document.addedAt)],
						[
							m.activities_document_source(),
							document.fileId ? (
								<a href={documentFilePath(document.id)}>{m.activities_document_file()}</a>
							) : (
								<a href={document.link ?? ''} rel="noreferrer">
									{document.link}
								</a>
							),
						],
						...(readers
							? ([
									[m.activities_document_readers(), <Rate numerator={readers.read} denominator={readers.of} />],
								] satisfies Row[])
							: []),
					]}
				/>
				{isMember && !document.readAt && (
					<ActionForm action={readingPath(document.id)} guarded={false}>
						<Hint>{m.activities_read_worth()}</Hint>
						<Button>{m.activities_read_do()}</Button>
					</ActionForm>
				)}
			</>
		),
	};
}

type Row = Parameters<typeof Facts>[0]['rows'][number];

const ReadState = ({ document }: { document: StudyDocument }) =>
	document.readAt ? (
		<State kind="done">{m.activities_read_at({ time: formatDateTime(document.readAt) })}</State>
	) : (
		<State kind="open">{m.activities_read_not()}</State>
	);

const columns = (call: Call): Column<StudyDocument>[] => [
	{ key: 'title', title: m.activities_document(), cell: (document) => document.title },
	{ key: 'kind', title: m.activities_kind(), cell: (document) => documentKindWord(document.kind) },
	{ key: 'unit', title: m.activities_document_from(), cell: (document) => document.unitName },
	{ key: 'added', title: m.activities_document_addedOn(), cell: (document) => formatDate(document.addedAt) },
	...(mayRead(call.actor)
		? [
				{
					key: 'read',
					title: m.activities_read(),
					cell: (document: StudyDocument) => <ReadState document={document} />,
				},
			]
		: []),
];

async function form(call: Call, request: Request, { values, errors, problem }: FormState): Promise<View> {
	const units = await choicesHeld(call, 'unitHead', 'focalOfficer');
	const campaigns = (await listCampaigns(call)).filter(({ state }) => takesWork(state));
	const event = request.query('su-kien');
	const field = typed(
		Object.keys(values).length > 0 ? values : { unit: units[0]?.value, campaign: String(campaigns[0]?.id ?? '') },
		errors,
	);
	return {
		title: m.activities_document_new(),
		lead: m.activities_document_new_lead(),
		crumbs: [{ href: documentsPath, label: m.activities_documents_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={event ? `${givingPath}?su-kien=${event}` : givingPath} files>
					<Select
						{...field('unit')}
						label={m.activities_document_unit()}
						choices={units}
						hint={m.activities_document_unit_hint()}
					/>
					<Select
						{...field('campaign')}
						label={m.activities_campaign()}
						choices={campaigns.map((each) => ({ value: String(each.id), label: each.title }))}
					/>
					<Select
						{...field('kind')}
						label={m.activities_kind()}
						choices={studyDocumentKinds.map((kind) => ({ value: kind, label: documentKindWord(kind) }))}
					/>
					<TextField {...field('title')} label={m.activities_document_title()} maxlength={500} />
					<TextField
						{...field('symbol')}
						label={m.activities_document_symbol()}
						optional
						size="medium"
						maxlength={100}
					/>
					<FileField
						name="file"
						error={errors['file']}
						label={m.activities_document_file()}
						optional
						accept=".pdf,.docx,.xlsx,image/*"
						limit="25 MB"
					/>
					<TextField
						{...field('link')}
						type="url"
						label={m.activities_document_link()}
						optional
						hint={m.activities_document_link_hint()}
					/>
					<Buttons>
						<Button>{m.activities_document_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
