import { standingChanged, type StandingChange } from '#organisation';
import type { EventListener } from '#platform';
import { applyStandingChange } from './apply-standing-change.ts';

/** Listens to the tree: in the transaction that changes it, the figures “as was” move along. */
export const figuresListeners: [kind: string, listener: EventListener][] = [
	[standingChanged, (call, happening) => applyStandingChange(call, happening.payload as StandingChange)],
];
