/**
 * Reads one file from standard input and writes it again without metadata: its type, a zero byte, its content. Ends with 3 when it is
 * of no type that is taken, with 4 when it cannot be cleaned. A program of its own (see clean-file.ts).
 */
import { buffer } from 'node:stream/consumers';
import { fileTypeFromBuffer } from 'file-type';

const office = 'application/vnd.openxmlformats-officedocument.';

type Clean = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Loaded when needed: the program lives for one file. */
const picture = async () => (await import('./picture.ts')).cleanPicture;
const paper = async () => (await import('./office.ts')).cleanOffice;
const cleaners: Record<string, () => Promise<Clean>> = {
	'image/jpeg': picture,
	'image/png': picture,
	'image/webp': picture,
	'application/pdf': async () => (await import('./pdf.ts')).cleanPdf,
	[`${office}wordprocessingml.document`]: paper,
	[`${office}spreadsheetml.sheet`]: paper,
};

const given = new Uint8Array(await buffer(process.stdin));
const mediaType = (await fileTypeFromBuffer(given))?.mime ?? '';
const clean = cleaners[mediaType];
if (!clean) process.exit(3);
try {
	const bytes = await (await clean())(given);
	await new Promise((written) => process.stdout.write(Buffer.concat([Buffer.from(`${mediaType}\0`), bytes]), written));
} catch {
	process.exitCode = 4;
}
