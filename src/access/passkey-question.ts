import { randomBytes, timingSafeEqual } from 'node:crypto';
import { work, type House } from '#platform';
import { keyedHash, tokenHash } from './secret-token.ts';
import { takeChallenge } from './sign-in.store.ts';

const nonceBytes = 16;
const timeBytes = 8;
const goodFor = 5 * 60_000;

/**
 * A question to a passkey: random, good for five minutes, signed by us. Nothing is kept of it until it is answered, so that however many
 * are asked by strangers nobody is kept from signing in.
 * @param accountId for adding a passkey to an account; null for signing in
 */
export function newQuestion(house: House, accountId: string | null): Uint8Array<ArrayBuffer> {
	const said = Buffer.alloc(nonceBytes + timeBytes);
	randomBytes(nonceBytes).copy(said);
	said.writeBigUInt64BE(BigInt(house.clock().getTime() + goodFor), nonceBytes);
	return new Uint8Array(Buffer.concat([said, signature(house, said, accountId)]));
}

/** Is it a question of ours to the same end that may still be answered? */
export function isOurQuestion(house: House, question: string, accountId: string | null): boolean {
	const bytes = Buffer.from(question, 'base64url');
	const said = bytes.subarray(0, nonceBytes + timeBytes);
	const signed = bytes.subarray(nonceBytes + timeBytes);
	const right = signature(house, said, accountId);
	if (signed.length !== right.length || !timingSafeEqual(signed, right)) return false;
	return Number(said.readBigUInt64BE(nonceBytes)) > house.clock().getTime();
}

/** Whether this right answer is the first one to the question. */
export const isFirstAnswer = (house: House, question: string): Promise<boolean> =>
	work(house, { kind: 'signin' }, (call) => takeChallenge(call, tokenHash(question)));

const signature = (house: House, said: Buffer, accountId: string | null) =>
	keyedHash(house.secrets.key('passkey question'), said.toString('base64url'), accountId ?? '');
