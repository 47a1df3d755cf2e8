import { codeOf, LaterSchema } from '#platform';
import { m } from '#words';

/** In one sentence, what keeps everything from going on that needs the database; undefined for any other problem. */
export function databaseProblem(problem: unknown): string | undefined {
	if (problem instanceof LaterSchema) return m.start_database_later({ migration: problem.message });
	return codeOf(problem) === '53100' ? m.start_database_full() : undefined;
}
