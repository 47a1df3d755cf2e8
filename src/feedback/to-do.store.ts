import { sql } from 'kysely';

/** Something is still to be done about a case `f`: the condition of the indexes `feedback_queue` and `feedback_pressing`, word for word. */
export const toDo = sql`f.state not in ('guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed', 'merged', 'withdrawn')`;
