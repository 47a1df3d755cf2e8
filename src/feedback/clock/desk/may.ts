import { findRoot } from '#organisation';
import type { Call } from '#platform';

/** Deadlines and calendars are kept by administrators of the whole body: no unit lengthens its own time. */
export async function keepsClock(call: Call): Promise<boolean> {
	const root = await findRoot(call);
	return (
		root !== undefined && call.actor.posts.some(({ role, unitId }) => role === 'administrator' && unitId === root.id)
	);
}
