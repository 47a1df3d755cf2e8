import { readFileSync, writeFileSync } from 'node:fs';

const page = 'docs/reliability.md';

/** Puts the result of a run between the markers of its programme in docs/reliability.md. */
export function writeResult(result: Readonly<Record<string, unknown>>, programme = 'faults'): void {
	const text = readFileSync(page, 'utf8');
	const begins = new RegExp(`<!-- ${programme}: .* -->`).exec(text)?.[0] ?? `<!-- ${programme}: -->`;
	const ends = `<!-- /${programme} -->`;
	const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
	if (from < 0 || to < from) throw new Error(`${page} has no place for the result`);
	const rows = Object.entries(result).map(
		([what, value]) => `| ${what} | ${typeof value === 'number' ? Number(value.toFixed(1)) : String(value)} |`,
	);
	writeFileSync(page, `${text.slice(0, from)}${begins}\n\n| | |\n|---|---|\n${rows.join('\n')}\n\n${text.slice(to)}`);
}
