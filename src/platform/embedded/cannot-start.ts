/** The house cannot open, for a reason that is told in one sentence, in the language of the terminal. Exit code 1. */
export class CannotStart extends Error {
	override name = 'CannotStart';
}

/** The code of a failed system call (`ENOSPC`, `ECONNREFUSED`) or of PostgreSQL (`28P01`), or the empty string. */
export const codeOf = (problem: unknown): string =>
	problem instanceof Error && 'code' in problem && typeof problem.code === 'string' ? problem.code : '';
