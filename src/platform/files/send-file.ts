import { Readable } from 'node:stream';
import type { Call } from '../call.ts';
import { found } from '../policy.ts';

/**
 * A kept file for whoever may see its row: never shown inside the page and never run, because it came from outside.
 * The room whose record points to the file has already found that record.
 */
export async function sendFile(call: Call, fileId: string): Promise<Response> {
	const file = found(
		await call.db
			.selectFrom('file')
			.select(['sha256', 'size', 'mediaType', 'name'])
			.where('id', '=', fileId)
			.executeTakeFirst(),
	);
	return new Response(Readable.toWeb(call.house.files.read(file.sha256)) as ReadableStream<Uint8Array>, {
		headers: {
			'Content-Type': file.mediaType,
			'Content-Length': String(file.size),
			'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			'Content-Security-Policy': "sandbox; default-src 'none'",
		},
	});
}
