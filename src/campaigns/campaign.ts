/** Where a campaign stands. Identifiers of the domain handbook, §4. */
export const campaignStates = ['draft', 'issued', 'launched', 'running', 'reviewing', 'closed', 'archived'] as const;
export type CampaignState = (typeof campaignStates)[number];

/** The moves from state to state. A campaign only goes forward; closing a parent does not close its children. */
export const campaignMoves = {
	issue: { from: 'draft', to: 'issued' },
	launch: { from: 'issued', to: 'launched' },
	run: { from: 'launched', to: 'running' },
	review: { from: 'running', to: 'reviewing' },
	close: { from: 'reviewing', to: 'closed' },
	archive: { from: 'closed', to: 'archived' },
} as const satisfies Record<string, { from: CampaignState; to: CampaignState }>;
export type CampaignMove = keyof typeof campaignMoves;

/** The move that is next for a campaign, or `undefined` when it is archived. */
export const nextMove = (state: CampaignState): CampaignMove | undefined =>
	(Object.keys(campaignMoves) as CampaignMove[]).find((move) => campaignMoves[move].from === state);

/** May local variants be made of it: it is issued and not yet over. */
export const takesChildren = (state: CampaignState): boolean =>
	['issued', 'launched', 'running', 'reviewing'].includes(state);

/** May plans still be written and issued in it? Plans come before the issuing (the leading unit's) and until the review. */
export const takesPlans = (state: CampaignState): boolean => state === 'draft' || takesChildren(state);

/** Is work done in it: events, pledges, commitments, documents to study? From its issuing until it is closed; `app.takes_work` says the same. */
export const takesWork = takesChildren;

/** A campaign as this and other rooms know it. */
export type Campaign = {
	id: number;
	/** Its public name in addresses and on the command line. */
	slug: string;
	/** The unit that leads it, as recorded. */
	unitId: number;
	/** The living unit that answers for it today: the same, or its principal heir. */
	keeperId: number;
	parentId: number | null;
	title: string;
	titleEn: string | null;
	slogan: string;
	purpose: string;
	purposeEn: string | null;
	legalGrounds: string[];
	/** `YYYY-MM-DD`, both days included. */
	startsOn: string;
	endsOn: string;
	state: CampaignState;
	/** Shown on the portal. */
	published: boolean;
};

/** A measure group of a campaign. */
export type Measure = {
	id: number;
	campaignId: number;
	position: number;
	title: string;
	titleEn: string | null;
	product: string;
	productEn: string | null;
	/** The measure of the parent campaign that it stands for, in a local variant. */
	parentMeasureId: number | null;
};
