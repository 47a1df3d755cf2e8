import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { House } from './call.ts';
import { textCell, Unreadable } from './csv/index.ts';

/** One command of `bin/vidan`. */
export type Command = {
	/** As typed: `units import`. */
	name: string;
	/** What follows the name: `FILE --on DATE`. */
	usage: string;
	/** One line, in the reader's language. */
	summary: () => string;
	/** A whole line that works. */
	example: string;
	/** Answers the exit code: 0 done, 1 refused. May throw a Problem, which is shown and exits with 1. */
	run(io: CommandIO, args: string[]): Promise<number>;
};

export type CommandIO = {
	/** The house on a prepared database: started, migrated, and let go when the command ends. */
	house(): Promise<House>;
	/** One line to standard output. */
	out(line: string): void;
	/** One line to standard error: progress, problems. */
	err(line: string): void;
};

/** The arguments cannot be read; the usage is shown and the exit code is 1. */
export class WrongUsage extends Error {}

/** Reads arguments strictly. Throws {@link WrongUsage}. */
export function readArguments<const O extends NonNullable<ParseArgsConfig['options']>>(
	args: string[],
	options: O,
	positionals: number,
) {
	try {
		const read = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (read.positionals.length !== positionals) throw new WrongUsage();
		return read;
	} catch (error) {
		throw error instanceof WrongUsage ? error : new WrongUsage((error as Error).message);
	}
}

/** A required option. Throws {@link WrongUsage} naming it. */
export function required(value: string | boolean | undefined, name: string): string {
	if (typeof value !== 'string' || value === '') throw new WrongUsage(`--${name}`);
	return value;
}

/** A required option that is kept as a text: clean characters, so many at most. Throws {@link WrongUsage} saying what is wrong with it. */
export function requiredText(value: string | boolean | undefined, name: string, longest: number): string {
	const text = required(value, name).normalize('NFC').trim();
	try {
		return textCell(longest)(text);
	} catch (error) {
		throw error instanceof Unreadable ? new WrongUsage(`--${name}: ${error.message}`) : error;
	}
}

/** A day given as `YYYY-MM-DD`. Throws {@link WrongUsage}. */
export function requiredDate(value: string | boolean | undefined, name: string): string {
	const text = required(value, name);
	const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
	// The calendar of the database has no year 0.
	if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text || text < '0001')
		throw new WrongUsage(`--${name} ${text}: YYYY-MM-DD`);
	return text;
}
