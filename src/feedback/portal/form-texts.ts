/** What was typed into a field; empty when it is missing or a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** Everything that was typed, without files and without what travels hidden. */
export function textsOf(form: FormData): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string' && !name.startsWith('_')) texts[name] = value;
	return texts;
}
