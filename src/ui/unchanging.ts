import { raw } from 'hono/html';
import { currentLocale, type Locale } from '#words';

type Part = { toString(): string | Promise<string> };

/**
 * A part of a page that says the same to everybody who reads the same language: written once in each, then kept. It is given nothing, so
 * that nothing of one request can stay in it for another.
 *
 *     const Reasons = unchanging(() => <Radios name="reason" label={m.…()} choices={…} />);
 *     <Form><Reasons /></Form>
 */
export function unchanging(part: () => Part): () => ReturnType<typeof raw> {
	const known = new Map<Locale, ReturnType<typeof raw>>();
	return () => {
		const locale = currentLocale();
		let text = known.get(locale);
		if (!text) known.set(locale, (text = raw(textOf(part()))));
		return text;
	};
}

/** @throws when the part waits for something: then it is not the same each time */
function textOf(part: Part): string {
	const text = part instanceof Promise ? part : part.toString();
	if (text instanceof Promise) throw new TypeError('a part that does not change waits for nothing');
	// It is a String object, marked as escaped.
	return text.valueOf();
}
