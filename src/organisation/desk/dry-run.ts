import { InvalidFile, type Call } from '#platform';
import type { TreeDocument } from '../documents/document.ts';
import type { Dependents } from '../documents/dependents.ts';
import { planDocument } from '../documents/plan-document.ts';
import { withChanges, type Changes } from '../tree/changes.ts';
import { derive } from '../tree/derive.ts';
import { isAlive, lastName, nameOn, parentOn, type History, type LineageKind } from '../tree/history.ts';
import { dayBefore } from '../tree/span.ts';

/** What a document would do, for people to look at before they answer for it. */
export type DryRun = {
	changes: Changes;
	warnings: string[];
	/** Units right under each node that gains or loses some, and members under it, the day before and on the day. */
	nodes: { code: string; name: string; before: Totals; after: Totals }[];
	/** What is kept at units that end or are divided, and goes to their heirs. */
	moves: { label: string; count: number }[];
	/** Whose posts end, because their unit is abolished: as many as are told, and how many there are. */
	ending: { posts: { unit: string; role: string; holder: string }[]; count: number };
};

/** The dry run, or what is wrong with the document as the tree stands. */
export async function dryRun(call: Call, document: TreeDocument, dependents: Dependents): Promise<DryRun | string[]> {
	try {
		const { history, changes, warnings } = await planDocument(call, document);
		const sources = (...kinds: LineageKind[]) => [
			...new Set(changes.lineage.filter(({ kind }) => kinds.includes(kind)).map(({ src }) => src)),
		];
		const [continued, abolished] = [sources('merge', 'split'), sources('abolish')];
		const ending = abolished.length === 0 ? [] : await dependents.postsEnding(call, abolished, changes.on);
		return {
			changes,
			warnings: warnings.map(({ says }) => says),
			nodes: await sizes(call, history, changes, dependents.membersOn),
			moves: await moving(call, dependents, continued, abolished),
			ending: {
				count: ending.length,
				posts: ending
					.slice(0, told)
					.map(({ unitId, ...post }) => ({ ...post, unit: lastName(history.units.get(unitId)!).name })),
			},
		};
	} catch (problem) {
		if (problem instanceof InvalidFile) return problem.words().split('\n');
		throw problem;
	}
}

/** How many nodes are told, those that change most; and how many posts. */
const told = 30;

/** What is kept at units that end or are divided. Posts go nowhere when their unit is abolished. */
async function moving(
	call: Call,
	dependents: Dependents,
	continued: number[],
	abolished: number[],
): Promise<DryRun['moves']> {
	const counted = [
		...(continued.length === 0 ? [] : await dependents.count(call, continued)),
		...(abolished.length === 0 ? [] : await dependents.count(call, abolished)).filter(({ table }) => table !== 'post'),
	];
	const moves = new Map<string, number>();
	for (const { label, count } of counted) moves.set(label, (moves.get(label) ?? 0) + count);
	return [...moves].map(([label, count]) => ({ label, count })).filter(({ count }) => count > 0);
}

type Totals = { units: number; members: number };

/** Per node: units right under it, and members anywhere under it, on the day before and on the day. */
async function sizes(
	call: Call,
	history: History,
	changes: Changes,
	membersOn: Dependents['membersOn'],
): Promise<DryRun['nodes']> {
	const eve = dayBefore(changes.on);
	const after = withChanges(history, changes);
	const serving = await membersOn(call, eve);
	const [old, now] = [totalsOn(history, eve, serving), totalsOn(after, changes.on, serving)];
	const change = (id: number) => [
		(now.get(id)?.units ?? 0) - (old.get(id)?.units ?? 0),
		(now.get(id)?.members ?? 0) - (old.get(id)?.members ?? 0),
	];
	return [...new Set([...old.keys(), ...now.keys()])]
		.map((id) => ({ id, before: old.get(id) ?? nothing, after: now.get(id) ?? nothing, change: change(id) }))
		.filter(({ change }) => change.some((by) => by !== 0))
		.sort((a, b) => Math.abs(b.change[0]!) - Math.abs(a.change[0]!) || Math.abs(b.change[1]!) - Math.abs(a.change[1]!))
		.slice(0, told)
		.map(({ id, before, after: then }) => {
			const unit = after.units.get(id) ?? history.units.get(id)!;
			const { code, name } = nameOn(unit, changes.on) ?? unit.names.at(-1)!;
			return { code, name, before, after: then };
		});
}

const nothing: Totals = { units: 0, members: 0 };

/** Members follow their unit, and after its end what continues it: the standing says under which nodes. */
function totalsOn(history: History, day: string, serving: ReadonlyMap<number, number>): Map<number, Totals> {
	const totals = new Map<number, Totals>();
	const at = (id: number): Totals => {
		const known = totals.get(id) ?? { units: 0, members: 0 };
		totals.set(id, known);
		return known;
	};
	for (const unit of history.units.values()) {
		const parentId = isAlive(unit, day) ? (parentOn(unit, day) ?? null) : null;
		if (parentId !== null) at(parentId).units += 1;
	}
	if (serving.size === 0) return totals;
	for (const { unitId, nodeId, from, to } of derive(history).standing) {
		if (from <= day && day < to) at(nodeId).members += serving.get(unitId) ?? 0;
	}
	return totals;
}
