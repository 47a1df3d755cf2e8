import { campaignTitle, listCampaigns, type ListedCampaign } from '#campaigns';
import { denominatorOf, figuresOf, findFreshness, rateOf, type MetricKey, type Period } from '#figures';
import { namesOf } from '#organisation';
import type { Call } from '#platform';

/** How a unit stands in a campaign today: shares with what they are made of. */
export type UnitFigures = {
	unitId: number;
	unit: string;
	campaign: Pick<ListedCampaign, 'id' | 'slug' | 'title'>;
	commitments: Share;
	/** Plans issued of those expected, the unit's own and those below. */
	plans: Share;
	asOf: Date | null;
	/** Since the beginning of the campaign. */
	period: Period;
};
export type Share = { numerator: number; denominator: number };

/** As many as a start page bears: the units where somebody keeps something, in the campaigns of these days. */
const most = { units: 2, campaigns: 2 };

/** By the tree of each day, since the beginning of each campaign. Empty for a member without a post above. */
export async function unitFigures(call: Call): Promise<UnitFigures[]> {
	const units = [...new Set(call.actor.posts.filter(({ role }) => seesFigures.has(role)).map(({ unitId }) => unitId))];
	if (units.length === 0) return [];
	const campaigns = (await listCampaigns(call)).filter(({ state }) => running.has(state));
	const names = await namesOf(call, units);
	const { foldedAt } = await findFreshness(call);
	const figures: UnitFigures[] = [];
	for (const unitId of units.slice(0, most.units)) {
		for (const { id, slug, startsOn, ...titles } of campaigns.slice(0, most.campaigns)) {
			const period = { from: startsOn < call.today ? startsOn : call.today, to: call.today };
			const { amounts } = await figuresOf(call, unitId, {
				campaignId: id,
				period,
				basis: 'was',
			});
			figures.push({
				unitId,
				unit: names.get(unitId)?.name ?? '',
				campaign: { id, slug, title: campaignTitle(titles) },
				commitments: shareOf('commitmentSigned', amounts),
				plans: shareOf('planIssued', amounts),
				asOf: foldedAt,
				period,
			});
		}
	}
	return figures;
}

const seesFigures = new Set(['focalOfficer', 'unitHead', 'committeeMember', 'auditor', 'inspector', 'administrator']);
const running = new Set(['issued', 'launched', 'running', 'reviewing']);

function shareOf(metric: MetricKey, amounts: Partial<Record<MetricKey, string>>): Share {
	const figures = Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, Number(amount)])) as Partial<
		Record<MetricKey, number>
	>;
	return { numerator: figures[metric] ?? 0, denominator: denominatorOf(rateOf(metric)!, figures) };
}
