export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

/** Above this many comparisons the texts are shown whole: a page must not wait for a difference nobody can read. */
const mostComparisons = 4_000_000;

/** The shortest way from one text to another, in whole words, dates and marks (longest common subsequence). */
export const differences = (before: string, after: string): Piece[] => {
	const [a, b] = [wordsOf(before), wordsOf(after)];
	if (a.length * b.length > mostComparisons)
		return joined([
			{ kind: 'removed', text: before },
			{ kind: 'added', text: after },
		]);
	return joined(walk(a, b, lengths(a, b)));
};

const wordsOf = (text: string): string[] =>
	text.normalize('NFC').match(/\s+|\d+(?:[./,:-]\d+)*|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/** `lengths[i][j]`: how many words the rests of `a` from `i` and of `b` from `j` have in common. */
const lengths = (a: string[], b: string[]): Uint32Array[] => {
	const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
		}
	}
	return table;
};

const walk = (a: string[], b: string[], table: Uint32Array[]): Piece[] => {
	const pieces: Piece[] = [];
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			pieces.push({ kind: 'same', text: a[i]! });
			i++;
			j++;
		} else if (j >= b.length || (i < a.length && table[i + 1]![j]! >= table[i]![j + 1]!)) {
			pieces.push({ kind: 'removed', text: a[i++]! });
		} else {
			pieces.push({ kind: 'added', text: b[j++]! });
		}
	}
	return pieces;
};

/** Neighbours of one kind become one piece; a lone space between two changed words belongs to the change. */
const joined = (pieces: Piece[]): Piece[] => {
	const result: Piece[] = [];
	for (const piece of pieces) {
		const last = result.at(-1);
		if (last?.kind === piece.kind) last.text += piece.text;
		else if (piece.text) result.push({ ...piece });
	}
	return result;
};
