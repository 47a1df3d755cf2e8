import { recordActs } from '#figures';
import { stableId } from '#campaigns';
import { record, type Call } from '#platform';
import { stockChanges, type CommitmentState } from './commitment.ts';
import type { Paper } from './commitment.store.ts';

/**
 * What follows from a change of state: acts for the stocks that changed, and the event. The acts are named by commitment and
 * step, so that each is recorded once.
 */
export async function recordChange(call: Call, paper: Paper, to: CommitmentState, happened: string): Promise<void> {
	const step = paper.step + 1;
	const changes = paper.inForce ? stockChanges(paper.state, to) : [];
	await recordActs(
		call,
		changes.map(({ metric, qty }) => ({
			id: stableId('commitment', paper.id, step, metric),
			unitId: paper.unitId,
			campaignId: paper.campaignId,
			memberId: paper.memberId,
			metric,
			qty,
			source: 'commitment',
		})),
	);
	await record(call, happened, {
		unitId: paper.unitId,
		subject: paper.id,
		payload: { campaignId: paper.campaignId, step },
	});
}
