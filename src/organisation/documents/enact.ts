import { record, type Call } from '#platform';
import { bumpEpoch } from '../store/history.store.ts';
import { removeChanges, saveChanges } from '../store/changes.store.ts';
import { saveDerived } from '../store/derived.store.ts';
import { withChanges, withoutChanges, type Changes } from '../tree/changes.ts';
import { derive, type StandingRow } from '../tree/derive.ts';
import { difference } from '../tree/difference.ts';
import { flawsOf } from '../tree/flaws.ts';
import type { History } from '../tree/history.ts';
import { forever } from '../tree/span.ts';
import type { TreeDocument } from './document.ts';
import { addStep, saveApplied, saveDocument } from './document.store.ts';

/** What listens to it gets every row of `unit_standing` that went and came; no `until`: for good. */
export const standingChanged = 'organisation.standingChanged';
export type StandingChange = { removed: Standing[]; added: Standing[] };
export type Standing = { unitId: number; nodeId: number; from: string; until: string | null };

type Document = Pick<TreeDocument, 'id' | 'tree' | 'kind' | 'decisionNo' | 'on'>;

/** Does what a document says, with everything that follows from it. The tree is locked; `history` is as it stands. */
export async function enact(call: Call, document: Document, history: History, changes: Changes): Promise<Changes> {
	const done = await saveChanges(call, document, changes);
	const epoch = await moveTo(call, document, history, withChanges(history, done));
	await saveApplied(call, document.id, done, epoch);
	await addStep(call, document.id, 'applied');
	await record(call, `${document.kind}.applied`, {
		subject: document.id,
		payload: { on: document.on, decision: document.decisionNo },
	});
	return done;
}

/** Takes back what a document did. The tree is locked; nothing was built on it. */
export async function takeBack(call: Call, document: Document, history: History, changes: Changes): Promise<void> {
	await removeChanges(call, document, changes);
	await moveTo(call, document, history, withoutChanges(history, changes));
	await saveDocument(call, document.id, { status: 'reverted' });
	await addStep(call, document.id, 'reverted');
	await record(call, `${document.kind}.reverted`, {
		subject: document.id,
		payload: { on: document.on, decision: document.decisionNo },
	});
}

async function moveTo(call: Call, document: Document, before: History, after: History): Promise<number> {
	const flaws = flawsOf(after);
	if (flaws.length > 0)
		throw new Error(`document ${document.id} would break the tree: ${flaws.slice(0, 5).join('; ')}`);
	const differs = difference(derive(before), derive(after));
	await saveDerived(call, differs);
	const epoch = await bumpEpoch(call, document.tree);
	const payload: StandingChange = {
		removed: differs.standing.removed.map(standing),
		added: differs.standing.added.map(standing),
	};
	// Told to listeners only: tens of thousands of rows are no event to keep.
	for (const listener of call.house.listeners.get(standingChanged) ?? [])
		await listener(call, { kind: standingChanged, payload });
	return epoch;
}

const standing = ({ unitId, nodeId, from, to }: StandingRow): Standing => ({
	unitId,
	nodeId,
	from,
	until: to === forever ? null : to,
});
