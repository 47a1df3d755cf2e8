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
/** So much of all bodies together is held while they arrive; what comes beyond is treated as too large, with what was typed kept. */
const mostHeld = 256 * 1024 * 1024;
/** Whoever is slower than this after half a minute is cut off; a large file may take its time on a telephone. */
const patience = 30_000;
const leastPerSecond = 16 * 1024;

/**
 * Reads a posted form of at most `most` bytes, whatever its headers say of its length. What is beyond is read and thrown away,
 * because a browser that is cut off while sending shows an error of its own instead of our answer.
 *
 * @throws {FormTooLarge} with the fields before the limit
 */
export async function readBody(request: globalThis.Request, type: string, most: number): Promise<FormData> {
	const { bytes, whole } = (await receivedShort(request, most)) ?? (await received(request, most));
	if (!whole) throw new FormTooLarge(await leadingFields(bytes, type));
	return formOf(bytes, type).catch(() => {
		throw new Invalid(() => m.platform_formUnreadable_detail());
	});
}

type Received = { bytes: Uint8Array<ArrayBuffer>; whole: boolean };
let held = 0;

/** What is this short comes in one piece or two: it is not worth a stream. */
const short = 64 * 1024;

/** A body that says how short it is, which the parser of HTTP holds it to; `undefined` for another one. */
async function receivedShort(request: globalThis.Request, most: number): Promise<Received | undefined> {
	const length = Number(request.headers.get('content-length') ?? Infinity);
	if (!(length <= Math.min(short, most) && held + length <= mostHeld)) return undefined;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Unavailable(() => m.platform_busy_detail())), patience);
	});
	held += length;
	try {
		const bytes = new Uint8Array(await Promise.race([request.arrayBuffer(), late]));
		return { bytes, whole: bytes.length <= most };
	} finally {
		clearTimeout(timer);
		held -= length;
	}
}

async function received(request: globalThis.Request, most: number): Promise<Received> {
	const reader = request.body?.getReader();
	if (!reader) return { bytes: new Uint8Array(), whole: true };
	const chunks: Uint8Array[] = [];
	let kept = 0;
	let size = 0;
	let whole = true;
	const keep = (bytes: Uint8Array[]) => {
		chunks.splice(0, chunks.length, ...bytes);
		held -= kept;
		kept = bytes.reduce((sum, { length }) => sum + length, 0);
		held += kept;
	};
	const pace = watched(
		() => size,
		() => void reader.cancel().catch(() => {}),
	);
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.length;
			if (size > most * 4) break;
			if (!whole) continue;
			if (size <= most && held + value.length <= mostHeld) {
				chunks.push(value);
				kept += value.length;
				held += value.length;
			} else {
				whole = false;
				keep([new Uint8Array(Buffer.concat([...chunks, value]).subarray(0, leadingBytes))]);
			}
		}
		if (pace.tooSlow()) throw new Unavailable(() => m.platform_busy_detail());
		return { bytes: new Uint8Array(Buffer.concat(chunks)), whole };
	} finally {
		pace.end();
		held -= kept;
	}
}

/** Looks now and then whether enough has come. */
function watched(size: () => number, cutOff: () => void): { tooSlow: () => boolean; end: () => void } {
	const begun = Date.now();
	let slow = false;
	const timer = setInterval(() => {
		const passed = Date.now() - begun;
		if (passed < patience || size() >= (passed / 1000) * leastPerSecond) return;
		slow = true;
		cutOff();
	}, 5_000);
	return { tooSlow: () => slow, end: () => clearInterval(timer) };
}

/** The parts that are complete in the beginning of a multipart body. */
async function leadingFields(bytes: Uint8Array, type: string): Promise<FormData> {
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	const cut = boundary === undefined ? -1 : Buffer.from(bytes).lastIndexOf(`\r\n--${boundary}`);
	if (cut < 0) return new FormData();
	const closed = Buffer.concat([Buffer.from(bytes).subarray(0, cut), Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return formOf(new Uint8Array(closed), type).catch(() => new FormData());
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
	if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type.trim()))
		return new Response(bytes, { headers: { 'Content-Type': type } }).formData();
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) form.append(name, value);
	return form;
}
