import { work, type House } from '#platform';
import { deleteSpentOver } from '../proof/spent.store.ts';
import { forgetUploadsOver } from './files.store.ts';

/** Removes what forms left behind: files that were sent or given up, values that were used. Every hour. */
export async function sweepSender(house: House): Promise<void> {
	const gone = await work(house, { kind: 'job', name: 'feedback.sweep' }, async (call) => {
		await deleteSpentOver(call);
		return forgetUploadsOver(call);
	});
	for (const sha256 of gone) await house.files.forget(sha256);
}
