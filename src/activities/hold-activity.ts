import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { mayKeep } from './activity.policy.ts';
import { countAttendance, lockActivity, saveHolding, type Holding } from './activity.store.ts';
import { countEvent } from './count-event.ts';
import { shownOtherwise } from './shown-publicly.ts';

/**
 * Says that an event was held, who attended and what came of it. Said again it corrects the list and the numbers: what changed is
 * counted by acts of the difference.
 */
export const holdActivity = (call: Call, id: string, holding: Holding): Promise<void> =>
	transact(call, async (call) => {
		const event = found(await lockActivity(call, id));
		allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
		if (event.state === 'cancelled') throw new Conflict(() => m.activities_conflict_cancelled());
		if (event.takesPlaceOn > call.today) throw new Invalid(() => m.activities_error_notYet());
		const attendance = holding.attendance.map((line) => (line.present ? { ...line, absenceReason: '' } : line));

		const before = { ...event, ...(await countAttendance(call, id)) };
		await saveHolding(call, event, { ...holding, attendance });
		const listed = await countAttendance(call, id);
		await countEvent(call, event, before, { ...event, ...holding, ...listed, state: 'held' });
		if (event.publishedAt) await shownOtherwise(call, event);
		await record(call, event.state === 'held' ? 'activity.corrected' : 'activity.held', {
			unitId: event.keeperId,
			subject: id,
			payload: { kind: event.kind, campaignIds: event.campaignIds, ...listed },
		});
	});
