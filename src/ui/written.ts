/** A page or a part of one as text. JSX of the server is written late: call it inside `inLocale`, or the words are Vietnamese. */
export const written = async (part: { toString(): string | Promise<string> }): Promise<string> => {
	const text = await part.toString();
	// It is a String object, marked as escaped; the primitive can be compared and sent.
	return text.valueOf();
};
