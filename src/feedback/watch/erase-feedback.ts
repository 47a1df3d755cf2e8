import { eraseSalts } from '#ledger';
import { eachAlone, pageChanged, transact, work, type Call, type House } from '#platform';
import { forgetFile } from '../files/forget-file.ts';
import { eraseContent, forgetNamed, listToErase, lockToErase } from './watch.store.ts';

/**
 * Erases what a case says: its texts, the key to them, the salts that open its leaves in the log. The log stays whole, because it holds
 * commitments only; the case stays as what happened to it and when.
 */
export const eraseFeedback = (call: Call, { id, logId }: { id: string; logId: string }): Promise<void> =>
	transact(call, async (call) => {
		if (!(await lockToErase(call, id))) return;
		const files = await eraseContent(call, id);
		await eraseSalts(call, logId);
		await pageChanged(call, 'feedback');
		for (const sha256 of files) call.afterCommit(() => forgetFile(call.house, sha256));
	});

/** What has been kept long enough is erased, a batch at a time; and of what was erased before, who was named in it, once nobody sees it any more. */
export async function eraseWhatIsOld(house: House): Promise<void> {
	await eachAlone(house, 'feedback.erase', (call, resting) => listToErase(call, 500, resting), eraseFeedback);
	await work(house, { kind: 'job', name: 'feedback.forgetNamed' }, (call) => forgetNamed(call));
}
