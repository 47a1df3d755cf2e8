/**
 * The first character of a text that a reader cannot see or that lies about what is read: controls, zero-width and bidi
 * characters, lone surrogates, unassigned and private ones, the replacement character of a broken conversion, piles of marks.
 * Answers its number (`U+200B`), or undefined for a clean text. The text is expected in NFC.
 */
export function hiddenCharacter(text: string): string | undefined {
	const found = hidden.exec(text)?.[0] ?? (pile.test(text) ? pile.exec(text)?.[0].slice(-1) : undefined);
	return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Letters of another script that look like Latin ones, mixed into a Latin word: “Công аn” with a Cyrillic а. */
export function foreignLetter(text: string): string | undefined {
	return latin.test(text) ? lookalike.exec(text)?.[0] : undefined;
}

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFD]/u;
const pile = /\p{M}{3}/u;
const latin = /\p{Script=Latin}/u;
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
