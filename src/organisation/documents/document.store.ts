import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Changes } from '../tree/changes.ts';
import type { DocumentStep, Step, TreeDocument } from './document.ts';

type NewDocument = Pick<
	TreeDocument,
	'tree' | 'kind' | 'decisionNo' | 'on' | 'status' | 'fileName' | 'fileSha256' | 'rows' | 'planSha256'
>;

export async function insertDocument(call: Call, document: NewDocument): Promise<string> {
	const { id } = await call.db
		.insertInto('reorg')
		.values({
			tree: document.tree,
			kind: document.kind,
			decisionNo: document.decisionNo,
			onDate: document.on,
			status: document.status,
			fileName: document.fileName.slice(0, 200),
			fileSha256: document.fileSha256,
			ops: JSON.stringify(document.rows),
			planSha256: document.planSha256,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** The document made of the same file, for the same day and decision, unless it was reverted. */
export async function findSameDocument(
	call: Call,
	{ tree, kind, decisionNo, on, fileSha256 }: Pick<TreeDocument, 'tree' | 'kind' | 'decisionNo' | 'on' | 'fileSha256'>,
): Promise<TreeDocument | undefined> {
	const [document] = await select(
		call,
		sql`tree = ${tree} and kind = ${kind} and decision_no = ${decisionNo} and on_date = ${on}::date
			and file_sha256 = ${fileSha256} and status <> 'reverted'`,
	);
	return document;
}

export async function findDocument(call: Call, id: string): Promise<TreeDocument | undefined> {
	const [document] = await select(call, sql`id = ${id}::uuid`);
	return document;
}

export async function lockDocument(call: Call, id: string): Promise<TreeDocument | undefined> {
	const [document] = await select(call, sql`id = ${id}::uuid`, sql`for update`);
	return document;
}

/** Without their rows, the latest first. */
export async function listDocuments(call: Call) {
	const { rows } = await sql<
		Pick<TreeDocument, 'id' | 'kind' | 'decisionNo' | 'on' | 'status' | 'fileName'> & { rowCount: number }
	>`
		select id, kind, decision_no, on_date as on, status, file_name, jsonb_array_length(ops) as row_count
		from reorg order by on_date desc, created_at desc`.execute(call.db);
	return rows;
}

export async function saveDocument(
	call: Call,
	id: string,
	change: Partial<
		Pick<TreeDocument, 'status' | 'planSha256' | 'refusal' | 'decisionNo' | 'on' | 'fileName' | 'fileSha256' | 'rows'>
	>,
): Promise<void> {
	const { rows, on, ...rest } = change;
	await call.db
		.updateTable('reorg')
		.set({ ...rest, ...(on ? { onDate: on } : {}), ...(rows ? { ops: JSON.stringify(rows) } : {}) })
		.where('id', '=', id)
		.execute();
}

export async function saveApplied(call: Call, id: string, changes: Changes, epoch: number): Promise<void> {
	await call.db
		.updateTable('reorg')
		.set({ status: 'applied', changes: JSON.stringify(changes), epoch, refusal: null })
		.where('id', '=', id)
		.execute();
}

export async function addStep(call: Call, id: string, step: Step): Promise<void> {
	const { actor } = call;
	await call.db
		.insertInto('reorgStep')
		.values({ reorgId: id, step, accountId: actor.accountId, byWhom: actor.displayName || actor.kind })
		.execute();
}

export async function listSteps(call: Call, id: string): Promise<DocumentStep[]> {
	const { rows } = await sql<DocumentStep>`select step, at::text, account_id, by_whom from reorg_step
		where reorg_id = ${id}::uuid order by id`.execute(call.db);
	return rows;
}

async function select(call: Call, where: ReturnType<typeof sql>, locking = sql``): Promise<TreeDocument[]> {
	const { rows } = await sql<TreeDocument>`
		select id, tree, kind, decision_no, on_date as on, status, file_name, file_sha256, ops as rows, plan_sha256, changes, refusal
		from reorg where ${where} ${locking}`.execute(call.db);
	return rows;
}
