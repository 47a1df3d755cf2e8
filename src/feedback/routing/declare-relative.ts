import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import {
	askToEnd,
	endRelation,
	insertConfirmed,
	insertRelation,
	isConfirmed,
	listRelations,
} from './relation.store.ts';

/**
 * A member declares a relative in the service, and from then on neither handles nor sees what concerns them. The relative is kept only
 * from cases received later, or once they confirm it: an accused does not choose by this who handles their case.
 *
 * @throws {Invalid} when number and name are not of one member
 */
export const declareRelative = (call: Call, relative: { number: string; fullName: string }): Promise<void> =>
	transact(call, async (call) => {
		allow(call.actor.memberId !== null);
		const alone = (await listRelations(call)).filter((each) => each.mine && !isConfirmed(each) && !each.refused);
		if (alone.length >= mostAlone) throw new Conflict(() => m.feedback_desk_conflict_relatives({ most: mostAlone }));
		if (await insertRelation(call, relative.number, relative.fullName)) return;
		throw Invalid.at('number', () => m.feedback_desk_error_relative());
	});

/** Confirms what the other declared: it binds from now on as if one had declared it oneself. */
export const confirmRelative = (call: Call, memberId: string): Promise<void> =>
	transact(call, async (call) => {
		allow(call.actor.memberId !== null);
		found((await insertConfirmed(call, memberId)) || undefined);
	});

/**
 * Takes back what one declared oneself, for what is yet to come in; what the other declared stands. Once the other or the oversight body
 * confirmed it, it is the oversight body that ends it, and is asked to.
 */
export const takeBackRelative = (call: Call, memberId: string): Promise<'ended' | 'asked'> =>
	transact(call, async (call) => {
		allow(call.actor.memberId !== null);
		const relation = found((await listRelations(call)).find((each) => each.memberId === memberId && each.mine));
		const asks = isConfirmed(relation);
		found((await (asks ? askToEnd : endRelation)(call, memberId)) || undefined);
		return asks ? 'asked' : 'ended';
	});

/** Whom one may have declared while nobody else has confirmed it; the table holds it too. */
const mostAlone = 5;
