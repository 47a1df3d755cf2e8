import { z } from 'zod';

/** The whole number from 1 on that a text names as a column can hold it; undefined when no row can have it. */
export function idOf(text: string): number | undefined {
	const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
	return id >= 1 && id <= 2_147_483_647 ? id : undefined;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const wholly = new RegExp(`^${uuid}$`);

export const isUuid = (text: string): boolean => wholly.test(text);

/** Within the address of a route: a part that can only be an id, or only a number. Anything else is no address of ours. */
export const anId = (name = 'id'): string => `:${name}{${uuid}}`;
export const aNumber = (name: string): string => `:${name}{[0-9]{1,9}}`;

/** A field of a form: one row chosen from a list. `missing` is said when none is, or none can be meant. */
export const chosenId = (missing: () => string) =>
	z.string({ error: () => missing() }).transform((typed, about) => {
		const id = idOf(typed);
		if (id === undefined) about.issues.push({ code: 'custom', message: missing(), input: typed });
		return id ?? z.NEVER;
	});

/** Ticked ids, each once; one alone arrives as a text. */
export const chosenIds = () =>
	z
		.union([z.string().transform((one) => [one]), z.array(z.string())])
		.default([])
		.transform(idsOf);

/** Those that a row can have, each once. */
export const idsOf = (typed: readonly string[]): number[] => [
	...new Set(typed.map(idOf).filter((id) => id !== undefined)),
];
