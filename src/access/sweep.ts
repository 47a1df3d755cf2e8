import type { Call } from '#platform';
import { deleteLeftovers } from './access.store.ts';

/** Removes what sign-in leaves behind; for an hourly job. */
export const sweepAccess = (call: Call): Promise<void> => deleteLeftovers(call);
