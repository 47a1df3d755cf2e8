import { randomUUID } from 'node:crypto';
import { workIn } from '#campaigns';
import { lineOf } from '#organisation';
import {
	allow,
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
import { mayKeep, mayPlan } from './activity.policy.ts';
import type { Activity } from './activity.ts';
import {
	addActivity,
	isBeforeUnit,
	listParticipants,
	lockActivity,
	savePlan,
	type ActivityPlan,
} from './activity.store.ts';
import { shownOtherwise } from './shown-publicly.ts';

/** Plans an event of a unit, for a day on which it is there: one before could never be recorded. @returns its id */
export const planActivity = (call: Call, unitId: number, plan: ActivityPlan): Promise<string> =>
	transact(call, async (call) => {
		allow(mayPlan(call.actor, await lineOf(call, unitId)));
		await isAfterUnit(call, unitId, plan);
		await servesCampaigns(call, plan);

		const id = randomUUID();
		await addActivity(call, id, unitId, { ...plan, participants: others(plan.participants, unitId) });
		await record(call, 'activity.planned', { unitId, subject: id, payload: { kind: plan.kind } });
		return id;
	});

/** Changes what is planned. What was held is corrected by recording it anew. */
export const replanActivity = (call: Call, id: string, plan: ActivityPlan, seen: Seen): Promise<void> =>
	transact(call, async (call) => {
		const event = found(await lockActivity(call, id));
		allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
		if (event.state !== 'planned') throw new Conflict(() => m.activities_conflict_notPlanned());
		await requireSeen(seen, () => markOfPlanned(call, event));
		await isAfterUnit(call, event.unitId, plan);
		await servesCampaigns(call, plan, event.campaignIds);

		await savePlan(call, id, { ...plan, participants: others(plan.participants, event.unitId) });
		if (event.publishedAt) await shownOtherwise(call, plan, event.campaignIds);
		await record(call, 'activity.replanned', { unitId: event.keeperId, subject: id });
	});

/** What is planned, so that nobody writes over what another wrote meanwhile. */
export async function markOfPlanned(call: Call, event: Activity): Promise<string> {
	const { kind, title, takesPlaceOn, begins, ends, place, chair, programme, campaignIds } = event;
	const units = (await listParticipants(call, event.id)).map(({ unitId }) => unitId);
	return markOf(
		kind,
		title,
		takesPlaceOn,
		begins,
		ends,
		place,
		chair,
		programme,
		campaignIds,
		units.toSorted((a, b) => a - b),
	);
}

const others = (units: readonly number[], owner: number): number[] =>
	[...new Set(units)].filter((unit) => unit !== owner);

async function isAfterUnit(call: Call, unitId: number, { takesPlaceOn }: ActivityPlan): Promise<void> {
	if (!(await isBeforeUnit(call, unitId, takesPlaceOn))) return;
	throw Invalid.at('takesPlaceOn', () => m.activities_error_beforeUnit());
}

/** At least one, and each takes work; those that it serves already may have closed meanwhile. */
async function servesCampaigns(
	call: Call,
	{ campaignIds }: ActivityPlan,
	served: readonly number[] = [],
): Promise<void> {
	if (campaignIds.length === 0) {
		throw Invalid.at('campaigns', () => m.activities_error_campaign());
	}
	await workIn(
		call,
		campaignIds.filter((id) => !served.includes(id)),
		'campaigns',
	);
}
