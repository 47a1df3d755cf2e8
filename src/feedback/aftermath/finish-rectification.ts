import { allow, Conflict, found, holds, transact, type Call } from '#platform';
import { m } from '#words';
import { lockRectification, saveDone } from './rectification.store.ts';

/** The unit says that it has put right what it was told to, and how. It knows the task, not the case. */
export const finishRectification = (call: Call, id: string, note: string): Promise<void> =>
	transact(call, async (call) => {
		const rectification = found(await lockRectification(call, id));
		allow(holds(call.actor, rectification.unitId, 'unitHead', 'focalOfficer'));
		if (rectification.doneOn) throw new Conflict(() => m.feedback_conflict_meanwhile());
		await saveDone(call, id, note);
	});
