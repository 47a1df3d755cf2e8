/**
 * Reads one file from standard input and writes it again without metadata: its type, a zero byte, its content. Ends with 3 when it is
 * of no type that is taken, with 4 when it cannot be cleaned. A program of its own (see clean-file.ts).
 */
import { buffer } from 'node:stream/consumers';
import { fileTypeFromBuffer } from 'file-type';
import { cleanOffice } from './office.ts';
import { cleanPdf } from './pdf.ts';
import { cleanPicture } from './picture.ts';

const office = 'application/vnd.openxmlformats-officedocument.';

const cleaners: Record<string, (bytes: Uint8Array) => Promise<Uint8Array>> = {
	'image/jpeg': cleanPicture,
	'image/png': cleanPicture,
	'image/webp': cleanPicture,
	'application/pdf': cleanPdf,
	[`${office}wordprocessingml.document`]: cleanOffice,
	[`${office}spreadsheetml.sheet`]: cleanOffice,
};

const given = new Uint8Array(await buffer(process.stdin));
const mediaType = (await fileTypeFromBuffer(given))?.mime ?? '';
const clean = cleaners[mediaType];
if (!clean) process.exit(3);
try {
	const bytes = await clean(given);
	await new Promise((written) => process.stdout.write(Buffer.concat([Buffer.from(`${mediaType}\0`), bytes]), written));
} catch {
	process.exitCode = 4;
}
