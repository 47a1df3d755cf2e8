import { m } from '#words';
import { control, Field, type FieldProps } from './field.tsx';

/** A file. A browser never fills it again, so that after an error the person must choose once more; the hint says the limit. */
export const FileField = (
	props: FieldProps & {
		/** Kinds of file as the browser names them: `.csv,text/csv`. The server looks at the content whatever is said here. */
		accept?: string;
		/** “10 MB”. */
		limit?: string;
		multiple?: boolean;
	},
) => {
	const field = { ...props, hint: props.hint ?? (props.limit && m.ui_file_limit({ size: props.limit })) };
	return (
		<Field {...field}>
			<input class="file-input" type="file" accept={props.accept} multiple={props.multiple} {...control(field)} />
		</Field>
	);
};
