import { work, type Call, type House } from '#platform';
import { tokenHash } from './secret-token.ts';
import { beginSession, type Method } from './sessions.ts';
import type { Browser } from './sign-in-with-password.ts';
import { endStep, findStepOwner, takeRecoveryCode, takeTotpStep, trySecondFactor } from './sign-in.store.ts';
import { admit, guessingSecondFactor, wasRight } from './throttle.ts';
import { isRecoveryCode, recoveryCodeHash, totpStep, unseal } from './totp.ts';

export type SecondFactorGiven =
	/** Wrong, or used before. */
	| { outcome: 'wrong' }
	/** Too late or too many tries: begin again with the password. */
	| { outcome: 'over' }
	| { outcome: 'session'; token: string };

/** Ends the sign-in that owes a second factor: a code of the authenticator, or one of the recovery codes. */
export async function giveSecondFactor(
	house: House,
	step: string,
	code: string,
	browser: Browser,
): Promise<SecondFactorGiven> {
	const stepHash = tokenHash(step);
	const owner = await work(house, { kind: 'signin' }, (call) => findStepOwner(call, stepHash));
	if (!owner) return { outcome: 'over' };
	const guessing = guessingSecondFactor(house, owner);
	await admit(house, guessing);
	const method = await work(house, { kind: 'signin' }, async (call) => {
		const tried = await trySecondFactor(call, stepHash);
		if (!tried) return undefined;
		const right = await proves(call, tried.accountId, code, tried);
		if (right) await endStep(call, stepHash);
		return right;
	});
	if (!method) return { outcome: 'wrong' };
	await wasRight(house, guessing);
	const { device, token: replaces } = browser;
	return { outcome: 'session', token: await beginSession(house, { accountId: owner, method, device, replaces }) };
}

/** Takes a code, once. Answers what kind it was. */
export async function proves(
	call: Call,
	accountId: string,
	code: string,
	stored: { secret: Buffer | null; lastStep: number | null },
): Promise<Method | undefined> {
	if (isRecoveryCode(code)) {
		return (await takeRecoveryCode(call, accountId, recoveryCodeHash(call.house, accountId, code)))
			? 'recoveryCode'
			: undefined;
	}
	const secret = stored.secret && unseal(call.house, accountId, stored.secret);
	const step = secret ? totpStep(secret, code, call.now, stored.lastStep ?? 0) : undefined;
	return step !== undefined && (await takeTotpStep(call, accountId, step)) ? 'totp' : undefined;
}
