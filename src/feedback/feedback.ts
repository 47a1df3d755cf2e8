/**
 * A matter that somebody brings to the body: what it is, and what may become of it. Pure: no clock, no database.
 * The table `feedback_transition` holds the same moves; a test compares them.
 */

/** What it is, by its content and not by its heading. Crimes are not stored: the form shows where to report them. */
export const kinds = ['praise', 'opinion', 'rating', 'complaint', 'denunciation'] as const;
export type Kind = (typeof kinds)[number];

/** Whose text and sender are sealed, and which never appear in a list. Going from these to the others needs a second person. */
export const isSealed = (kind: Kind): boolean => kind === 'complaint' || kind === 'denunciation';

/** Who is protected how far by calling a case this: from no answer at all to a sealed sender. */
const protection: Record<Kind, number> = { rating: 0, praise: 1, opinion: 1, complaint: 2, denunciation: 3 };

/** Calling it that protects its sender less: a second person decides, and the sender is told. */
export const isLessProtected = (than: Kind, kind: Kind): boolean => protection[kind] < protection[than];

/** What the people are asked to watch over, in the order of the campaign. */
export const topics = ['manner', 'ethics', 'lifestyle', 'conduct', 'bearing', 'responsibility'] as const;
export type Topic = (typeof topics)[number];

export const channels = ['portal', 'post', 'reception', 'hotline', 'suggestionBox', 'forwarded'] as const;
export type Channel = (typeof channels)[number];

/** How somebody with whom a case was handled rates it (aspects of 16/09/2025, and the manner from the campaign). */
export const aspects = [
	'openness',
	'access',
	'onlineFiling',
	'reception',
	'timeliness',
	'result',
	'feedbackHandling',
] as const;
export type Aspect = (typeof aspects)[number];

export const states = [
	'received',
	'screened',
	'guided',
	'assigned',
	'accepted',
	'inProgress',
	'awaitingSender',
	'suspended',
	'answered',
	'satisfied',
	'silent',
	'objected',
	'underReview',
	'answeredFinal',
	'closed',
	'transferOffered',
	'merged',
	'withdrawn',
	'reopened',
] as const;
export type State = (typeof states)[number];

type Moves = Partial<Record<State, readonly State[]>>;

/** What the body may make of a case. No move deletes one. */
const byBody: Moves = {
	received: ['screened', 'merged', 'closed'],
	screened: ['guided', 'assigned', 'transferOffered', 'merged'],
	assigned: ['accepted', 'screened', 'transferOffered', 'guided'],
	accepted: ['inProgress', 'screened'],
	inProgress: ['awaitingSender', 'suspended', 'answered', 'transferOffered', 'screened'],
	awaitingSender: ['inProgress', 'underReview'],
	suspended: ['inProgress'],
	transferOffered: ['screened'],
	guided: ['closed'],
	answered: ['silent'],
	satisfied: ['closed'],
	silent: ['closed'],
	objected: ['underReview'],
	underReview: ['answeredFinal', 'awaitingSender'],
	answeredFinal: ['closed'],
	reopened: ['screened'],
	withdrawn: ['closed'],
	// By the worker, when there is nothing any more to which it was joined.
	merged: ['received', 'screened'],
};

/** What its sender may make of it. Adding, objecting in words and rating need no move: they are possible in every state. */
const bySender: Moves = {
	awaitingSender: ['inProgress', 'underReview', 'withdrawn'],
	guided: ['objected', 'withdrawn'],
	answered: ['satisfied', 'objected'],
	silent: ['objected'],
	closed: ['reopened', 'objected'],
	withdrawn: ['received', 'screened', 'objected', 'underReview'],
	merged: ['received', 'screened'],
	...Object.fromEntries(
		(
			[
				'received',
				'screened',
				'assigned',
				'accepted',
				'inProgress',
				'suspended',
				'transferOffered',
				'objected',
				'underReview',
			] as const
		).map((state) => [state, ['withdrawn'] as const]),
	),
};

export const mayBecome = (from: State, to: State, sender: boolean): boolean =>
	(sender ? bySender : byBody)[from]?.includes(to) ?? false;

/** It came in, or was opened again, and nobody has sorted it. */
export const isUnsorted = (state: State): boolean => state === 'received' || state === 'reopened';

/** What goes to other hands is to be assigned anew; what nobody has sorted stays to be sorted. */
export const inOtherHands = ({ state }: Pick<Feedback, 'state'>): { state?: State } =>
	!isUnsorted(state) && mayBecome(state, 'screened', false) ? { state: 'screened' } : {};

/** Whose withdrawal is taken back, and what is joined no more, is what it was: nobody's yet to sort, objected to, under review; else to be assigned. */
export const asBefore = ({ beforeState }: Pick<Feedback, 'beforeState'>): State =>
	beforeState === 'received' || beforeState === 'objected' || beforeState === 'underReview' ? beforeState : 'screened';

/** Every move there is: `[from, to, by the sender]`. */
export const transitions: readonly (readonly [State, State, boolean])[] = [
	...Object.entries(byBody).flatMap(([from, into]) => into.map((to) => [from as State, to, false] as const)),
	...Object.entries(bySender).flatMap(([from, into]) => into.map((to) => [from as State, to, true] as const)),
];

/** Nothing runs any more: neither the clock nor anybody's duty. */
export const isOver = (state: State): boolean => state === 'closed' || state === 'merged' || state === 'withdrawn';

/** It has its answer (or guidance); the deadline of the law is met or missed, and stays so. */
export const isAnswered = (state: State): boolean =>
	['guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed'].includes(state);

/** An answer is asked of the body, the first one or another. */
export const isAwaited = (state: State): boolean => !isAnswered(state) && !isOver(state);

/** The last stage: an answer of the ninth review can be objected to no more here. The table holds it too. */
const lastStage = 9;

/** May its sender have it reviewed once more? */
export const mayBeReviewed = ({
	stage,
	...feedback
}: Pick<Feedback, 'state' | 'stage' | 'kind' | 'answeredOn'>): boolean =>
	mayBeObjectedTo(feedback) && stage < lastStage;

/** What was only counted has no answer to object to; a withdrawal is taken back first. */
export const mayBeObjectedTo = ({
	state,
	kind,
	answeredOn,
}: Pick<Feedback, 'state' | 'kind' | 'answeredOn'>): boolean =>
	mayBecome(state, 'objected', true) && state !== 'withdrawn' && (kind !== 'rating' || answeredOn !== null);

/** The clock stands still while the sender is asked, and while the law suspends the matter. */
export const isPaused = (state: State): boolean => state === 'awaitingSender' || state === 'suspended';

/** Everything about a case but what it says. Days are `YYYY-MM-DD` in Viet Nam; instants are rounded, see {@link roundedInstant}. */
export type Feedback = {
	id: string;
	logId: string;
	listId: string;
	reference: string;
	kind: Kind;
	sealed: boolean;
	/** It is or once was sealed: custodians alone read what its sender wrote until then. */
	inCustody: boolean;
	state: State;
	/** Where a pause, an offer, a withdrawal or a joining goes back to. */
	beforeState: State | null;
	/** Grows with everything that happens to the case. */
	step: number;
	/** 0 first handling, 1 the review one level up, … */
	stage: number;
	topic: Topic | null;
	channel: Channel;
	fromOrganisation: boolean;
	/** It is about somebody's conduct. */
	accuses: boolean;
	officerKnown: boolean;
	/** Whom it is about; with `unitKnown` false the unit of the place where it happened. */
	unitId: number | null;
	unitKnown: boolean;
	happenedOn: string | null;
	receivedAt: Date;
	receivedOn: string;
	profileId: number;
	calendarVersion: number;
	lookDueAt: Date;
	lookedAt: Date | null;
	dueOn: string;
	/** The day from which the time until `dueOn` runs: receipt, taking it up, opening it again, the begin of a review. */
	runsFrom: string;
	extensions: number;
	pausedOn: string | null;
	pausedDays: number;
	/** By how many free days `dueOn` rolled forward when the clock went on: the next pause counts from the day before that. */
	rolledDays: number;
	notedOn: string | null;
	rung: number;
	/** The day on which it moved up for lateness, last. */
	rungFrom: string | null;
	handlingUnitId: number | null;
	withOversight: boolean;
	routing: 'ownDesk' | 'nearestAbove' | 'oversight' | 'transferred' | 'review' | 'late' | null;
	offeredUnitId: number | null;
	handlerId: string | null;
	mergedInto: string | null;
	wantsPublication: boolean;
	withdrawnOn: string | null;
	answeredOn: string | null;
	answeredInTime: boolean | null;
	closedOn: string | null;
	reopened: boolean;
	unfounded: boolean;
	enteredBy: string | null;
	/** The day on which what it says was erased, for good: only what became of it is left. */
	erasedOn: string | null;
	/** By which it is or was erased: the rule of its kind, or the sender's request. */
	eraseWhy: 'rule' | 'request' | null;
};

/**
 * The time of a step as it is kept: down to the hour, for sealed kinds to the day in Viet Nam. Who watches the network must not
 * find in our tables when a certain person was at the form.
 */
export function roundedInstant(at: Date, sealed: boolean): Date {
	const unit = sealed ? 24 : 1;
	const shift = sealed ? 7 * hour : 0;
	return new Date(Math.floor((at.getTime() + shift) / (unit * hour)) * unit * hour - shift);
}

/** The end of that hour or day: from then on counts what runs by the clock, so that it tells no more of the time than is kept. */
export const roundedUp = (at: Date, sealed: boolean): Date =>
	new Date(roundedInstant(at, sealed).getTime() + (sealed ? 24 : 1) * hour);

const hour = 60 * 60 * 1000;
