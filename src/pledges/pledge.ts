/**
 * An emulation pledge: what the units of a block promise one another. Pure: no clock, no database.
 */
export type PledgeState = keyof typeof moves;

/** What may be done to a pledge in each state, and what it becomes. The table `pledge` holds the same. */
const moves = {
	draft: { agree: 'agreed', cancel: 'cancelled' },
	agreed: { reopen: 'draft', sign: 'signed', cancel: 'cancelled' },
	signed: { checkMidTerm: 'midTermChecked', score: 'scored' },
	midTermChecked: { score: 'scored' },
	scored: { close: 'closed' },
	closed: {},
	cancelled: {},
} as const satisfies Record<string, Partial<Record<PledgeMove, string>>>;

export type PledgeMove = 'agree' | 'reopen' | 'sign' | 'cancel' | 'checkMidTerm' | 'score' | 'close';

export const pledgeStates = Object.keys(moves) as PledgeState[];

/** What the move makes of it, or `undefined` when it cannot be done now. */
export const after = (state: PledgeState, move: PledgeMove): PledgeState | undefined =>
	(moves[state] as Partial<Record<PledgeMove, PledgeState>>)[move];

/** A movement of the year: from its start to its final review. Days are `YYYY-MM-DD`. */
export type Movement = { name: string; goal: string; startsOn: string; reviewedOn: string };
/** What is promised, and how it is measured; `plan` in `unit`. */
export type Target = { indicator: string; unit: string; plan: number | null; note: string };
/** The title that a party registers for. */
export type TitleRegistration = { unitId: number; title: string };

/** The text that all parties sign. */
export type PledgeText = {
	grounds: string;
	movements: Movement[];
	targets: Target[];
	titles: TitleRegistration[];
	/** How it is checked, and by whom. */
	checking: string;
};

/** What a unit that joins later adds for itself. */
export type Addendum = { targets: Target[]; title: string; note: string };

/**
 * A unit bound by a pledge; `keeperId` is the living unit that continues it. One that has not signed has fallen out when it was abolished, or
 * what continues it signed as another party or arranges the block: nobody signs for it. `app.fallen_out` says the same.
 */
export type Party = {
	unitId: number;
	keeperId: number;
	unitName: string;
	joined: 'founding' | 'addendum';
	addendum: Addendum | null;
	fallenOut: boolean;
	signedAt: Date | null;
	signerName: string | null;
	signerPosition: string | null;
	textSha256: string | null;
};

export type Pledge = {
	id: string;
	blockId: string;
	blockName: string;
	campaignId: number;
	campaignTitle: string;
	activityId: string | null;
	year: number;
	title: string;
	content: PledgeText;
	state: PledgeState;
	textSha256: string | null;
	signedOn: string | null;
	cancelReason: string | null;
};

/** What is found of a signed pledge, in the order of its year: supervision, scores, the summing-up. */
export const reviewMoves = ['checkMidTerm', 'score', 'close'] as const satisfies PledgeMove[];
export type ReviewMove = (typeof reviewMoves)[number];
export type ReviewStage = Extract<PledgeState, 'midTermChecked' | 'scored' | 'closed'>;

/** What was found of a party. `score` of a hundred and the title proposed: when it is scored. */
export type Finding = { unitId: number; note: string; score: number | null; title: string };

export type Review = { heldOn: string; summary: string; findings: Finding[] };

export type HeldReview = Review & { stage: ReviewStage; enteredBy: string | null };

/** Does a review speak once of each of these units and of no other? */
export const speaksOf = (findings: readonly Finding[], units: ReadonlySet<number>): boolean =>
	findings.length === units.size &&
	new Set(findings.map(({ unitId }) => unitId)).size === units.size &&
	findings.every(({ unitId }) => units.has(unitId));

/** A block scores and votes at the end of the year; `app.review_speaks` says the same. */
export const scoredFrom = ({ year }: Pick<Pledge, 'year'>): string => `${year}-11-01`;

/** What is to be found of a pledge by that day: supervised from July of its year on, scored from December on, then summed up. */
export function reviewDue({ state, year }: Pick<Pledge, 'state' | 'year'>, today: string): ReviewMove | undefined {
	if (state === 'scored') return 'close';
	if (after(state, 'score') && today >= `${year}-12-01`) return 'score';
	return after(state, 'checkMidTerm') && today >= `${year}-07-01` ? 'checkMidTerm' : undefined;
}

/** The best first; equal scores share a rank. What has no score has none. */
export function ranked(findings: readonly Finding[]): (Finding & { rank: number | null })[] {
	const rankOf = ({ score }: Finding) =>
		score === null ? null : 1 + findings.filter((other) => other.score !== null && other.score > score).length;
	return findings
		.map((finding) => ({ ...finding, rank: rankOf(finding) }))
		.toSorted((a, b) => (a.rank ?? findings.length) - (b.rank ?? findings.length));
}

/** Founding parties that have not signed yet and still may. */
export const unsigned = (parties: readonly Party[]): Party[] =>
	parties.filter((party) => party.joined === 'founding' && party.signedAt === null && !party.fallenOut);

/** Latecomers join a signed pledge and sign their addenda until it is scored. */
export const takesLatecomers = ({ state }: Pick<Pledge, 'state'>): boolean =>
	state === 'signed' || state === 'midTermChecked';

/** May this party sign now: the founding ones once the text is agreed, a latecomer once it is signed. */
export const isAwaited = (pledge: Pick<Pledge, 'state'>, party: Party): boolean =>
	party.signedAt === null &&
	!party.fallenOut &&
	(party.joined === 'founding' ? pledge.state === 'agreed' : takesLatecomers(pledge));

/** Is an agreed pledge signed by all who may? */
export const isFullySigned = ({ state }: Pick<Pledge, 'state'>, parties: readonly Party[]): boolean =>
	after(state, 'sign') !== undefined && isBound(parties) && unsigned(parties).length === 0;

/** Has somebody signed? From then on the text cannot be opened again. */
export const isBound = (parties: readonly Party[]): boolean => parties.some((party) => party.signedAt !== null);

/** What keeps a pledge from being agreed: the names of the fields; empty when it is complete. */
export function missingFrom(text: PledgeText, parties: readonly unknown[]): ('parties' | 'movements' | 'targets')[] {
	return [
		...(parties.length < 2 ? (['parties'] as const) : []),
		...(text.movements.length === 0 ? (['movements'] as const) : []),
		...(text.targets.length === 0 ? (['targets'] as const) : []),
	];
}
