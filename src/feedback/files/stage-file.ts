import { createHash, createHmac, randomBytes } from 'node:crypto';
import { work, type House } from '#platform';
import { seal } from '../seal/case-key.ts';
import { cleanFile } from './clean-file.ts';
import { stageUpload } from './files.store.ts';
import { scanFile } from './scan-file.ts';

/**
 * A file of a form that was not sent yet: cleaned, and kept encrypted under a key that travels with the form alone. Until it is
 * sent nobody can read it, and after that only who may read the case.
 */
export type StagedFile = {
	id: string;
	/** 32 bytes, base64. */
	key: string;
	mediaType: string;
	size: number;
	/** Quarantined: it could not be looked at for viruses when it came. */
	state: 'clean' | 'quarantined';
};

export type Refusal = 'tooLarge' | 'wrongType' | 'notCleanable' | 'infected' | 'tooMany' | 'busy';

export const largestFile = 25 * 1024 * 1024;
/** Files of one message. */
export const mostFiles = 5;

/** As long as a form may stay open. */
const life = 24 * 60 * 60 * 1000;

/** Looks at one file by its content, removes what it says about its author, and keeps it for the form. */
export async function stageFile(house: House, formKey: string, upload: File): Promise<StagedFile | Refusal> {
	if (upload.size > largestFile) return 'tooLarge';
	const given = new Uint8Array(await upload.arrayBuffer());
	const infected = await scanFile(house, given);
	if (infected === 'infected') return 'infected';
	const cleaned = await cleanFile(given);
	if (typeof cleaned === 'string') return cleaned;
	const key = randomBytes(32);
	const sealed = seal(key, Buffer.from(cleaned.bytes), bound);
	// Its row first: what has no place is not written, and what has one is swept, whatever becomes of this process.
	const waiting = { ...contentOf(sealed), until: new Date(house.clock().getTime() + life) };
	const id = await work(house, { kind: 'public' }, (call) => stageUpload(call, formHash(house, formKey), waiting));
	if (id === null) return 'tooMany';
	await house.files.keep([sealed]);
	const state = infected === 'clean' ? 'clean' : 'quarantined';
	return { id, key: key.toString('base64'), mediaType: cleaned.mediaType, size: cleaned.bytes.length, state };
}

const contentOf = (sealed: Buffer) => ({
	sha256: createHash('sha256').update(sealed).digest('hex'),
	size: sealed.length,
});

export const bound = 'upload';

/** What the table of staged files knows a form by. */
export const formHash = (house: House, formKey: string): Buffer =>
	createHmac('sha256', house.secrets.key('feedback.upload')).update(formKey).digest();
