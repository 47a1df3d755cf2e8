import type { Child } from 'hono/jsx';

/** Fields that belong together under one heading. */
export const Fieldset = ({ title, hint, children }: { title: string; hint?: Child; children: Child }) => (
	<fieldset class="fieldset">
		<legend>{title}</legend>
		{hint && <Hint>{hint}</Hint>}
		{children}
	</fieldset>
);

/** A line of help that belongs to no single field. */
export const Hint = ({ children }: { children: Child }) => <p class="hint">{children}</p>;
