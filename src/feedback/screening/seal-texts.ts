import { buffer } from 'node:stream/consumers';
import { Conflict, found, pageChanged, type Call } from '#platform';
import { m } from '#words';
import type { Feedback } from '../feedback.ts';
import { forgetFile } from '../files/forget-file.ts';
import { fileBound } from '../files/attach-files.ts';
import { listFiles } from '../files/files.store.ts';
import { listSenderTexts } from '../handling/message.store.ts';
import { open } from '../seal/case-key.ts';
import { findCustody } from '../seal/custody.store.ts';
import { sealForCustody } from '../seal/custody.ts';
import { findCaseKey, listTexts, sealTexts, sha256Of, type Kept } from '../texts.store.ts';

/**
 * A case turned out to need sealing: all that its sender wrote and sent, messages, questions about data and files too, and the note of who
 * entered it, can be read by the custodians alone from here on. It cannot be undone. Made before the step that calls it so, which names what
 * is `kept` now; put in its place by {@link sealWhatItSays} after it, in the same transaction.
 *
 * @throws {Conflict} while there is no oversight body that could take it
 */
export async function sealedAnew(call: Call, feedback: Feedback): Promise<Sealed> {
	const { recipients, takesSealed } = await findCustody(call);
	if (!takesSealed) throw new Conflict(() => m.feedback_conflict_notSealing());
	await pageChanged(call, 'feedback'); // what was published of it is public no more
	const bySender = await listSenderTexts(call, feedback.id);
	const written = (
		await listTexts(call, feedback.id, ['matter', 'officer', 'place', 'when', 'entry', 'message'])
	).filter(({ id, part }) => part !== 'message' || bySender.has(id));
	const texts = await Promise.all(
		written.map(async ({ id, text }) => ({ id, body: (await sealForCustody(recipients, text)).toString('base64') })),
	);
	const files = await sealFiles(call, feedback.id, recipients);
	const kept = [...texts.map(({ id, body }) => ({ id, sha256: sha256Of(Buffer.from(body, 'base64')) })), ...files];
	return { texts, files, kept };
}

export type Sealed = { texts: { id: string; body: string }[]; files: Kept[]; kept: Kept[] };

/** Called once the case is of a sealed kind. */
export const sealWhatItSays = (call: Call, { id }: Feedback, { texts, files }: Sealed): Promise<void> =>
	sealTexts(call, id, texts, files);

/** The content of each file, kept anew for the custodians; what the key of the case opened is removed when that is committed. */
async function sealFiles(
	call: Call,
	feedbackId: string,
	recipients: readonly string[],
): Promise<{ id: string; sha256: string }[]> {
	const { files } = call.house;
	const plainly = (await listFiles(call, feedbackId)).filter(({ custody }) => !custody);
	const sealed: { id: string; sha256: string }[] = [];
	for (const { id, sha256 } of plainly) {
		const key = found(await findCaseKey(call, feedbackId));
		const plain = open(key, await buffer(files.read(sha256)), fileBound(feedbackId));
		const kept = await files.keep([await sealForCustody(recipients, new Uint8Array(plain))]);
		sealed.push({ id, sha256: kept.sha256 });
		call.afterRollback(() => forgetFile(call.house, kept.sha256));
		call.afterCommit(() => forgetFile(call.house, sha256));
	}
	return sealed;
}
