import { sql } from 'kysely';
import type { Call } from '#platform';
import { open, seal } from '../seal/case-key.ts';

/** A question put to an accused officer, and what they say to it. Under a key of its own: the accused never has that of the case. */
export type Statement = {
	id: string;
	memberId: string;
	question: string;
	askedAt: Date;
	statement: string | null;
	statedAt: Date | null;
	closedAt: Date | null;
	cleared: boolean;
};

export async function insertStatement(
	call: Call,
	asked: { feedbackId: string; memberId: string; question: string },
): Promise<void> {
	const id = crypto.randomUUID();
	await call.db
		.insertInto('feedbackStatement')
		.values({
			id,
			feedbackId: asked.feedbackId,
			memberId: asked.memberId,
			question: sealed(call, id, asked.question),
			askedBy: call.actor.accountId!,
			askedAt: call.now,
		})
		.execute();
}

/** The statements of a case, for who handles it; not of those who were named by mistake. */
export const listStatements = (call: Call, feedbackId: string): Promise<Statement[]> =>
	list(
		call,
		sql`feedback_id = ${feedbackId} and exists (select from feedback_officer o
			where o.feedback_id = feedback_statement.feedback_id and o.member_id = feedback_statement.member_id and not o.elsewhere)`,
	);

/** Is anybody named in a case who was asked nothing yet? */
export async function isAnybodyUnheard(call: Call, feedbackId: string): Promise<boolean> {
	const { rows } = await sql<{ unheard: boolean }>`select exists (select from feedback_officer o
		where o.feedback_id = ${feedbackId} and not o.elsewhere and not exists (select from feedback_statement s
			where s.feedback_id = o.feedback_id and s.member_id = o.member_id)) as unheard`.execute(call.db);
	return rows[0]!.unheard;
}

/** What the caller is asked; the case it belongs to is not told. */
export const listStatementsAsked = (call: Call): Promise<Statement[]> =>
	list(call, sql`member_id = ${call.actor.memberId}`);

export async function lockStatement(call: Call, id: string): Promise<Statement | undefined> {
	const [statement] = await list(call, sql`id = ${id} and member_id = ${call.actor.memberId}`, sql`for update`);
	return statement;
}

export async function saveStatement(call: Call, id: string, statement: string): Promise<void> {
	await call.db
		.updateTable('feedbackStatement')
		.set({ statement: sealed(call, id, statement), statedAt: call.now })
		.where('id', '=', id)
		.execute();
}

/**
 * With the answer nothing more is asked of the accused; with any other end of a case the table itself closes what is open. `cleared`: nothing against them was found. Who was named by mistake is cleared
 * already, and stays so.
 */
export async function closeStatements(call: Call, feedbackId: string, cleared: boolean): Promise<void> {
	await sql`update feedback_statement s set closed_at = ${call.now}, cleared = ${cleared}
		where s.feedback_id = ${feedbackId} and exists (select from feedback_officer o
			where o.feedback_id = s.feedback_id and o.member_id = s.member_id and not o.elsewhere)`.execute(call.db);
}

async function list(
	call: Call,
	where: ReturnType<typeof sql>,
	lock: ReturnType<typeof sql> = sql``,
): Promise<Statement[]> {
	const { rows } = await sql<Statement & { question: Buffer; statement: Buffer | null }>`
		select id, member_id, question, asked_at, statement, stated_at, closed_at, cleared from feedback_statement
		where ${where} order by asked_at, id ${lock}`.execute(call.db);
	return rows.map((row) => ({
		...row,
		question: opened(call, row.id, row.question),
		statement: row.statement && opened(call, row.id, row.statement),
	}));
}

const keyOf = (call: Call): Buffer => call.house.secrets.key('feedback.statement');
const sealed = (call: Call, id: string, text: string): Buffer => seal(keyOf(call), text, id);
const opened = (call: Call, id: string, body: Buffer): string => open(keyOf(call), body, id).toString('utf8');
