import { allow, found, transact, type Call } from '#platform';
import { mayJudgeRelation } from '../feedback.policy.ts';
import { seatOf } from '../seat.store.ts';
import { saveJudged } from './relation.store.ts';

/** What somebody of the oversight body found, and where it stands written. */
export type Judgement = { confirmed: boolean; ground: string };

/**
 * The oversight body has looked into a relation that one member declared and the other did not confirm. Confirmed, it keeps the other from
 * every case about who declared it, those under way too; not confirmed, it stays what one of them says. Who belongs to the pair has no say.
 */
export const judgeRelative = (
	call: Call,
	relation: { memberId: string; relativeId: string },
	judgement: Judgement,
): Promise<void> =>
	transact(call, async (call) => {
		allow(mayJudgeRelation(call.actor, relation, await seatOf(call)));
		found((await saveJudged(call, relation, judgement)) || undefined);
	});
