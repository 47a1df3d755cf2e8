/** Leaves `from` up to, not including, `to`: a node of the tree, or the whole of it. */
export type Range = { from: number; to: number };

/** What an inclusion proof is made of (RFC 6962 §2.1.1, PATH): the siblings from the leaf up. */
export function inclusionRanges(index: number, size: number): Range[] {
	const path = (from: number, to: number): Range[] => {
		if (to - from === 1) return [];
		const middle = split(from, to);
		return index < middle ? [...path(from, middle), { from: middle, to }] : [...path(middle, to), { from, to: middle }];
	};
	return path(0, size);
}

/** What a consistency proof is made of (RFC 6962 §2.1.2, SUBPROOF): that the tree of `first` leaves begins the one of `second`. */
export function consistencyRanges(first: number, second: number): Range[] {
	const proof = (from: number, to: number, whole: boolean): Range[] => {
		if (to === first) return whole ? [] : [{ from, to }];
		const middle = split(from, to);
		return first <= middle
			? [...proof(from, middle, whole), { from: middle, to }]
			: [...proof(middle, to, false), { from, to: middle }];
	};
	return first === 0 ? [] : proof(0, second, true);
}

/** Where a range of more than one leaf is parted: after the largest power of two below its length. */
export function split(from: number, to: number): number {
	let left = 1;
	while (left * 2 < to - from) left *= 2;
	return from + left;
}
