import { createHmac, randomBytes } from 'node:crypto';
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
	const kept = await house.files.keep([seal(key, Buffer.from(cleaned.bytes), bound)]);
	const until = new Date(house.clock().getTime() + life);
	const id = await work(house, { kind: 'public' }, (call) =>
		stageUpload(call, formHash(house, formKey), { ...kept, until }),
	);
	if (id === null) return 'tooMany';
	const state = infected === 'clean' ? 'clean' : 'quarantined';
	return { id, key: key.toString('base64'), mediaType: cleaned.mediaType, size: cleaned.bytes.length, state };
}

export const bound = 'upload';

/** What the table of staged files knows a form by. */
export const formHash = (house: House, formKey: string): Buffer =>
	createHmac('sha256', house.secrets.key('feedback.upload')).update(formKey).digest();
