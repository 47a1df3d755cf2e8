import { readFile, writeFile } from 'node:fs/promises';
import type { Line } from './bench.ts';

/** A bench's lines with the load average of the minute in which it ended. */
export type Measured = { name: string; load: string; lines: Line[] };

/** The table, as it is printed and as it stands in the documentation. */
export function tableOf(measured: readonly Measured[]): string {
	const rows = measured.flatMap(({ lines, load }) =>
		lines.map(
			({ what, measured, aim, holds }) => `| ${what} | ${measured} | ${aim ?? ''} | ${verdict(holds)} | ${load} |`,
		),
	);
	return ['| | Measured | Aim | | Load |', '|---|---|---|---|---|', ...rows].join('\n');
}

const verdict = (holds: boolean | undefined): string => (holds === undefined ? '' : holds ? 'held' : '**missed**');

const page = 'docs/performance.md';
const begins = '<!-- bench: written by `npm run bench -- --write` -->';
const ends = '<!-- /bench -->';

/** Puts the table between its markers in docs/performance.md. */
export async function writeReport(machine: string, table: string): Promise<void> {
	const text = await readFile(page, 'utf8');
	const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
	if (from < 0 || to < from) throw new Error(`${page} has no place for the table`);
	await writeFile(page, `${text.slice(0, from)}${begins}\n\n${machine}\n\n${table}\n\n${text.slice(to)}`);
}
