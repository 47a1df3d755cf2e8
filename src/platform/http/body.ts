import { m } from '#words';
import { Invalid, TooLarge, Unavailable } from '../problems.ts';

/** A body that was too large, with the fields that came before what was too much: what somebody typed is not lost. */
export class FormTooLarge extends TooLarge {
	readonly leading: FormData;

	constructor(leading: FormData) {
		super(() => m.platform_tooLarge_detail());
		this.leading = leading;
	}
}

/** So much of the beginning of a body is kept when the whole is too large: the texts of our longest form stand before its files. */
const leadingBytes = 512 * 1024;
/** Bodies above this are held one after another, so that many of them at once do not fill the memory. */
const large = 4 * 1024 * 1024;
const mostLargeAtOnce = 3;
const mostWaiting = 20;

/**
 * Reads a posted form of at most `most` bytes, whatever its headers say of its length. What is beyond is read and thrown away,
 * because a browser that is cut off while sending shows an error of its own instead of our answer.
 *
 * @throws {FormTooLarge} with the fields before the limit
 */
export async function readBody(request: globalThis.Request, type: string, most: number): Promise<FormData> {
	const announced = Number(request.headers.get('content-length') ?? Infinity);
	if (!(announced > large) || most <= large) return parsed(await received(request, most), type);
	const leave = await enter();
	try {
		return await parsed(await received(request, most), type);
	} finally {
		leave();
	}
}

type Received = { bytes: Uint8Array<ArrayBuffer>; whole: boolean };

async function received(request: globalThis.Request, most: number): Promise<Received> {
	const chunks: Uint8Array[] = [];
	let kept = 0;
	let size = 0;
	for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
		size += chunk.length;
		if (size > most * 4) break;
		if (size > most && kept > leadingBytes) {
			const leading = Buffer.concat(chunks).subarray(0, leadingBytes);
			chunks.splice(0, chunks.length, new Uint8Array(leading));
			kept = leading.length;
		}
		if (size > most) continue;
		chunks.push(chunk);
		kept += chunk.length;
	}
	return { bytes: new Uint8Array(Buffer.concat(chunks)), whole: size <= most };
}

async function parsed({ bytes, whole }: Received, type: string): Promise<FormData> {
	if (!whole) throw new FormTooLarge(await leadingFields(bytes, type));
	return formOf(bytes, type).catch(() => {
		throw new Invalid(() => m.platform_formUnreadable_detail());
	});
}

/** The parts that are complete in the beginning of a multipart body. */
async function leadingFields(bytes: Uint8Array, type: string): Promise<FormData> {
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	const cut = boundary === undefined ? -1 : Buffer.from(bytes).lastIndexOf(`\r\n--${boundary}`);
	if (cut < 0) return new FormData();
	const closed = Buffer.concat([Buffer.from(bytes).subarray(0, cut), Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return formOf(new Uint8Array(closed), type).catch(() => new FormData());
}

const formOf = (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> =>
	new Response(bytes, { headers: { 'Content-Type': type } }).formData();

let inside = 0;
const waiting: (() => void)[] = [];

async function enter(): Promise<() => void> {
	if (inside >= mostLargeAtOnce) {
		if (waiting.length >= mostWaiting) throw new Unavailable(() => m.platform_busy_detail(), 30);
		await new Promise<void>((resolve) => waiting.push(resolve));
	} else inside += 1;
	return () => {
		const next = waiting.shift();
		if (next) next();
		else inside -= 1;
	};
}
