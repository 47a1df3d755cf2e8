import { m } from '#words';
import { Button, Buttons, ErrorSummary, Hint, TextArea } from '#ui';
import type { Call, PublicView } from '#platform';
import type { Feedback } from '../../feedback.ts';
import { ProofOfWork } from '../../proof/proof-of-work.tsx';
import type { Ticket } from '../../sender/ticket.ts';
import { FilesField } from '../files-field.tsx';
import { Leaving } from '../leaving.tsx';
import { followPath, here } from '../paths.ts';
import type { Shown } from './case-page.tsx';

/** Words with files. A page of its own: files need a proof of work, and who only looks at a case should not work for it. */
export async function addFilesPage(
	call: Call,
	feedback: Feedback,
	ticket: Ticket,
	{ errors = {}, values = {}, key }: Shown & { key?: string },
): Promise<PublicView> {
	const path = here(followPath);
	const wrong = errors['add'];
	return {
		title: m.feedback_file_window(),
		heading: false,
		alone: true,
		tags: [],
		body: (
			<>
				<p class="kicker">{m.feedback_follow_reference({ reference: feedback.reference })}</p>
				<h1>{m.feedback_follow_files()}</h1>
				<ErrorSummary errors={wrong === undefined ? {} : { words: wrong }} />
				<form class="form" method="post" action={path} enctype="multipart/form-data" novalidate>
					<input type="hidden" name="_ticket" value={ticket} />
					<input type="hidden" name="_do" value="add" />
					<input type="hidden" name="_files" value="yes" />
					<input type="hidden" name="_key" value={key ?? crypto.randomUUID()} />
					<TextArea name="words" label={m.feedback_follow_add_words()} value={values['words']} rows={5} />
					<Hint>{m.feedback_file_files_cleaned()}</Hint>
					<FilesField />
					<ProofOfWork call={call} waiting={m.feedback_file_files_needProof()} />
					<Buttons>
						<Button>{m.feedback_follow_add()}</Button>
					</Buttons>
				</form>
				<form class="form" method="post" action={path}>
					<input type="hidden" name="_ticket" value={ticket} />
					<input type="hidden" name="_do" value="show" />
					<Buttons>
						<Button weight="quiet">{m.feedback_follow_files_back()}</Button>
					</Buttons>
				</form>
				<Leaving />
			</>
		),
	};
}
