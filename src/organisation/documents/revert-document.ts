import { allow, Conflict, found, isOperator, transact, type Call } from '#platform';
import { m } from '#words';
import { loadHistory, lockTree } from '../store/history.store.ts';
import { countReferences } from '../store/references.store.ts';
import { blockers } from '../plan/blockers.ts';
import { lockDocument } from './document.store.ts';
import type { DependentsOf } from './dependents.ts';
import { takeBack } from './enact.ts';

/**
 * Takes back an applied document: possible until something depends on it — a later change of what it touched, or
 * anything recorded at a unit that it made.
 *
 * @param dependents what higher rooms keep at units, in words; what they do not name is found by its foreign keys
 * @throws {Conflict} naming what depends on it
 */
export const revertDocument = (call: Call, id: string, dependents: readonly DependentsOf[]): Promise<void> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor) || call.actor.kind === 'job');
		const document = found(await lockDocument(call, id));
		if (document.status === 'reverted') return;
		if (document.status !== 'applied' && document.status !== 'reverting')
			throw new Conflict(() => m.organisation_revert_notApplied());
		await lockTree(call, document.tree);
		const history = await loadHistory(call, document.tree);
		const changes = document.changes!;
		const reasons = await whatDependsOn(call, changes, history, [...dependents, countReferences]);
		if (reasons.length > 0) throw new Conflict(() => m.organisation_revert_blocked({ reasons: reasons.join('; ') }));
		await takeBack(call, document, history, changes);
	});

/** Why the document cannot be taken back; empty when it can. */
export async function whatDependsOn(
	call: Call,
	changes: Parameters<typeof blockers>[1],
	history: Parameters<typeof blockers>[0],
	dependents: readonly DependentsOf[],
): Promise<string[]> {
	const made = changes.born.map((unit) => unit.id);
	const counted = made.length === 0 ? [] : (await Promise.all(dependents.map((count) => count(call, made)))).flat();
	const found = counted.filter(({ count }) => count > 0);
	// What a room names in words is not named again by its foreign key.
	const named = new Set(found.flatMap(({ label, table }) => (table === undefined || table === label ? [] : [table])));
	const kept = found.filter(({ label }) => !named.has(label)).map(({ label, count }) => `${label}: ${count}`);
	return [...blockers(history, changes), ...kept];
}
