import { Conflict } from '#platform';
import { m } from '#words';

/** It is no longer in the state that this needs. Nothing was changed. */
export const notNow = (): Conflict => new Conflict(() => m.campaigns_conflict_state());
