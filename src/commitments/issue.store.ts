import { sql } from 'kysely';
import { readCampaignTitle } from '#campaigns';
import { unhurried, type Call } from '#platform';
import type { Area } from './commitment.ts';

/** Everybody under a node is asked, on one day, by one template. Days are `YYYY-MM-DD`. */
export type Issue = {
	id: string;
	campaignId: number;
	campaignTitle: string;
	/** The node as it was named at issuing, and the unit that continues it today. */
	unitId: number;
	unitName: string;
	nodeId: number;
	year: number;
	referenceOn: string;
	dueOn: string;
	title: string;
	introduction: string;
	areas: Area[];
	runs: number;
	/** The campaign is closed: nothing is due any more. */
	isOver: boolean;
};

const issue = () => sql`
	i.id, i.campaign_id, ${readCampaignTitle('g')} as campaign_title, i.unit_id, app.keeper_of(i.unit_id) as node_id, i.year, i.reference_on, i.due_on,
	i.title, i.introduction, i.areas, i.runs, g.state in ('closed', 'archived') as is_over,
	(select n.name from unit_name n where n.unit_id = i.unit_id and lower(n.valid) <= i.reference_on
		order by n.valid desc limit 1) as unit_name
	from commitment_issue i
	join campaign g on g.id = i.campaign_id`;

export async function findIssue(call: Call, id: string): Promise<Issue | undefined> {
	const { rows } = await sql<Issue>`select ${issue()} where i.id = ${id}`.execute(call.db);
	return rows[0];
}

/** The issue of a node in a campaign and year, held until the transaction ends: two runs at once follow one another. */
export async function lockIssue(
	call: Call,
	campaignId: number,
	unitId: number,
	year: number,
): Promise<Issue | undefined> {
	const { rows } = await sql<Issue>`
		select ${issue()} where i.campaign_id = ${campaignId} and i.unit_id = ${unitId} and i.year = ${year} for update of i`.execute(
		call.db,
	);
	return rows[0];
}

export async function lockIssueById(call: Call, id: string): Promise<Issue | undefined> {
	const { rows } = await sql<Issue>`select ${issue()} where i.id = ${id} for update of i`.execute(call.db);
	return rows[0];
}

/** An issue seen from a unit: where its papers are counted, at the issuing unit if that stands under the other one. */
export type IssueSeen = Issue & { countedAt: number };

/** Issues that the caller may know of, the newest first, seen from a unit. */
export async function listIssues(call: Call, unitId: number): Promise<IssueSeen[]> {
	const { rows } = await sql<IssueSeen>`
		select issue.*, case when exists (select from unit_closure k
				where k.ancestor = ${unitId} and k.descendant = issue.node_id and k.valid @> app.today())
			then issue.node_id else ${unitId} end as counted_at
		from (select ${issue()} order by i.reference_on desc, i.id limit 200) issue
		order by issue.reference_on desc, issue.unit_name collate "vi-x-icu", issue.id`.execute(call.db);
	return rows;
}

export type NewIssue = Pick<
	Issue,
	'campaignId' | 'unitId' | 'year' | 'referenceOn' | 'dueOn' | 'title' | 'introduction' | 'areas'
>;

/** Writes the issue unless the node has one for the year; the template of the first run stands. */
export async function addIssue(call: Call, added: NewIssue): Promise<void> {
	await sql`
		insert into commitment_issue (campaign_id, unit_id, year, reference_on, due_on, title, introduction, areas, issued_by, issued_at)
		values (${added.campaignId}, ${added.unitId}, ${added.year}, ${added.referenceOn}, ${added.dueOn}, ${added.title},
			${added.introduction}, ${JSON.stringify(added.areas)}, ${call.actor.accountId}, ${call.now})
		on conflict (campaign_id, unit_id, year) do nothing`.execute(call.db);
}

/** One more run, and as of which day it counts. */
export async function saveRun(call: Call, issueId: string): Promise<number> {
	const { rows } = await sql<{ runs: number }>`
		update commitment_issue set runs = runs + 1 where id = ${issueId} returning runs`.execute(call.db);
	return rows[0]!.runs;
}

/** How many members a run put on the list, of those still counted there. */
export type Enrolled = { asked: number; exempt: number };

/** Puts everybody on strength under the node on a day on the list and counts them, in one statement; who is on it stays as they are. */
export async function enrol(call: Call, issueId: string, day: string): Promise<Enrolled> {
	const { rows } = await sql<Enrolled>`select * from app.enrol_members(${issueId}, ${day})`.execute(call.db);
	return rows[0]!;
}

/** Has a later year of the campaign been issued at the node, above it or below it? */
export async function isOvertaken(call: Call, issue: Issue): Promise<boolean> {
	const { rows } = await sql<{ overtaken: boolean }>`
		select exists (
			select from commitment_issue j
			join unit_closure k on k.valid @> app.today()
				and (k.ancestor, k.descendant) in ((app.keeper_of(j.unit_id), ${issue.nodeId}), (${issue.nodeId}, app.keeper_of(j.unit_id)))
			where j.campaign_id = ${issue.campaignId} and j.year > ${issue.year} and j.runs > 0) as overtaken`.execute(
		call.db,
	);
	return rows[0]!.overtaken;
}

/**
 * A run may take as long as three hundred thousand members need, and wait for another one of the campaign.
 */
export async function allowTime(call: Call): Promise<void> {
	await sql`${unhurried} select set_config('statement_timeout', '120s', true), set_config('lock_timeout', '60s', true)`.execute(
		call.db,
	);
}
