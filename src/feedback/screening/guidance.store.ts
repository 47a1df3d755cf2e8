import type { Call } from '#platform';

/** Somebody's proposal that the sender of a sealed case is guided elsewhere. */
export type Guidance = { id: string; textId: string; proposedBy: string };

/** The one that nobody has decided on yet. */
export async function findGuidance(call: Call, feedbackId: string): Promise<Guidance | undefined> {
	return call.db
		.selectFrom('feedbackGuidance')
		.select(['id', 'textId', 'proposedBy'])
		.where('feedbackId', '=', feedbackId)
		.where('decidedBy', 'is', null)
		.executeTakeFirst();
}

export async function insertGuidance(call: Call, feedbackId: string, textId: string): Promise<void> {
	await call.db
		.insertInto('feedbackGuidance')
		.values({ feedbackId, textId, proposedBy: call.actor.accountId!, proposedAt: call.now })
		.execute();
}

/** `step`: the one at which the case is; what was agreed holds for the next one alone. */
export async function saveGuidance(call: Call, id: string, decided: { agreed: boolean; step: number }): Promise<void> {
	await call.db
		.updateTable('feedbackGuidance')
		.set({ ...decided, decidedBy: call.actor.accountId, decidedAt: call.now })
		.where('id', '=', id)
		.execute();
}
