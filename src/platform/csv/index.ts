/**
 * Files of comma separated values, read strictly: what is wrong is said with its line, its column and plain words, and a
 * file with one bad line is refused whole. Every import of every room reads through here.
 */
export {
	choiceCell,
	dateCell,
	decimalCell,
	nameCell,
	optionalCell,
	textCell,
	Unreadable,
	yesNoCell,
	type Cell,
} from './cells.ts';
export { hiddenCharacter } from './hidden-character.ts';
export { FileProblems, InvalidFile, type FileProblem } from './problems.ts';
export { readRows, streamRows } from './read-rows.ts';
export { defineSheet, sheetTemplate, type Row, type Sheet } from './sheet.ts';
export {
	fileFromBytes,
	fileFromPath,
	fileFromText,
	fileFromUpload,
	megabytes as largestCsvMegabytes,
	type CsvFile,
} from './csv-file.ts';
export { csvLine } from './write.ts';
