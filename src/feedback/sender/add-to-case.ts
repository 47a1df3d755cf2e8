import { randomUUID } from 'node:crypto';
import { runLater, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { attachFiles } from '../files/attach-files.ts';
import type { StagedFile } from '../files/stage-file.ts';
import { insertMessage } from '../handling/message.store.ts';
import { keepFromSender } from './sender.store.ts';

export type Added = { text: string; files?: { formKey: string; staged: StagedFile[] } };

/** The sender adds something, in whatever state the case is. Joined to another, it is told to whoever handles that one. */
export const addToCase = (call: Call, feedback: Feedback, { text, files }: Added): Promise<void> =>
	transact(call, async (call) => {
		const id = randomUUID();
		const kept = files && (await attachFiles(call, feedback.id, id, files.formKey, files.staged));
		await advance(call, feedback, { event: 'added', says: { kind: 'addition', text, id }, kept, bySender: true });
		if (feedback.state === 'merged') await runLater(call, 'feedback.tellJoined', { feedbackId: feedback.id });
	});

/** The sender says that they are pressed. No step tells it, and no desk reads it: only the oversight body does. */
export const sayPressed = (call: Call, feedback: Feedback, text: string): Promise<void> =>
	transact(call, async (call) => {
		const kept = await keepFromSender(call, feedback, true, text);
		await insertMessage(call, feedback, { kind: 'pressure', text }, kept, true);
	});
