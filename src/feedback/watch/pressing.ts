import { dueBy, type Expectation } from '#campaigns';
import type { Call } from '#platform';
import { addDays, dayIn, formatDateTime, m } from '#words';
import { calendarOf } from '../clock/clock.store.ts';
import { noteDueOn } from '../clock/progress-note.ts';
import { casePath } from '../desk/paths.ts';
import { isPaused } from '../feedback.ts';
import type { Seated } from '../feedback.policy.ts';
import { listPressing, type Pressing } from './pressing.store.ts';

/**
 * Whom the ladder of lateness reaches, case by case: who handles it from half of its time on, the desk as long as nobody handles it, the
 * head of the handling body from 80 percent on, and desk and head of the body to which it moved up. Besides: the first look of a human, and
 * the notes to the sender, before they are late.
 */
export async function pressingFor(call: Call, seat: Seated): Promise<Expectation[]> {
	const told: Expectation[] = [];
	for (const each of await listPressing(call, seat))
		told.push(...lookAt(call, each), ...joinedTo(call, each), ...(await noteOn(call, each)), ...climbed(call, each));
	return told;
}

/** So many days ahead a note to the sender is asked for. */
const noticeDays = 3;

function lookAt(call: Call, each: Pressing): Expectation[] {
	if (!each.atDesk || each.lookedAt !== null || each.state !== 'received') return [];
	const about = { reference: each.reference, at: formatDateTime(each.lookDueAt) };
	const late = each.lookDueAt < call.now;
	const label = late ? m.feedback_desk_expected_look_late(about) : m.feedback_desk_expected_look(about);
	return [{ ...lineOf(call, each, label, dayIn(each.lookDueAt)), ...(late && { state: 'late' as const }) }];
}

/** Whoever handles the other case reads what was added to the joined one. */
const joinedTo = (call: Call, each: Pressing): Expectation[] =>
	each.joinedAdded && (each.handles || (each.atDesk && each.handlerId === null))
		? [lineOf(call, each, m.feedback_desk_expected_joined({ reference: each.reference }), each.dueOn)]
		: [];

async function noteOn(call: Call, each: Pressing): Promise<Expectation[]> {
	if (!each.handles || each.state === 'awaitingSender') return [];
	const rules = { calendar: await calendarOf(call, each.calendarVersion), profile: each };
	const on = noteDueOn(rules, each, call.today);
	if (on > addDays(call.today, noticeDays)) return [];
	return [lineOf(call, each, m.feedback_desk_expected_note({ reference: each.reference }), on)];
}

function climbed(call: Call, each: Pressing): Expectation[] {
	if (isPaused(each.state)) return [];
	const label = rungLabel(each);
	return label === undefined ? [] : [lineOf(call, each, label, each.dueOn)];
}

function rungLabel({ rung, rungFrom, reference, ...each }: Pressing): string | undefined {
	const isNobodys = each.atDesk && each.handlerId === null;
	const reached = each.handles || isNobodys ? 50 : each.leads ? 80 : 101;
	if (rung >= reached && rung >= 100) return m.feedback_desk_expected_late({ reference });
	if (rungFrom !== null && (isNobodys || each.leads || each.handles))
		return m.feedback_desk_expected_movedUp({ reference });
	if (rung >= reached) return rungWords[rung]?.({ reference });
	return undefined;
}

const rungWords: Record<number, (about: { reference: string }) => string> = {
	50: m.feedback_desk_expected_half,
	80: m.feedback_desk_expected_nearly,
};

const lineOf = (call: Call, { id }: Pressing, label: string, dueOn: string): Expectation =>
	dueBy(label, casePath(id), dueOn, call.today);
