import { found, numberAsked, type Call, type Request } from '#platform';
import { parseDate } from '#words';
import { findVisible, type Question } from '../figures.store.ts';
import { metricNamed, type MetricKey } from '../metrics.ts';
import { firstOfMonth, lastDayOfMonth, toldOf, type Basis, type Period } from '../period.ts';

export const figuresPath = '/lam-viec/so-lieu';
export const actsPath = `${figuresPath}/viec`;
export const trendPath = `${figuresPath}/dien-bien.svg`;
export const reportPath = `${figuresPath}/da-chot`;

export const reportHref = (id: string): string => `${reportPath}/${id}`;

/** A campaign as the pages of figures need it. */
export type CampaignChoice = { id: number; slug: string; title: string };

/** What `app` gives from later rooms. */
export type FiguresWiring = {
	/** The campaigns that the caller may see, the one to begin with first. */
	campaigns(call: Call): Promise<readonly CampaignChoice[]>;
	/** What a unit has set itself in a campaign. */
	targetsFor(call: Call, unitId: number, campaignId: number): Promise<readonly { metric: string; target: number }[]>;
};

/** What is looked at: read from the address, and written back into every link. */
export type View = {
	nodeId: number;
	campaign: CampaignChoice;
	campaigns: readonly CampaignChoice[];
	period: Period;
	basis: Basis;
	metric: MetricKey | undefined;
};

/** What was asked for, of a node that the caller may see. @returns undefined while there is no campaign */
export async function viewOf(call: Call, request: Request, wiring: FiguresWiring): Promise<View | undefined> {
	const view = await askedView(call, request, wiring);
	if (view) found(await findVisible(call, view.nodeId));
	return view;
}

/** What was asked for. Whether the caller may see the node, whoever reads its figures has to ask. */
export async function askedView(call: Call, request: Request, wiring: FiguresWiring): Promise<View | undefined> {
	const campaigns = await wiring.campaigns(call);
	const campaign = campaigns.find(({ slug }) => slug === request.query('cuoc')) ?? campaigns[0];
	if (!campaign) return undefined;
	return {
		nodeId: nodeOf(call, request),
		campaign,
		campaigns,
		period: periodOf(call, request),
		basis: request.query('to-chuc') === 'now' ? 'now' : 'was',
		metric: metricNamed(request.query('chi-so'))?.key,
	};
}

export const questionOf = ({ campaign, period, basis }: View): Question => ({ campaignId: campaign.id, period, basis });

/** The node that is asked for; where somebody begins is the unit of the first post that leads, else the one they serve in. */
const nodeOf = ({ actor }: Call, request: Request): number =>
	numberAsked(request.query('don-vi')) ??
	actor.posts.find((post) => post.role !== 'member')?.unitId ??
	actor.unitId ??
	actor.posts[0]?.unitId ??
	0;

/** This year so far, in whole months, unless said. */
function periodOf(call: Call, request: Request): Period {
	const from = parseDate(request.query('tu')) ?? `${call.today.slice(0, 4)}-01-01`;
	const to = parseDate(request.query('den')) ?? lastDayOfMonth(firstOfMonth(call.today));
	return toldOf({ from, to });
}

/** The address of the same view with something changed. */
export function viewHref(view: View, change: Partial<View> = {}, path = figuresPath): string {
	const { nodeId, campaign, period, basis, metric } = { ...view, ...change };
	const now = basis === 'now' ? '&to-chuc=now' : '';
	const one = metric ? `&chi-so=${metric}` : '';
	// Put together by hand: a page has a hundred such links, and a URLSearchParams for each takes longer than the rest of them.
	return `${path}?don-vi=${nodeId}&cuoc=${encodeURIComponent(campaign.slug)}&tu=${period.from}&den=${period.to}${now}${one}`;
}
