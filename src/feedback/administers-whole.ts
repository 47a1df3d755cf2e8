import { findRoot } from '#organisation';
import { holds, type Call } from '#platform';

/**
 * Deadlines, calendars and seats of oversight are kept by administrators of the whole body: no unit lengthens its own time, or seats
 * who oversees it.
 */
export async function administersWhole(call: Call): Promise<boolean> {
	const root = await findRoot(call);
	return root !== undefined && holds(call.actor, root.id, 'administrator');
}
