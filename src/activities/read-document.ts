import { allow, found, record, transact, type Call } from '#platform';
import { mayRead } from './activity.policy.ts';
import { findDocument, saveReading } from './study.store.ts';

/** A member says to have read a document; an acknowledgement (strength A), no examination. */
export const readDocument = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const document = found(await findDocument(call, id));
		allow(mayRead(call.actor));
		if (document.readAt) return;

		await saveReading(call, id);
		await record(call, 'document.read', { unitId: call.actor.unitId ?? document.keeperId, subject: id });
	});
