import type { PublicCampaign, PublicEvent, PublicPlan, PublicTask } from './public-campaign.ts';

/** A day of a campaign on which something begins, is due, happens or ends. */
export type TimetableEntry = { on: string } & (
	| { kind: 'begins' }
	| { kind: 'ends' }
	| { kind: 'planIssued' }
	| { kind: 'due'; tasks: PublicTask[] }
	| { kind: 'event'; event: PublicEvent }
);

type Matter = {
	campaign: Pick<PublicCampaign, 'startsOn' | 'endsOn'>;
	plan: Pick<PublicPlan, 'issuedOn'> | undefined;
	tasks: readonly PublicTask[];
	events: readonly PublicEvent[];
};

/** Everything that has a day, in order; tasks due on the same day stand together. */
export function timetableOf({ campaign, plan, tasks, events }: Matter): TimetableEntry[] {
	const due = Object.entries(Object.groupBy(tasks, (task) => task.dueOn ?? ''));
	const entries: TimetableEntry[] = [
		{ on: campaign.startsOn, kind: 'begins' },
		...(plan ? [{ on: plan.issuedOn, kind: 'planIssued' as const }] : []),
		...due.filter(([on]) => on !== '').map(([on, tasks]) => ({ on, kind: 'due' as const, tasks: tasks ?? [] })),
		// What other units hold is news of the campaign, not its timetable.
		...events
			.filter(({ byLeader }) => byLeader)
			.map((event) => ({ on: event.takesPlaceOn, kind: 'event' as const, event })),
		{ on: campaign.endsOn, kind: 'ends' },
	];
	return entries.toSorted((a, b) => a.on.localeCompare(b.on) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** What comes first on one day. */
const order: TimetableEntry['kind'][] = ['planIssued', 'begins', 'event', 'due', 'ends'];

/** The next entries from a day on. */
export const nextOf = (timetable: readonly TimetableEntry[], today: string, most: number): TimetableEntry[] =>
	timetable.filter(({ on }) => on >= today).slice(0, most);
