import { found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { isOver } from '../feedback.ts';
import { findFeedback, listSteps, lockFeedback } from '../feedback.store.ts';

/**
 * The sender of a joined case added something: it is told in the case to which it was joined, to whoever handles that one, and to nobody
 * who brought it. By the worker, since no sender moves another's case; doing it twice changes nothing.
 */
export const tellJoined = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const joined = found(await findFeedback(call, id));
		const intoId = await standsIn(call, joined.mergedInto);
		const into = intoId === null ? undefined : await lockFeedback(call, intoId);
		if (!into || isOver(into.state)) return;
		const detail = { of: joined.reference, step: await lastAdded(call, id) };
		const told = (await listSteps(call, into.id)).some(
			(step) =>
				step.event === 'joinedAdded' && step.detail['of'] === detail.of && Number(step.detail['step']) >= detail.step,
		);
		if (!told) await advance(call, into, { event: 'joinedAdded', detail, told: false });
	});

const lastAdded = async (call: Call, id: string): Promise<number> =>
	(await listSteps(call, id)).findLast(({ event }) => event === 'added')?.step ?? 0;

/** What was joined to a case that is joined itself belongs where that one is; a circle leads nowhere. */
async function standsIn(call: Call, into: string | null): Promise<string | null> {
	const seen = new Set<string>();
	for (let at = into; at !== null && !seen.has(at);) {
		seen.add(at);
		const next = found(await findFeedback(call, at));
		if (next.state !== 'merged') return at;
		at = next.mergedInto;
	}
	return null;
}
