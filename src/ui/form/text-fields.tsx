import { formatDate, formatNumber, m } from '#words';
import { control, Field, type FieldProps } from './field.tsx';
import type { FieldValue } from './typed.ts';

type TextProps = FieldProps & {
	value?: FieldValue;
	/** How wide: for a code, for a name, or the whole column. */
	size?: 'short' | 'medium' | 'full';
};

/** One line of text. */
export const TextField = (
	props: TextProps & {
		type?: 'text' | 'password' | 'email' | 'tel' | 'url' | 'search';
		autocomplete?: string;
		inputmode?: 'text' | 'numeric' | 'tel' | 'email';
		maxlength?: number;
		autofocus?: boolean;
	},
) => (
	<Field {...props}>
		<input
			class={`input ${props.size ?? 'full'}`}
			type={props.type ?? 'text'}
			value={props.value ?? ''}
			autocomplete={props.autocomplete ?? 'off'}
			inputmode={props.inputmode}
			maxlength={props.maxlength}
			autofocus={props.autofocus}
			{...control(props)}
		/>
	</Field>
);

/** Several lines; it grows with what is written where the browser can. */
export const TextArea = (props: FieldProps & { value?: FieldValue; rows?: number; maxlength?: number }) => (
	<Field {...props}>
		<textarea class="textarea" rows={props.rows ?? 5} maxlength={props.maxlength} {...control(props)}>
			{props.value ?? ''}
		</textarea>
	</Field>
);

/** A number as people write it (`parseNumber` reads it); a stored number is shown in the reader's language. */
export const NumberField = (props: TextProps & { unit?: string }) => (
	<Field {...props}>
		<span class="with-unit">
			<input
				class={`input number ${props.size ?? 'short'}`}
				type="text"
				inputmode="decimal"
				autocomplete="off"
				value={typeof props.value === 'number' ? formatNumber(props.value) : (props.value ?? '')}
				{...control(props)}
			/>
			{props.unit && <span class="unit">{props.unit}</span>}
		</span>
	</Field>
);

/** A day, typed as people write it (`parseDate` reads it); an ISO date is shown as day/month/year. */
export const DateField = (props: TextProps) => {
	const field = { ...props, hint: props.hint ?? m.ui_date_hint() };
	const value = String(props.value ?? '');
	return (
		<Field {...field}>
			<input
				class="input short"
				type="text"
				inputmode="text"
				autocomplete="off"
				value={/^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : value}
				{...control(field)}
			/>
		</Field>
	);
};
