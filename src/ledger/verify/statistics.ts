import { dayIn } from '#words';
import { answering, resting, waking } from '../leaf/events.ts';
import type { Facts, Leaf } from '../leaf/leaf.ts';

/** What the log says of a body in a month: of the cases received then, how many were answered, on time, are overdue, and were guided elsewhere. */
export type Statistic = {
	body: string;
	/** The month in which the cases were received, `YYYY-MM`. */
	period: string;
	received: number;
	answered: number;
	onTime: number;
	overdue: number;
	/** Neither answered nor overdue; of sealed cases the log does not tell it. */
	guided: number;
};

export type StatisticsCount = {
	/** Leaves in the order of the log; one that cannot be read has its place and says nothing. */
	add(leaf: Leaf | undefined): void;
	/** How it stood on a day, by the first `counted` leaves of the whole log. */
	on(day: string, counted?: number): Statistic[];
};

/** Counts a log as it stands on a day. */
export function statisticsOf(leaves: Iterable<Leaf>, day: string): Statistic[] {
	const count = countStatistics();
	for (const leaf of leaves) count.add(leaf);
	return count.on(day);
}

/** What of a leaf matters here, and how many leaves are before it. */
type Step = Pick<Leaf, 'event' | 'body' | 'due'> & { before: number; on: string };

/**
 * A case counts for the body that had it last, in the month in which it was received. It is answered with its first answer, on time
 * if that was not after the due date that its leaves name by then. It is overdue when the date that they name last is over, unless it is
 * answered or rests: it waits for the sender, is suspended, was withdrawn, joined to another or guided elsewhere. An objection, or opening it
 * again, asks for an answer anew, whatever was answered before. Guided it is as long as that is the last of these. A rating asks for no answer and is no case.
 */
export function countStatistics(): StatisticsCount {
	const cases = new Map<string, Step[]>();
	let before = 0;
	return {
		add(leaf) {
			const place = before++;
			if (!leaf) return;
			const { event, body, due, subject } = leaf;
			const steps = cases.get(subject);
			const step = { event, body, due, before: place, on: dayOf(leaf) };
			if (steps) steps.push(step);
			else if (event === 'received' && leaf.class !== 'rating') cases.set(subject, [step]);
		},
		on(day, counted = before) {
			const found = new Map<string, Statistic>();
			for (const steps of cases.values())
				countCase(
					found,
					steps.filter((step) => step.before < counted),
					day,
				);
			return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
		},
	};
}

function countCase(found: Map<string, Statistic>, steps: readonly Step[], day: string): void {
	const body = steps.findLast((step) => step.body !== null)?.body;
	if (!body) return;
	const period = steps[0]!.on.slice(0, 7);
	const key = keyOf({ body, period });
	const sum = found.get(key) ?? { body, period, received: 0, answered: 0, onTime: 0, overdue: 0, guided: 0 };
	found.set(key, sum);
	sum.received += 1;
	const answer = steps.findIndex(({ event }) => answering.has(event));
	if (answer >= 0) {
		sum.answered += 1;
		if (!isDueBefore(steps.slice(0, answer + 1), steps[answer]!.on)) sum.onTime += 1;
	}
	if (isAwaited(steps) && isDueBefore(steps, day)) sum.overdue += 1;
	if (lastThatCounts(steps) === 'guided') sum.guided += 1;
}

function isDueBefore(steps: readonly Step[], on: string): boolean {
	const due = steps.findLast((step) => step.due !== null)?.due;
	return due !== undefined && due !== null && due < on;
}

/** An answer is asked for: nothing has answered the case or laid it to rest since it came, or since it was waked. */
function isAwaited(steps: readonly Step[]): boolean {
	const last = lastThatCounts(steps);
	return last === undefined || waking.has(last);
}

const lastThatCounts = (steps: readonly Step[]): string | undefined =>
	steps.findLast(({ event }) => resting.has(event) || answering.has(event) || waking.has(event))?.event;

export const keyOf = ({ body, period }: Pick<Statistic, 'body' | 'period'>): string => `${body} ${period}`;

/** The day in Viet Nam: sealed leaves say it themselves. */
const dayOf = ({ at }: Leaf): string => (at.length === 10 ? at : dayIn(new Date(at)));

/** What a statistics leaf says: the figures on a day, by so many leaves of the whole log. */
export type Published = Statistic & { day: string; counted: number };

export const publishedFacts = ({
	period,
	day,
	counted,
	received,
	answered,
	onTime,
	overdue,
	guided,
}: Published): Facts => ({
	period,
	day,
	counted,
	received,
	answered,
	onTime,
	overdue,
	guided,
});

/** Reads a statistics leaf; undefined for any other. */
export function publishedIn(leaf: Leaf): Published | undefined {
	if (leaf.class !== 'statistics' || leaf.event !== 'published' || leaf.body === null || !leaf.public) return undefined;
	return { body: leaf.body, ...(leaf.public as Omit<Published, 'body'>) };
}

/** How each body and month stands that is counted now or was before: whose last case went to another body has none. */
export function withEmptied(counted: readonly Statistic[], before: Iterable<Statistic>): Statistic[] {
	const keys = new Set(counted.map(keyOf));
	const emptied = [...before].filter((each) => !keys.has(keyOf(each)));
	return [
		...counted,
		...emptied.map(({ body, period }) => ({
			body,
			period,
			received: 0,
			answered: 0,
			onTime: 0,
			overdue: 0,
			guided: 0,
		})),
	];
}

/** In which figures two counts differ. One that was kept back (null) differs from nothing. */
export const differences = (published: Statistic, counted: Statistic | undefined) =>
	(['received', 'answered', 'onTime', 'overdue', 'guided'] as const).filter(
		(figure) => published[figure] !== null && published[figure] !== (counted?.[figure] ?? 0),
	);
