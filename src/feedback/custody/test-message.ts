import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Call } from '#platform';
import { sealForCustody } from '../seal/custody.ts';
import type { CustodianKey } from './custody.store.ts';

/** A message that only the holder of a key can read, and what will prove that it was read. */
export async function testMessage(call: Call, key: CustodianKey): Promise<{ sealed: string; proof: string }> {
	const word = randomBytes(12).toString('base64url');
	return {
		sealed: (await sealForCustody([key.recipient], word)).toString('base64'),
		proof: proofOf(call, key.id, word),
	};
}

export function wasRead(call: Call, keyId: string, word: string, proof: string): boolean {
	const expected = Buffer.from(proofOf(call, keyId, word));
	const given = Buffer.from(proof);
	return expected.length === given.length && timingSafeEqual(expected, given);
}

const proofOf = (call: Call, keyId: string, word: string): string =>
	createHmac('sha256', call.house.secrets.key('feedback.keyTest')).update(`${keyId} ${word}`).digest('base64url');
