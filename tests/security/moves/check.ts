import { expect } from 'vitest';
import { isLessProtected, isOver, isSealed, mayBecome, type State } from '../../../src/feedback/feedback.ts';
import { nameOf, type Coverage } from './coverage.ts';
import type { Whole } from './world.ts';

/** Who moved: the sender, or anybody else. */
export type Mover = { bySender: boolean; worker: boolean };

/** What must hold after every move, whoever made it; counts the ways that it went. */
export function check(before: Whole, after: Whole, mover: Mover, coverage: Coverage): void {
	logged(before, after);
	followed(before, after, mover, coverage);
	kept(before, after, mover);
	byTwo(after);
}

/** Every move is one step, in order, nothing is rewritten; and each has its leaf. */
function logged(before: Whole, after: Whole): void {
	expect(after.steps.slice(0, before.steps.length)).toEqual(before.steps);
	expect(after.steps.map(({ step }) => step)).toEqual(after.steps.map((_, at) => at + 1));
	expect(after.steps.at(-1)).toMatchObject({ step: after.now.step, state: after.now.state });
	expect(after.leaves, 'a leaf for each step').toBe(after.steps.length);
	expect(after.parts).toBe(after.steps.filter(({ event }) => event === 'split').length);
}

/** Only what may follow follows, by whom it may. */
function followed(before: Whole, after: Whole, { bySender }: Mover, coverage: Coverage): void {
	for (let at = Math.max(1, before.steps.length); at < after.steps.length; at += 1) {
		const [from, to] = [after.steps[at - 1]!.state as State, after.steps[at]!.state as State];
		if (from === to) continue;
		const way = nameOf({ from, to, bySender });
		expect(mayBecome(from, to, bySender), way).toBe(true);
		coverage[way]! += 1;
	}
}

/** One body has it at a time, the clock never goes back, what was released stays, what was sealed is. */
function kept(before: Whole, after: Whole, { worker }: Mover): void {
	const { now } = after;
	expect(now.withOversight && now.handlingUnitId !== null).toBe(false);
	expect(now.pausedOn !== null, after.steps.map(({ state }) => state).join()).toBe(
		now.state === 'awaitingSender' || now.state === 'suspended',
	);
	expect(now.pausedDays).toBeLessThanOrEqual(15);
	expect(now.mergedInto !== null).toBe(now.state === 'merged');
	// An objection, its review and an opening again begin another time, each as long as the law gives.
	const objected = now.state === 'objected' && !['objected', 'withdrawn'].includes(before.now.state);
	const sameClock =
		!objected && now.kind === before.now.kind && now.stage === before.now.stage && now.reopened === before.now.reopened;
	const happened = after.steps.map(({ event, state }) => `${event} ${state}`).join(', ');
	if (sameClock) expect(now.dueOn >= before.now.dueOn, `${before.now.dueOn} → ${now.dueOn}: ${happened}`).toBe(true);
	expect(after.approved).toEqual(expect.arrayContaining(before.approved));
	if (now.unfounded && before.now.accuses) expect(now.accuses || !before.now.unfounded).toBe(true);
	expect(now.sealed).toBe(isSealed(now.kind));
	if (now.sealed || before.matterSealed) expect(after.matterSealed).toBe(true);
	if (worker && !isOver(now.state)) expect(after.barredHandler, 'no handler of the conflict set').toBe(false);
	const cleared = before.officers.filter((officer) => !after.officers.includes(officer));
	const agreed = after.steps.slice(before.steps.length).filter(({ event }) => event === 'officerCleared');
	expect(cleared.length).toBe(agreed.length);
}

const proposals: Record<string, string> = {
	officerCleared: 'clearingProposed',
	reclassified: 'kindProposed',
	accusationDropped: 'accusationDoubted',
};

/** What takes protection away was proposed by one person and agreed to by another. */
function byTwo({ steps }: Whole): void {
	for (const [at, { event, by, was, kind }] of steps.entries()) {
		const raised = was !== null && kind !== null && isLessProtected(kind, was);
		if (!(event in proposals) || raised) continue;
		const proposed = steps.slice(0, at).findLast((step) => step.event === proposals[event]);
		expect(proposed, event).toBeDefined();
		expect(by).not.toBeNull();
		expect(by, event).not.toBe(proposed!.by);
	}
}
