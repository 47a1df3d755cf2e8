/** Codes in use and the kinds of unit that bear them. */
export type Bearer = { code: string; kind: string };

/** Knows the shapes of the codes in use, and so which code has lost its leading zeros on the way through a spreadsheet. */
export type CodeShapes = {
	/** The code as it should be, or undefined when nothing is wrong with it. `kind`: of the unit that is to bear it. */
	restored(code: string, kind?: string): string | undefined;
};

/**
 * A number has lost its zeros when no code of its length begins with a zero, but the same number with zeros is in use;
 * or when nearly all numbers of its kind have one greater length, and some of them begin with a zero.
 */
export function codeShapes(bearers: Iterable<Bearer>): CodeShapes {
	const codes = new Set<string>();
	const paddedLengths = new Set<number>();
	const kinds = new Map<string, Lengths>();
	for (const { code, kind } of bearers) {
		codes.add(code);
		if (!digits.test(code)) continue;
		if (code.startsWith('0')) paddedLengths.add(code.length);
		const lengths = kinds.get(fold(kind)) ?? new Map();
		const seen = lengths.get(code.length) ?? { count: 0, padded: 0 };
		lengths.set(code.length, { count: seen.count + 1, padded: seen.padded + Number(code.startsWith('0')) });
		kinds.set(fold(kind), lengths);
	}
	const longer = [...paddedLengths].sort((a, b) => a - b);
	return {
		restored(code, kind) {
			if (!digits.test(code) || code.startsWith('0')) return undefined;
			const known = paddedLengths.has(code.length)
				? undefined
				: longer.find((length) => length > code.length && codes.has(code.padStart(length, '0')));
			const length = known ?? (kind === undefined ? undefined : usualLength(kinds.get(fold(kind)), code));
			return length === undefined ? undefined : code.padStart(length, '0');
		},
	};
}

type Lengths = Map<number, { count: number; padded: number }>;

const digits = /^\d+$/;
const fold = (kind: string): string => kind.trim().toLowerCase();

/** The length that at least four of five other numbers of the kind have; it takes three of them to be a habit. */
function usualLength(lengths: Lengths | undefined, code: string): number | undefined {
	if (!lengths || (lengths.get(code.length)?.padded ?? 0) > 0) return undefined;
	let others = -1;
	for (const { count } of lengths.values()) others += count;
	for (const [length, { count, padded }] of lengths) {
		if (length > code.length && padded > 0 && others >= 3 && count >= 0.8 * others) return length;
	}
	return undefined;
}

/** Numbers of a kind of unit that are shorter than the others of it, with the first of them as it may have been. */
export type Uneven = { kind: string; count: number; code: string; expected: string };

/** Fewer numbers of a kind say nothing about a habit. */
const fewest = 20;
/** Units that were numbered one after another, 1 to 120, have numbers of several lengths too, and hardly a gap. */
const densest = 0.9;

/**
 * Kinds whose numbers may all have lost their zeros: of several lengths, none beginning with a zero, and not simply
 * counted through. Nothing but a suspicion: nothing in the file says how it was.
 */
export function unevenCodes(bearers: readonly Bearer[]): Uneven[] {
	const kinds = Map.groupBy(
		bearers.filter(({ code }) => digits.test(code)),
		({ kind }) => fold(kind),
	);
	return [...kinds.values()].flatMap((numbered) => {
		const longest = Math.max(...numbered.map(({ code }) => code.length));
		const short = numbered.filter(({ code }) => code.length < longest);
		const highest = Math.max(...numbered.map(({ code }) => Number(code)));
		const isPadded = numbered.some(({ code }) => code.startsWith('0'));
		const isCounted = numbered.length / highest >= densest;
		if (numbered.length < fewest || short.length === 0 || isPadded || isCounted) return [];
		const { code, kind } = short[0]!;
		return [{ kind, count: short.length, code, expected: code.padStart(longest, '0') }];
	});
}
