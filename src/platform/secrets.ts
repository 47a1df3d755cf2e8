import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Keys of this installation, derived from one that never leaves `<data>/keys/master.key` (0600). */
export type Secrets = {
	/** 32 bytes for one purpose. The same purpose always gives the same key. */
	key(purpose: string): Buffer;
	/** A password for one of the database logins. */
	password(login: string): string;
};

/** Opens the installation's keys; makes them at the first start. Several hosts of one installation share the file. */
export function openSecrets(dataDirectory: string): Secrets {
	return secretsFrom(readOrMake(join(dataDirectory, 'keys'), 'master.key'));
}

export function secretsFrom(master: Buffer): Secrets {
	const made = new Map<string, Buffer>();
	const key = (purpose: string): Buffer => {
		let known = made.get(purpose);
		if (!known) made.set(purpose, (known = createHmac('sha256', master).update(purpose).digest()));
		return known;
	};
	return { key, password: (login) => key(`login:${login}`).toString('base64url') };
}

const taken = new WeakMap<Buffer, KeyObject>();

/** A key as Node takes it at once. Given as bytes it is looked at anew at each use, which takes longer than to hash with it. */
export function keyObject(key: Buffer): KeyObject {
	let known = taken.get(key);
	if (!known) taken.set(key, (known = createSecretKey(key)));
	return known;
}

function readOrMake(directory: string, name: string): Buffer {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	const path = join(directory, name);
	try {
		return decode(readFileSync(path, 'utf8'), path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	// Linked into place, so that of two first starts at once exactly one key wins and none is seen half written.
	const draft = `${path}.${process.pid}`;
	const file = openSync(draft, 'wx', 0o600);
	writeSync(file, `${randomBytes(32).toString('hex')}\n`);
	fsyncSync(file);
	closeSync(file);
	try {
		linkSync(draft, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
	return decode(readFileSync(path, 'utf8'), path);
}

function decode(text: string, path: string): Buffer {
	if (!/^[0-9a-f]{64}\n$/.test(text)) throw new Error(`${path} is not a key of this installation`);
	return Buffer.from(text.trim(), 'hex');
}
