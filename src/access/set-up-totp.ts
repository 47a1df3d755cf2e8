import { m } from '#words';
import { Invalid, record, transact, type Call, type House } from '#platform';
import { deleteTotp, saveRecoveryCodes, saveTotp } from './access.store.ts';
import { requireElevation } from './elevation.ts';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, seal, totpStep, unseal } from './totp.ts';

const tenMinutes = 10 * 60_000;

/** A secret that is not yet anybody's: the form carries it, sealed for this account and for ten minutes. */
export function offerTotp(house: House, accountId: string): { secret: string; sealed: string } {
	const secret = newTotpSecret();
	const offer = JSON.stringify({ secret, until: house.clock().getTime() + tenMinutes });
	return { secret, sealed: seal(house, accountId, offer).toString('base64url') };
}

/** The secret of an offer that is still good. */
export function offeredSecret(house: House, accountId: string, sealed: string): string | undefined {
	const offer = unseal(house, accountId, Buffer.from(sealed, 'base64url'));
	if (offer === undefined) return undefined;
	const { secret, until } = JSON.parse(offer) as { secret?: string; until?: number };
	return until !== undefined && until > house.clock().getTime() ? secret : undefined;
}

/**
 * Sets the authenticator: the code proves that the app has the secret, and is used up by it. Answers ten recovery codes,
 * which are shown once. Throws `Invalid` for the code.
 */
export const setUpTotp = (call: Call, secret: string, code: string): Promise<string[]> =>
	transact(call, async (call) => {
		requireElevation(call);
		const accountId = call.actor.accountId!;
		const step = totpStep(secret, code, call.now, 0);
		if (step === undefined) throw Invalid.at('code', () => m.access_code_wrong());
		await deleteTotp(call, accountId);
		await saveTotp(call, accountId, seal(call.house, accountId, secret), step);
		await record(call, 'totp.set', { subject: accountId });
		return renewRecoveryCodes(call);
	});

/** Ten new recovery codes in place of all earlier ones. */
export const renewRecoveryCodes = (call: Call): Promise<string[]> =>
	transact(call, async (call) => {
		requireElevation(call);
		const accountId = call.actor.accountId!;
		const codes = newRecoveryCodes();
		await saveRecoveryCodes(
			call,
			accountId,
			codes.map((code) => recoveryCodeHash(call.house, accountId, code)),
		);
		await record(call, 'recoveryCodes.renewed', { subject: accountId });
		return codes;
	});

/** Removes one's own authenticator and its recovery codes. */
export const removeTotp = (call: Call): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		await deleteTotp(call, call.actor.accountId!);
		await record(call, 'totp.removed', { subject: call.actor.accountId! });
	});
