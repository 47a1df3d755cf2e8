import { randomUUID } from 'node:crypto';
import { recordActs } from '#figures';
import type { Call, EventListener } from '#platform';
import { carry, type Moves } from './carry.store.ts';
import { listHeaded, redirectWaiting } from './redirect.store.ts';

/** When members are posted elsewhere, leave or come, the stocks follow them: one less where they were, one more where they are. */
export const commitmentsListeners: [kind: string, listener: EventListener][] = [
	['member.posted', (call, { subject }) => followMoves(call, { memberId: subject! })],
	['member.left', (call, { subject }) => followMoves(call, { memberId: subject! })],
	['members.imported', (call, { subject }) => followMoves(call, { importId: subject! })],
	['post.granted', (call, { unitId }) => redirectWaiting(call, unitId!)],
	['post.ended', (call, { unitId }) => redirectWaiting(call, unitId!)],
	['account.closed', (call, { subject }) => redirectFrom(call, subject!)],
	['account.reopened', (call, { subject }) => redirectFrom(call, subject!)],
];

/** Somebody who confirms can no longer sign in, or can again. */
async function redirectFrom(call: Call, accountId: string): Promise<void> {
	for (const unitId of await listHeaded(call, accountId)) await redirectWaiting(call, unitId);
}

/**
 * Postings that were entered ahead are followed on their day, or as soon after it as anybody is there to do it, within a month; so are
 * those of the last days, which may have been recorded while a list was made and neither saw the other. What was followed is not followed
 * twice.
 */
export const followDue = (call: Call): Promise<void> => followMoves(call, { cameWithin: 31, recordedWithin: 3 });

/**
 * Happens with the move, in its transaction, so exactly once: the acts need no name that could be repeated, and a member who is
 * moved to and fro on one day is counted right.
 */
async function followMoves(call: Call, moves: Moves): Promise<void> {
	await recordActs(
		call,
		(await carry(call, moves)).map(({ members, onDate, ...counted }) => ({
			...counted,
			id: randomUUID(),
			qty: members,
			occurredOn: onDate,
			source: 'commitment',
		})),
	);
}
