import { sql } from 'kysely';
import type { Call } from '#platform';
import type {
	Participant,
	PublicCampaign,
	PublicEvent,
	PublicMeasure,
	PublicPlan,
	PublicTask,
} from './public-campaign.ts';

/**
 * Reads as the public: the database shows what is published and nothing else, so no query here says it again. Names are
 * those of the day that the campaign is looked at: today, or its last day; and of the units that continue on that day what was written for others.
 */
const campaigns = sql`
	select c.id, c.slug, c.title, c.title_en, c.slogan, c.purpose, c.purpose_en, c.legal_grounds, c.starts_on, c.ends_on,
		c.state, n.name as leader, f.percent, f.at as percent_at, changed.changed_at
	from campaign c
	left join unit_name n on n.unit_id = app.keeper_on(c.unit_id, least(app.today(), c.ends_on)) and n.valid @> least(app.today(), c.ends_on)
	left join public_figure f on f.campaign_id = c.id and f.key = 'commitmentSigned'
	left join page_change changed on changed.tag = 'campaign:' || c.id`;

/** Those that run first, then those to come, then those that are over, the latest first. */
export async function listCampaigns(call: Call): Promise<PublicCampaign[]> {
	const { rows } = await sql<PublicCampaign>`${campaigns}
		order by c.ends_on < app.today() or c.state in ('closed', 'archived'), c.starts_on > app.today(), c.starts_on desc, c.id
	`.execute(call.db);
	return rows;
}

export async function findCampaign(call: Call, slug: string): Promise<PublicCampaign | undefined> {
	const { rows } = await sql<PublicCampaign>`${campaigns} where c.slug = ${slug}`.execute(call.db);
	return rows[0];
}

/** The plan of the leading unit that is in force. */
export async function findPlan(call: Call, campaignId: number): Promise<PublicPlan | undefined> {
	const { rows } = await sql<PublicPlan>`
		select id, number, symbol, signed_on, issued_on from plan where campaign_id = ${campaignId}
		order by issued_on desc limit 1`.execute(call.db);
	return rows[0];
}

/** The measure groups of a campaign. */
export async function listMeasures(call: Call, campaignId: number): Promise<PublicMeasure[]> {
	const { rows } = await sql<PublicMeasure>`
		select id, position, title, title_en from measure where campaign_id = ${campaignId} order by position`.execute(
		call.db,
	);
	return rows;
}

/** The tasks of a plan, as they stand in the version in force. */
export async function listTasks(call: Call, planId: string): Promise<PublicTask[]> {
	const { rows } = await sql<PublicTask>`
		select v.measure_id, v.content, v.product, n.name as lead, v.starts_on, v.due_on
		from task t
		join task_version v on v.task_id = t.id and v.version = t.version and not v.withdrawn and v.content <> ''
		left join unit_name n on n.unit_id = app.keeper_on(v.lead_unit_id, least(app.today(), v.due_on)) and n.valid @> least(app.today(), v.due_on)
		where t.plan_id = ${planId}
		order by t.position`.execute(call.db);
	return rows;
}

/** How many events a page may name, and how many of these may still be to come: planning ahead hides nothing that was held. */
const mostEvents = 60;
const mostToCome = 20;

/**
 * Events that were approved for the public, the latest first; of who led the campaign on their day before those of the others. Of what is to come the
 * soonest are among them, of what was held the latest.
 */
export async function listEvents(call: Call, campaignId: number): Promise<PublicEvent[]> {
	const { rows } = await sql<PublicEvent>`
		select id, title, unit, takes_place_on, held, by_leader from (
			select a.id, a.title, n.name as unit, a.takes_place_on, a.state = 'held' as held, led.by_leader,
				row_number() over (partition by a.state = 'held'
					order by led.by_leader desc, abs(a.takes_place_on - app.today()), a.id) as place
			from activity_campaign ac
			join campaign c on c.id = ac.campaign_id
			join activity a on a.id = ac.activity_id and (a.state = 'held' or a.takes_place_on >= app.today())
			cross join lateral (select app.keeper_on(a.unit_id, a.takes_place_on) as unit_id offset 0) kept
			cross join lateral (select a.unit_id = c.unit_id
				or coalesce(kept.unit_id = app.keeper_on(c.unit_id, a.takes_place_on), false) as by_leader offset 0) led
			left join unit_name n on n.unit_id = kept.unit_id and n.valid @> a.takes_place_on
			where ac.campaign_id = ${campaignId}) event
		where held or place <= ${mostToCome}
		order by held, place
		limit ${mostEvents}`.execute(call.db);
	return rows.toSorted((a, b) => b.takesPlaceOn.localeCompare(a.takesPlaceOn));
}

/** Units that take part, by the tree and in Vietnamese order. */
export async function listParticipants(call: Call, { id, endsOn }: PublicCampaign): Promise<Participant[]> {
	const { rows } = await sql<Participant>`
		select n.name, pn.name as parent
		from public_participant p
		join unit_name n on n.unit_id = p.unit_id and n.valid @> least(app.today(), ${endsOn}::date)
		left join unit_parent up on up.unit_id = p.unit_id and up.valid @> least(app.today(), ${endsOn}::date)
		left join unit_name pn on pn.unit_id = up.parent_id and pn.valid @> least(app.today(), ${endsOn}::date)
		where p.campaign_id = ${id}`.execute(call.db);
	return rows;
}
