const collator = new Intl.Collator('vi', { numeric: true });

/** Vietnamese order (a ă â b c d đ …), with numbers by value: “Đội 2” before “Đội 10”. */
export const compareVietnamese = (a: string, b: string): number => collator.compare(a, b);

/** Order of persons: family name is written first, but lists go by the given name, the last word; then by the rest. */
export const compareByGivenName = (a: string, b: string): number =>
	compareVietnamese(givenName(a), givenName(b)) || compareVietnamese(a, b);

/** What a search compares: lower case, no marks, đ as d; `hoà` and `hòa` become the same. */
export const foldVietnamese = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[đð]/g, 'd')
		.normalize('NFC');

const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? '';
