import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { drawFrom, type Draw } from '../../src/organisation/testing/random-document.ts';
import { asOperator } from '../../src/platform/testing.ts';
import { acceptFeedback } from '../../src/feedback/routing/accept-feedback.ts';
import { approveAnswer } from '../../src/feedback/answering/approve-answer.ts';
import { askSender } from '../../src/feedback/handling/ask-sender.ts';
import { assignFeedback } from '../../src/feedback/routing/assign-feedback.ts';
import { closeFeedback } from '../../src/feedback/answering/close-feedback.ts';
import { decideKind } from '../../src/feedback/screening/decide-kind.ts';
import { aDraft, aged, standing, theApprover, theDesk, theHandler } from '../../src/feedback/desk/testing.ts';
import { draftAnswer } from '../../src/feedback/answering/draft-answer.ts';
import { extendFeedback } from '../../src/feedback/handling/extend-feedback.ts';
import { mayBecome, transitions, type Feedback, type State } from '../../src/feedback/feedback.ts';
import { findFeedback, findSendersCase } from '../../src/feedback/feedback.store.ts';
import type { Filed } from '../../src/feedback/filing/file-feedback.ts';
import { guideFeedback } from '../../src/feedback/screening/guide-feedback.ts';
import { listEligibleHandlers } from '../../src/feedback/routing/handler.store.ts';
import { identifyOfficers } from '../../src/feedback/screening/identify-officers.ts';
import { offerFeedback } from '../../src/feedback/routing/offer-feedback.ts';
import { proposeKind } from '../../src/feedback/screening/propose-kind.ts';
import { recuseFromFeedback } from '../../src/feedback/routing/recuse-from-feedback.ts';
import { resumeFeedback } from '../../src/feedback/handling/resume-feedback.ts';
import { returnOffer } from '../../src/feedback/routing/return-offer.ts';
import { reviewObjections } from '../../src/feedback/answering/review-objections.ts';
import { routeBarred } from '../../src/feedback/routing/route-feedback.ts';
import { screenFeedback } from '../../src/feedback/screening/screen-feedback.ts';
import { sendBackAnswer } from '../../src/feedback/answering/send-back-answer.ts';
import { beSatisfied, objectToAnswer } from '../../src/feedback/sender/object-to-answer.ts';
import { rateAnswer } from '../../src/feedback/sender/rate-answer.ts';
import { replyToQuestion } from '../../src/feedback/sender/reply-to-question.ts';
import { takeBackWithdrawal, withdrawCase } from '../../src/feedback/sender/withdraw-case.ts';
import { startFeedback } from '../../src/feedback/handling/start-feedback.ts';
import { suspendFeedback } from '../../src/feedback/handling/suspend-feedback.ts';
import { takeOverFeedback } from '../../src/feedback/routing/take-over-feedback.ts';
import { aSquare, type Square } from '../../src/feedback/testing.ts';
import { watchCases } from '../../src/feedback/watch/watch-cases.ts';

/**
 * M-1: moves of everybody in random order. What is refused changes nothing; what is done keeps what must always hold. FEEDBACK_RUNS and
 * FEEDBACK_SEED lengthen and repeat it.
 */
const runs = Number(process.env.FEEDBACK_RUNS ?? 8);
const firstSeed = Number(process.env.FEEDBACK_SEED ?? Date.now() % 1_000_000);
const movesOfRun = 60;

let s: Square;
beforeAll(async () => {
	s = await aSquare();
	await s.post('member1.province', 'feedbackDesk', s.unit.province);
	await s.post('member2.province', 'inspector', s.unit.province);
	await s.post('member1.ministry', 'feedbackDesk', s.unit.ministry);
});

/** Who might act for each body; the rest are there to be refused. */
const bodies = (): Record<string, string[]> => ({
	[s.unit.province]: [theDesk, 'member1.province', theApprover, 'member2.province'],
	[s.unit.ministry]: ['desk.ministry', 'member1.ministry', 'head.ministry'],
	[s.unit.elsewhere]: ['desk.elsewhere', 'head.elsewhere'],
	oversight: ['seat1', 'seat2'],
});
const everybody = () => [...Object.values(bodies()).flat(), theHandler, 'focal.ministry', 'focal.elsewhere'];

type Step = (call: Call, id: string, draw: Draw) => Promise<unknown>;
const steps = {
	async screen(call, id, draw) {
		const kind = (await findFeedback(call, id))?.kind ?? 'opinion';
		return screenFeedback(call, id, { kind: draw(9) === 0 ? 'complaint' : kind, topic: 'manner', accuses: true });
	},
	async assign(call, id, draw) {
		const among = await listEligibleHandlers(call, id);
		return assignFeedback(call, id, among[draw(among.length - 1)]?.accountId ?? call.actor.accountId!);
	},
	accept: acceptFeedback,
	start: startFeedback,
	draft: (call, id, draw) => draftAnswer(call, id, aDraft({ outcome: draw(1) ? 'upheld' : 'notUpheld' }), draw(3) > 0),
	approve: approveAnswer,
	sendBack: (call, id) => sendBackAnswer(call, id, 'Thiếu'),
	ask: (call, id) => askSender(call, id, 'Hỏi'),
	suspend: (call, id) => suspendFeedback(call, id, 'Luật'),
	resume: resumeFeedback,
	extend: (call, id) => extendFeedback(call, id, 'Phức tạp'),
	guide: (call, id) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' }),
	offer: (call, id) => offerFeedback(call, id, { unitId: s.unit.elsewhere, reason: 'Chuyển' }),
	takeOver: takeOverFeedback,
	returnOffer: (call, id) => returnOffer(call, id, 'Trả'),
	proposeKind: (call, id) => proposeKind(call, id, { kind: 'opinion', reason: 'Nội dung' }),
	decideKind: (call, id, draw) => decideKind(call, id, draw(1) === 1),
	identify: (call, id, draw) => identifyOfficers(call, id, [`member${1 + draw(2)}.communeA`]),
	recuse: recuseFromFeedback,
	close: closeFeedback,
} satisfies Record<string, Step>;
type StepName = keyof typeof steps;

/** What somebody would do next; three of four tries are of these, so that long ways are walked. */
const fitting: Partial<Record<State, StepName[]>> = {
	received: ['screen'],
	reopened: ['screen'],
	screened: ['assign', 'assign', 'assign', 'assign', 'offer', 'guide'],
	assigned: ['accept', 'accept', 'accept', 'offer', 'guide', 'recuse'],
	accepted: ['start', 'start', 'start', 'recuse'],
	inProgress: [
		'draft',
		'draft',
		'approve',
		'approve',
		'approve',
		'ask',
		'suspend',
		'offer',
		'extend',
		'sendBack',
		'recuse',
		'identify',
	],
	awaitingSender: ['resume'],
	suspended: ['resume'],
	transferOffered: ['takeOver', 'returnOffer'],
	underReview: ['assign', 'draft', 'draft', 'approve', 'approve', 'approve', 'ask'],
	satisfied: ['close'],
	silent: ['close'],
	answeredFinal: ['close'],
};

const lowRating = { overall: 1, aspects: {} };
const bySender: ((call: Call, feedback: Feedback) => Promise<unknown>)[] = [
	...Array.from({ length: 4 }, () => (call: Call, feedback: Feedback) => replyToQuestion(call, feedback, 'Trả lời')),
	...Array.from({ length: 3 }, () => (call: Call, feedback: Feedback) => objectToAnswer(call, feedback, 'Không đúng')),
	...Array.from(
		{ length: 3 },
		() => (call: Call, feedback: Feedback) => rateAnswer(call, feedback, lowRating, 'Chưa được'),
	),
	beSatisfied,
	beSatisfied,
	takeBackWithdrawal,
	takeBackWithdrawal,
	withdrawCase,
];

const reached = new Map<string, number>();
/** Which ways were walked, for who lengthens it. */
afterAll(() => {
	if (!process.env.FEEDBACK_RUNS) return;
	const never = transitions.map(([from, to]) => `${from} → ${to}`).filter((way) => !reached.has(way));
	console.log(
		[...reached].map(([way, times]) => `${way}: ${times}`).join('\n'),
		'\nnever:',
		[...new Set(never)].join(', '),
	);
});

test.each(Array.from({ length: runs }, (_, at) => firstSeed + at))(
	'whatever is tried, what must hold holds (seed %i)',
	{ timeout: 120_000 },
	async (seed) => {
		const draw = drawFrom(seed);
		const filed = await s.file(draw(2) === 0 ? { kind: 'complaint' } : {});
		let before = await whole(filed);
		for (let move = 0; move < movesOfRun; move += 1) {
			const done = await attempted(() => oneMove(filed, draw));
			const after = await whole(filed);
			if (!done) expect(after, 'a refused move changes nothing').toEqual(before);
			else check(before, after);
			before = after;
		}
	},
);

/** Some moves are the sender's, some of time itself; in most states the sender has little to do but withdraw. */
async function oneMove(filed: Filed, draw: Draw): Promise<unknown> {
	const now = await standing(s, filed);
	const chance = draw(19);
	const waits = ['awaitingSender', 'guided', 'answered', 'silent', 'closed', 'withdrawn'].includes(now.state);
	if (chance < (waits ? 8 : 1))
		return s.asSender(filed, async (call) =>
			bySender[draw(bySender.length - 1)]!(call, (await findSendersCase(call))!),
		);
	if (chance === 8) return Promise.all([routeBarred(s.house), reviewObjections(s.house)]);
	if (chance === 9 && now.answeredOn) await aged(s, filed, 'answered_on', 20);
	if (chance === 9 && now.pausedOn) await aged(s, filed, 'paused_on', 70);
	if (chance === 9) return watchCases(s.house);
	const fit = fitting[now.state];
	const all = Object.keys(steps) as StepName[];
	const among = fit && draw(3) > 0 ? fit : all;
	const step: Step = steps[among[draw(among.length - 1)]!];
	return s.as(await somebody(now, draw), (call) => step(call, filed.id, draw));
}

/** The handler, somebody of the body that has the case or is offered it, and now and then anybody. */
async function somebody({ handlerId, handlingUnitId, offeredUnitId }: Feedback, draw: Draw): Promise<string> {
	const one = (among: readonly string[]) => among[draw(among.length - 1)]!;
	const chance = draw(9);
	if (chance === 0) return one(everybody());
	if (chance < 6) for (const who of everybody()) if (handlerId === (await s.accountOf(who))) return who;
	return one(bodies()[offeredUnitId ?? handlingUnitId ?? 'oversight'] ?? everybody());
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

type Whole = {
	now: Feedback;
	steps: { step: number; state: string; told: boolean; at: string }[];
	leaves: number;
	approved: string[];
	barredHandler: boolean;
};

async function whole(filed: Filed): Promise<Whole> {
	const now = await standing(s, filed);
	return asOperator(s.house, async (call) => {
		const { rows: steps } = await sql<Whole['steps'][number]>`select step, state, told, at::text from feedback_step
			where feedback_id = ${filed.id} order by step`.execute(call.db);
		const { rows } = await sql<{ leaves: number; approved: string[]; barredHandler: boolean }>`select
			(select count(*) from ledger_salt where subject = ${now.logId}) as leaves,
			coalesce((select array_agg(md5(a::text || t.body::text) order by a.id) from feedback_answer a join feedback_text t on t.id = a.text_id
				where a.feedback_id = ${filed.id} and a.state = 'approved'), '{}') as approved,
			coalesce(${filed.id}::uuid = any (app.barred_of(${now.handlerId})), false) as barred_handler`.execute(call.db);
		return { now, steps, ...rows[0]! };
	});
}

function check(before: Whole, after: Whole): void {
	const { now } = after;
	// Every move is one step, in order, nothing is rewritten; and each has its leaf.
	expect(after.steps.slice(0, before.steps.length)).toEqual(before.steps);
	expect(after.steps.map(({ step }) => step)).toEqual(after.steps.map((_, at) => at + 1));
	expect(after.steps.at(-1)).toMatchObject({ step: now.step, state: now.state });
	expect(after.leaves).toBe(after.steps.length);
	// Only what may follow follows.
	for (const [at, { state }] of after.steps.entries()) {
		const from = after.steps[at - 1]?.state;
		if (from === undefined || from === state) continue;
		const move = `${from} → ${state}`;
		expect(
			mayBecome(from as never, state as never, false) || mayBecome(from as never, state as never, true),
			move,
		).toBe(true);
		if (at >= before.steps.length) reached.set(move, (reached.get(move) ?? 0) + 1);
	}
	// One body has it at a time; the clock never goes back, and stands still only in a pause.
	expect(now.withOversight && now.handlingUnitId !== null).toBe(false);
	expect(now.pausedOn !== null, after.steps.map(({ state }) => state).join()).toBe(
		now.state === 'awaitingSender' || now.state === 'suspended',
	);
	expect(now.pausedDays).toBeLessThanOrEqual(15);
	const sameClock = now.kind === before.now.kind && now.stage === before.now.stage && before.now.state !== 'reopened';
	if (sameClock) expect(now.dueOn >= before.now.dueOn, `${before.now.dueOn} → ${now.dueOn}`).toBe(true);
	// What was released stays word for word; whoever is unfounded was accused.
	expect(after.approved).toEqual(expect.arrayContaining(before.approved));
	if (now.unfounded) expect(now.accuses).toBe(true);
}
