import { sql } from 'kysely';
import { kept, type Call } from '#platform';

/** What a newcomer has behind them; `null` where there is nothing of the kind to do. What is over is left out: nobody can do it any more. */
export type Progress = {
	secondFactor: boolean;
	documentsRead: boolean | null;
	commitmentSent: boolean | null;
};

export async function findProgress(call: Call): Promise<Progress> {
	const { accountId, memberId } = call.actor;
	const { rows } = await sql<Progress>`${kept} select
		exists (select from totp where account_id = ${accountId}) or
			exists (select from passkey where account_id = ${accountId}) as second_factor,
		case when ${memberId}::uuid is not null and exists (
			select from study_document d where not app.is_over(d.campaign_id)) then not exists (
			select from study_document d where not exists (
				select from study_reading r where r.document_id = d.id and r.member_id = ${memberId}) and not app.is_over(d.campaign_id)) end as documents_read,
		(select bool_and(c.state in ('submitted', 'confirmed', 'filed', 'reviewed')) from commitment c
			where c.member_id = ${memberId} and c.in_force and c.state <> 'exempt' and not app.is_over(c.campaign_id)) as commitment_sent`.execute(
		call.db,
	);
	return rows[0]!;
}

/** How far the plan of a unit is, in the latest campaign that runs and has reached it. */
export type PlanProgress = { planId: string; decided: boolean; issued: boolean; launched: boolean; campaignId: number };

export async function findPlanProgress(call: Call, units: readonly number[]): Promise<PlanProgress | undefined> {
	const { rows } = await sql<PlanProgress>`${kept}
		select p.id as plan_id, p.campaign_id, p.state <> 'draft' as decided, p.issued_on is not null as issued,
			exists (select from activity a join activity_campaign ac on ac.activity_id = a.id
				where ac.campaign_id = p.campaign_id and a.unit_id = p.unit_id and a.kind = 'launchCeremony' and a.state = 'held') as launched
		from plan p join campaign c on c.id = p.campaign_id
		where p.unit_id = any (${units}) and c.state in ('issued', 'launched', 'running') and p.state not in ('superseded', 'closed')
		order by c.starts_on desc, p.created_at desc limit 1`.execute(call.db);
	return rows[0];
}

/** What an administrator has set up. */
export type HouseProgress = { units: boolean; members: boolean; accounts: boolean; contact: boolean };

export async function findHouseProgress(call: Call): Promise<HouseProgress> {
	const { rows } = await sql<HouseProgress>`${kept} select
		exists (select from unit_parent where parent_id is not null and valid @> app.today()) as units,
		exists (select from posting) as members,
		exists (select from post where account_id <> ${call.actor.accountId}) as accounts,
		exists (select from installation where phone <> '' or email <> '' or address_vi <> '') as contact`.execute(call.db);
	return rows[0]!;
}
