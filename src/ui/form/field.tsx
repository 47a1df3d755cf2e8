import { m } from '#words';
import type { Child } from 'hono/jsx';
import { Icon } from '../icon.tsx';
import { idOf } from './typed.ts';

/** What every field says. The label is a short noun, the hint one line on how to fill it. */
export type FieldProps = { name: string; label: string; hint?: Child; error?: string; optional?: boolean };

/** A label above, a hint under it, an error beside the control; the control is the child. */
export const Field = (props: FieldProps & { children: Child }) => (
	<div class={wrong('field', props.error)}>
		<label class="field-label" for={idOf(props.name)}>
			{props.label}
			<OptionalMark optional={props.optional} />
		</label>
		<FieldHelp {...props} />
		{props.children}
	</div>
);

/** Hint and error, in the order that `aria-describedby` names them. */
export const FieldHelp = ({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) => (
	<>
		{hint && (
			<p class="hint" id={`${idOf(name)}-hint`}>
				{hint}
			</p>
		)}
		{error && (
			<p class="field-error" id={`${idOf(name)}-error`}>
				<Icon name="circleAlert" />
				<span class="sr-only">{m.ui_error()}: </span>
				{error}
			</p>
		)}
	</>
);

export const OptionalMark = ({ optional }: { optional?: boolean }) =>
	optional ? <span class="optional"> ({m.ui_optional()})</span> : null;

/** The attributes that tie a control to its label, hint and error. */
export const control = ({ name, hint, error, optional }: Omit<FieldProps, 'label'>) => ({
	id: idOf(name),
	name,
	required: !optional,
	'aria-invalid': error ? ('true' as const) : undefined,
	'aria-describedby':
		[hint && `${idOf(name)}-hint`, error && `${idOf(name)}-error`].filter(Boolean).join(' ') || undefined,
});

export const wrong = (name: string, error: string | undefined): string => (error ? `${name} ${name}-wrong` : name);
