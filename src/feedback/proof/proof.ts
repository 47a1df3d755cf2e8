import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Call, House, Secrets } from '#platform';
import { cost, countingMinutes, triesFor } from './difficulty.ts';
import { spendOnce } from './spent.store.ts';

/**
 * Proof of work (ALTCHA): what a browser computes before a filing is given to a desk at once. It costs one person a second and a
 * flood its machines, and nobody is counted, remembered or locked out for it.
 */

/** As long as a form may stay open before it is sent. */
const life = 60 * 60 * 1000;

/** A challenge for one form: signed, so that it need not be kept. */
export async function newChallenge(call: Call): Promise<Challenge> {
	const mostTries = triesFor(opened(call.house, call.now));
	return createChallenge({
		algorithm: 'PBKDF2/SHA-256',
		cost,
		counter: randomInt(mostTries, mostTries / 5),
		deriveKey,
		expiresAt: new Date(call.now.getTime() + life),
		...secretsOf(call.house.secrets),
	});
}

/**
 * Whether the form brings a proof, which is spent with it. None is asked for where the setting turns it off.
 *
 * @param given JSON of the challenge and its solution, in base64
 */
export async function provenBy(call: Call, given: unknown): Promise<boolean> {
	if (!call.house.settings.proofOfWork) return true;
	const proof = read(given);
	if (!proof) return false;
	const { challenge, solution } = proof;
	// What it cannot read is no proof.
	const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secretsOf(call.house.secrets) }).catch(
		() => ({ verified: false }),
	);
	const { nonce, expiresAt } = challenge.parameters;
	return verified && expiresAt !== undefined && spendOnce(call, nonce, new Date(expiresAt * 1000));
}

/** How many forms this process has handed out within a minute. */
function opened(house: House, now: Date): number {
	const counting = countings.get(house) ?? countingMinutes();
	countings.set(house, counting);
	return counting(now.getTime());
}
const countings = new WeakMap<House, ReturnType<typeof countingMinutes>>();

type Proof = { challenge: Challenge; solution: { counter: number; derivedKey: string } };

function read(given: unknown): Proof | undefined {
	if (typeof given !== 'string' || given.length > 4_000) return undefined;
	try {
		const proof = JSON.parse(Buffer.from(given, 'base64').toString()) as Proof;
		const { nonce } = proof.challenge.parameters;
		return /^[0-9a-f]{32}$/.test(nonce) && typeof proof.solution.derivedKey === 'string' ? proof : undefined;
	} catch {
		return undefined;
	}
}

const secretsOf = (secrets: Secrets) => ({
	hmacSignatureSecret: secrets.key('feedback.proof').toString('hex'),
	hmacKeySignatureSecret: secrets.key('feedback.proofKey').toString('hex'),
});
