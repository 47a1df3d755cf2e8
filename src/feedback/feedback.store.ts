import { sql, type RawBuilder } from 'kysely';
import { kept, unwaited, type Call } from '#platform';
import type { Feedback, State } from './feedback.ts';

/** The columns of a {@link Feedback}; units are given as those that continue them today. */
export const feedbackColumns = `
	f.id, f.log_id as "logId", f.list_id as "listId", f.reference, f.kind, f.sealed, f.in_custody as "inCustody", f.state, f.before_state as "beforeState", f.step,
	f.stage, f.topic, f.channel, f.from_organisation as "fromOrganisation", f.accuses, f.officer_known as "officerKnown",
	app.keeper_of(f.unit_id) as "unitId", f.unit_known as "unitKnown", f.happened_on as "happenedOn", f.received_at as "receivedAt",
	f.received_on as "receivedOn", f.profile_id as "profileId", f.calendar_version as "calendarVersion", f.look_due_at as "lookDueAt",
	f.looked_at as "lookedAt", f.due_on as "dueOn", coalesce(f.runs_from, f.received_on) as "runsFrom", f.extensions,
	f.paused_on as "pausedOn", f.paused_days as "pausedDays", f.rolled_days as "rolledDays", f.noted_on as "notedOn", f.rung, f.rung_from as "rungFrom",
	app.keeper_of(f.handling_unit_id) as "handlingUnitId", f.with_oversight as "withOversight", f.routing,
	app.keeper_of(f.offered_unit_id) as "offeredUnitId", f.handler_id as "handlerId", f.merged_into as "mergedInto",
	f.wants_publication as "wantsPublication", f.withdrawn_on as "withdrawnOn", f.answered_on as "answeredOn",
	f.answered_in_time as "answeredInTime", f.closed_on as "closedOn", f.reopened, f.unfounded, f.entered_by as "enteredBy",
	(f.erased_at at time zone 'Asia/Ho_Chi_Minh')::date as "erasedOn", f.erase_why as "eraseWhy"
	from feedback f`;
const columns = sql.raw(feedbackColumns);

/** One case that the caller may know of. */
export const findFeedback = (call: Call, id: string): Promise<Feedback | undefined> =>
	one(call, sql<Feedback>`select ${columns} where f.id = ${id}`);

/** The same, in order to change it: nobody else changes it until the transaction ends. */
export const lockFeedback = (call: Call, id: string): Promise<Feedback | undefined> =>
	one(call, sql<Feedback>`${kept} select ${columns} where f.id = ${id} for update of f`);

/** The case that bears a reference, if the caller may know of it. */
export const findByReference = (call: Call, reference: string): Promise<Feedback | undefined> =>
	one(call, sql<Feedback>`select ${columns} where f.reference = ${reference.trim().toUpperCase()}`);

/** The case of the sender whose receipt this transaction has shown (see {@link enterReceipt}). */
export const findSendersCase = (call: Call): Promise<Feedback | undefined> =>
	one(call, sql<Feedback>`${kept} select ${columns} where f.id = (select app.sender_case())`);

export const lockSendersCase = (call: Call): Promise<Feedback | undefined> =>
	one(call, sql<Feedback>`select ${columns} where f.id = (select app.sender_case()) for update of f`);

/** From here to the end of the transaction the public face sees the case of this receipt, if there is one. */
export async function enterReceipt(call: Call, hash: Buffer): Promise<void> {
	await sql`${unwaited} select set_config('app.receipt', ${hash.toString('hex')}, true)`.execute(call.db);
}

export type Change = Partial<
	Pick<
		Feedback,
		| 'kind'
		| 'stage'
		| 'topic'
		| 'accuses'
		| 'officerKnown'
		| 'unitId'
		| 'unitKnown'
		| 'lookedAt'
		| 'dueOn'
		| 'runsFrom'
		| 'extensions'
		| 'pausedOn'
		| 'pausedDays'
		| 'rolledDays'
		| 'notedOn'
		| 'rung'
		| 'rungFrom'
		| 'handlingUnitId'
		| 'withOversight'
		| 'routing'
		| 'offeredUnitId'
		| 'handlerId'
		| 'mergedInto'
		| 'withdrawnOn'
		| 'answeredOn'
		| 'answeredInTime'
		| 'closedOn'
		| 'reopened'
		| 'unfounded'
		| 'eraseWhy'
	>
> & {
	/** `null`: the worker looks for the desk again. */
	routedAt?: Date | null;
	eraseOn?: string | null;
	profileId?: number;
};

/** Writes the next step of a case. The case was locked; the step before is checked all the same, so that no change is lost. */
export async function saveStep(call: Call, feedback: Feedback, state: State, change: Change): Promise<boolean> {
	const changes = Object.entries({ ...change, state, step: feedback.step + 1 })
		.filter(([, value]) => value !== undefined)
		.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
	const { numAffectedRows } = await sql`${kept} update feedback set ${sql.join(changes)}
		where id = ${feedback.id} and step = ${feedback.step}`.execute(call.db);
	return numAffectedRows === 1n;
}

/**
 * It is about somebody's conduct after all, and the worker looks for the desk again. Whoever comes to be in the conflict set by this
 * writes nothing after it.
 */
export async function saveAccusing(call: Call, id: string): Promise<void> {
	await call.db.updateTable('feedback').set({ accuses: true, routedAt: null }).where('id', '=', id).execute();
}

export async function insertStep(
	call: Call,
	feedback: Feedback,
	step: { event: string; state: State; at: Date; unitId: number | null; detail: object; told: boolean },
): Promise<void> {
	const { event, state, at, unitId, detail, told } = step;
	await sql`${unwaited} insert into feedback_step (feedback_id, step, event, state, at, account_id, unit_id, detail, told)
		values (${feedback.id}, ${feedback.step + 1}, ${event}, ${state}, ${at}, ${call.actor.accountId}, ${unitId},
			${JSON.stringify(detail)}, ${told})`.execute(call.db);
}

export type Step = {
	step: number;
	event: string;
	state: State;
	at: Date;
	/** Who did it; the sender sees who handles, the name is never hidden. */
	accountId: string | null;
	unitId: number | null;
	detail: Record<string, unknown>;
};

/** What happened, the first first; the sender is given what is told. */
export async function listSteps(call: Call, feedbackId: string): Promise<Step[]> {
	const { rows } = await sql<Step>`select step, event, state, at, account_id, unit_id, detail from feedback_step
		where feedback_id = ${feedbackId} order by step`.execute(call.db);
	return rows;
}

/** Did this happen to a case before? */
export async function hasStep(call: Call, feedbackId: string, event: string): Promise<boolean> {
	const { rows } =
		await sql`select from feedback_step where feedback_id = ${feedbackId} and event = ${event} limit 1`.execute(
			call.db,
		);
	return rows.length > 0;
}

/** Does the time to settle it run already? It begins once: when it is taken up, opened again, or reviewed. */
export const isBeingSettled = async (call: Call, { id, stage, reopened }: Feedback): Promise<boolean> =>
	stage > 0 || reopened || (await hasStep(call, id, 'accepted'));

/** Whose desk may handle the case: the unit, or `null` for the oversight body. `above`: strictly above this unit. */
export async function findEligibleDesk(call: Call, id: string, above: number | null = null): Promise<number | null> {
	const { rows } = await sql<{
		desk: number | null;
	}>`${kept} select app.eligible_desk(${id}, ${above}) as desk`.execute(call.db);
	return rows[0]!.desk;
}

/** Cases that no desk has yet, the longest waiting first; of those that came without a proof of work only a few at a time. */
export async function listUnrouted(
	call: Call,
	most: { proved: number; held: number },
	except: readonly string[],
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`${kept}
		(select id from feedback where routed_at is null and not held and id <> all (${except}::uuid[])
			order by received_at limit ${most.proved})
		union all
		(select id from feedback where routed_at is null and held and id <> all (${except}::uuid[])
			order by received_at limit ${most.held})`.execute(call.db);
	return rows.map(({ id }) => id);
}

/** Cases that wait in one of these states, the longest received first. */
export async function listInState(
	call: Call,
	states: readonly State[],
	most: number,
	except: readonly string[],
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`${kept} select id from feedback
		where state = any (${states}::text[]) and id <> all (${except}::uuid[]) order by received_at limit ${most}`.execute(
		call.db,
	);
	return rows.map(({ id }) => id);
}

/** The public code of the province-level body over a unit: directly below the root; the root's own for the root itself. */
export async function provinceCode(call: Call, unitId: number | null): Promise<string | undefined> {
	if (unitId === null) return undefined;
	const { rows } = await sql<{ code: string | null }>`${kept} select app.province_code(${unitId}) as code`.execute(
		call.db,
	);
	return rows[0]!.code ?? undefined;
}

async function one(call: Call, query: RawBuilder<Feedback>): Promise<Feedback | undefined> {
	const { rows } = await query.execute(call.db);
	return rows[0];
}
