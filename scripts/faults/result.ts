import { readFileSync, writeFileSync } from 'node:fs';

const page = 'docs/reliability.md';
const begins = '<!-- faults: written by `npm run faults -- --write` -->';
const ends = '<!-- /faults -->';

/** Puts the result of a run between its markers in docs/reliability.md. */
export function writeResult(result: Readonly<Record<string, unknown>>): void {
	const text = readFileSync(page, 'utf8');
	const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
	if (from < 0 || to < from) throw new Error(`${page} has no place for the result`);
	const rows = Object.entries(result).map(
		([what, value]) => `| ${what} | ${typeof value === 'number' ? Number(value.toFixed(1)) : String(value)} |`,
	);
	writeFileSync(page, `${text.slice(0, from)}${begins}\n\n| | |\n|---|---|\n${rows.join('\n')}\n\n${text.slice(to)}`);
}
