import { currentLocale } from '#words';

/** A campaign as the public sees it in a list. */
export type PublicCampaign = {
	id: number;
	slug: string;
	title: string;
	titleEn: string | null;
	slogan: string;
	purpose: string;
	purposeEn: string | null;
	legalGrounds: string[];
	startsOn: string;
	endsOn: string;
	state: string;
	/** Of the leading unit, when it may be shown. */
	leader: string | null;
	/** Commitments signed, in whole percent, and since when; nothing for a small group. */
	percent: number | null;
	percentAt: Date | null;
	/** When something that its page shows was last changed. */
	changedAt: Date | null;
};

/** The plan of the leading unit, in force. */
export type PublicPlan = { id: string; number: number; symbol: string; signedOn: string; issuedOn: string };

export type PublicMeasure = { id: number; position: number; title: string; titleEn: string | null };

/** A task of that plan, without targets and without leads that may not be shown. */
export type PublicTask = {
	measureId: number | null;
	content: string;
	product: string;
	lead: string | null;
	startsOn: string | null;
	dueOn: string | null;
};

/** An event that was approved for the public. */
export type PublicEvent = {
	id: string;
	title: string;
	unit: string | null;
	takesPlaceOn: string;
	held: boolean;
	/** Is it one of the leading unit? */
	byLeader: boolean;
};

/** Units that take part, under the unit that they stand under, where that may be shown. */
export type Participant = { name: string; parent: string | null };

export type Stage = 'coming' | 'running' | 'over';

/** Where a campaign is for a reader outside, who does not care for the states of the paper. */
export const stageOf = ({ startsOn, endsOn, state }: PublicCampaign, today: string): Stage => {
	if (state === 'closed' || state === 'archived' || endsOn < today) return 'over';
	return startsOn > today ? 'coming' : 'running';
};

/** The title in the reader's language, and the language that it is in. */
export const titleOf = ({ title, titleEn }: { title: string; titleEn: string | null }): Said =>
	currentLocale() === 'en' && titleEn ? { text: titleEn } : vietnamese(title);

export const purposeOf = ({ purpose, purposeEn }: PublicCampaign): Said =>
	currentLocale() === 'en' && purposeEn ? { text: purposeEn } : vietnamese(purpose);

/** A text and, where it is not that of the page, its language: read out rightly by a screen reader. */
export type Said = { text: string; lang?: 'vi' };

export const vietnamese = (text: string): Said => (currentLocale() === 'vi' ? { text } : { text, lang: 'vi' });
