import { canonicalJson, type Json } from './canonical-json.ts';
import { sealedEvents } from './events.ts';
import { areFactsWhole, isDay } from './public-facts.ts';

/** What another room tells the ledger of an event. */
export type LeafEntry = {
	/** `opinion`, `praise`, `rating`, `sealed`, `plan`, `pledge`, `criteria`, `report`, `statistics` … */
	class: string;
	/** What happened: `received`, `answered`, `signed` … */
	event: string;
	/** To what: a random id, the same for all leaves of one case. Not the reference of the sender. */
	subject: string;
	/** Public code of the body that has it now. */
	body?: string;
	/** By when it is to be answered, `YYYY-MM-DD`. */
	due?: string;
	/** Which rules of deadlines, with their version; and which calendar. */
	profile?: string;
	calendar?: string;
	/** What everybody may read: numbers and words of the domain, no free text. For leaves that are public by their nature. */
	public?: Facts;
	/** The event as it was: hashed with the salt, never stored here. */
	private: Json;
	/** When, if not now. */
	at?: Date;
};

export type Facts = { readonly [key: string]: string | number | null };

/** A leaf as everybody reads it. */
export type Leaf = {
	v: 1;
	class: string;
	event: string;
	subject: string;
	/** Its place among the leaves of the subject, from 1, and the hash of the one before, in base64. */
	seq: number;
	prev: string | null;
	body: string | null;
	due: string | null;
	profile: string | null;
	calendar: string | null;
	/** The hour in UTC; of a sealed leaf the day in Viet Nam. */
	at: string;
	/** Base64 of {@link commitmentOf}. */
	commitment: string;
	public?: Facts;
};

/** May this stand in a leaf as a body, a profile or a calendar? */
export const isCode = (text: string): boolean => code.test(text);

/** No leaf is longer, in bytes. */
export const longestLeaf = 1024;

/** Complaints and denunciations: neither which of both, nor the hour, nor the order of the day is told, and what happened in five words. */
export const isSealed = ({ class: name }: Pick<Leaf, 'class'>): boolean => name === 'sealed';

/**
 * The canonical bytes of a leaf.
 *
 * @throws {RangeError} naming what is not of the form that a leaf may have
 */
export function leafBytes(leaf: Leaf): Buffer {
	const wrong = wrongIn(leaf);
	if (wrong) throw new RangeError(`leaf: ${wrong}`);
	const bytes = Buffer.from(canonicalJson(leaf));
	if (bytes.length > longestLeaf) throw new RangeError(`leaf: ${bytes.length} bytes`);
	return bytes;
}

/**
 * Reads the bytes of a leaf.
 *
 * @throws {RangeError} when they are not exactly what {@link leafBytes} would write
 */
export function readLeaf(bytes: Buffer): Leaf {
	let leaf: Leaf;
	try {
		leaf = JSON.parse(bytes.toString('utf8')) as Leaf;
	} catch {
		throw new RangeError('leaf: no JSON');
	}
	if (typeof leaf !== 'object' || leaf === null || !leafBytes(leaf).equals(bytes))
		throw new RangeError('leaf: not canonical');
	return leaf;
}

const word = /^[a-z][A-Za-z]{0,39}$/;
const code = /^[\p{L}\p{N}_.@/:-]{1,40}$/u;
const base64Hash = /^[A-Za-z0-9+/]{43}=$/;
const optional = (form: RegExp) => (value: unknown) => value === null || isText(value, form);

const forms: Record<string, (value: unknown) => boolean> = {
	v: (value) => value === 1,
	class: (value) => isText(value, word),
	event: (value) => isText(value, word),
	subject: (value) => isText(value, /^[\w-]{8,40}$/),
	seq: (value) => Number.isSafeInteger(value) && (value as number) > 0,
	prev: optional(base64Hash),
	body: optional(code),
	due: (value) => value === null || isDay(value),
	profile: optional(code),
	calendar: optional(code),
	at: (value) => isText(value, /^.{10}(T([01]\d|2[0-3]):00:00Z)?$/) && isDay((value as string).slice(0, 10)),
	commitment: (value) => isText(value, base64Hash),
	public: (value) => value === undefined || isFacts(value),
};

/** The first part of a leaf that is not of its form, or is not known at all. */
function wrongIn(leaf: Leaf): string | undefined {
	const unknown = Object.keys(leaf).find((key) => !Object.hasOwn(forms, key));
	if (unknown !== undefined) return `${unknown} is no part of a leaf`;
	const bad = Object.entries(forms).find(([key, fits]) => !fits((leaf as Record<string, unknown>)[key]));
	if (bad) return `${bad[0]} ${canonicalJson((leaf as Record<string, Json>)[bad[0]] ?? null)}`;
	if ((leaf.seq === 1) !== (leaf.prev === null)) return 'only the first leaf of a subject names none before it';
	if (isSealed(leaf) !== (leaf.at.length === 10)) return `at ${leaf.at}: sealed leaves say the day, others the hour`;
	if (!areFactsWhole(leaf)) return 'public facts that verifiers reckon with are missing or not of their form';
	if (!isSealed(leaf)) return undefined;
	if (!sealedEvents.has(leaf.event)) return `event ${leaf.event}: a sealed leaf tells no more than the figures need`;
	return (leaf.profile ?? leaf.calendar) === null ? undefined : 'a sealed leaf tells no profile';
}

const isText = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value);

/** Words without a space, whole numbers or nothing: there is no place for a sentence about somebody. */
const isFacts = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	Object.entries(value).every(
		([key, fact]) =>
			word.test(key) && (fact === null || Number.isSafeInteger(fact) || isText(fact, /^[\w.:/+=-]{0,100}$/)),
	);
