import {
	askSender,
	assignFeedback,
	beSatisfied,
	closeFeedback,
	guideFeedback,
	objectToAnswer,
	offerFeedback,
	rateAnswer,
	reviewObjection,
	screenFeedback,
	suspendFeedback,
	withdrawCase,
} from '#feedback';
import { addDays } from '#words';
import {
	answer,
	asDesk,
	begun,
	bodyOf,
	byBody,
	file,
	handled,
	spokenTo,
	type Life,
	type World,
} from './feedback-acts.ts';
import { opinions, replies, sealedMatters } from './feedback-texts.ts';
import { operating } from './stage.ts';

const matter = opinions[0]!;

/**
 * One case that stands today in each state which the others pass through: how long ago it came, and what became of it since. What an
 * objection opens is a review within seconds, so that nothing stays `objected`.
 */
export const standing: readonly { daysAgo: number; live: (world: World, day: string) => Life }[] = [
	{ daysAgo: 0, live: received },
	{ daysAgo: 2, live: assignedOnly },
	{ daysAgo: 3, live: guided },
	{ daysAgo: 6, live: awaitingSender },
	{ daysAgo: 20, live: suspended },
	{ daysAgo: 5, live: offered },
	{ daysAgo: 9, live: underReview },
	{ daysAgo: 12, live: reopened },
	{ daysAgo: 3, live: withdrawn },
];

const opinion = (world: World, day: string) => file(world, 'opinion', matter, day, { accuses: true, publish: false });
const sorted = (world: World, filed: Awaited<ReturnType<typeof opinion>>, day: string) =>
	asDesk(world, filed, day, (call) =>
		screenFeedback(call, filed.id, { kind: 'opinion', topic: matter.topic, accuses: true }),
	);

async function* received(world: World, day: string): Life {
	yield day;
	await opinion(world, day);
}

async function* assignedOnly(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield (day = addDays(day, 1));
	await sorted(world, filed, day);
	const { handler } = await bodyOf(world, filed, day);
	await asDesk(world, filed, day, (call) => assignFeedback(call, filed.id, handler));
}

async function* guided(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield (day = addDays(day, 1));
	await sorted(world, filed, day);
	const guidance = { law: replies.guidedLaw, where: replies.guidedWhere };
	await asDesk(world, filed, day, (call) => guideFeedback(call, filed.id, guidance));
}

async function* awaitingSender(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield* begun(world, filed, 'opinion', matter, day);
	yield (day = addDays(day, 4));
	await handled(world, filed, day, (call) => askSender(call, filed.id, replies.question));
}

/** The complaint waits, by order of the head above its handler, for a matter on which it depends. */
async function* suspended(world: World, day: string): Life {
	const complaint = sealedMatters[1]!;
	const filed = await file(world, 'complaint', complaint, day, { accuses: true, publish: false });
	yield* begun(world, filed, 'complaint', complaint, day);
	yield (day = addDays(day, 10));
	await byBody(world, filed, day, 'head', (call) => suspendFeedback(call, filed.id, replies.ground));
}

async function* offered(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield* begun(world, filed, 'opinion', matter, day);
	yield (day = addDays(day, 4));
	const offer = { unitId: world.desks.centre, reason: replies.guidedLaw };
	await asDesk(world, filed, day, (call) => offerFeedback(call, filed.id, offer));
}

async function* underReview(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield* begun(world, filed, 'opinion', matter, day);
	yield (day = addDays(day, 5));
	await answer(world, filed, matter, day, 'explained');
	yield (day = addDays(day, 2));
	await spokenTo(world, filed, day, (call, feedback) => objectToAnswer(call, feedback, replies.objection));
	await operating(world.call, day, (call) => reviewObjection(call, filed.id));
}

async function* reopened(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield* begun(world, filed, 'opinion', matter, day);
	yield (day = addDays(day, 5));
	await answer(world, filed, matter, day, 'upheld');
	yield (day = addDays(day, 2));
	await spokenTo(world, filed, day, beSatisfied);
	await asDesk(world, filed, day, (call) => closeFeedback(call, filed.id));
	yield (day = addDays(day, 3));
	const rating = { overall: 1, aspects: {} };
	await spokenTo(world, filed, day, (call, feedback) => rateAnswer(call, feedback, rating, replies.objection));
}

async function* withdrawn(world: World, day: string): Life {
	const filed = await opinion(world, day);
	yield (day = addDays(day, 2));
	await spokenTo(world, filed, day, withdrawCase);
}
