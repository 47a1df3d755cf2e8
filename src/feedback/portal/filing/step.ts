import type { Child } from 'hono/jsx';
import type { Call } from '#platform';
import type { FormErrors, FieldValue } from '#ui';
import type { Draft, StepName } from './draft.ts';

/** What was typed on one page. */
export type Values = Record<string, string | string[] | undefined>;

/** One page of the form. */
export type Step = {
	name: StepName;
	/** A question. */
	title: (draft: Draft) => string;
	/** What the fields show before anything was typed on this page: what was said earlier. */
	filled: (draft: Draft) => Values;
	/** The fields, and what the reader should know before filling them. */
	fields: (page: Page) => Promise<Child> | Child;
	/** Reads what was typed: the draft with it, or what is wrong. `again`: the page asks more and is shown once more. */
	take: (call: Call, draft: Draft, values: Values) => Promise<Taken> | Taken;
	/** “Go on”, unless the page has another word for it; `false`: nothing to go on to. */
	go?: () => string | false;
};

export type Page = {
	call: Call;
	draft: Draft;
	values: Values;
	errors: FormErrors;
	/** Name, value and error of a field, for the components of ui. */
	field: (name: string) => { name: string; value: FieldValue; error: string | undefined };
};

export type Taken = { draft: Draft; again?: false } | { errors: FormErrors } | { again: true; draft?: Draft };

/** The page is shown again with this beside its fields. */
export const wrong = (errors: FormErrors): Taken => ({ errors });

export const text = (values: Values, name: string): string => {
	const value = values[name];
	return (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? '';
};

/** So much a sender may write in one field; 20,000 characters are seven pages. */
export const longest = { matter: 20_000, short: 500 } as const;
