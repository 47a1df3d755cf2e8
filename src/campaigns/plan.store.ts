import { sql } from 'kysely';
import type { Call } from '#platform';
import { emptyText, type Plan, type PlanState, type PlanText } from './plan.ts';

const planColumns = sql`p.id, p.campaign_id, p.unit_id, coalesce(h.heir_id, p.unit_id) as keeper_id, p.parent_plan_id, p.replaces_id,
	p.state, p.due_on, p.number, p.symbol, p.signed_on, p.signer_name, p.signer_position, p.issued_on`;
const planAndKeeper = sql`plan p left join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()`;

/** Within a query: a plan `p` is not issued yet. */
export const isBeingWritten = sql`p.state in ('draft', 'inReview', 'signed')`;

export const findPlan = async (call: Call, id: string): Promise<Plan | undefined> =>
	(await sql<Plan>`select ${planColumns} from ${planAndKeeper} where p.id = ${id}`.execute(call.db)).rows[0];

/** Only who may change it finds it. Nobody else changes it until the transaction ends. */
export const lockPlan = async (call: Call, id: string): Promise<Plan | undefined> =>
	(await sql<Plan>`select ${planColumns} from ${planAndKeeper} where p.id = ${id} for update of p`.execute(call.db))
		.rows[0];

/** The plan of a unit in a campaign: the one in force, else the one being written. */
export const findPlanOf = async (call: Call, campaignId: number, unitId: number): Promise<Plan | undefined> =>
	(
		await sql<Plan>`select ${planColumns} from ${planAndKeeper}
			where p.campaign_id = ${campaignId} and p.unit_id = ${unitId} and p.state <> 'superseded'
			order by ${isBeingWritten} limit 1`.execute(call.db)
	).rows[0];

/** The plan that leads a campaign, whoever continues by now the unit that wrote it: the one in force, else the one being written. */
export const findLeadingPlan = async (
	call: Call,
	{ id, keeperId }: { id: number; keeperId: number },
): Promise<Plan | undefined> =>
	(
		await sql<Plan>`select ${planColumns} from ${planAndKeeper}
			where p.campaign_id = ${id} and p.parent_plan_id is null and coalesce(h.heir_id, p.unit_id) = ${keeperId} and p.state <> 'superseded'
			order by ${isBeingWritten} limit 1`.execute(call.db)
	).rows[0];

/** The plan in force nearest above a unit, by the tree of today. */
export const findPlanAbove = async (call: Call, campaignId: number, unitId: number): Promise<Plan | undefined> =>
	(
		await sql<Plan>`select ${planColumns} from ${planAndKeeper}
			join unit_closure c on c.ancestor = coalesce(h.heir_id, p.unit_id) and c.descendant = ${unitId} and c.depth > 0 and c.valid @> app.today()
			where p.campaign_id = ${campaignId} and p.state in ('issued', 'amended')
			order by c.depth, p.issued_on desc limit 1`.execute(call.db)
	).rows[0];

/** @returns its id, or `undefined` when the unit is writing one already */
export async function insertPlan(
	call: Call,
	plan: Pick<Plan, 'campaignId' | 'unitId' | 'parentPlanId' | 'replacesId' | 'dueOn'>,
): Promise<string | undefined> {
	const { rows } = await sql<{ id: string }>`
		insert into plan (campaign_id, unit_id, parent_plan_id, replaces_id, due_on, created_by)
		values (${plan.campaignId}, ${plan.unitId}, ${plan.parentPlanId}, ${plan.replacesId}, ${plan.dueOn}, ${call.actor.accountId})
		on conflict (campaign_id, unit_id) where state in ('draft', 'inReview', 'signed') do nothing
		returning id`.execute(call.db);
	return rows[0]?.id;
}

/**
 * Lets plans below fork this one, which is in force: those that forked what it took the place of, and those of the units named whose
 * superior plan was replaced or is above them no longer.
 *
 * @returns how many
 */
export const attachPlans = async (call: Call, planId: string, unitIds: number[] = []): Promise<number> =>
	(await sql<{ attached: number }>`select app.attach_plans(${planId}, ${unitIds}::int[]) as attached`.execute(call.db))
		.rows[0]!.attached;

type PlanChange = { state?: PlanState; dueOn?: string | null; issuedOn?: string };
export type Signature = {
	number: number;
	symbol: string;
	signedOn: string;
	signerName: string;
	signerPosition: string;
};

export const savePlan = (call: Call, id: string, change: PlanChange | (Signature & { state: 'signed' })) =>
	call.db.updateTable('plan').set(change).where('id', '=', id).execute();

export const findPlanText = async (call: Call, planId: string): Promise<PlanText> =>
	(await call.db
		.selectFrom('planText')
		.select(['slogan', 'purpose', 'legalGrounds', 'organisation', 'returnReason'])
		.where('planId', '=', planId)
		.executeTakeFirst()) ?? emptyText;

export const savePlanText = (call: Call, planId: string, text: Partial<PlanText>) =>
	call.db
		.insertInto('planText')
		.values({ planId, ...text })
		.onConflict((conflict) => conflict.column('planId').doUpdateSet({ planId, ...text }))
		.execute();

/** Does the issuer have another paper of this number and symbol in that year? Numbers begin anew every year. */
export const numberIsTaken = async (
	call: Call,
	plan: Plan,
	{ number, symbol, signedOn }: Signature,
): Promise<boolean> =>
	(
		await sql`select from plan where unit_id = ${plan.unitId} and id <> ${plan.id} and number = ${number} and symbol = ${symbol}
			and extract(year from signed_on) = extract(year from ${signedOn}::date) limit 1`.execute(call.db)
	).rows.length > 0;

/** The number after the highest that the unit used for a plan in that year. */
export const nextNumber = async (call: Call, unitId: number, year: number): Promise<number> =>
	(
		await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from plan
			where unit_id = ${unitId} and extract(year from signed_on) = ${year}`.execute(call.db)
	).rows[0]!.next;

export type Edition = {
	edition: number;
	content: string;
	sha256: string;
	reason: string;
	signerName: string;
	signerPosition: string;
	fixedAt: Date;
};

export const insertEdition = (
	call: Call,
	planId: string,
	edition: Pick<Edition, 'content' | 'sha256' | 'reason' | 'signerName' | 'signerPosition'>,
) =>
	sql`insert into plan_edition (plan_id, edition, content, sha256, reason, signer_name, signer_position, fixed_by)
		select ${planId}, coalesce(max(edition), 0) + 1, ${edition.content}, ${edition.sha256}, ${edition.reason},
			${edition.signerName}, ${edition.signerPosition}, ${call.actor.accountId}::uuid
		from plan_edition where plan_id = ${planId}`.execute(call.db);

/** All editions, the signed one first. */
export const listEditions = (call: Call, planId: string): Promise<Edition[]> =>
	call.db
		.selectFrom('planEdition')
		.select(['edition', 'content', 'sha256', 'reason', 'signerName', 'signerPosition', 'fixedAt'])
		.where('planId', '=', planId)
		.orderBy('edition')
		.execute();

/** The position that somebody holds where they serve today: what stands under a signature. */
export const positionOf = async (call: Call): Promise<string> =>
	(
		await sql<{ position: string }>`select position from posting
			where member_id = ${call.actor.memberId} and valid @> app.today()`.execute(call.db)
	).rows[0]?.position ?? '';

/** May the caller read what a plan says, or only where it stands? */
export const isReadable = async (call: Call, planId: string): Promise<boolean> =>
	(
		await sql<{ readable: boolean }>`select case when app.caller() like 'session:%'
			then exists (select from readable_plan r where r.id = ${planId}) else true end as readable`.execute(call.db)
	).rows[0]!.readable;
