import { buffer } from 'node:stream/consumers';
import { work, type House } from '#platform';
import { open } from '../seal/case-key.ts';
import { findCaseKey } from '../texts.store.ts';
import { fileBound } from './attach-files.ts';
import { listQuarantined, saveScanned } from './files.store.ts';
import { scanFile } from './scan-file.ts';

/**
 * Files that came while the virus scanner was down are looked at as soon as it answers again. What is sealed to the custodians cannot be
 * looked at here; it stays in quarantine, and they are told so.
 */
export async function scanWaiting(house: House): Promise<void> {
	const job = { kind: 'job', name: 'feedback.scan' } as const;
	const waiting = await work(house, job, (call) => listQuarantined(call, 20), { readOnly: true });
	for (const { id, feedbackId, sha256 } of waiting) {
		const key = await work(house, job, (call) => findCaseKey(call, feedbackId), { readOnly: true });
		if (!key) continue;
		const found = await scanFile(house, open(key, await buffer(house.files.read(sha256)), fileBound(feedbackId)));
		if (found === 'unknown') return;
		await work(house, job, (call) => saveScanned(call, id, found === 'clean' ? 'clean' : 'refused'));
	}
}
