import { anId, found, type Desk } from '#platform';
import { Part } from '#ui';
import { m } from '#words';
import { findFeedback } from '../feedback.store.ts';
import { extensionOf } from '../files/extension.ts';
import type { ShownFile } from '../files/files.store.ts';
import { sendCaseFile } from '../files/send-case-file.ts';
import { casePath } from './paths.ts';

const filePath = (id: string, file: string): string => `${casePath(id)}/tep/${file}`;

/** One file of a case, as an attachment. */
export function caseFiles(desk: Desk): void {
	desk.get(filePath(anId(), anId('file')), async (call, request) => {
		const { id } = found(await findFeedback(call, request.param('id')));
		return sendCaseFile(call, id, request.param('file'));
	});
}

/** What the sender sent along; without names, because those were taken away. */
export const CaseFiles = ({ id, files }: { id: string; files: readonly ShownFile[] }) =>
	files.length === 0 ? null : (
		<Part title={m.feedback_file_case_files()}>
			<ul>
				{files.map((file, at) => (
					<li>
						<a href={filePath(id, file.id)}>
							{m.feedback_file_case_file({ number: at + 1, type: extensionOf(file.mediaType) })}
						</a>
					</li>
				))}
			</ul>
		</Part>
	);
