import { m } from '#words';
import { InvalidFile, FileProblems } from './problems.ts';
import type { CsvRecord } from './records.ts';
import type { Sheet } from './sheet.ts';

/** The names of the columns, in the order of the file. @throws {InvalidFile} when they are not those of the sheet */
export function readHeader({ line, cells }: CsvRecord, sheet: Sheet): string[] {
	const names = cells.map((cell) => cell.normalize('NFC').trim().toLowerCase());
	const known = Object.keys(sheet.columns);
	if (names.length === 1 && /[;\t]/.test(names[0]!))
		throw new InvalidFile([{ line, says: m.csv_header_otherSeparator() }]);
	const problems = new FileProblems();
	for (const [at, name] of names.entries()) {
		if (!known.includes(name))
			problems.add(line, m.csv_header_unknown({ name: name || `#${at + 1}`, known: known.join(', ') }));
		else if (names.indexOf(name) < at) problems.add(line, m.csv_header_twice({ name }));
	}
	for (const name of known) {
		if (!names.includes(name) && !sheet.optional.has(name))
			problems.add(line, m.csv_header_missing({ name, known: known.join(', ') }));
	}
	problems.throwIfAny();
	return names;
}
