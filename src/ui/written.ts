/** A page or a part of one as text. JSX of the server is written late: call it inside `inLocale`, or the words are Vietnamese. */
export const written = async (part: { toString(): string | Promise<string> }): Promise<string> =>
	// What it answers is a String object, marked as escaped; a primitive can be compared and sent.
	`${await part.toString()}`;
