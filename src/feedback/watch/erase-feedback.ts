import { eraseSalts } from '#ledger';
import { transact, work, type Call, type House } from '#platform';
import { eraseContent, listToErase } from './watch.store.ts';

/**
 * Erases what a case says: its texts, the key to them, the salts that open its leaves in the log. The log stays whole, because it holds
 * commitments only; the case stays as what happened to it and when.
 */
export const eraseFeedback = (call: Call, { id, logId }: { id: string; logId: string }): Promise<void> =>
	transact(call, async (call) => {
		const files = await eraseContent(call, id);
		await eraseSalts(call, logId);
		call.afterCommit(() => void Promise.all(files.map((sha256) => call.house.files.forget(sha256))));
	});

/** What has been kept long enough is erased, a batch at a time. */
export async function eraseWhatIsOld(house: House): Promise<void> {
	const job = { kind: 'job', name: 'feedback.erase' } as const;
	const old = await work(house, job, (call) => listToErase(call, 500), { readOnly: true });
	for (const each of old) await work(house, job, (call) => eraseFeedback(call, each));
}
