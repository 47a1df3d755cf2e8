import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import { readCampaignTitle } from './campaign.store.ts';
import { isBeingWritten } from './plan.store.ts';
import type { PlanState } from './plan.ts';

/** A plan that is not yet issued, or a task not yet done: what somebody has to see to. */
export type DuePlan = {
	planId: string;
	campaignTitle: string;
	state: PlanState;
	dueOn: string | null;
};
export type DueTask = { planId: string; taskId: string; content: string; dueOn: string };

const openCampaign = sql`c.state in ('draft', 'issued', 'launched', 'running', 'reviewing')`;

/** A unit that ended issues nothing any more: what it left as a draft is nobody's task, but for the leading plan, which what continues it issues. */
const isToIssue = sql`(p.parent_plan_id is null
	or exists (select from unit u where u.id = p.unit_id and (u.dies is null or u.dies > app.today())))`;

/** Plans not yet issued that units of a person have to write, sign or issue. */
export const listPlansOf = async (call: Call, keepers: readonly number[]): Promise<DuePlan[]> =>
	(
		await sql<DuePlan>`${kept}
			select p.id as plan_id, ${readCampaignTitle('c')} as campaign_title, p.state, p.due_on
			from plan p join campaign c on c.id = p.campaign_id and ${openCampaign}
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
			where ${isBeingWritten} and h.heir_id = any (${[...keepers]}) and ${isToIssue}
			order by p.due_on nulls last, p.id limit 100`.execute(call.db)
	).rows;

/** Tasks in force, not done, that those units lead and that are due by a day. */
export const listTasksLedBy = async (call: Call, keepers: readonly number[], by: string): Promise<DueTask[]> =>
	(
		await sql<DueTask>`${kept}
			select p.id as plan_id, t.id as task_id, v.content, v.due_on
			from unit_heir h join task_version v on v.lead_unit_id = h.unit_id ${openTask}
			where h.heir_id = any (${[...keepers]}) and h.principal and h.valid @> app.today() and v.due_on <= ${by}::date
			order by v.due_on, t.id limit 100`.execute(call.db)
	).rows;

/** For each plan in force of those units: how many changes above wait for an answer. */
export const countProposals = async (
	call: Call,
	keepers: readonly number[],
): Promise<{ planId: string; campaignTitle: string; count: number }[]> =>
	(
		await sql<{ planId: string; campaignTitle: string; count: number }>`${kept}
			select p.id as plan_id, ${readCampaignTitle('c')} as campaign_title, count(*)::int as count
			from plan p join campaign c on c.id = p.campaign_id and ${openCampaign}
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today() and h.heir_id = any (${[...keepers]})
			join task above on above.plan_id = p.parent_plan_id
			join task_version said on said.task_id = above.id and said.version = above.version
			left join (task own join task_version o on o.task_id = own.id and o.version = own.version)
				on own.plan_id = p.id and own.parent_task_id = above.id
			where p.state in ('issued', 'amended')
				and case when own.id is null then not said.withdrawn and above.decision is distinct from 'notApplicable' else not o.withdrawn and own.seen_version < above.version end
			group by p.id, c.id`.execute(call.db)
	).rows;

const openTask = sql`
	join task t on t.id = v.task_id and t.version = v.version
	join plan p on p.id = t.plan_id and p.state in ('issued', 'amended')
	join campaign c on c.id = p.campaign_id and ${openCampaign}
	left join task_completion d on d.task_id = t.id
	join lateral (select where d.task_id is null and not v.withdrawn and t.decision is distinct from 'notApplicable') open on true`;

/**
 * Notes who is reminded today: plans to be issued and tasks to be done in 7, 3 and 1 days, and late ones, each once. A
 * day on which nothing ran is made up for: what is nearer than the last step counts as that step.
 *
 * @returns how many reminders are new
 */
export async function insertReminders(call: Call): Promise<number> {
	const { numAffectedRows } = await sql`
		with due as (
			select p.id as plan_id, null::uuid as task_id, p.due_on, p.unit_id
			from plan p join campaign c on c.id = p.campaign_id and ${openCampaign}
			where ${isBeingWritten} and p.due_on <= app.today() + 7
			union all
			select p.id, t.id, v.due_on, coalesce(v.lead_unit_id, p.unit_id)
			from task_version v ${openTask}
			where v.due_on <= app.today() + 7
		)
		insert into plan_reminder (plan_id, task_id, due_on, step, unit_id)
		select plan_id, task_id, due_on,
			case when due_on < app.today() then 'late' when due_on - app.today() <= 1 then 'in1'
				when due_on - app.today() <= 3 then 'in3' else 'in7' end,
			unit_id
		from due
		on conflict do nothing`.execute(call.db);
	return Number(numAffectedRows ?? 0);
}
