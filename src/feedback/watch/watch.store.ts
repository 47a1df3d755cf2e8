import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Feedback } from '../feedback.ts';
import type { whatIsDue } from './what-is-due.ts';

/** Everything for which something may become due by itself. */
export async function listWatched(call: Call): Promise<(Parameters<typeof whatIsDue>[0] & Pick<Feedback, 'id'>)[]> {
	const { rows } = await sql<Parameters<typeof whatIsDue>[0] & Pick<Feedback, 'id'>>`
		select id, state, coalesce(runs_from, received_on) as runs_from, due_on, rung, rung_from, answered_on, closed_on, withdrawn_on, paused_on, paused_days,
			(select p.suspend_days from clock_profile p where p.id = profile_id) as suspend_days from feedback
		where state not in ('closed', 'merged') and erased_at is null and not (rung = 150 and state in ('received', 'screened', 'assigned', 'accepted', 'inProgress'))
		order by due_on, id`.execute(call.db);
	return rows;
}

/** Joined cases, not yet erased, whose other case is joined itself or answers no matter like theirs; the longest chains take some turns. */
export async function listMergedAstray(call: Call): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`select f.id from feedback f join feedback i on i.id = f.merged_into
		where f.state = 'merged' and f.erased_at is null and (i.state = 'merged' or (i.answered_on is null
			and (i.state in ('withdrawn', 'closed') or i.kind <> f.kind or i.accuses <> f.accuses)))`.execute(call.db);
	return rows.map(({ id }) => id);
}

/** Its time to be kept is over, and so is the case. What was withdrawn is closed when the days of cooling off are over. */
const toErase = (call: Call) => sql`erase_on <= ${call.today} and erased_at is null and state in ('closed', 'merged')`;

/** Closed cases whose time to be kept is over. */
export async function listToErase(
	call: Call,
	most: number,
	except: readonly string[],
): Promise<{ id: string; logId: string }[]> {
	const { rows } = await sql<{ id: string; logId: string }>`select id, log_id from feedback
		where ${toErase(call)} and id <> all (${except}::uuid[]) order by erase_on limit ${most}`.execute(call.db);
	return rows;
}

/** Is it still to be erased? Its sender may have had it opened again meanwhile, and does no more until the transaction ends. */
export async function lockToErase(call: Call, id: string): Promise<boolean> {
	const { rows } = await sql`select from feedback where id = ${id} and ${toErase(call)} for update`.execute(call.db);
	return rows.length === 1;
}

/**
 * What a case said, the keys to it, and who was named, heard or kept away in it ({@link forgetNamed}). What was asked about its data is answered by this.
 * What happened to it, and when, stays.
 */
export async function eraseContent(call: Call, id: string): Promise<string[]> {
	const { rows } = await sql<{
		sha256: string;
	}>`delete from feedback_file where feedback_id = ${id} returning sha256`.execute(call.db);
	await sql`delete from feedback_key where feedback_id = ${id}`.execute(call.db);
	await sql`update feedback_text set body = '\\x00' where feedback_id = ${id}`.execute(call.db);
	await sql`update feedback_opening set reason = null where feedback_id = ${id}`.execute(call.db);
	await sql`delete from feedback_statement where feedback_id = ${id}`.execute(call.db);
	await sql`delete from feedback_clearing where feedback_id = ${id}`.execute(call.db);
	await sql`update data_request set answered_on = ${call.today} where feedback_id = ${id} and answered_on is null`.execute(
		call.db,
	);
	await sql`update feedback set erased_at = ${call.now} where id = ${id}`.execute(call.db);
	await forgetNamed(call, id);
	return rows.map(({ sha256 }) => sha256);
}

/**
 * Who was named in erased cases and who was kept away from them, once nothing that they ordered is to be put right: until then somebody of
 * the body sees them.
 */
export async function forgetNamed(call: Call, id: string | null = null): Promise<void> {
	for (const table of ['feedback_officer', 'feedback_part'])
		await sql`delete from ${sql.table(table)} n using feedback f where f.id = n.feedback_id and f.erased_at is not null
			and (${id}::uuid is null or f.id = ${id}) and not app.orders_open(f.id)`.execute(call.db);
}
