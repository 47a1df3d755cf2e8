import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { record, work, type Caller, type House } from '#platform';
import { listPasskeys, savePasskey } from './access.store.ts';
import { requireElevation } from './elevation.ts';
import { isFirstAnswer, isOurQuestion, newQuestion } from './passkey-question.ts';
import { findPasskey, usePasskey } from './sign-in.store.ts';

/** The site to which passkeys are bound: they answer to no other one. */
const siteOf = (house: House) => new URL(house.settings.origin).hostname;

/** The question with which a browser asks any passkey of this site for its owner. */
export const askForPasskey = (house: House) =>
	generateAuthenticationOptions({
		rpID: siteOf(house),
		userVerification: 'required',
		challenge: newQuestion(house, null),
	});

/**
 * Whose passkey answered, or undefined: unknown key, a question that was not asked or was answered before, another site,
 * a signature that does not fit, a counter that went back.
 */
export async function ownerOfAnswer(house: House, answer: AuthenticationResponseJSON): Promise<string | undefined> {
	const stored = await work(house, { kind: 'signin' }, (call) => findPasskey(call, answer.id));
	if (!stored) return undefined;
	let question = '';
	const verified = await verifyAuthenticationResponse({
		response: answer,
		expectedChallenge: (challenge) => isOurQuestion(house, (question = challenge), null),
		expectedOrigin: house.settings.origin,
		expectedRPID: siteOf(house),
		requireUserVerification: true,
		credential: {
			id: answer.id,
			publicKey: new Uint8Array(stored.publicKey),
			counter: stored.counter,
			transports: stored.transports,
		},
	}).catch(() => undefined); // whatever does not fit is thrown; which part, the sender need not know
	if (!verified?.verified || !(await isFirstAnswer(house, question))) return undefined;
	const { newCounter } = verified.authenticationInfo;
	const used = await work(house, { kind: 'signin' }, (call) => usePasskey(call, answer.id, newCounter));
	return used ? stored.accountId : undefined;
}

/** The question with which a device makes a new passkey for the signed-in person. The session must be elevated. */
export async function askForNewPasskey(house: House, session: Caller, userName: string) {
	const { actor, known } = await work(house, session, async (call) => {
		requireElevation(call);
		return { actor: call.actor, known: await listPasskeys(call, call.actor.accountId!) };
	});
	return generateRegistrationOptions({
		rpName: 'Vidan',
		rpID: siteOf(house),
		userName,
		userDisplayName: actor.displayName,
		userID: new TextEncoder().encode(actor.accountId!),
		excludeCredentials: known.map(({ id }) => ({ id })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		attestationType: 'none',
		challenge: newQuestion(house, actor.accountId),
	});
}

/** Keeps the passkey that a device made. False when the answer does not fit the question, or fitted it before. */
export async function addPasskey(
	house: House,
	session: Caller,
	accountId: string,
	answer: RegistrationResponseJSON,
	name: string,
): Promise<boolean> {
	let question = '';
	const verified = await verifyRegistrationResponse({
		response: answer,
		expectedChallenge: (challenge) => isOurQuestion(house, (question = challenge), accountId),
		expectedOrigin: house.settings.origin,
		expectedRPID: siteOf(house),
		requireUserVerification: true,
	}).catch(() => undefined);
	if (!verified?.verified || !(await isFirstAnswer(house, question))) return false;
	const { credential } = verified.registrationInfo;
	await work(house, session, async (call) => {
		requireElevation(call);
		await savePasskey(call, { ...credential, publicKey: Buffer.from(credential.publicKey), accountId, name });
		await record(call, 'passkey.added', { subject: accountId });
	});
	return true;
}
