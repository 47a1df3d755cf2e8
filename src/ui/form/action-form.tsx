import { m } from '#words';
import type { Child } from 'hono/jsx';

/**
 * A form that changes something. `_key` makes a repeated send (a double press, a lost answer) the same request. The
 * browser does not check: the server says what is wrong, in our words, beside the field. The islands stop a second press
 * and warn before what was typed is left.
 */
export const ActionForm = (props: {
	action: string;
	children: Child;
	/** Needed as soon as there is a `<FileField>`. */
	files?: boolean;
	id?: string;
	/** `false` for a form whose content is not worth a warning when left: one button, a filter. */
	guarded?: boolean;
	/** The mark of what this page shows and the form answers for (`markOf` of platform). */
	seen?: string | undefined;
}) => (
	<sent-once sending={m.ui_sending()}>
		<draft-guard off={props.guarded === false ? '' : undefined}>
			<form
				class="form"
				method="post"
				action={props.action}
				id={props.id}
				enctype={props.files ? 'multipart/form-data' : undefined}
				novalidate
			>
				<input type="hidden" name="_key" value={crypto.randomUUID()} />
				{props.seen !== undefined && <input type="hidden" name="_seen" value={props.seen} />}
				{props.children}
				<output class="sending"></output>
			</form>
		</draft-guard>
	</sent-once>
);
