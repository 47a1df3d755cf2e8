import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes kept under their own SHA-256, below `<data>/files`. */
export type FileStore = {
	/** Writes, syncs, renames; only then may a row point to it. Answers the hash and the size in bytes. */
	keep(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ sha256: string; size: number }>;
	read(sha256: string): Readable;
	has(sha256: string): Promise<boolean>;
	/** Removes bytes to which no row points any more; harmless when they are gone. */
	forget(sha256: string): Promise<void>;
};

export function openFileStore(dataDirectory: string): FileStore {
	const root = join(dataDirectory, 'files');
	const drafts = join(root, 'drafts');
	const place = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
	return {
		async keep(bytes) {
			await mkdir(drafts, { recursive: true, mode: 0o700 });
			const draft = join(drafts, randomUUID());
			const { sha256, size } = await writeDraft(draft, bytes).catch(async (error: unknown) => {
				await rm(draft, { force: true });
				throw error;
			});
			await mkdir(join(root, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
			await rename(draft, place(sha256));
			await syncDirectory(join(root, sha256.slice(0, 2)));
			return { sha256, size };
		},
		read: (sha256) => createReadStream(place(sha256)),
		has: (sha256) =>
			stat(place(sha256)).then(
				() => true,
				() => false,
			),
		forget: (sha256) => rm(place(sha256), { force: true }),
	};
}

async function writeDraft(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
	const hash = createHash('sha256');
	let size = 0;
	const file = await open(path, 'wx', 0o600);
	try {
		for await (const chunk of bytes) {
			hash.update(chunk);
			size += chunk.length;
			await file.writeFile(chunk);
		}
		await file.sync();
	} finally {
		await file.close();
	}
	return { sha256: hash.digest('hex'), size };
}

/** Without it the new name may be lost with the power, though the bytes are safe. */
async function syncDirectory(path: string): Promise<void> {
	const directory = await open(path, 'r');
	try {
		await directory.sync();
	} finally {
		await directory.close();
	}
}
