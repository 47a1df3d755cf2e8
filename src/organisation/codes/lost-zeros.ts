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
