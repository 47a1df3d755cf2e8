import { stableId } from '#campaigns';
import { recordActs } from '#figures';
import type { Call } from '#platform';
import { correction, countsOf, type Activity, type Countable } from './activity.ts';

/** Records what must be counted so that the figures say what the event is now; each revision once, for the owner (or what continued it on the day) alone. */
export async function countEvent(call: Call, event: Activity, before: Countable, now: Countable): Promise<void> {
	const revision = event.revision + 1;
	await recordActs(
		call,
		correction(countsOf(before), countsOf(now)).map((count) => ({
			...count,
			id: actId(event.id, revision, count.campaignId, count.metric, count.occurredOn),
			unitId: event.countedUnitId ?? event.unitId,
			source: 'activity',
			payload: { activityId: event.id, revision },
		})),
	);
}

const actId = (...name: (string | number)[]): string => stableId('activity', ...name);
