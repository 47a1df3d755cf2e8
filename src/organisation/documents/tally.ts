import type { CommandIO, FileProblem } from '#platform';
import { formatNumber, m } from '#words';
import type { Changes } from '../tree/changes.ts';

/** How many units a document makes, changes and ends. */
export type Tally = {
	created: number;
	renamed: number;
	moved: number;
	merged: number;
	split: number;
	abolished: number;
};

export function tally({ born, named, moved, lineage }: Changes): Tally {
	const sources = (kind: string) => new Set(lineage.filter((row) => row.kind === kind).map(({ src }) => src)).size;
	return {
		created: born.length,
		renamed: named.length,
		moved: moved.length,
		merged: sources('merge'),
		split: sources('split'),
		abolished: sources('abolish'),
	};
}

/** “Lập mới 6, đổi tên 3.400, …”: what is none is not told. */
export function tallied(counts: Tally): string {
	const words: [number, (with_: { count: string }) => string][] = [
		[counts.created, m.organisation_tally_created],
		[counts.renamed, m.organisation_tally_renamed],
		[counts.moved, m.organisation_tally_moved],
		[counts.merged, m.organisation_tally_merged],
		[counts.split, m.organisation_tally_split],
		[counts.abolished, m.organisation_tally_abolished],
	];
	const told = words.filter(([count]) => count > 0).map(([count, say]) => say({ count: formatNumber(count) }));
	return told.length > 0 ? told.join(', ') : m.organisation_tally_nothing();
}

/** Warnings go to standard error, one a line: they do not hinder, and standard output stays what it is. */
export function tellWarnings(io: CommandIO, warnings: readonly FileProblem[]): void {
	for (const { line, says } of warnings) {
		io.err(line === 0 ? says : m.organisation_warning_line({ line, says }));
	}
}
