import { lineOf } from '#organisation';
import {
	allow,
	anId,
	found,
	Invalid,
	seeOther,
	sendFile,
	type Call,
	type Desk,
	type FormState,
	type View,
} from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, FileField, Hint, Notice, typed } from '#ui';
import { m } from '#words';
import { paperForm } from '../commitment.form.ts';
import { mayEnter } from '../commitment.policy.ts';
import { findAuthor, findCommitment, findText, type Paper } from '../commitment.store.ts';
import { enterCommitment } from '../enter-commitment.ts';
import { entryPath, paperPath, scanPath } from '../paths.ts';
import { crumbsOf } from './writing.tsx';

/** A commitment written by hand, entered with its scan. */
export function onPaper(desk: Desk): void {
	desk.form(entryPath(anId()), {
		schema: paperForm,
		show: async (call, request, state) => form(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, { signedOn }) {
			const scan = (await request.form()).get('scan');
			if (!(scan instanceof File) || scan.size === 0) {
				throw Invalid.at('scan', () => m.commitments_error_scanMissing());
			}
			await enterCommitment(call, request.param('id'), signedOn, scan);
			return seeOther(paperPath(request.param('id')), 'commitments_notice_entered');
		},
	});

	desk.get(scanPath(anId()), async (call, request) =>
		sendFile(call, found((await findText(call, request.param('id')))?.scanFileId)),
	);
}

async function form(call: Call, paper: Paper, { values, errors, problem }: FormState): Promise<View> {
	allow(mayEnter(call.actor, await lineOf(call, paper.unitId)));
	const author = await findAuthor(call, paper);
	const field = typed(values, errors);
	return {
		title: m.commitments_enter_title({ name: author?.fullName ?? '' }),
		lead: paper.title,
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={entryPath(paper.id)} files>
					<DateField {...field('signedOn')} label={m.commitments_signedOn()} />
					<FileField
						name="scan"
						error={errors['scan']}
						label={m.commitments_scan()}
						accept="application/pdf,image/jpeg,image/png,image/webp"
						limit="25 MB"
					/>
					<Hint>{m.commitments_enter_what()}</Hint>
					<Buttons>
						<Button>{m.commitments_enter_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
