import { stableId } from '#campaigns';
import { metricNamed, recordActsSelected } from '#figures';
import { record, type Call } from '#platform';
import { stockChanges, type CommitmentState } from './commitment.ts';
import { actsOf, type Paper, type StockChange } from './commitment.store.ts';

/**
 * What follows from a change of state: acts for the stocks that changed, and the event. The acts are named by commitment
 * and step, so that each is recorded once.
 */
export async function recordChange(call: Call, paper: Paper, to: CommitmentState, happened: string): Promise<void> {
	const changes = changesOf(paper, to);
	if (changes.length > 0) await recordActsSelected(call, actsOf(call, paper, changes));
	await record(call, happened, {
		unitId: paper.unitId,
		subject: paper.id,
		payload: { campaignId: paper.campaignId, step: paper.step + 1 },
	});
}

/** How the stocks change; the ids of the acts follow from the paper, the step and the metric. */
export const changesOf = (paper: Paper, to: CommitmentState): StockChange[] =>
	(paper.inForce ? stockChanges(paper.state, to) : []).map(({ metric, qty }) => ({
		actId: stableId('commitment', paper.id, paper.step + 1, metric),
		metricId: metricNamed(metric)!.id,
		qty,
	}));
