import type { Child } from 'hono/jsx';
import { Facts } from '#ui';
import { formatDate, m } from '#words';
import { basisOf } from '../clock/calendar-ends.ts';
import type { Clock } from '../clock/clock.ts';
import type { Feedback } from '../feedback.ts';
import { channelWord, topicWord } from '../words.ts';
import { CaseClock, LookClock, needsLook, needsNote, NoteClock } from './case-clock.tsx';
import type { CaseView } from './case-view.ts';
import type { Names } from './one.tsx';

/** What it is, who handles it and by which rule, until when and by which law. */
export const CaseFacts = ({
	view: { feedback, today, now },
	names,
	clock,
}: {
	view: CaseView;
	names: Names;
	clock: Clock;
}) => (
	<Facts
		rows={[
			[m.feedback_desk_unit(), subject(feedback, names)],
			[m.feedback_desk_topic(), feedback.topic && topicWord(feedback.topic)],
			[m.feedback_desk_happenedOn(), formatDate(feedback.happenedOn)],
			[
				m.feedback_desk_received(),
				m.feedback_desk_received_by({
					date: formatDate(feedback.receivedOn),
					channel: channelWord(feedback.channel),
				}),
			],
			...(needsLook(feedback)
				? ([[m.feedback_desk_look(), <LookClock feedback={feedback} now={now} />]] as Row[])
				: []),
			[m.feedback_desk_due(), <CaseClock feedback={feedback} today={today} />],
			...(needsNote(feedback)
				? ([[m.feedback_desk_noteDue(), <NoteClock feedback={feedback} clock={clock} today={today} />]] as Row[])
				: []),
			[m.feedback_desk_basis(), basisOf(clock.profile.basis, clock.calendar, feedback.dueOn)],
			[m.feedback_desk_body(), body(feedback, names)],
			...(feedback.routing ? ([[m.feedback_desk_why(), routingWord(feedback.routing)]] as [string, string][]) : []),
			[m.feedback_desk_handler(), feedback.handlerId && names.accounts.get(feedback.handlerId)],
			...(feedback.offeredUnitId === null
				? []
				: ([[m.feedback_desk_offeredTo(), names.units.get(feedback.offeredUnitId)?.name]] as [string, string][])),
			...(feedback.enteredBy
				? ([[m.feedback_desk_enteredBy(), names.accounts.get(feedback.enteredBy)]] as [string, string][])
				: []),
		]}
	/>
);

type Row = [name: string, value: Child];

const subject = (feedback: Feedback, names: Names): string => {
	const name = feedback.unitId === null ? undefined : names.units.get(feedback.unitId)?.name;
	if (!name) return m.feedback_desk_unit_unknown();
	return feedback.unitKnown ? name : m.feedback_desk_unit_place({ place: name });
};

const body = (feedback: Feedback, names: Names): string =>
	feedback.withOversight
		? m.feedback_desk_body_oversight()
		: (feedback.handlingUnitId !== null && names.units.get(feedback.handlingUnitId)?.name) ||
			m.feedback_desk_body_none();

/** The rule by which the handling body was found, as the sender reads it too. */
const routingWord = (routing: NonNullable<Feedback['routing']>): string =>
	({
		ownDesk: m.feedback_desk_routing_ownDesk,
		nearestAbove: m.feedback_desk_routing_nearestAbove,
		oversight: m.feedback_desk_routing_oversight,
		transferred: m.feedback_desk_routing_transferred,
		review: m.feedback_desk_routing_review,
		late: m.feedback_desk_routing_late,
	})[routing]();
