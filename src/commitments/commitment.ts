import type { MetricKey } from '#figures';

/**
 * A personal commitment: what a member promises for a year of a campaign. One per member, campaign and year.
 * Pure: no clock, no database.
 */
export type CommitmentState = keyof typeof moves;

/** What may be done to a commitment in each state, and what it becomes. The table `commitment` holds the same. */
const moves = {
	exempt: { recall: 'notStarted' },
	notStarted: { save: 'draft', submit: 'submitted', exempt: 'exempt' },
	draft: { save: 'draft', submit: 'submitted' },
	submitted: { withdraw: 'draft', return: 'returned', confirm: 'confirmed' },
	returned: { save: 'draft', submit: 'submitted' },
	confirmed: { file: 'filed' },
	filed: { review: 'reviewed' },
	reviewed: {},
} as const satisfies Record<string, Partial<Record<CommitmentMove, string>>>;

export type CommitmentMove =
	| 'save'
	| 'submit'
	| 'withdraw'
	| 'return'
	| 'confirm'
	| 'exempt'
	| 'recall'
	| 'file'
	| 'review';

/** In the order of a paper's life; lists and counts go by it. */
export const commitmentStates = Object.keys(moves) as CommitmentState[];

/** What the move makes of it, or `undefined` when it cannot be done now. */
export const after = (state: CommitmentState, move: CommitmentMove): CommitmentState | undefined =>
	(moves[state] as Partial<Record<CommitmentMove, CommitmentState>>)[move];

/** Everything about a commitment but its text. Days are `YYYY-MM-DD`. */
export type Commitment = {
	id: string;
	issueId: string;
	campaignId: number;
	year: number;
	memberId: string;
	/** The living unit where the member serves, or what continues it. */
	unitId: number;
	state: CommitmentState;
	exemptReason: string | null;
	/** Since when the member is not asked. */
	exemptedOn: string | null;
	/** Grows with each change of state. */
	step: number;
	inForce: boolean;
	onPaper: boolean;
	signedOn: string | null;
	submittedBy: string | null;
	submittedAt: Date | null;
	/** The living unit whose head confirms; null until it was submitted, and when nobody stands above the author. */
	confirmingUnitId: number | null;
	/** That unit has no other head than the author: its committee confirms. */
	byCommittee: boolean;
	confirmedAt: Date | null;
};

/** How a commitment was kept, as its author says and as the commander finds. */
export const keptResults = ['kept', 'partly', 'notKept'] as const;
export type Kept = (typeof keptResults)[number];

/** What its author says of it, filed with the paper; and what the commander found, once it was. */
export type KeptReview = {
	ownResult: Kept;
	ownText: string;
	filedAt: Date;
	result: Kept | null;
	comment: string | null;
	reviewedAt: Date | null;
};

/** May its author say by that day how it was kept? In the last weeks of its year and at any time after. */
export const mayBeFiled = ({ state, year }: Pick<Commitment, 'state' | 'year'>, today: string): boolean =>
	after(state, 'file') !== undefined && today >= `${year}-11-15`;

/** From then until the month after the year is over, the author of a confirmed paper is asked. */
export const isToReview = (paper: Pick<Commitment, 'state' | 'year'>, today: string): boolean =>
	mayBeFiled(paper, today) && today <= `${paper.year + 1}-01-31`;

/** Signed, and nobody stands above to confirm it: it waits for nobody. */
export const standsAsSigned = (paper: Pick<Commitment, 'state' | 'confirmingUnitId'>): boolean =>
	paper.state === 'submitted' && paper.confirmingUnitId === null;

/** The template of an issue: what to write about. */
export type Area = { title: string; hint: string };

/** What a member wrote: one text per area of the template, in its order, and concrete work with the day it is done by. */
export type CommitmentText = {
	understanding: string;
	areas: string[];
	works: { what: string; by: string }[];
};

/** Which fields are missing before it can be signed: `area0`, `area1`, … and `work0`; empty when it is complete. */
export function missingFrom(text: CommitmentText, areas: readonly Area[]): string[] {
	const unwritten = areas.flatMap((_, position) => (text.areas[position] ? [] : [`area${position}`]));
	return text.works.length > 0 ? unwritten : [...unwritten, 'work0'];
}

/**
 * The stocks that a commitment is counted in; `app.stocks_in` says the same. A signed one stays signed when it is confirmed; “signed” ends when it is
 * returned or withdrawn.
 */
export function stocksIn(state: CommitmentState): MetricKey[] {
	const stocks: MetricKey[] = ['memberOnStrength'];
	if (state === 'exempt') stocks.push('memberExempt');
	if (signed.has(state)) stocks.push('commitmentSigned');
	if (confirmed.has(state)) stocks.push('commitmentConfirmed');
	return stocks;
}

const confirmed: ReadonlySet<CommitmentState> = new Set(['confirmed', 'filed', 'reviewed']);
const signed: ReadonlySet<CommitmentState> = new Set(['submitted', ...confirmed]);

/** Does the signature stand? One that was given back or withdrawn no longer does, though the paper still says when it was. */
export const isSigned = (paper: Pick<Commitment, 'state'>): boolean => signed.has(paper.state);

/** How many of those asked have signed: what “1.204 / 1.310, 12 exempt” is made of. */
export type Progress = { onStrength: number; exempt: number; signed: number; confirmed: number };

/** Counts by state, summed into a progress. */
export function progressOf(counts: readonly { state: CommitmentState; count: number }[]): Progress {
	const inStock = (metric: MetricKey) =>
		counts.reduce((sum, each) => (stocksIn(each.state).includes(metric) ? sum + each.count : sum), 0);
	return {
		onStrength: inStock('memberOnStrength'),
		exempt: inStock('memberExempt'),
		signed: inStock('commitmentSigned'),
		confirmed: inStock('commitmentConfirmed'),
	};
}
