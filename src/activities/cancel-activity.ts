import { lineOf } from '#organisation';
import { allow, Conflict, found, record, transact, type Call } from '#platform';
import { m } from '#words';
import { mayKeep } from './activity.policy.ts';
import { countAttendance, lockActivity, saveCancellation } from './activity.store.ts';
import { countEvent } from './count-event.ts';
import { shownOtherwise } from './shown-publicly.ts';

/** Cancels an event with a reason; one that was recorded as held by mistake is no longer counted. */
export const cancelActivity = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		const event = found(await lockActivity(call, id));
		allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
		if (event.state === 'cancelled') throw new Conflict(() => m.activities_conflict_cancelled());

		await saveCancellation(call, id, reason);
		const listed = await countAttendance(call, id);
		await countEvent(call, event, { ...event, ...listed }, { ...event, ...listed, state: 'cancelled' });
		if (event.publishedAt) await shownOtherwise(call, event);
		await record(call, 'activity.cancelled', { unitId: event.keeperId, subject: id, payload: { kind: event.kind } });
	});
