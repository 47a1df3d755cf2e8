import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Conflict, type Call } from '#platform';
import { m } from '#words';
import { findSendersCase } from '../feedback.store.ts';
import { open, seal } from '../seal/case-key.ts';
import { findCustody } from '../seal/custody.store.ts';
import { sealForCustody } from '../seal/custody.ts';
import { findCaseKey, type Kept } from '../texts.store.ts';
import { insertFile, takeUpload } from './files.store.ts';
import { forgetFile } from './forget-file.ts';
import { bound, formHash, type StagedFile } from './stage-file.ts';

/**
 * Puts the staged files of a form to the case whose receipt was shown: from here on they are encrypted like its text, under the key of
 * the case or to the custodians. A file that lay too long is missed, and then nothing is sent without it. Answers what was kept.
 */
export async function attachFiles(
	call: Call,
	feedbackId: string,
	messageId: string | null,
	formKey: string,
	staged: readonly StagedFile[],
): Promise<Kept[]> {
	const { house } = call;
	const feedback = await findSendersCase(call);
	if (feedback?.id !== feedbackId) throw new Error('files are attached by the sender alone');
	const { recipients } = await findCustody(call);
	const caseKey = await findCaseKey(call, feedbackId);
	const all: Kept[] = [];
	for (const [position, file] of staged.entries()) {
		const waiting = await takeUpload(call, formHash(house, formKey), file.id);
		if (waiting === null) throw new Conflict(() => m.feedback_file_files_gone());
		const plain = open(Buffer.from(file.key, 'base64'), await buffer(house.files.read(waiting)), bound);
		const sealed = feedback.sealed
			? await sealForCustody(recipients, new Uint8Array(plain))
			: seal(caseKey!, plain, fileBound(feedbackId));
		const kept = await house.files.keep([sealed]);
		call.afterRollback(() => forgetFile(house, kept.sha256));
		const { mediaType, state } = file;
		const row = { feedbackId, messageId, position, mediaType, state, ...kept, size: plain.length };
		const id = randomUUID();
		await insertFile(call, { id, ...row, custody: feedback.sealed });
		all.push({ id, sha256: kept.sha256 });
	}
	return all;
}

/** What the content of a file of a case is bound to. */
export const fileBound = (feedbackId: string): string => `${feedbackId}/file`;
