import { m } from '#words';
import { FileField } from '#ui';

/** Where files are chosen. Only a browser that runs scripts can prove work for them. */
export const FilesField = ({ error }: { error?: string | undefined }) => (
	<div class="needs-script">
		<FileField
			name="files"
			label={m.feedback_file_files_label()}
			hint={m.feedback_file_files_hint()}
			error={error}
			accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"
			multiple
			optional
		/>
	</div>
);
