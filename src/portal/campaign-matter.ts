import type { Call } from '#platform';
import { findPlan, listEvents, listMeasures, listTasks } from './portal.store.ts';
import type { PublicCampaign, PublicEvent, PublicMeasure, PublicPlan, PublicTask } from './public-campaign.ts';
import { timetableOf, type TimetableEntry } from './timetable.ts';

/** Everything of a campaign that a page may show. */
export type CampaignMatter = {
	plan: PublicPlan | undefined;
	measures: PublicMeasure[];
	tasks: PublicTask[];
	events: PublicEvent[];
	timetable: TimetableEntry[];
};

export async function matterOf(call: Call, campaign: PublicCampaign): Promise<CampaignMatter> {
	const plan = await findPlan(call, campaign.id);
	const tasks = plan ? await listTasks(call, plan.id) : [];
	const measures = await listMeasures(call, campaign.id);
	const events = await listEvents(call, campaign.id);
	return { plan, measures, tasks, events, timetable: timetableOf({ campaign, plan, tasks, events }) };
}
