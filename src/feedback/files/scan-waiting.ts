import { buffer } from 'node:stream/consumers';
import { eachAlone, type Call, type House } from '#platform';
import { open } from '../seal/case-key.ts';
import { findCaseKey } from '../texts.store.ts';
import { fileBound } from './attach-files.ts';
import { listQuarantined, saveScanned, type Quarantined } from './files.store.ts';
import { answersAtAll, scanFile } from './scan-file.ts';

/**
 * Files that came while the virus scanner was down are looked at as soon as it answers again; one that cannot be looked at holds up no
 * other. What is sealed to the custodians cannot be looked at here; it stays in quarantine, and they are told so.
 */
export async function scanWaiting(house: House): Promise<void> {
	if (!(await answersAtAll(house))) return;
	await eachAlone(house, 'feedback.scan', (call, resting) => listQuarantined(call, 20, resting), scanOne);
}

async function scanOne(call: Call, { id, feedbackId, sha256 }: Quarantined): Promise<void> {
	const key = await findCaseKey(call, feedbackId);
	if (!key) return;
	const { house } = call;
	const found = await scanFile(house, open(key, await buffer(house.files.read(sha256)), fileBound(feedbackId)));
	if (found === 'unknown') throw new Error('the virus scanner did not say what it is');
	await saveScanned(call, id, found === 'clean' ? 'clean' : 'refused');
}
