import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Day } from '#words';

/** A row of `act` as it is written. Quantities are texts: nothing is rounded on the way. */
export type ActRow = {
	id: string;
	unitId: number;
	memberId: string | null;
	campaignId: number;
	metricId: number;
	qty: string;
	occurredOn: Day;
	corrects: string | null;
	source: string;
	payload: Record<string, unknown>;
};

const given = (rows: readonly ActRow[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
	"id" uuid, "unitId" int, "memberId" uuid, "campaignId" int, "metricId" smallint, "qty" numeric, "occurredOn" date,
	"corrects" uuid, "source" text, "payload" jsonb)`;

/** Writes what is not there yet; the delta of every new act is written by a trigger. @returns how many were new */
export async function insertActs(call: Call, rows: readonly ActRow[]): Promise<number> {
	const { numAffectedRows } = await sql`${kept}
		insert into act (id, unit_id, member_id, campaign_id, metric_id, qty, occurred_on, corrects, source, payload)
		select "id", "unitId", "memberId", "campaignId", "metricId", "qty", "occurredOn", "corrects", "source", "payload"
		from ${given(rows)}
		on conflict (id) do nothing`.execute(call.db);
	return Number(numAffectedRows ?? 0);
}

/** The ids that are taken by an act of other content, or by one that the caller may not see. */
export async function listTaken(call: Call, rows: readonly ActRow[]): Promise<string[]> {
	const { rows: taken } = await sql<{ id: string }>`
		select given."id" from ${given(rows)}
		where not exists (
			select from act a
			where a.id = given."id" and a.unit_id = given."unitId" and a.member_id is not distinct from given."memberId"
				and a.campaign_id = given."campaignId" and a.metric_id = given."metricId" and a.qty = given."qty"
				and a.occurred_on = given."occurredOn" and a.corrects is not distinct from given."corrects")`.execute(call.db);
	return taken.map((row) => row.id);
}

/** The ids of acts dated before their unit began. */
export async function listUnborn(call: Call, rows: readonly ActRow[]): Promise<string[]> {
	const { rows: unborn } = await sql<{ id: string }>`
		select given."id" from ${given(rows)}
		where not exists (select from unit u where u.id = given."unitId" and u.born <= given."occurredOn")`.execute(
		call.db,
	);
	return unborn.map((row) => row.id);
}

export type RecordedAct = Omit<ActRow, 'source' | 'payload'>;

/** One act, if the caller may see it. */
export async function findAct(call: Call, id: string): Promise<RecordedAct | undefined> {
	const { rows } = await sql<RecordedAct>`
		select id, unit_id, member_id, campaign_id, metric_id, qty::text as qty, occurred_on, corrects
		from act where id = ${id}`.execute(call.db);
	return rows[0];
}

/** Has this act been taken back by another one than `except`? Until the transaction ends nobody else can. */
export async function lockCorrection(call: Call, id: string, except: string): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtextextended('correct ' || ${id}, 0))`.execute(call.db);
	const { rows } = await sql`select from act where corrects = ${id} and id <> ${except} limit 1`.execute(call.db);
	return rows.length > 0;
}
