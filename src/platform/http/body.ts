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

/** A body that came too slowly, with the fields that had come by then. */
export class FormTooSlow extends Unavailable {
	readonly leading: FormData;

	constructor(leading: FormData) {
		super(() => m.platform_busy_detail());
		this.leading = leading;
	}
}

/** So much of the beginning of a body is kept when the whole is too large: the texts of our longest form stand before its files. */
const leadingBytes = 512 * 1024;
/**
 * So much of all bodies together is held while they arrive, beside the beginning of each. When it is full, whoever holds most gives way and
 * is treated as too large, with what was typed kept: so nobody is held up by those who hold more than they send.
 */
const mostHeld = 256 * 1024 * 1024;
/** Whoever is slower than this after half a minute is cut off; a large file may take its time on a telephone. */
const patience = 30_000;
const leastPerSecond = 16 * 1024;

/**
 * Reads a posted form of at most `most` bytes, whatever its headers say of its length. What is beyond is read and thrown away,
 * because a browser that is cut off while sending shows an error of its own instead of our answer.
 *
 * @throws {FormTooLarge} with the fields before the limit
 * @throws {FormTooSlow} with the fields that had come
 */
export async function readBody(request: globalThis.Request, type: string, most: number): Promise<FormData> {
	const { bytes, whole, slow } = (await receivedShort(request, most)) ?? (await received(request, most));
	if (slow) throw new FormTooSlow(await leadingFields(bytes, type));
	if (!whole) throw new FormTooLarge(await leadingFields(bytes, type));
	return formOf(bytes, type).catch(() => {
		throw new Invalid(() => m.platform_formUnreadable_detail());
	});
}

type Received = { bytes: Uint8Array<ArrayBuffer>; whole: boolean; slow?: boolean };

/** What one body holds of what all may hold together. */
type Holding = { beyond: number; giveWay: () => void };
const holdings = new Set<Holding>();
const heldByAll = (): number => [...holdings].reduce((sum, { beyond }) => sum + beyond, 0);

/** Makes room for so much more of a body; `false` when no other one holds more than it would. */
function hasRoom(asking: Holding, more: number): boolean {
	while (heldByAll() + more > mostHeld) {
		const [first, ...others] = holdings;
		const most = others.reduce((a, b) => (b.beyond > a.beyond ? b : a), first!);
		if (most.beyond <= asking.beyond + more) return false;
		most.giveWay();
	}
	return true;
}

/** What is this short comes in one piece or two: it is not worth a stream. */
const short = 64 * 1024;

/** A body that says how short it is, which the parser of HTTP holds it to; `undefined` for another one. */
async function receivedShort(request: globalThis.Request, most: number): Promise<Received | undefined> {
	const length = Number(request.headers.get('content-length') ?? Infinity);
	if (!(length <= Math.min(short, most))) return undefined;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Unavailable(() => m.platform_busy_detail())), patience);
	});
	try {
		const bytes = new Uint8Array(await Promise.race([request.arrayBuffer(), late]));
		return { bytes, whole: bytes.length <= most };
	} finally {
		clearTimeout(timer);
	}
}

async function received(request: globalThis.Request, most: number): Promise<Received> {
	const reader = request.body?.getReader();
	if (!reader) return { bytes: new Uint8Array(), whole: true };
	const chunks: Uint8Array[] = [];
	let size = 0;
	let whole = true;
	const giveWay = () => {
		whole = false;
		chunks.splice(0, chunks.length, new Uint8Array(Buffer.concat(chunks, Math.min(size, leadingBytes))));
		holding.beyond = 0;
	};
	const holding: Holding = { beyond: 0, giveWay };
	holdings.add(holding);
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
			chunks.push(value);
			const beyond = Math.max(0, size - leadingBytes);
			if (size <= most && hasRoom(holding, beyond - holding.beyond)) holding.beyond = beyond;
			else giveWay();
		}
		const slow = pace.tooSlow();
		return { bytes: new Uint8Array(Buffer.concat(chunks)), whole: whole && !slow, slow };
	} finally {
		pace.end();
		holdings.delete(holding);
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

/** The fields that are complete in the beginning of a body. */
async function leadingFields(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
	const came = Buffer.from(bytes);
	if (isUrlEncoded(type)) return formOf(new Uint8Array(came.subarray(0, Math.max(0, came.lastIndexOf('&')))), type);
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	const cut = boundary === undefined ? -1 : came.lastIndexOf(`\r\n--${boundary}`);
	if (cut < 0) return new FormData();
	const closed = Buffer.concat([came.subarray(0, cut), Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return formOf(new Uint8Array(closed), type).catch(() => new FormData());
}

const isUrlEncoded = (type: string): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type.trim());

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
	if (!isUrlEncoded(type)) return new Response(bytes, { headers: { 'Content-Type': type } }).formData();
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) form.append(name, value);
	return form;
}
