import { record, type Call } from '#platform';
import type { Paper } from './commitment.store.ts';

/** Says what happened to a paper whose state has changed; the acts of its stocks were written with the state. */
export const recordMove = (call: Call, paper: Paper, happened: string): Promise<void> =>
	record(call, happened, {
		unitId: paper.unitId,
		subject: paper.id,
		payload: { campaignId: paper.campaignId, step: paper.step + 1 },
	});
