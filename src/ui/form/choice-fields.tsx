import { m } from '#words';
import type { Child } from 'hono/jsx';
import { control, Field, FieldHelp, OptionalMark, wrong, type FieldProps } from './field.tsx';
import { idOf, type FieldValue } from './typed.ts';

/** One thing to choose. */
export type Choice = { value: string; label: string; hint?: Child };

/** One of a list too long to read at a glance; for up to seven use {@link Radios}. */
export const Select = (props: FieldProps & { value?: FieldValue; choices: Choice[]; empty?: string | false }) => (
	<Field {...props}>
		<select class="select" {...control(props)}>
			{props.empty !== false && <option value="">{props.empty ?? m.ui_choose()}</option>}
			{props.choices.map(({ value, label }) => (
				<option value={value} selected={value === String(props.value ?? '')}>
					{label}
				</option>
			))}
		</select>
	</Field>
);

/** One of few, all in sight. */
export const Radios = (props: FieldProps & { value?: FieldValue; choices: Choice[] }) => (
	<ChoiceGroup {...props}>
		{props.choices.map((choice, position) => (
			<ChoiceRow
				{...choice}
				type="radio"
				name={props.name}
				id={position === 0 ? idOf(props.name) : `${idOf(props.name)}-${position}`}
				checked={choice.value === String(props.value ?? '')}
			/>
		))}
	</ChoiceGroup>
);

/** Any number of few; each arrives as a value of the same name. */
export const Checkboxes = (props: FieldProps & { values?: string[]; choices: Choice[] }) => (
	<ChoiceGroup {...props}>
		{props.choices.map((choice, position) => (
			<ChoiceRow
				{...choice}
				type="checkbox"
				name={props.name}
				id={position === 0 ? idOf(props.name) : `${idOf(props.name)}-${position}`}
				checked={props.values?.includes(choice.value) ?? false}
			/>
		))}
	</ChoiceGroup>
);

/** A single yes; its label is the sentence that is agreed to. Never ticked beforehand. */
export const Checkbox = (props: FieldProps & { value?: FieldValue }) => (
	<div class={wrong('field', props.error)}>
		<FieldHelp name={props.name} error={props.error} />
		<ChoiceRow
			type="checkbox"
			value="yes"
			label={props.label}
			hint={props.hint}
			name={props.name}
			id={idOf(props.name)}
			checked={props.value === 'yes'}
		/>
	</div>
);

const ChoiceGroup = (props: FieldProps & { children: Child }) => (
	<fieldset class={wrong('field', props.error)} aria-describedby={control(props)['aria-describedby']}>
		<legend class="field-label">
			{props.label}
			<OptionalMark optional={props.optional} />
		</legend>
		<FieldHelp {...props} />
		<div class="choices">{props.children}</div>
	</fieldset>
);

const ChoiceRow = (props: Choice & { type: 'radio' | 'checkbox'; name: string; id: string; checked: boolean }) => (
	<div class="choice">
		<input
			class={props.type}
			type={props.type}
			id={props.id}
			name={props.name}
			value={props.value}
			checked={props.checked}
			aria-describedby={props.hint ? `${props.id}-detail` : undefined}
		/>
		<label for={props.id}>
			{props.label}
			{props.hint && (
				<span class="hint" id={`${props.id}-detail`}>
					{props.hint}
				</span>
			)}
		</label>
	</div>
);
