import { InvalidFile, type Call } from '#platform';
import type { TreeDocument } from '../documents/document.ts';
import type { DependentsOf } from '../documents/dependents.ts';
import { planDocument } from '../documents/plan-document.ts';
import { withChanges, type Changes } from '../tree/changes.ts';
import { isAlive, nameOn, parentOn, type History } from '../tree/history.ts';
import { dayBefore } from '../tree/span.ts';

/** What a document would do, for people to look at before they answer for it. */
export type DryRun = {
	changes: Changes;
	warnings: string[];
	/** Units under each node that gains or loses some, the day before and on the day. */
	nodes: { code: string; name: string; before: number; after: number }[];
	/** What is kept at units that end or are divided, and goes to their heirs. */
	moves: { label: string; count: number }[];
};

/** The dry run, or what is wrong with the document as the tree stands. */
export async function dryRun(
	call: Call,
	document: TreeDocument,
	dependents: readonly DependentsOf[],
): Promise<DryRun | string[]> {
	try {
		const { history, changes, warnings } = await planDocument(call, document);
		const given = changes.lineage
			.filter((row) => row.kind !== 'rename' && row.kind !== 'transfer')
			.map(({ src }) => src);
		const moved =
			given.length === 0 ? [] : await Promise.all(dependents.map((count) => count(call, [...new Set(given)])));
		return {
			changes,
			warnings: warnings.map(({ says }) => says),
			nodes: sizes(history, changes),
			moves: moved.flat().filter(({ count }) => count > 0),
		};
	} catch (problem) {
		if (problem instanceof InvalidFile) return problem.words().split('\n');
		throw problem;
	}
}

/** How many nodes are told, those that change most. */
const told = 30;

function sizes(history: History, changes: Changes): DryRun['nodes'] {
	const after = withChanges(history, changes);
	const [old, now] = [childrenOn(history, dayBefore(changes.on)), childrenOn(after, changes.on)];
	return [...new Set([...old.keys(), ...now.keys()])]
		.map((id) => ({ id, before: old.get(id) ?? 0, after: now.get(id) ?? 0 }))
		.filter(({ before, after }) => before !== after)
		.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
		.slice(0, told)
		.map(({ id, ...counts }) => {
			const unit = after.units.get(id)!;
			const { code, name } = nameOn(unit, changes.on) ?? unit.names.at(-1)!;
			return { code, name, ...counts };
		});
}

function childrenOn(history: History, day: string): Map<number, number> {
	const counts = new Map<number, number>();
	for (const unit of history.units.values()) {
		if (!isAlive(unit, day)) continue;
		const parentId = parentOn(unit, day) ?? null;
		if (parentId !== null) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
	}
	return counts;
}
