import { eachAlone, work, type Call, type House } from '#platform';
import { deleteSpentOver } from '../proof/spent.store.ts';
import { deleteUpload, listUploadsOver, type Upload } from './files.store.ts';

/** Removes what forms left behind: files that were sent or given up, values that were used. Every ten minutes. */
export async function sweepSender(house: House): Promise<void> {
	await work(house, { kind: 'job', name: 'feedback.sweep' }, deleteSpentOver);
	while (
		(await eachAlone(house, 'feedback.sweep', (call, resting) => listUploadsOver(call, 200, resting), forget)) > 0
	);
}

/** The content first: as long as the row stands, it is tried again. */
async function forget(call: Call, { id, sha256 }: Upload): Promise<void> {
	await call.house.files.forget(sha256);
	await deleteUpload(call, id);
}
