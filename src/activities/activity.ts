import type { MetricKey } from '#figures';

/** An event of a campaign at a unit: planned, then held or cancelled. Pure: no clock, no database. */
export type ActivityState = 'planned' | 'held' | 'cancelled';

/** Kinds of event, and what holding one counts as; without a metric only its attendance is counted. */
const kinds = {
	launchCeremony: 'launchCeremony',
	signingCeremony: undefined,
	studySession: 'studySession',
	workshop: 'workshop',
	training: 'trainingClass',
	listeningForum: 'listeningForum',
	conference: undefined,
	honouring: undefined,
} as const satisfies Record<string, MetricKey | undefined>;

export type ActivityKind = keyof typeof kinds;
export const activityKinds = Object.keys(kinds) as ActivityKind[];

/** Days are `YYYY-MM-DD`, times `HH:MM`. */
export type Activity = {
	id: string;
	/** The owner, and the living unit that continues it. */
	unitId: number;
	keeperId: number;
	/** For whom it was counted: the owner, or what continued it on the day of the event; null until it was held. */
	countedUnitId: number | null;
	unitName: string;
	kind: ActivityKind;
	title: string;
	state: ActivityState;
	takesPlaceOn: string;
	begins: string | null;
	ends: string | null;
	place: string;
	chair: string;
	programme: string;
	/** Members who attended without being on the list. */
	counted: number;
	/** From outside the body: shown, never counted. */
	guests: number;
	result: string;
	cancelReason: string | null;
	revision: number;
	plannedBy: string | null;
	/** Who changed what the portal shows, or in which campaigns, since it was planned or last approved. */
	wordedBy: string[];
	publishedAt: Date | null;
	campaignIds: number[];
};

/** One line of the attendance list. */
export type Attendance = { memberId: string; unitId: number; present: boolean; absenceReason: string };

/** What an event counts as in one campaign on one day. */
export type Count = { campaignId: number; metric: MetricKey; qty: number; occurredOn: string };

/** What of an event is counted; a planned or cancelled one counts as nothing. */
export type Countable = Pick<Activity, 'state' | 'kind' | 'takesPlaceOn' | 'counted' | 'campaignIds'> & {
	/** On the list: all, and those who were there. */
	listed: number;
	present: number;
};

/**
 * What an event counts as: one of its kind, and attendance in turns of members, expected and present; the same in every campaign that
 * it serves. Guests are not members: they would push the rate above what the list says.
 */
export function countsOf(event: Countable): Count[] {
	if (event.state !== 'held') return [];
	const { kind, takesPlaceOn: occurredOn, counted, listed, present } = event;
	const metric = kinds[kind];
	return event.campaignIds.flatMap((campaignId) =>
		[
			...(metric ? [{ campaignId, metric, qty: 1, occurredOn }] : []),
			{ campaignId, metric: 'attendance' as const, qty: present + counted, occurredOn },
			{ campaignId, metric: 'attendanceExpected' as const, qty: listed + counted, occurredOn },
		].filter(({ qty }) => qty !== 0),
	);
}

/** What must be counted besides, so that `before` becomes `now`: opposite signs for what is no longer so. */
export function correction(before: readonly Count[], now: readonly Count[]): Count[] {
	const name = (count: Count) => `${count.campaignId} ${count.metric} ${count.occurredOn}`;
	const changes = new Map<string, Count>();
	for (const count of before) changes.set(name(count), { ...count, qty: -count.qty });
	for (const count of now)
		changes.set(name(count), { ...count, qty: count.qty + (changes.get(name(count))?.qty ?? 0) });
	return [...changes.values()].filter(({ qty }) => qty !== 0);
}
