import type { Call } from '#platform';
import type { Kind } from '../feedback.ts';

/** Somebody's proposal that a case is of a less protected kind, or about nobody's conduct. */
export type Reclassification = {
	id: string;
	fromKind: Kind;
	toKind: Kind;
	dropsAccusation: boolean;
	textId: string;
	proposedBy: string;
};

/** The proposal that nobody has decided on yet. */
export async function findProposedKind(call: Call, feedbackId: string): Promise<Reclassification | undefined> {
	const row = await call.db
		.selectFrom('feedbackReclassification')
		.select(['id', 'fromKind', 'toKind', 'dropsAccusation', 'textId', 'proposedBy'])
		.where('feedbackId', '=', feedbackId)
		.where('decidedBy', 'is', null)
		.executeTakeFirst();
	return row as Reclassification | undefined;
}

export async function insertProposedKind(
	call: Call,
	feedbackId: string,
	proposal: Pick<Reclassification, 'fromKind' | 'toKind' | 'dropsAccusation' | 'textId'>,
): Promise<void> {
	await call.db
		.insertInto('feedbackReclassification')
		.values({ feedbackId, ...proposal, proposedBy: call.actor.accountId!, proposedAt: call.now })
		.execute();
}

/** `step`: the one at which the case is; what was agreed holds for the next one alone. */
export async function saveDecidedKind(
	call: Call,
	id: string,
	decided: { agreed: boolean; step: number },
): Promise<void> {
	await call.db
		.updateTable('feedbackReclassification')
		.set({ ...decided, decidedBy: call.actor.accountId, decidedAt: call.now })
		.where('id', '=', id)
		.execute();
}
