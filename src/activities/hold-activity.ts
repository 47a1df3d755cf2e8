import { lineOf } from '#organisation';
import {
	allow,
	asItStands,
	Conflict,
	found,
	Invalid,
	markOf,
	record,
	requireSeen,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import { mayKeep } from './activity.policy.ts';
import { countAttendance, lockActivity, saveHolding, type Holding } from './activity.store.ts';
import { listExpected, type ListedMember } from './attendance.store.ts';
import type { Activity } from './activity.ts';
import { countEvent } from './count-event.ts';
import { shownOtherwise } from './shown-publicly.ts';

/**
 * Says that an event was held, who attended and what came of it. Said again it corrects the list and the numbers: what changed is
 * counted by acts of the difference.
 *
 * @throws {ChangedSince} when what was recorded, or who is on the list, is not as it was `seen`
 */
export const holdActivity = (call: Call, id: string, holding: Holding, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const event = found(await lockActivity(call, id));
		allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
		if (event.state === 'cancelled') throw new Conflict(() => m.activities_conflict_cancelled());
		if (event.takesPlaceOn > call.today) throw new Invalid(() => m.activities_error_notYet());
		await requireSeen(seen, async () => markOfHolding(event, await listExpected(call, event)));
		const attendance = holding.attendance.map((line) => (line.present ? { ...line, absenceReason: '' } : line));

		const before = { ...event, ...(await countAttendance(call, id)) };
		const countedUnitId = await saveHolding(call, event, { ...holding, attendance });
		const listed = await countAttendance(call, id);
		await countEvent(call, { ...event, countedUnitId }, before, { ...event, ...holding, ...listed, state: 'held' });
		if (event.publishedAt) await shownOtherwise(call, event);
		await record(call, event.state === 'held' ? 'activity.corrected' : 'activity.held', {
			unitId: event.keeperId,
			subject: id,
			payload: { kind: event.kind, campaignIds: event.campaignIds, ...listed },
		});
	});

/** What is on the page to record it: how often it was recorded, and who is to be ticked. */
export const markOfHolding = (
	{ id, state, revision }: Activity,
	expected: readonly Pick<ListedMember, 'memberId'>[],
): string => markOf(id, state, revision, expected.map(({ memberId }) => memberId).toSorted());
