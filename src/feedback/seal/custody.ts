import { Encrypter } from 'age-encryption';

/** Encrypts to the public keys of the custodians and the oversight body (age, X25519); nobody here can read it again. */
export async function sealForCustody(recipients: readonly string[], text: string | Uint8Array): Promise<Buffer> {
	if (recipients.length === 0) throw new Error('nobody holds a key to seal for');
	const encrypter = new Encrypter();
	for (const recipient of recipients) encrypter.addRecipient(recipient);
	return Buffer.from(await encrypter.encrypt(text));
}
