import { sql } from 'kysely';
import type { Statistic } from '#ledger';
import type { Call } from '#platform';
import type { CaseFacts } from './columns.ts';
import type { Tables } from './tables.ts';

/** What is counted of the cases received between two days (both included), as it stands now. Read by jobs alone. */
export async function listCaseFacts(call: Call, from: string, to: string): Promise<CaseFacts[]> {
	const { rows } = await sql<CaseFacts>`
		select case when f.sealed then 'sealed' else f.kind end as kind, f.topic, f.channel,
			coalesce(app.province_code(coalesce(f.handling_unit_id, f.unit_id)), '-') as body,
			(select count(*)::int - 1 from unit_closure c where c.descendant = app.keeper_of(f.handling_unit_id) and c.valid @> ${call.today}::date
				having count(*) > 0) as level,
			floor(extract(epoch from f.looked_at - f.received_at) / 3600)::int as first_look_hours,
			-- Guidance is no answer, as in the log.
			case when exists (select from feedback_step s where s.feedback_id = f.id and s.event in ('answered', 'answeredFinal'))
				then f.answered_on - f.received_on end as answer_days,
			coalesce(f.answered_in_time, false) as on_time,
			exists (select from feedback_step s where s.feedback_id = f.id and s.event = 'transferred') as transferred,
			exists (select from feedback_step s where s.feedback_id = f.id and s.state = 'objected') as objected,
			f.reopened,
			coalesce((select a.outcome in ('upheld', 'partlyUpheld') from feedback_answer a
				where a.feedback_id = f.id and a.state = 'approved' order by a.step desc nulls last limit 1), false) as upheld,
			(select count(*)::int from feedback_rectification r where r.feedback_id = f.id) as rectifications_ordered,
			(select count(*)::int from feedback_rectification r where r.feedback_id = f.id and r.verified_on is not null) as rectifications_verified,
			(select r.overall from feedback_rating r where r.feedback_id = f.id and f.kind <> 'rating') as rated
		from feedback f
		where f.received_on between ${from} and ${to} and f.state <> 'merged' and f.kind <> 'rating'`.execute(call.db);
	return rows;
}

export const hasCaseBefore = async (call: Call, day: string): Promise<string | undefined> => {
	const { rows } = await sql<{ first: string | null }>`select min(received_on) as first from feedback
		where received_on < ${day}`.execute(call.db);
	return rows[0]!.first ?? undefined;
};

/** In how many days at most whatever came between two days is to be settled: taken up, settled, extended, over free days. */
export async function longestTime(call: Call, from: string, to: string): Promise<number> {
	const { rows } = await sql<{ days: number }>`
		select coalesce(max(coalesce(p.accept_days, 0) * case when p.accept_counts_working then 2 else 1 end
			+ (p.settle_days + p.extension_days * p.most_extensions) * case when p.settle_counts_working then 2 else 1 end), 0) + ${freeDays} as days
		from clock_profile p where p.valid && daterange(${from}::date, ${to}::date, '[]')`.execute(call.db);
	return rows[0]!.days;
}
/** A day on which nobody works rolls forward: over the longest holiday, once when it is taken up and once when it is settled. */
const freeDays = 20;

export async function insertTables(call: Call, period: string, tables: Tables, sha256: string): Promise<void> {
	await call.db
		.insertInto('feedbackTable')
		.values({ period, version: 1, madeOn: call.today, content: JSON.stringify(tables), sha256 })
		.execute();
}

export type PublishedTables = { period: string; version: number; madeOn: string; content: Tables; sha256: string };

/** The newest version of every quarter that was published, the newest quarter first. */
export async function listTables(call: Call): Promise<PublishedTables[]> {
	const { rows } = await sql<PublishedTables>`select distinct on (period) period, version, made_on, content, sha256
		from feedback_table order by period desc, version desc`.execute(call.db);
	return rows;
}

/** Puts the figures of the log in place of those of yesterday. */
export async function replaceCounts(call: Call, counts: readonly Statistic[], day: string): Promise<void> {
	await sql`delete from feedback_count`.execute(call.db);
	if (counts.length === 0) return;
	await sql`insert into feedback_count (body, period, received, answered, on_time, overdue, guided, counted_on)
		select body, period, received, answered, "onTime", overdue, guided, ${day}
		from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
			as c (body text, period text, received int, answered int, "onTime" int, overdue int, guided int)`.execute(
		call.db,
	);
}

export type Count = Statistic & { countedOn: string };

export async function listCounts(call: Call): Promise<Count[]> {
	const { rows } =
		await sql<Count>`select body, period, received, answered, on_time, overdue, guided, counted_on from feedback_count
		order by period, body`.execute(call.db);
	return rows;
}

export type Late = { listId: string; body: string; dueOn: string };

/** Cases that are late and may be named, the latest first; `total`: so many there are. */
export async function listLate(call: Call, most = 1000): Promise<{ late: Late[]; total: number }> {
	const { rows } = await sql<Late & { total: number }>`select list_id, body, due_on, total::int
		from app.late_list(${call.today}, ${most})`.execute(call.db);
	return { late: rows, total: rows[0]?.total ?? 0 };
}
