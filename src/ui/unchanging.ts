import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { currentLocale, type Locale } from '#words';

/**
 * A part of a page that says the same to everybody who reads the same language: written once in each, then kept. It is given nothing, so
 * that nothing of one request can stay in it for another.
 *
 *     const Reasons = unchanging(() => <Radios name="reason" label={m.…()} choices={…} />);
 *     <Form><Reasons /></Form>
 */
export function unchanging(part: () => Child): () => ReturnType<typeof raw> {
	const known = new Map<Locale, ReturnType<typeof raw>>();
	return () => {
		const locale = currentLocale();
		let text = known.get(locale);
		if (!text) known.set(locale, (text = raw(textOf(part()))));
		return text;
	};
}

/** @throws when the part waits for something: then it is not the same each time */
function textOf(part: Child): string {
	const text: unknown = part?.toString();
	if (text instanceof Promise) throw new TypeError('a part that does not change waits for nothing');
	return String(text);
}
