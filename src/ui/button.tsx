import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** `main`: the one action of the page. `quiet`: beside a table or a title. `danger`: what cannot be undone. */
export type Weight = 'main' | 'plain' | 'quiet' | 'danger';

const classes: Record<Weight, string> = {
	main: 'btn btn-primary',
	plain: 'btn',
	quiet: 'btn btn-ghost',
	danger: 'btn btn-danger',
};

/** A button of a form. `name` and `value` tell the server which one was pressed. */
export const Button = (props: {
	children: Child;
	weight?: Weight;
	icon?: IconName;
	name?: string;
	value?: string;
	/** Sends the form without the checks of the browser: “find”, “save as draft”. */
	unchecked?: boolean;
	/** The id of a form elsewhere on the page. */
	form?: string;
}) => (
	<button
		class={classes[props.weight ?? 'main']}
		type="submit"
		name={props.name}
		value={props.value}
		form={props.form}
		formnovalidate={props.unchecked}
	>
		{props.icon && <Icon name={props.icon} />}
		{props.children}
	</button>
);

/** A link that looks like a button: it leads to a page where something is done, and does nothing itself. */
export const LinkButton = (props: { href: string; children: Child; weight?: Weight; icon?: IconName }) => (
	<a class={classes[props.weight ?? 'main']} href={props.href}>
		{props.icon && <Icon name={props.icon} />}
		{props.children}
	</a>
);

/** Buttons in a row, the main one first; they wrap on a phone. */
export const Buttons = ({ children }: { children: Child }) => <div class="buttons">{children}</div>;
