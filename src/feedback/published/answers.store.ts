import { sql } from 'kysely';
import { isUuid, type Call } from '#platform';
import type { Kind, Topic } from '../feedback.ts';

/** A question and its answer as everybody reads them. */
export type PublishedAnswer = {
	listId: string;
	question: string;
	answer: string;
	kind: Kind;
	topic: Topic | null;
	days: number;
	overall: number | null;
	publishedAt: Date;
};

export const pageSize = 20;

const columns = sql`p.list_id, p.question, p.answer, p.kind, p.topic, p.days, p.overall, p.published_at`;

/** A page of them, the newest first, or those found by words; and how many there are in all. */
export async function listAnswers(
	call: Call,
	asked: { words: string; page: number },
): Promise<{ answers: PublishedAnswer[]; total: number }> {
	const skip = (asked.page - 1) * pageSize;
	const found = asked.words
		? sql`select list_id, total from app.find_answers(${asked.words}, ${pageSize}, ${skip})`
		: sql`select p.list_id, count(*) over () as total from feedback_publication p where p.published_at is not null
				order by p.published_at desc, p.list_id limit ${pageSize} offset ${skip}`;
	const { rows } = await sql<PublishedAnswer & { total: number }>`
		with found as materialized (select f.*, row_number() over () as place from (${found}) f)
		select ${columns}, f.total from found f join feedback_publication p on p.list_id = f.list_id order by f.place`.execute(
		call.db,
	);
	return { answers: rows, total: rows[0]?.total ?? 0 };
}

export async function findAnswer(call: Call, listId: string): Promise<PublishedAnswer | undefined> {
	if (!isUuid(listId)) return undefined;
	const { rows } = await sql<PublishedAnswer>`select ${columns} from feedback_publication p
		where p.list_id = ${listId} and p.published_at is not null`.execute(call.db);
	return rows[0];
}
