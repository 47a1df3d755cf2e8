import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import { listTexts } from '../texts.store.ts';
import type { DataRequest, DataRequestKind } from './data-request.ts';

type Row = Omit<DataRequest, 'words' | 'answer'> & { textId: string | null; answerId: string | null };

const columns = sql`r.id, r.feedback_id, r.kind, r.text_id, r.asked_on, r.due_on, r.answered_on, r.granted, r.answer_id
	from data_request r`;

/** The requests that belong to a case, the newest first. */
export async function listDataRequests(call: Call, feedbackId: string): Promise<DataRequest[]> {
	const { rows } =
		await sql<Row>`select ${columns} where r.feedback_id = ${feedbackId} order by r.asked_on desc, r.id`.execute(
			call.db,
		);
	if (rows.length === 0) return [];
	const texts = new Map((await listTexts(call, feedbackId)).map(({ id, text }) => [id, text]));
	return rows.map(({ textId, answerId, ...row }) => ({
		...row,
		words: textId ? texts.get(textId) : undefined,
		answer: answerId ? texts.get(answerId) : undefined,
	}));
}

/** Requests that wait, in cases the caller may know of; what is due first comes first. */
export async function listOpenDataRequests(
	call: Call,
	most: number,
): Promise<{ id: string; feedbackId: string; reference: string; kind: DataRequestKind; dueOn: string }[]> {
	const { rows } = await sql<{
		id: string;
		feedbackId: string;
		reference: string;
		kind: DataRequestKind;
		dueOn: string;
	}>`${kept} select r.id, r.feedback_id, f.reference, r.kind, r.due_on from data_request r join feedback f on f.id = r.feedback_id
		where r.answered_on is null order by r.due_on, r.id limit ${most}`.execute(call.db);
	return rows;
}

export async function findDataRequest(call: Call, id: string): Promise<Row | undefined> {
	const { rows } = await sql<Row>`select ${columns} where r.id = ${id}`.execute(call.db);
	return rows[0];
}

/** Reads a request that is not answered yet in order to answer it: nobody else answers it until the transaction ends. */
export async function lockDataRequest(call: Call, id: string): Promise<Row | undefined> {
	const { rows } = await sql<Row>`select ${columns} where r.id = ${id} for update`.execute(call.db);
	return rows[0];
}

/** `false`: one of the same kind waits already. */
export async function insertDataRequest(
	call: Call,
	request: { feedbackId: string; kind: DataRequestKind; textId: string; askedOn: string; dueOn: string },
): Promise<boolean> {
	const done = await call.db
		.insertInto('dataRequest')
		.values(request)
		.onConflict((on) => on.doNothing())
		.executeTakeFirst();
	return done.numInsertedOrUpdatedRows === 1n;
}

export async function saveDataAnswer(call: Call, id: string, granted: boolean, answerId: string): Promise<void> {
	await sql`update data_request set answered_on = ${call.today}, answered_by = ${call.actor.accountId}, granted = ${granted},
		answer_id = ${answerId} where id = ${id}`.execute(call.db);
}
