import { m, formatDate } from '#words';
import { foreignLetter, hiddenCharacter } from './hidden-character.ts';

/** Reads the text of one cell (NFC, trimmed). @throws {Unreadable} saying what is wrong */
export type Cell<T> = (text: string) => T;

export class Unreadable extends Error {}

/** A text that may not be empty, of clean characters, up to so many of them. */
export const textCell =
	(longest: number): Cell<string> =>
	(text) => {
		if (text === '') throw new Unreadable(m.csv_cell_empty());
		if (text.length > longest) throw new Unreadable(m.csv_cell_tooLong({ longest, length: text.length }));
		const hidden = hiddenCharacter(text);
		if (hidden) throw new Unreadable(m.csv_cell_hidden({ character: hidden }));
		return text;
	};

/** A name: as a text, with runs of spaces made one, and without letters that only look Latin. */
export const nameCell = (longest: number): Cell<string> => {
	const read = textCell(longest);
	return (text) => {
		const name = read(text.replace(/\p{Zs}+/gu, ' '));
		const foreign = foreignLetter(name);
		if (foreign) throw new Unreadable(m.csv_cell_lookalike({ character: foreign }));
		return name;
	};
};

/** A cell that may be left empty: null then. */
export const optionalCell =
	<T>(read: Cell<T>): Cell<T | null> =>
	(text) =>
		text === '' ? null : read(text);

/** A day written `YYYY-MM-DD`; also `DD/MM/YYYY`, which is what a Vietnamese spreadsheet makes of it. */
export const dateCell: Cell<string> = (text) => {
	if (text === '') throw new Unreadable(m.csv_cell_empty());
	const [, day, month, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text) ?? [];
	const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
	const date = /^\d{4}-\d\d-\d\d$/.test(iso) && iso >= '1000' ? new Date(`${iso}T00:00:00Z`) : undefined;
	if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso) {
		throw new Unreadable(m.csv_cell_notDate({ text, iso: '2025-03-01', shown: formatDate('2025-03-01') }));
	}
	return iso;
};

/** A number with a point for the decimals, kept as text so that nothing is rounded. */
export const decimalCell: Cell<string> = (text) => {
	if (text === '') throw new Unreadable(m.csv_cell_empty());
	if (!/^-?(\d+)(\.\d+)?$/.test(text)) throw new Unreadable(m.csv_cell_notNumber({ text }));
	return text;
};

/** One of some words, in any case. */
export const choiceCell =
	<const T extends string>(...choices: T[]): Cell<T> =>
	(text) => {
		const chosen = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
		if (!chosen) throw new Unreadable(m.csv_cell_notChoice({ text, choices: choices.join(', ') }));
		return chosen;
	};

const yes = ['true', '1', 'yes', 'y', 'x', 'có'];
const no = ['false', '0', 'no', 'n', '', 'không'];

/** Yes or no, in either language; empty is no. */
export const yesNoCell: Cell<boolean> = (text) => {
	const said = text.toLowerCase();
	if (yes.includes(said)) return true;
	if (no.includes(said)) return false;
	throw new Unreadable(m.csv_cell_notYesNo({ text }));
};
