import type { Call } from '#platform';
import type { Proposal } from '../proposals/proposal.ts';

/** Somebody's proposal that a sealed case ends without an answer of its own: its sender is guided elsewhere, or it is joined to another case. */
export type Ending = Guidance | Joining;
export type Guidance = Proposal & { textId: string; intoId: null };
export type Joining = Proposal & { textId: null; intoId: string };

/** The one that nobody has decided on yet. */
export async function findEnding(call: Call, feedbackId: string): Promise<Ending | undefined> {
	const row = await call.db
		.selectFrom('feedbackEnding')
		.select(['id', 'textId', 'intoId', 'proposedBy'])
		.where('feedbackId', '=', feedbackId)
		.where('decidedBy', 'is', null)
		.executeTakeFirst();
	return row as Ending | undefined;
}

export async function findGuidance(call: Call, feedbackId: string): Promise<Guidance | undefined> {
	const ending = await findEnding(call, feedbackId);
	return ending?.intoId === null ? ending : undefined;
}

export async function findJoining(call: Call, feedbackId: string): Promise<Joining | undefined> {
	const ending = await findEnding(call, feedbackId);
	return ending?.textId === null ? ending : undefined;
}

export async function insertEnding(
	call: Call,
	feedbackId: string,
	by: { textId: string } | { intoId: string },
): Promise<void> {
	await call.db
		.insertInto('feedbackEnding')
		.values({ feedbackId, ...by, proposedBy: call.actor.accountId!, proposedAt: call.now })
		.execute();
}

/** `step`: the one at which the case is; what was agreed holds for the next one alone. */
export async function saveEnding(call: Call, id: string, decided: { agreed: boolean; step: number }): Promise<void> {
	await call.db
		.updateTable('feedbackEnding')
		.set({ ...decided, decidedBy: call.actor.accountId, decidedAt: call.now })
		.where('id', '=', id)
		.execute();
}
