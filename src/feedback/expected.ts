import { dueBy, waits, type Expectation } from '#campaigns';
import { holdsAnywhere, type Call } from '#platform';
import { m } from '#words';
import { administersWhole } from './administers-whole.ts';
import { runsOut } from './clock/calendar-ends.ts';
import { calendarPath } from './clock/desk/paths.ts';
import { listCalendars } from './clock/rules.store.ts';
import { listOpenDataRequests } from './data-request/data-request.store.ts';
import { dataRequestsPath } from './data-request/paths.ts';
import { feedbackPath, nominationsPath, rectificationPath, statementPath } from './desk/paths.ts';
import { headOf, unitsAnsweredFor } from './feedback.policy.ts';
import { listRectificationsOf } from './aftermath/rectification.store.ts';
import { countToDecide } from './aftermath/nomination.store.ts';
import { judgingPath } from './custody/paths.ts';
import { countRelationsToJudge } from './routing/relation.store.ts';
import { seatOf } from './seat.store.ts';
import { listStatementsAsked } from './handling/statement.store.ts';
import { pressingFor } from './watch/pressing.ts';
import { countWaiting } from './worklist.store.ts';

/** What is expected of the caller: cases whose time runs, cases that wait, statements asked, what their unit has to put right. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	if (call.caller.kind !== 'session') return [];
	// Whoever handles cases holds a post or a seat; everybody else is not even asked for.
	const seat = await seatOf(call);
	const handles = call.actor.posts.length > 0 || seat.oversees;
	const waiting = handles ? await countWaiting(call) : nothing;
	const pressing = handles ? await pressingFor(call, seat) : [];
	const toJudge = seat.oversees ? await countRelationsToJudge(call) : 0;
	const asked = call.actor.memberId === null ? [] : await listStatementsAsked(call);
	const ordered = await listRectificationsOf(call, unitsAnsweredFor(call.actor), 50);
	const heads = headOf(call.actor);
	const nominations = heads.length > 0 ? await countToDecide(call, heads) : 0;
	const aboutData = call.actor.posts.length > 0 ? await listOpenDataRequests(call, 50) : [];
	return [
		...dataDue(aboutData, call.today),
		...(await calendarDue(call)),
		...pressing,
		...many(waiting.desk, 'desk', (count) => m.feedback_desk_expected_desk({ count })),
		...many(waiting.oversight, 'oversight', (count) => m.feedback_desk_expected_oversight({ count })),
		...many(waiting.mine, 'mine', (count) => m.feedback_desk_expected_mine({ count })),
		...many(waiting.offered, 'offered', (count) => m.feedback_desk_expected_offered({ count })),
		...(toJudge === 0 ? [] : [waits(m.feedback_judging_expected({ count: toJudge }), judgingPath)]),
		...(nominations === 0 ? [] : [waits(m.feedback_nomination_expected({ count: nominations }), nominationsPath)]),
		...asked
			.filter(({ statement, closedAt }) => statement === null && closedAt === null)
			.map(({ id }) => waits(m.feedback_desk_expected_statement(), statementPath(id))),
		...ordered
			.filter(({ doneOn }) => doneOn === null)
			.map(({ id, task, dueOn }) =>
				dueBy(m.feedback_desk_expected_rectification({ task }), rectificationPath(id), dueOn, call.today),
			),
	];
}

/** Who keeps the calendar is asked for the next one before it ends. */
async function calendarDue(call: Call): Promise<Expectation[]> {
	if (!holdsAnywhere(call.actor, 'administrator') || !(await administersWhole(call))) return [];
	const [newest] = await listCalendars(call);
	if (!newest || !runsOut(newest, call.today)) return [];
	return [waits(m.feedback_clock_runsOut({ year: String(newest.toYear) }), calendarPath)];
}

/** The earliest of the requests about data stands for all. */
const dataDue = (requests: readonly { dueOn: string }[], today: string): Expectation[] =>
	requests
		.slice(0, 1)
		.map(({ dueOn }) => dueBy(m.feedback_data_expected({ count: requests.length }), dataRequestsPath, dueOn, today));

const nothing = { desk: 0, mine: 0, offered: 0, oversight: 0 };

const many = (count: number, lane: string, label: (count: number) => string): Expectation[] =>
	count === 0 ? [] : [waits(label(count), `${feedbackPath}?hang=${lane}`)];
