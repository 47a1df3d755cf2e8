import { buffer } from 'node:stream/consumers';
import { found, type Call } from '#platform';
import { open } from '../seal/case-key.ts';
import { findCaseKey } from '../texts.store.ts';
import { fileBound } from './attach-files.ts';
import { extensionOf } from './extension.ts';
import { findFile } from './files.store.ts';

/**
 * A file of a case for whoever may see its row: clean ones, and none that is sealed. Never shown inside a page and never run, because
 * it came from outside; its name is only its place.
 */
export async function sendCaseFile(call: Call, feedbackId: string, fileId: string): Promise<Response> {
	const file = found(await findFile(call, feedbackId, fileId));
	const key = found(await findCaseKey(call, feedbackId));
	const plain = open(key, await buffer(call.house.files.read(file.sha256)), fileBound(feedbackId));
	return new Response(new Uint8Array(plain), {
		headers: {
			'Content-Type': file.mediaType,
			'Content-Disposition': `attachment; filename="${file.position + 1}.${extensionOf(file.mediaType)}"`,
			'Content-Security-Policy': "sandbox; default-src 'none'",
			'Cache-Control': 'no-store',
		},
	});
}
