import { randomUUID } from 'node:crypto';
import {
	acceptFeedback,
	approveAnswer,
	assignFeedback,
	draftAnswer,
	fileFeedback,
	routeFeedback,
	screenFeedback,
	sendersCase,
	startFeedback,
	watchCase,
	type Feedback,
	type Filed,
	type Kind,
} from '#feedback';
import type { Call } from '#platform';
import { addDays } from '#words';
import type { Desks, Pair } from './feedback-cast.ts';
import { replies, type Matter } from './feedback-texts.ts';
import type { Random } from './random.ts';
import { on, operating } from './stage.ts';

/** Where matters come from: units with somebody who may be spoken about. */
export type Places = { communes: number[]; departments: number[]; heads: ReadonlyMap<number, string> };

/** `bodies`: who has which case, as long as nothing moved it. */
export type World = {
	bodies: Map<string, Pair>;
	call: Call;
	desks: Desks;
	places: Places;
	chance: Random;
	present: string;
};
/** A case as it is lived: yields the day on which it goes on; what happens in between is done by the people of the story. */
export type Life = AsyncGenerator<string, void, void>;

/** Sorted, given to somebody, taken up, begun. */
export async function* begun(world: World, filed: Filed, kind: Kind, matter: Pick<Matter, 'topic'>, day: string): Life {
	const sorting = { kind, topic: matter.topic, accuses: (await known(world, filed, day)).accuses };
	await asDesk(world, filed, day, (call) => screenFeedback(call, filed.id, sorting));
	yield (day = addDays(day, 1));
	yield* assigned(world, filed, day);
}

export async function* assigned(world: World, filed: Filed, day: string): Life {
	const { handler } = await bodyOf(world, filed, day);
	await asDesk(world, filed, day, (call) => assignFeedback(call, filed.id, handler));
	await handled(world, filed, day, (call) => acceptFeedback(call, filed.id));
	yield addDays(day, 1);
	await handled(world, filed, addDays(day, 1), (call) => startFeedback(call, filed.id));
}

export async function file(
	{ call, places, chance }: World,
	kind: Kind,
	{ topic, matter }: Pick<Matter, 'topic' | 'matter'>,
	day: string,
	more: { accuses: boolean; publish: boolean; like?: Filed },
): Promise<Filed> {
	const unitId = chance.chance(0.75) ? chance.pick(places.communes) : chance.pick(places.departments);
	return operating(call, day, async (call) => {
		const filed = await fileFeedback(call, {
			key: randomUUID(),
			kind,
			topic,
			accuses: more.accuses,
			unitId: more.like ? ((await sendersCase(call, more.like)).unitId ?? unitId) : unitId,
			unitKnown: true,
			happenedOn: addDays(day, -chance.between(0, 6)),
			fromOrganisation: chance.chance(0.1),
			wantsPublication: more.publish,
			channel: chance.pick(['portal', 'portal', 'portal', 'post', 'reception', 'hotline', 'suggestionBox']),
			texts: { matter },
		});
		await routeFeedback(call, filed.id);
		return filed;
	});
}

const draftOf = (
	matter: Matter,
	day: string,
	outcome: 'upheld' | 'partlyUpheld' | 'explained' | 'notUpheld' | 'thanked',
) => ({
	outcome,
	byUnitId: null,
	doneOn: day,
	text: { found: matter.found, done: matter.done, legalBasis: replies.legalBasis, evidence: replies.evidence },
});

export async function answer(
	world: World,
	filed: Filed,
	matter: Matter,
	day: string,
	outcome: Parameters<typeof draftOf>[2],
): Promise<void> {
	await handled(world, filed, day, (call) => draftAnswer(call, filed.id, draftOf(matter, day, outcome), true));
	await asDesk(world, filed, day, (call) => approveAnswer(call, filed.id));
}

export const known = (world: World, filed: Filed, day: string): Promise<Feedback> =>
	operating(world.call, day, async (call) => await sendersCase(call, filed));

/** What happens by itself by a day; it may move the case to another body. */
export async function watched(world: World, filed: Filed, day: string): Promise<void> {
	if (day > world.present) return;
	await operating(world.call, day, (call) => watchCase(call, filed.id));
	world.bodies.delete(filed.id);
}

export const spokenTo = (
	world: World,
	filed: Filed,
	day: string,
	act: (call: Call, feedback: Feedback) => Promise<unknown>,
) => operating(world.call, day, async (call) => act(call, await sendersCase(call, filed)));

/** By who sits at the desk of the body that has the case. */
export const asDesk = <T>(world: World, filed: Filed, day: string, act: (call: Call) => Promise<T>): Promise<T> =>
	byBody(world, filed, day, 'desk', act);

export const handled = <T>(world: World, filed: Filed, day: string, act: (call: Call) => Promise<T>): Promise<T> =>
	byBody(world, filed, day, 'handler', act);

export async function byBody<T>(
	world: World,
	filed: Filed,
	day: string,
	who: keyof Pair,
	act: (call: Call) => Promise<T>,
): Promise<T> {
	return on(world.call, day, (await bodyOf(world, filed, day))[who], act);
}

/** Who has the case on a day: the desk of the body where it lies, or the oversight body. */
export async function bodyOf({ call, desks, bodies }: World, filed: Filed, day: string): Promise<Pair> {
	const known = bodies.get(filed.id);
	if (known) return known;
	const { handlingUnitId } = await operating(call, day, (call) => sendersCase(call, filed));
	const body = (handlingUnitId !== null && desks.bodies.get(handlingUnitId)) || desks.oversight;
	bodies.set(filed.id, body);
	return body;
}
