import { fileTypeFromBuffer } from 'file-type';
import { m } from '#words';
import type { Call } from '../call.ts';
import { Invalid, TooLarge } from '../problems.ts';

/** What may be uploaded, by content and never by name. 25 MB each. */
const allowed = new Set([
	'image/jpeg',
	'image/png',
	'image/webp',
	'application/pdf',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
const largest = 25 * 1024 * 1024;

/** Keeps an uploaded file and answers its id. Throws `Invalid` or `TooLarge` in the sender's words. */
export async function keepFile(call: Call, upload: File, unitId: number | null): Promise<string> {
	if (upload.size > largest) throw new TooLarge(() => m.platform_file_tooLarge());
	const bytes = new Uint8Array(await upload.arrayBuffer());
	const type = (await fileTypeFromBuffer(bytes))?.mime;
	if (!type || !allowed.has(type)) throw new Invalid(() => m.platform_file_wrongType());
	const kept = await call.house.files.keep([bytes]);
	const row = await call.db
		.insertInto('file')
		.values({
			...kept,
			mediaType: type,
			name: plainName(upload.name),
			unitId,
			uploadedBy: call.actor.accountId,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** A name to show: no path, no control or direction characters, at most 120 characters. */
export const plainName = (name: string): string =>
	(name.normalize('NFC').split(/[/\\]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-120) || 'file';
