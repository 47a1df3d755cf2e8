import { m } from '#words';
import type { Child } from 'hono/jsx';
import { Button, LinkButton } from '../button.tsx';
import { ActionForm } from './action-form.tsx';

/**
 * The matter of a page that asks before something that cannot be undone: it names the thing, says what will follow, and
 * the button repeats the verb. A link to such a page inside `<confirm-link>` opens it as a dialog where islands run.
 */
export const Confirmation = (props: {
	/** What will happen, to what, and what cannot be taken back. */
	children: Child;
	action: string;
	/** “Đóng kế hoạch 12/KH-CAT”: verb and name. */
	confirm: string;
	/** Where “no” leads. */
	back: string;
	danger?: boolean;
	/** Further fields, such as a reason. */
	fields?: Child;
	/** The mark of what this page shows and is confirmed. */
	seen?: string;
}) => (
	<div class="confirmation" data-confirmation>
		<div class="consequence">{props.children}</div>
		<ActionForm action={props.action} guarded={false} seen={props.seen}>
			{props.fields}
			<div class="buttons">
				<Button weight={props.danger ? 'danger' : 'main'}>{props.confirm}</Button>
				<LinkButton href={props.back} weight="quiet">
					{m.ui_cancel()}
				</LinkButton>
			</div>
		</ActionForm>
	</div>
);

/** Wraps the link to a confirmation page, so that the question is asked in place where islands run. */
export const ConfirmLink = ({ children }: { children: Child }) => <confirm-link>{children}</confirm-link>;
