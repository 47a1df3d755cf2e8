/** What is wrong, by the name of the field; the words are those a person reads. */
export type FormErrors = Record<string, string>;

/** What a field shows: what was typed before, or what is stored. */
export type FieldValue = string | number | null | undefined;

/**
 * Gives each field its name, what was typed and what is wrong with it:
 *
 *     const field = typed(form ?? stored, errors);
 *     <TextField {...field('title')} label={m.plans_title()} />
 */
export const typed =
	(values: Record<string, unknown> = {}, errors: FormErrors = {}) =>
	(name: string): { name: string; value: FieldValue; error: string | undefined } => {
		const value = values[name];
		return {
			name,
			value: typeof value === 'string' || typeof value === 'number' ? value : undefined,
			error: errors[name],
		};
	};

/** The id of a field's control; the error summary leads there. */
export const idOf = (name: string): string => `field-${name}`;
