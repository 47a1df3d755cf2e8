import { m } from '#words';
import { Problem } from '../problems.ts';

/** One thing that is wrong in a file, in words that tell how to put it right. */
export type FileProblem = {
	/** Counted from 1, the header being line 1; 0: the file as a whole. */
	line: number;
	column?: string;
	says: string;
};

/** How many problems are told; somebody mends the first and tries again, nobody reads ten thousand. */
const told = 50;

/** Collects what is wrong in a file, and counts what it does not keep. */
export class FileProblems {
	private readonly kept: FileProblem[] = [];
	private count = 0;

	add(line: number, says: string, column?: string): void {
		this.count++;
		if (this.kept.length < told) this.kept.push(column === undefined ? { line, says } : { line, says, column });
	}

	get total(): number {
		return this.count;
	}

	/** The first {@link told}, by line. */
	list(): FileProblem[] {
		return this.kept.toSorted((a, b) => a.line - b.line);
	}

	/** @throws {InvalidFile} when anything was wrong */
	throwIfAny(): void {
		if (this.count > 0) throw new InvalidFile(this.list(), this.count);
	}
}

/** The file cannot be taken; nothing was changed. The message has a line of text for each problem. */
export class InvalidFile extends Problem {
	readonly status = 422;
	readonly problems: readonly FileProblem[];
	readonly total: number;

	constructor(problems: readonly FileProblem[], total = problems.length) {
		super(() =>
			[...problems.map(sentence), ...(total > problems.length ? [more(total - problems.length)] : [])].join('\n'),
		);
		this.problems = problems;
		this.total = total;
	}
}

const sentence = ({ line, column, says }: FileProblem): string => {
	if (line === 0) return says;
	return column === undefined ? m.csv_at_line({ line, says }) : m.csv_at_cell({ line, column, says });
};

const more = (count: number): string => m.csv_more({ count });
