import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { mayDecideNomination } from '../feedback.policy.ts';
import { lockNomination, saveDecision } from './nomination.store.ts';

/**
 * The head of the unit above decides on a nomination, once; who declines says why.
 *
 * @throws {Invalid} declined without a reason
 */
export const decideNomination = (
	call: Call,
	id: string,
	{ approved, reason }: { approved: boolean; reason: string },
): Promise<void> =>
	transact(call, async (call) => {
		const nomination = found(await lockNomination(call, id));
		allow(mayDecideNomination(call.actor, nomination));
		if (nomination.state !== 'proposed') throw new Conflict(() => m.feedback_conflict_meanwhile());
		if (!approved && reason === '') throw Invalid.at('reason', () => m.feedback_nomination_error_reason());
		await saveDecision(call, id, { state: approved ? 'approved' : 'declined', reason: reason || null });
	});
