import { armor, Decrypter } from 'age-encryption';

/** What a key file is to a browser: something whose text can be read. */
type KeyFile = Pick<File, 'text'>;

/** The keys in those files that the passphrase opens; the other files are passed over. */
export async function keysIn(files: Iterable<KeyFile>, passphrase: string): Promise<string[]> {
	const keys: string[] = [];
	await openEach(files, async (file) => {
		const decrypter = new Decrypter();
		decrypter.addPassphrase(passphrase);
		keys.push(await decrypter.decrypt(armor.decode(await file.text()), 'text'));
	});
	return keys;
}

/** Opens what is sealed to any of the keys. */
export function openerWith(keys: readonly string[]): Decrypter {
	const decrypter = new Decrypter();
	for (const key of keys) decrypter.addIdentity(key);
	return decrypter;
}

/** Opens each thing for itself: what came when other keys were in use stays closed and keeps nothing else closed. Answers how many opened. */
export async function openEach<Thing>(things: Iterable<Thing>, open: (thing: Thing) => Promise<void>): Promise<number> {
	let opened = 0;
	for (const thing of things) {
		try {
			await open(thing);
			opened += 1;
		} catch {
			// A wrong file, passphrase or key: which of them, nobody can tell.
		}
	}
	return opened;
}
