import { Conflict } from '#platform';
import { m } from '#words';

/** The case, or what belongs to it, is no longer in the state that this needs. Nothing was changed. */
export const notNow = (): Conflict => new Conflict(() => m.feedback_conflict_notNow());
