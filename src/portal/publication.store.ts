import { sql } from 'kysely';
import type { Call } from '#platform';

/** A campaign that the public sees; for a job, which sees them all. */
export type Shown = {
	id: number;
	/** Who answers for it on `day`: the leading unit or what continues it. */
	nodeId: number;
	/** Until when it counts: today, or its last day. */
	day: string;
};

/** The day on which a campaign is looked at: one that is over stays as it was. */
const shown = sql`(select c.id, c.unit_id, least(app.today(), c.ends_on) as day
	from campaign c where c.published and c.state <> 'draft')`;

export async function listShown(call: Call): Promise<Shown[]> {
	const { rows } = await sql<Shown>`
		select distinct on (c.id) c.id, h.heir_id as node_id, c.day from ${shown} c
		join unit_heir h on h.unit_id = c.unit_id and h.principal and h.valid @> c.day
		order by c.id`.execute(call.db);
	return rows;
}

type Changed = { campaignId: number };

/** Units that take part: publishable, alive on the day, with a plan of their own in force, or of one that they continue; not who leads. Answers what changed. */
export async function renewParticipants(call: Call): Promise<number[]> {
	const { rows } = await sql<Changed>`
		with wanted as (
			select distinct c.id as campaign_id, h.heir_id as unit_id
			from ${shown} c
			join plan p on p.campaign_id = c.id and p.state in ('issued', 'amended', 'closed')
			join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> c.day
			join unit u on u.id = h.heir_id and u.publishable
			where h.heir_id is distinct from (
				select l.heir_id from unit_heir l where l.unit_id = c.unit_id and l.principal and l.valid @> c.day limit 1)
		), gone as (
			delete from public_participant had where not exists (
				select from wanted w where w.campaign_id = had.campaign_id and w.unit_id = had.unit_id)
			returning campaign_id
		), come as (
			insert into public_participant (campaign_id, unit_id) select campaign_id, unit_id from wanted
			on conflict do nothing returning campaign_id
		)
		select campaign_id from gone union select campaign_id from come`.execute(call.db);
	return rows.map((row) => row.campaignId);
}

/** The rates as they are now, all campaigns at once; a campaign without one loses the one it had. Answers what changed. */
export async function renewRates(call: Call, rates: ReadonlyMap<number, number>): Promise<number[]> {
	const given = JSON.stringify([...rates].map(([campaignId, percent]) => ({ campaignId, percent })));
	const { rows } = await sql<Changed>`
		with wanted as (
			select "campaignId" as campaign_id, percent
			from jsonb_to_recordset(${given}::jsonb) as given ("campaignId" int, percent smallint)
		), gone as (
			delete from public_figure had where key = 'commitmentSigned'
				and not exists (select from wanted w where w.campaign_id = had.campaign_id)
			returning campaign_id
		), come as (
			insert into public_figure as had (campaign_id, key, percent)
			select campaign_id, 'commitmentSigned', percent from wanted
			on conflict (campaign_id, key) do update set percent = excluded.percent, at = app.now()
				where had.percent <> excluded.percent
			returning campaign_id
		)
		select campaign_id from gone union select campaign_id from come`.execute(call.db);
	return rows.map((row) => row.campaignId);
}
