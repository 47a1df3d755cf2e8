/** Where a plan stands. Identifiers of the domain handbook, §4. */
export const planStates = ['draft', 'inReview', 'signed', 'issued', 'amended', 'superseded', 'closed'] as const;
export type PlanState = (typeof planStates)[number];

/** The moves of a plan. `amend` may be repeated; `replace` happens to a plan when the one that replaces it is issued, also if it was closed meanwhile. */
export const planMoves = {
	submit: { from: ['draft'], to: 'inReview' },
	return: { from: ['inReview'], to: 'draft' },
	sign: { from: ['inReview'], to: 'signed' },
	issue: { from: ['signed'], to: 'issued' },
	amend: { from: ['issued', 'amended'], to: 'amended' },
	replace: { from: ['issued', 'amended', 'closed'], to: 'superseded' },
	close: { from: ['issued', 'amended'], to: 'closed' },
} as const satisfies Record<string, { from: readonly PlanState[]; to: PlanState }>;
export type PlanMove = keyof typeof planMoves;

export const canMove = (state: PlanState, move: PlanMove): boolean =>
	(planMoves[move].from as readonly PlanState[]).includes(state);

/** What it says is still being written; afterwards it is fixed. */
export const isWritten = (state: PlanState): boolean => state === 'draft';

/** It binds: tasks are due, those below take theirs from it. */
export const isInForce = (state: PlanState): boolean => state === 'issued' || state === 'amended';

/** Where a plan stands, without what it says: what a superior may see of a draft. */
export type Plan = {
	id: string;
	campaignId: number;
	unitId: number;
	/** The living unit that answers for it today: the same, or its principal heir. */
	keeperId: number;
	/** The plan above whose tasks it answers: the one it was written under, or what replaced that or came to stand above since. */
	parentPlanId: string | null;
	replacesId: string | null;
	state: PlanState;
	/** By when it should be issued. */
	dueOn: string | null;
	number: number | null;
	symbol: string | null;
	signedOn: string | null;
	signerName: string | null;
	signerPosition: string | null;
	issuedOn: string | null;
};

/** What it says beside its tasks. */
export type PlanText = {
	slogan: string;
	purpose: string;
	legalGrounds: string[];
	organisation: string;
	returnReason: string;
};

export const emptyText: PlanText = { slogan: '', purpose: '', legalGrounds: [], organisation: '', returnReason: '' };

/** Number and symbol as printed: below 10 with a leading zero (`05/KH-BCA`). */
export const printedNumber = ({ number, symbol }: Pick<Plan, 'number' | 'symbol'>): string =>
	number === null ? '' : `${String(number).padStart(2, '0')}/${symbol}`;

/** The symbol of a plan by an issuer: `KH-BCA`. A short name with spaces or marks is written as letters and digits. */
export const symbolOf = (issuer: string): string =>
	`KH-${issuer.normalize('NFC').trim().replace(/\s+/g, '').toUpperCase()}`;
