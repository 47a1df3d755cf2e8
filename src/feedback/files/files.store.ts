import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Kept } from '../texts.store.ts';

/** @returns its id, or `null` when the form holds as many as it may; of all forms together those that waited longest give way */
export async function stageUpload(
	call: Call,
	form: Buffer,
	{ sha256, size, until }: { sha256: string; size: number; until: Date },
): Promise<string | null> {
	const { rows } = await sql<{
		id: string | null;
	}>`select app.stage_upload(${form}, ${sha256}, ${size}, ${until}) as id`.execute(call.db);
	return rows[0]!.id;
}

/** Takes a staged file out for its case: its hash, or `null` when it is there no more. */
export async function takeUpload(call: Call, form: Buffer, id: string): Promise<string | null> {
	const { rows } = await sql<{ sha256: string | null }>`select app.take_upload(${form}, ${id}) as sha256`.execute(
		call.db,
	);
	return rows[0]!.sha256;
}

/** Whether the case of the receipt that was shown takes files: `waits` for its turn without a proof of work, or `full`. */
export async function takesFiles(call: Call, feedbackId: string): Promise<'yes' | 'waits' | 'full'> {
	const { rows } = await sql<{
		may: 'yes' | 'waits' | 'full';
	}>`select app.takes_files(${feedbackId}, 1) as may`.execute(call.db);
	return rows[0]!.may;
}

export type KeptFile = {
	feedbackId: string;
	messageId: string | null;
	position: number;
	mediaType: string;
	size: number;
	sha256: string;
	state: 'clean' | 'quarantined';
	custody: boolean;
};

export async function insertFile(call: Call, file: KeptFile & { id: string }): Promise<void> {
	await call.db.insertInto('feedbackFile').values(file).execute();
}

/** What came with the letter itself. */
export async function listFiledFiles(call: Call, feedbackId: string): Promise<Kept[]> {
	return call.db
		.selectFrom('feedbackFile')
		.select(['id', 'sha256'])
		.where('feedbackId', '=', feedbackId)
		.where('messageId', 'is', null)
		.where('state', '!=', 'refused')
		.execute();
}

export type ShownFile = Omit<KeptFile, 'feedbackId'> & { id: string };

const shown = ['id', 'messageId', 'position', 'mediaType', 'size', 'sha256', 'state', 'custody'] as const;

/** The files of a case that the caller may see, in the order in which they came. */
export async function listFiles(call: Call, feedbackId: string): Promise<ShownFile[]> {
	const rows = await call.db
		.selectFrom('feedbackFile')
		.select(shown)
		.where('feedbackId', '=', feedbackId)
		.orderBy('messageId', (order) => order.asc().nullsFirst())
		.orderBy('position')
		.execute();
	return rows as unknown as ShownFile[];
}

/** One that can be opened here. */
export async function findFile(call: Call, feedbackId: string, id: string): Promise<ShownFile | undefined> {
	const row = await call.db
		.selectFrom('feedbackFile')
		.select(shown)
		.where('feedbackId', '=', feedbackId)
		.where('id', '=', id)
		.where('state', '=', 'clean')
		.where('custody', '=', false)
		.executeTakeFirst();
	return row as unknown as ShownFile | undefined;
}

export type Upload = { id: string; sha256: string };

/** Staged files that were sent or given up. */
export async function listUploadsOver(call: Call, most: number, except: readonly string[]): Promise<Upload[]> {
	const { rows } = await sql<Upload>`select id, sha256 from feedback_upload
		where good_until <= ${call.now} and id <> all (${except}::uuid[]) order by good_until limit ${most}`.execute(
		call.db,
	);
	return rows;
}

export async function deleteUpload(call: Call, id: string): Promise<void> {
	await call.db.deleteFrom('feedbackUpload').where('id', '=', id).execute();
}

export type Quarantined = { id: string; feedbackId: string; sha256: string };

/** Files that wait for the virus scanner and can be opened here: those of cases that are not sealed. */
export async function listQuarantined(call: Call, most: number, except: readonly string[]): Promise<Quarantined[]> {
	const { rows } = await sql<Quarantined>`select id, feedback_id, sha256 from feedback_file
		where state = 'quarantined' and not custody and id <> all (${except}::uuid[]) limit ${most}`.execute(call.db);
	return rows;
}

export async function saveScanned(call: Call, id: string, state: 'clean' | 'refused'): Promise<void> {
	await call.db.updateTable('feedbackFile').set({ state }).where('id', '=', id).execute();
}
