import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from '../tree/hashing.ts';

/** Who signs a note: a name and an Ed25519 key (signed-note, signature type 0x01). */
export type Signer = Verifier & { sign(text: string): Buffer };

export type Verifier = {
	name: string;
	/** Four bytes that, with the name, say which key it is. */
	id: Buffer;
	/** 32 bytes. */
	publicKey: Buffer;
	verifies(text: string, signature: Buffer): boolean;
};

/** @param seed 32 bytes from which the key follows (RFC 8032) */
export function signerOf(name: string, seed: Buffer): Signer {
	const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
	const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x as string, 'base64url');
	return { ...verifierOf(name, publicKey), sign: (text) => sign(null, Buffer.from(text), key) };
}

export function verifierOf(name: string, publicKey: Buffer): Verifier {
	let key: KeyObject | undefined;
	return {
		name,
		id: sha256(Buffer.from(`${name}\n`), ed25519, publicKey).subarray(0, 4),
		publicKey,
		verifies(text, signature) {
			key ??= createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
			return verify(null, Buffer.from(text), key, signature);
		},
	};
}

/** A key on one line: `<name>+<hex of its id>+<base64 of 0x01 and the key>`. */
export const keyLine = ({ name, id, publicKey }: Verifier): string =>
	`${name}+${id.toString('hex')}+${Buffer.concat([ed25519, publicKey]).toString('base64')}`;

/** Reads a key line. Throws a RangeError when it is none, or its id is not that of its key. */
export function readKeyLine(line: string): Verifier {
	const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line.replace(/\n$/, ''));
	const bytes = Buffer.from(parts?.[3] ?? '', 'base64');
	const strict = bytes.toString('base64') === parts?.[3];
	if (!parts || !strict || bytes.length !== 33 || bytes[0] !== ed25519[0])
		throw new RangeError(`not an Ed25519 key: ${line}`);
	const key = verifierOf(parts[1]!, bytes.subarray(1));
	if (key.id.toString('hex') !== parts[2]) throw new RangeError(`key with a wrong id: ${line}`);
	return key;
}

const ed25519 = Buffer.of(1);
/** What stands before the bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');
