import { randomUUID } from 'node:crypto';
import { recordActs, type MetricKey, type NewAct } from '#figures';
import type { Call, EventListener } from '#platform';
import { carry, redirectWaiting, type Carried, type Moves } from './carry.store.ts';
import { stocksIn } from './commitment.ts';

/** When members are posted elsewhere, leave or come, the stocks follow them: one less where they were, one more where they are. */
export const commitmentsListeners: [kind: string, listener: EventListener][] = [
	['member.posted', (call, { subject }) => followMoves(call, { memberId: subject! })],
	['member.left', (call, { subject }) => followMoves(call, { memberId: subject! })],
	['members.imported', (call, { subject }) => followMoves(call, { importId: subject! })],
	['post.granted', (call, { unitId }) => redirectWaiting(call, unitId!)],
	['post.ended', (call, { unitId }) => redirectWaiting(call, unitId!)],
];

/**
 * Happens with the move, in its transaction, so exactly once: the acts need no name that could be repeated, and a member who is
 * moved to and fro on one day is counted right.
 */
async function followMoves(call: Call, moves: Moves): Promise<void> {
	const carried = await carry(call, moves);
	await recordActs(
		call,
		carried.flatMap((group) =>
			stocksIn(group.state).flatMap((metric) => [
				...act(group, metric, group.fromUnitId, -group.count),
				...act(group, metric, group.toUnitId, group.count),
			]),
		),
	);
}

function act(group: Carried, metric: MetricKey, unitId: number | null, qty: number): NewAct[] {
	if (unitId === null || group.fromUnitId === group.toUnitId) return [];
	const occurredOn = [group.onDate, since(group, metric)].toSorted().at(-1)!;
	return [{ id: randomUUID(), unitId, campaignId: group.campaignId, metric, qty, occurredOn, source: 'commitment' }];
}

/** Nobody is taken from a stock before the day they came into it: a posting may be entered late. */
function since(group: Carried, metric: MetricKey): string {
	if (metric === 'commitmentConfirmed') return group.confirmedOn ?? group.referenceOn;
	if (metric === 'commitmentSigned') return group.submittedOn ?? group.referenceOn;
	return group.referenceOn;
}
