import { z } from 'zod';
import {
	allow,
	fileFromText,
	fileFromUpload,
	Invalid,
	InvalidFile,
	seeOther,
	sheetTemplate,
	type Call,
	type CsvFile,
	type Desk,
	type FormState,
	type Request,
	type View,
} from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, FileField, LinkButton, Notice, typed } from '#ui';
import { formatNumber, m } from '#words';
import { words } from '../import/command.ts';
import { importMembers, mostInBrowser, previewMembers } from '../import/import-members.ts';
import { memberSheet } from '../import/members-sheet.ts';
import { day, keptRoots } from './choices.ts';
import { importingPath, membersPath, templatePath } from './paths.ts';

/** A file of members: looked at first, then taken in. What was looked at travels with the page, so that it is what is taken. */
export function importing(desk: Desk): void {
	desk.get(
		templatePath,
		async () =>
			new Response(sheetTemplate(memberSheet), {
				headers: {
					'Content-Type': 'text/csv; charset=utf-8',
					'Content-Disposition': 'attachment; filename="thanh-vien-mau.csv"',
				},
			}),
	);

	desk.form(importingPath, {
		schema: z.object({ on: day, text: z.string().optional(), take: z.string().optional() }),
		show: form,
		async accept(call, request, { on, text, take }) {
			if (!text || !take) throw new Invalid(() => ''); // a look only: nothing is changed, and the page shows what would be
			try {
				const done = await importMembers(call, fileFromText(text, 'members.csv'), on);
				return seeOther(
					membersPath,
					done.added + done.moved + done.changed > 0 ? 'people_import_taken' : 'people_import_nothing',
				);
			} catch (problem) {
				if (problem instanceof InvalidFile) throw new Invalid(() => problem.message);
				throw problem;
			}
		},
	});
}

async function form(call: Call, request: Request, { values, errors, problem }: FormState): Promise<View> {
	allow(keptRoots(call.actor).length > 0);
	const sent = Object.keys(values).length > 0;
	const looked = sent && !errors['on'] ? await look(call, request) : undefined;
	const field = typed(sent ? values : { on: call.today }, errors);
	const refusal = problem || looked?.refusal;
	return {
		title: m.people_import_title(),
		lead: m.people_import_lead({ most: formatNumber(mostInBrowser) }),
		crumbs: [{ href: membersPath, label: m.people_title() }],
		action: (
			<LinkButton href={templatePath} weight="quiet">
				{m.people_import_template()}
			</LinkButton>
		),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{refusal && (
					<Notice kind="problem" title={m.people_import_refused()}>
						<ul>
							{refusal.split('\n').map((line) => (
								<li>{line}</li>
							))}
						</ul>
					</Notice>
				)}
				{looked?.preview && !refusal && (
					<>
						<Notice kind="info" title={m.people_import_preview()}>
							{looked.preview}
						</Notice>
						<ActionForm action={importingPath} guarded={false} files>
							<input type="hidden" name="on" value={String(values['on'])} />
							<input type="hidden" name="text" value={looked.text} />
							<Button name="take" value="yes">
								{m.people_import_take()}
							</Button>
						</ActionForm>
					</>
				)}
				<ActionForm action={importingPath} files>
					<FileField name="file" label={m.people_import_file()} accept=".csv,text/csv" limit="1 MB" />
					<DateField {...field('on')} label={m.people_import_on()} />
					<Buttons>
						<Button weight={looked?.preview ? 'plain' : 'main'}>{m.people_import_look()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

const megabyte = 1024 * 1024;

type Look = { text?: string; preview?: string; refusal?: string };

/** What the file would do, or why it cannot be taken. */
async function look(call: Call, request: Request): Promise<Look> {
	const sent = await request.form();
	const upload = sent.get('file');
	if (!(upload instanceof File) || upload.size === 0)
		return sent.has('text') ? {} : { refusal: m.people_import_noFile() };
	if (upload.size > megabyte)
		return { refusal: m.people_import_tooLarge({ size: formatNumber(Math.ceil(upload.size / megabyte)) }) };
	try {
		const on = day.parse(sent.get('on'));
		// Read as the import reads it, before it is kept as text: another encoding or kind of file is said here.
		const done = await previewMembers(call, fileOf(upload), on);
		return { text: await upload.text(), preview: m.people_import_would(words(done)) };
	} catch (problem) {
		if (problem instanceof InvalidFile) return { refusal: problem.message };
		throw problem;
	}
}

const fileOf = (upload: File): CsvFile => fileFromUpload(upload);
