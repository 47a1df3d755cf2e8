import { addLeaf, type Json, type Promised } from '#ledger';
import { Conflict, type Call } from '#platform';
import { m } from '#words';
import { isSealed, mayBecome, roundedInstant, type Feedback, type State } from './feedback.ts';
import { insertStep, provinceCode, saveStep, type Change } from './feedback.store.ts';
import { insertMessage, keepForSender, type Said } from './handling/message.store.ts';
import { notNow } from './not-now.ts';
import { retainUntil } from './retention.ts';
import { keepFromSender } from './sender/sender.store.ts';
import type { Kept } from './texts.store.ts';

export type Move = {
	/** What happened, as the log and the sender read it: `screened`, `asked`, `extended`. */
	event: string;
	/** What the case becomes; left out, it stays what it is. To become what it is already is no move. */
	state?: State;
	change?: Change;
	/** Ids and words of the domain that belong to the step; no personal text. */
	detail?: Record<string, Json>;
	/** What is said with it, by whoever makes the move. */
	says?: Said;
	/** What else was kept for it: an answer, files, what was sealed anew. The step names all of it, and so its leaf stands for it. */
	kept?: readonly Kept[];
	/** The sender's own move. */
	bySender?: boolean;
	/** `false`: not in the history that the sender reads. */
	told?: boolean;
};

/**
 * The one way in which a case goes on: the move must be possible, nobody else may have moved it meanwhile; the step is written
 * down for the sender, and its leaf goes to the log in the same transaction. Answers the case as it is now.
 *
 * @throws {Conflict} when the case is no longer where the caller thought it was
 */
export async function advance(call: Call, feedback: Feedback, move: Move): Promise<Feedback> {
	const state = move.state ?? feedback.state;
	if (feedback.erasedOn !== null) throw notNow();
	if (move.state && !mayBecome(feedback.state, move.state, move.bySender ?? false)) throw notNow();
	const change = withConsequences(feedback, move.change ?? {});
	const sealed = isSealed(change.kind ?? feedback.kind);
	const now: Feedback = {
		...feedback,
		...change,
		sealed,
		inCustody: sealed || feedback.inCustody,
		state,
		step: feedback.step + 1,
	};

	const at = roundedInstant(call.now, feedback.sealed);
	const { event, says, bySender = false, told = true } = move;
	const said =
		says && (await (bySender ? keepFromSender(call, feedback, false, says.text) : keepForSender(call, feedback, says)));
	const detail = { ...move.detail, ...naming([...(move.kept ?? []), ...(said ? [said] : [])]) };
	await insertStep(call, feedback, { event, state, at, unitId: now.handlingUnitId, detail, told });
	if (!(await saveStep(call, feedback, state, change))) throw new Conflict(() => m.feedback_conflict_meanwhile());
	if (says && said) await insertMessage(call, now, says, said, bySender);
	await logStep(call, now, event, detail);
	return now;
}

/** How a step names what was kept with it. */
export const naming = (kept: readonly Kept[]): { kept?: Record<string, string> } =>
	kept.length === 0 ? {} : { kept: Object.fromEntries(kept.map(({ id, sha256 }) => [id, sha256])) };

/**
 * What follows from a change, whoever makes it. The first answer is in time or not by the day that is due now; nothing that comes
 * later changes that. What is closed is kept for its time; what is opened again is not erased.
 */
function withConsequences(feedback: Feedback, change: Change): Change {
	const answered = change.answeredOn && !feedback.answeredOn;
	return {
		...change,
		// A due date that came about otherwise has rolled with no pause.
		...(change.dueOn !== undefined && change.rolledDays === undefined && { rolledDays: 0 }),
		...(answered && { answeredInTime: change.answeredOn! <= (change.dueOn ?? feedback.dueOn) }),
		...(change.closedOn !== undefined && keptFor(feedback, change.closedOn, change.kind)),
	};
}

/** What its sender was granted to have erased goes as soon as it is closed. */
function keptFor(feedback: Feedback, closedOn: string | null, kind = feedback.kind): Change {
	if (closedOn === null) return { eraseOn: null, eraseWhy: null };
	return feedback.eraseWhy === 'request' ? {} : { eraseOn: retainUntil(kind, closedOn), eraseWhy: 'rule' };
}

/**
 * The leaf of a step. What a sealed case is, and by whom it is handled, is told by the commitment alone.
 *
 * @param body the public code of the body that has it now, when it is known already
 */
export async function logStep(
	call: Call,
	feedback: Pick<
		Feedback,
		| 'logId'
		| 'kind'
		| 'sealed'
		| 'state'
		| 'step'
		| 'dueOn'
		| 'unitId'
		| 'handlingUnitId'
		| 'profileId'
		| 'calendarVersion'
	>,
	event: string,
	detail: Record<string, Json>,
	body?: string | null,
): Promise<Promised> {
	return addLeaf(call, {
		class: feedback.sealed ? 'sealed' : feedback.kind,
		event,
		subject: feedback.logId,
		body:
			(body === undefined ? await provinceCode(call, feedback.handlingUnitId ?? feedback.unitId) : body) ?? undefined,
		due: feedback.dueOn,
		...(!feedback.sealed && {
			profile: `${feedback.kind}/${feedback.profileId}`,
			calendar: `${feedback.calendarVersion}`,
		}),
		private: {
			kind: feedback.kind,
			event,
			state: feedback.state,
			step: feedback.step,
			unit: feedback.handlingUnitId,
			by: call.actor.accountId,
			detail,
		},
	});
}
