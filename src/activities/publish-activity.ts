import { lineOf } from '#organisation';
import {
	allow,
	asItStands,
	Conflict,
	found,
	markOf,
	record,
	requireSeen,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import type { Activity } from './activity.ts';
import { mayPublish } from './activity.policy.ts';
import { lockActivity, savePublication } from './activity.store.ts';
import { shownOtherwise } from './shown-publicly.ts';

/** Lets the portal name an event; a second person's decision. A later change of its words takes it off again. */
export const publishActivity = (call: Call, id: string, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const event = found(await lockActivity(call, id));
		allow(mayPublish(call.actor, event, await lineOf(call, event.keeperId)));
		if (event.state === 'cancelled' || event.publishedAt) throw new Conflict(() => m.activities_conflict_published());
		await requireSeen(seen, () => markOfActivity(event));

		await savePublication(call, id);
		await shownOtherwise(call, event);
		await record(call, 'activity.published', { unitId: event.keeperId, subject: id });
	});

/** What the portal would show of it, and where. */
export const markOfActivity = ({ kind, title, takesPlaceOn, begins, place, campaignIds }: Activity): string =>
	markOf(kind, title, takesPlaceOn, begins, place, campaignIds);
