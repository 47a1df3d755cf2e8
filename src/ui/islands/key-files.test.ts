import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { keysIn, openEach, openerWith } from './key-files.ts';

const passphrase = 'mật khẩu đủ dài';

async function aKey(secret = passphrase) {
	const key = await generateX25519Identity();
	const encrypter = new Encrypter();
	encrypter.setPassphrase(secret);
	encrypter.setScryptWorkFactor(10);
	const file = new Blob([armor.encode(await encrypter.encrypt(key))]);
	return { file, recipient: await identityToRecipient(key) };
}
const sealed = (recipient: string, text: string): Promise<Uint8Array> => {
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	return encrypter.encrypt(text);
};
async function read(files: Blob[], texts: readonly Uint8Array[]) {
	const opener = openerWith(await keysIn(files, passphrase));
	const shown: string[] = [];
	const opened = await openEach(texts, async (text) => void shown.push(await opener.decrypt(text, 'text')));
	return { opened, shown };
}

test('what was sealed to a former key stays closed, and what came later opens', async () => {
	const [former, own] = [await aKey(), await aKey()];
	const texts = [await sealed(former.recipient, 'thư đầu'), await sealed(own.recipient, 'thư sau')];
	expect(await read([own.file], texts)).toEqual({ opened: 1, shown: ['thư sau'] });
	expect(await read([former.file, own.file], texts)).toEqual({ opened: 2, shown: ['thư đầu', 'thư sau'] });
});

test('a file of another passphrase, or that is no key, keeps no other one closed', async () => {
	const [other, own] = [await aKey('một mật khẩu khác'), await aKey()];
	const texts = [await sealed(own.recipient, 'thư')];
	expect(await read([other.file, new Blob(['không phải khóa']), own.file], texts)).toEqual({
		opened: 1,
		shown: ['thư'],
	});
	expect(await read([other.file], texts)).toEqual({ opened: 0, shown: [] });
});
