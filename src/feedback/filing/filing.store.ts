import { sql } from 'kysely';
import { kept, Unavailable, type Call } from '#platform';
import { m } from '#words';

/** What was filed with this receipt before; from here on the transaction sees it as its sender does. */
export async function findFiled(
	call: Call,
	receiptHash: Buffer,
): Promise<{ id: string; dueOn: string; basis: string; promise: string } | undefined> {
	const { rows } = await sql<{ id: string; dueOn: string; basis: string; promise: string }>`${kept}
		select f.id, f.due_on, p.basis, r.promise
		from (select set_config('app.receipt', ${receiptHash.toString('hex')}, true)) as shown
		cross join lateral (select app.sender_case() as id where shown is not null) as sender
		join feedback f on f.id = sender.id
		join feedback_receipt r on r.feedback_id = f.id
		join clock_profile p on p.id = f.profile_id`.execute(call.db);
	return rows[0];
}

/**
 * One statement takes it in, whole; `false` when the key of its form was taken in before.
 *
 * @throws {Unavailable} when it comes without a proof of work and too many such wait already: it is to be sent again later
 */
export async function insertFiling(
	call: Call,
	matter: Readonly<Record<string, unknown>>,
	receiptHash: Buffer,
	wrapped: Buffer,
	texts: readonly { part: string; custody: boolean; body: string }[],
): Promise<boolean> {
	const { rows } = await sql<{
		fileFeedback: boolean;
	}>`${kept} select app.file_feedback(${JSON.stringify(matter)}::jsonb, ${receiptHash},
		${wrapped}, ${JSON.stringify(texts)}::jsonb)`
		.execute(call.db)
		.catch(tooManyWait);
	return rows[0]!.fileFeedback;
}

function tooManyWait(error: unknown): never {
	if ((error as { code?: string }).code === 'VD429') throw new Unavailable(() => m.feedback_file_tooManyWait(), 60);
	throw error;
}
