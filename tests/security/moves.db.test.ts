import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid, NotFound } from '#platform';
import { findSendersCase } from '../../src/feedback/feedback.store.ts';
import type { Feedback, Kind } from '../../src/feedback/feedback.ts';
import { drawFrom, type Draw } from '../../src/organisation/testing/random-document.ts';
import { check, type Mover } from './moves/check.ts';
import { addTo, nameOf, nothingWalked, wayToTry } from './moves/coverage.ts';
import {
	bySender,
	senderMoves,
	senderMoveTo,
	timePasses,
	waitsForTime,
	workerLooks,
	type SenderMove,
} from './moves/sender-and-time.ts';
import { leading, stepNames, steps, type Doer, type Moved, type StepName } from './moves/steps.ts';
import { aWorld, wholeOf, type World } from './moves/world.ts';

/**
 * M-1: moves of everybody in random order, over two cases that may be joined. What is refused changes nothing; what is done keeps what must
 * always hold. Ways that were walked least are tried most. FEEDBACK_RUNS and FEEDBACK_SEED lengthen and repeat it: what is tried follows
 * from the seed and from the walks before it in the same run. FEEDBACK_COVERAGE names a file that adds up how often each way was walked.
 */
const runs = Number(process.env.FEEDBACK_RUNS ?? 6);
const firstSeed = Number(process.env.FEEDBACK_SEED ?? Date.now() % 1_000_000);
const movesOfRun = 60;

let world: World;
beforeAll(async () => {
	world = await aWorld();
}, 120_000);

const coverage = nothingWalked();
afterAll(() => {
	if (process.env.FEEDBACK_COVERAGE) addTo(process.env.FEEDBACK_COVERAGE, coverage);
});

const kinds: Kind[] = [
	'opinion',
	'opinion',
	'complaint',
	'complaint',
	'denunciation',
	'denunciation',
	'praise',
	'rating',
];

/** How a case goes when nothing comes between; some walks begin with a part of it, so that its later states are not rare. */
const usual = ['route', 'screen', 'assign', 'accept', 'start', 'draft', 'draft', 'approve'] as const;

test.each(Array.from({ length: runs }, (_, at) => firstSeed + at))(
	`whatever is tried, what must hold holds (seed %i, of a run from ${firstSeed})`,
	{ timeout: 240_000 },
	async (seed) => {
		const draw = drawFrom(seed);
		const [kind, aboutProvince] = [kinds[draw(kinds.length - 1)]!, draw(5) === 0];
		const filed = [
			await world.fileOne(draw, kind, aboutProvince),
			await world.fileOne(draw, draw(3) === 0 ? 'opinion' : kind, aboutProvince),
		];
		let before = await wholeOf(world, filed);
		const begun = usual.slice(0, draw(usual.length));
		for (let move = 0; move < movesOfRun; move += 1) {
			const beginning = begun[move];
			const at = !beginning && draw(3) === 0 ? 1 : 0;
			const moved = { now: before[at]!.now, filed: filed[at]!, other: filed[1 - at]! };
			const { mover, act, ages } = beginning ? theUsual(moved, beginning, draw) : aMove(moved, draw);
			if (ages) {
				await timePasses(world, moved);
				before = await wholeOf(world, filed);
			}
			const done = await attempted(act);
			const after = await wholeOf(world, filed);
			if (!done) expect(after, 'a refused move changes nothing').toEqual(before);
			else for (const [at, each] of after.entries()) check(before[at]!, each, mover, coverage);
			before = after;
		}
	},
);

type Move = { mover: Mover; act: () => Promise<unknown>; ages?: boolean };

/** Three of four lead where fewest have gone; the rest is anything by anybody. */
function aMove(moved: Moved, draw: Draw): Move {
	const { state } = moved.now;
	const way = draw(3) > 0 ? wayToTry(coverage, state, draw(999) / 1000) : undefined;
	if (!way) return anything(moved, draw);
	if (way.bySender) return asSender(moved, senderMoveTo(way.from, way.to)!);
	const steps: StepName[] | undefined = leading[way.from]?.[way.to];
	if (!steps || (waitsForTime.has(nameOf(way)) && draw(2) === 0)) return theWorker(waitsForTime.has(nameOf(way)));
	// Whoever must not know of a case is found out by the worker.
	if (way.to === 'screened' && draw(2) === 0) return theWorker(false);
	return byStaff(moved, steps[draw(steps.length - 1)]!, draw);
}

const theUsual = (moved: Moved, name: (typeof usual)[number], draw: Draw): Move =>
	name === 'route' ? theWorker(false) : byStaff(moved, name, draw);

function anything(moved: Moved, draw: Draw): Move {
	const chance = draw(9);
	if (chance === 0) return asSender(moved, senderMoves[draw(senderMoves.length - 1)]!);
	if (chance < 3) return theWorker(draw(3) === 0);
	return byStaff(moved, stepNames[draw(stepNames.length - 1)]!, draw);
}

const theWorker = (ages: boolean): Move => ({
	mover: { bySender: false, worker: true },
	act: () => workerLooks(world),
	ages,
});

const asSender = ({ filed }: Moved, name: SenderMove): Move => ({
	mover: { bySender: true, worker: false },
	act: () => world.asSender(filed, async (call) => bySender[name](call, (await findSendersCase(call))!)),
});

function byStaff(moved: Moved, name: StepName, draw: Draw): Move {
	const { by, act } = steps[name];
	const among = draw(9) === 0 ? world.everybody : whoMight(by, moved.now);
	const who = among[draw(among.length - 1)]!;
	return {
		mover: { bySender: false, worker: false },
		act: () => world.as(who, (call) => act(call, moved, draw, world)),
	};
}

/** Somebody of the body that has the case or is offered it. */
function whoMight(by: Doer, { handlerId, handlingUnitId, offeredUnitId }: Feedback): readonly string[] {
	const handler = handlerId === null ? undefined : world.accounts.get(handlerId);
	if (by === 'handler' && handler) return [handler];
	const body = world.bodies[(by === 'receiver' ? offeredUnitId : handlingUnitId) ?? 'oversight']!;
	return by === 'desk' || by === 'head' || by === 'second' ? body[by] : [...body.desk, ...body.head];
}

/** `false` when it was refused in a person's terms; anything else is a bug. */
async function attempted(move: () => Promise<unknown>): Promise<boolean> {
	try {
		await move();
		return true;
	} catch (problem) {
		if ([Conflict, Forbidden, Invalid, NotFound].some((kind) => problem instanceof kind)) return false;
		throw problem;
	}
}
