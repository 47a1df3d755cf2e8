import { randomUUID } from 'node:crypto';
import {
	addToCase,
	askSender,
	beSatisfied,
	commendUnit,
	finishRectification,
	guideFeedback,
	mergeFeedback,
	noteProgress,
	objectToAnswer,
	offerFeedback,
	orderRectification,
	rateAnswer,
	redactPublication,
	releasePublication,
	replyToQuestion,
	reviewObjection,
	assignFeedback,
	screenFeedback,
	takeOverFeedback,
	verifyRectification,
	withdrawCase,
	type Filed,
	type Kind,
} from '#feedback';
import type { Call } from '#platform';
import { addDays, daysBetween } from '#words';
import {
	answer,
	asDesk,
	assigned,
	begun,
	bodyOf,
	file,
	handled,
	known,
	spokenTo,
	watched,
	type Life,
	type Places,
	type World,
} from './feedback-acts.ts';
import type { Desks } from './feedback-cast.ts';
import { opinions, praise, replies, sealedMatters, type Matter } from './feedback-texts.ts';
import { randomFrom } from './random.ts';
import { on, operating } from './stage.ts';
import { standing } from './story-standing.ts';

/** So many that a quarter has groups large enough to be shown. */
const matters = 180;

/**
 * Sixteen months of what people brought, day by day in the order in which it happened, up to today: so that every state is there, some
 * late, some moved up, some sealed.
 */
export async function liveFeedback(call: Call, desks: Desks, places: Places, present: string): Promise<void> {
	const chance = randomFrom(2026);
	const world: World = { bodies: new Map(), call, desks, places, chance, present };
	const begin = '2025-07-07';
	const days = daysBetween(begin, present);
	const lives = Array.from({ length: matters }, (_, at) => {
		const day = addDays(begin, Math.floor((days * at) / matters) + chance.between(0, 2));
		return { day, life: aLife(world, at, day) };
	}).concat([{ day: addDays(present, -2), life: aLife(world, 0, addDays(present, -2)) }], standingLives(world));
	while (lives.length > 0) {
		const next = lives.reduce((first, each) => (each.day < first.day ? each : first));
		const { value, done } = next.day <= present ? await next.life.next() : { value: undefined, done: true };
		if (done) lives.splice(lives.indexOf(next), 1);
		else next.day = value!;
	}
}

/** With a chance of their own, so that the lives before stay as they are. */
function standingLives(world: World): { day: string; life: Life }[] {
	const own = { ...world, chance: randomFrom(2027) };
	return standing.map(({ daysAgo, live }) => {
		const day = addDays(world.present, -daysAgo);
		return { day, life: live(own, day) };
	});
}

const kindOf = (at: number): Kind =>
	at % 17 === 5 ? 'denunciation' : at % 19 === 7 ? 'complaint' : at % 6 === 2 ? 'praise' : 'opinion';

function aLife(world: World, at: number, day: string): Life {
	const kind = kindOf(at);
	if (kind === 'denunciation' || kind === 'complaint') return sealedLife(world, kind, day);
	if (kind === 'praise') return praised(world, day);
	if (at % 23 === 3) return guided(world, day);
	if (at % 29 === 4) return withdrawn(world, day);
	if (at % 31 === 9) return merged(world, day);
	if (at % 37 === 11) return neglected(world, day);
	return spoken(world, at, day);
}

async function* spoken(world: World, at: number, day: string): Life {
	const { chance } = world;
	const matter = chance.pick(opinions);
	const filed = await file(world, 'opinion', matter, day, { accuses: at % 3 !== 0, publish: at % 2 === 0 });
	yield (day = addDays(day, chance.between(0, 1)));
	yield* begun(world, filed, 'opinion', matter, day);
	day = addDays(day, 3);
	if (at % 7 === 1) {
		await handled(world, filed, day, (call) => askSender(call, filed.id, replies.question));
		yield (day = addDays(day, chance.between(2, 6)));
		await spokenTo(world, filed, day, (call, feedback) => replyToQuestion(call, feedback, replies.reply));
	}
	if (at % 33 === 15) {
		const offer = { unitId: world.desks.centre, reason: replies.guidedLaw };
		await asDesk(world, filed, day, (call) => offerFeedback(call, filed.id, offer));
		yield (day = addDays(day, 3));
		const { desk } = world.desks.bodies.get(world.desks.centre)!;
		await on(world.call, day, desk, (call) => takeOverFeedback(call, filed.id));
		world.bodies.delete(filed.id);
		yield* assigned(world, filed, day);
		day = addDays(day, 1);
	}
	if (at % 9 === 4)
		await spokenTo(world, filed, day, (call, feedback) =>
			addToCase(call, feedback, { text: replies.addition, files: { formKey: randomUUID(), staged: [] } }),
		);
	// Most are answered well before the day, some on it, a few after it.
	const takes = at % 11 === 0 ? chance.between(22, 27) : chance.between(4, 16);
	if (takes > 20) {
		yield addDays(day, 10);
		await watched(world, filed, addDays(day, 10));
		await handled(world, filed, addDays(day, 11), (call) => noteProgress(call, filed.id, replies.progress));
		yield addDays(day, 19);
		await watched(world, filed, addDays(day, 19));
	}
	yield (day = addDays(day, takes));
	yield* answered(world, filed, matter, day, at);
}

/** Answered by two persons, rated or not, objected to or not, published or not, closed. */
async function* answered(world: World, filed: Filed, matter: Matter, day: string, at: number): Life {
	const { chance, places } = world;
	const outcome = chance.pick(['upheld', 'upheld', 'partlyUpheld', 'explained', 'notUpheld'] as const);
	await answer(world, filed, matter, day, outcome);
	if (outcome === 'upheld' && at % 2 === 0) {
		const unitId = (await known(world, filed, day)).unitId ?? places.communes[0]!;
		const order = { unitId, task: replies.task, dueOn: addDays(day, 30) };
		const id = await handled(world, filed, day, (call) => orderRectification(call, filed.id, order));
		yield (day = addDays(day, chance.between(3, 10)));
		const head = places.heads.get(unitId);
		if (head) await on(world.call, day, head, (call) => finishRectification(call, id, replies.done));
		if (head && at % 4 === 0) await asDesk(world, filed, day, (call) => verifyRectification(call, id, true));
	}
	yield (day = addDays(day, chance.between(1, 5)));
	if (at % 13 === 6) {
		yield* reviewed(world, filed, matter, day);
		return;
	}
	if (chance.chance(0.55)) {
		const overall = chance.pick([5, 5, 4, 4, 4, 3, 2]);
		const aspects = { timeliness: overall, reception: Math.min(5, overall + 1), result: overall };
		await spokenTo(world, filed, day, (call, feedback) => rateAnswer(call, feedback, { overall, aspects }, ''));
		if (overall >= 4) await spokenTo(world, filed, day, beSatisfied);
	}
	const { wantsPublication, unfounded } = await known(world, filed, day);
	if (wantsPublication && !unfounded && chance.chance(0.6)) {
		const redaction = { question: matter.matter, answer: `${matter.found} ${matter.done}` };
		await handled(world, filed, day, (call) => redactPublication(call, filed.id, redaction));
		yield (day = addDays(day, 1));
		await asDesk(world, filed, day, (call) => releasePublication(call, filed.id));
	}
	for (const days of [16, 8]) {
		yield (day = addDays(day, days));
		await watched(world, filed, day);
	}
	yield addDays(day, 8);
	await watched(world, filed, addDays(day, 8));
}

/** The sender objects: the centre looks at it again, with people who did not have it before. */
async function* reviewed(world: World, filed: Filed, matter: Matter, day: string): Life {
	const { call } = world;
	await spokenTo(world, filed, day, (call, feedback) => objectToAnswer(call, feedback, replies.objection));
	await operating(call, day, (call) => reviewObjection(call, filed.id));
	world.bodies.delete(filed.id);
	yield (day = addDays(day, 2));
	const { handler } = await bodyOf(world, filed, day);
	await asDesk(world, filed, day, (call) => assignFeedback(call, filed.id, handler));
	yield (day = addDays(day, 12));
	await answer(world, filed, matter, day, 'upheld');
	yield (day = addDays(day, 23));
	await watched(world, filed, day);
}

async function* praised(world: World, day: string): Life {
	const matter = world.chance.pick(praise);
	const filed = await file(world, 'praise', matter, day, { accuses: false, publish: true });
	yield (day = addDays(day, 1));
	yield* begun(world, filed, 'praise', matter, day);
	yield (day = addDays(day, 4));
	await answer(world, filed, matter, day, 'thanked');
	const { unitId } = await known(world, filed, day);
	await handled(world, filed, day, (call) =>
		commendUnit(call, filed.id, { unitId: unitId!, words: 'Người dân gửi lời cảm ơn tới đơn vị.' }),
	);
	yield (day = addDays(day, 16));
	await watched(world, filed, day);
	yield addDays(day, 8);
	await watched(world, filed, addDays(day, 8));
}

async function* sealedLife(world: World, kind: Kind, day: string): Life {
	const matter = world.chance.pick(sealedMatters);
	const filed = await file(world, kind, matter, day, { accuses: true, publish: false });
	yield (day = addDays(day, 2));
	yield* begun(world, filed, kind, matter, day);
	yield (day = addDays(day, 20));
	if (world.chance.chance(0.7)) {
		await answer(world, filed, { ...opinions[5]!, ...matter }, day, 'partlyUpheld');
		return;
	}
	for (const days of [4, 7, 9, 12]) {
		yield (day = addDays(day, days));
		await watched(world, filed, day);
	}
}

async function* guided(world: World, day: string): Life {
	const matter = opinions[6]!;
	const filed = await file(world, 'opinion', matter, day, { accuses: false, publish: false });
	yield (day = addDays(day, 1));
	await asDesk(world, filed, day, (call) =>
		screenFeedback(call, filed.id, { kind: 'opinion', topic: matter.topic, accuses: false }),
	);
	await asDesk(world, filed, day, (call) =>
		guideFeedback(call, filed.id, { law: replies.guidedLaw, where: replies.guidedWhere }),
	);
	yield addDays(day, 16);
	await watched(world, filed, addDays(day, 16));
}

async function* withdrawn(world: World, day: string): Life {
	const filed = await file(world, 'opinion', opinions[7]!, day, { accuses: true, publish: false });
	yield (day = addDays(day, 3));
	await spokenTo(world, filed, day, withdrawCase);
	yield addDays(day, 8);
	await watched(world, filed, addDays(day, 8));
}

/** Two people bring the same matter: each keeps receipt and answer. */
async function* merged(world: World, day: string): Life {
	const matter = opinions[3]!;
	const first = await file(world, 'opinion', matter, day, { accuses: true, publish: false });
	const second = await file(world, 'opinion', matter, day, { accuses: true, publish: false, like: first });
	yield (day = addDays(day, 1));
	yield* begun(world, first, 'opinion', matter, day);
	await asDesk(world, second, addDays(day, 2), (call) => mergeFeedback(call, second.id, first.reference));
	yield (day = addDays(day, 9));
	yield* answered(world, first, matter, day, 1);
}

/** Nobody does anything: reminded, told to the head, late in public, and then it moves up. */
async function* neglected(world: World, day: string): Life {
	const filed = await file(world, 'opinion', opinions[1]!, day, { accuses: true, publish: false });
	for (const days of [11, 6, 5, 10]) {
		yield (day = addDays(day, days));
		await watched(world, filed, day);
	}
}
