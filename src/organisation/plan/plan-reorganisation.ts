import { FileProblems, type FileProblem } from '#platform';
import type { Day } from '#words';
import type { Changes } from '../tree/changes.ts';
import type { History } from '../tree/history.ts';
import { changesOf } from './changes-of.ts';
import { checkConsequences } from './consequences.ts';
import { groundOf } from './ground.ts';
import { intentionsOf } from './intentions.ts';
import { readOperation, type Operation } from './operation.ts';
import type { ReorganisationRow } from './sheets.ts';
import { sameNamedSiblings } from './siblings.ts';

/** What a document would do, or why it cannot. Warnings do not hinder it. */
export type Plan = { changes: Changes; warnings: FileProblem[] };

/**
 * What a re-organisation does to the tree on `on`, its first day. Pure: the same rows on the same history mean the same.
 * @throws {InvalidFile} with every problem found
 */
export function planReorganisation(history: History, rows: readonly ReorganisationRow[], on: Day): Plan {
	const problems = new FileProblems();
	const operations = rows
		.map((row) => readOperation(row, problems))
		.filter((row): row is Operation => row !== undefined);
	const ground = groundOf(
		history,
		on,
		operations.filter((row) => row.op === 'create'),
	);
	const intentions = intentionsOf(ground, operations, problems);
	// What follows from misread rows would only confuse.
	problems.throwIfAny();
	const changes = changesOf(ground, intentions, problems);
	problems.throwIfAny();
	checkConsequences(ground, intentions, changes, problems);
	problems.throwIfAny();
	return { changes, warnings: sameNamedSiblings(history, changes, linesOf(intentions)) };
}

function linesOf({ born, altered }: ReturnType<typeof intentionsOf>): Map<number, number> {
	const lines = new Map<number, number>();
	for (const [id, { line }] of born) lines.set(id, line);
	for (const [id, { naming, parent }] of altered) lines.set(id, (naming ?? parent)!.line);
	return lines;
}
