import type { Problem } from './problems.ts';

/** The code of a failed system call (`ENOSPC`, `ECONNREFUSED`) or of PostgreSQL (`28P01`), or the empty string. */
export const codeOf = (error: unknown): string => {
	const code = (error as { code?: unknown } | null | undefined)?.code;
	return typeof code === 'string' ? code : '';
};

/**
 * For `.catch`: what the database refused with this code is said in a person's terms. `problem` is given the name of the constraint; what it
 * does not answer, and every other failure, goes on as it is.
 */
export const refusedAs =
	(code: string, problem: (constraint: string) => Problem | undefined) =>
	(error: unknown): never => {
		throw (codeOf(error) === code && problem(constraintOf(error))) || error;
	};

const constraintOf = (error: unknown): string => {
	const { constraint } = error as { constraint?: unknown };
	return typeof constraint === 'string' ? constraint : '';
};
