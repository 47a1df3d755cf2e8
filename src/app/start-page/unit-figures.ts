import { campaignTitle, listCampaigns, type ListedCampaign } from '#campaigns';
import { denominatorOf, figuresOf, findFreshness, firstDay, rateOf, type MetricKey, type Period } from '#figures';
import { namesOf } from '#organisation';
import { unitsHeld, type Call } from '#platform';

/** How a unit stands in a campaign today: shares with what they are made of. */
export type UnitFigures = {
	unitId: number;
	unit: string;
	campaign: Pick<ListedCampaign, 'id' | 'slug' | 'title'>;
	commitments: Share;
	/** Plans issued of those expected, the unit's own and those below. */
	plans: Share;
	asOf: Date | null;
	/** For the page that shows more: from the year before the campaign on, in which its plans may have been issued. */
	period: Period;
};
export type Share = { numerator: number; denominator: number };

/** As many as a start page bears: the units where somebody keeps something, in the campaigns of these days. */
const most = { units: 2, campaigns: 2 };

/** By the tree of each day, all that was ever done in each campaign: plans go down before its first day. Empty for a member without a post above. */
export async function unitFigures(call: Call): Promise<UnitFigures[]> {
	const units = unitsHeld(call.actor, ...seesFigures);
	if (units.length === 0) return [];
	const campaigns = (await listCampaigns(call)).filter(({ state }) => running.has(state));
	const names = await namesOf(call, units);
	const { foldedAt } = await findFreshness(call);
	const figures: UnitFigures[] = [];
	for (const unitId of units.slice(0, most.units)) {
		for (const { id, slug, startsOn, ...titles } of campaigns.slice(0, most.campaigns)) {
			const { amounts } = await figuresOf(call, unitId, {
				campaignId: id,
				period: { from: firstDay, to: call.today },
				basis: 'was',
			});
			figures.push({
				unitId,
				unit: names.get(unitId)?.name ?? '',
				campaign: { id, slug, title: campaignTitle(titles) },
				commitments: shareOf('commitmentSigned', amounts),
				plans: shareOf('planIssued', amounts),
				asOf: foldedAt,
				period: { from: newYearBefore(startsOn < call.today ? startsOn : call.today), to: call.today },
			});
		}
	}
	return figures;
}

const newYearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}-01-01`;

const seesFigures = ['focalOfficer', 'unitHead', 'committeeMember', 'auditor', 'inspector', 'administrator'];
const running = new Set(['issued', 'launched', 'running', 'reviewing']);

function shareOf(metric: MetricKey, amounts: Partial<Record<MetricKey, string>>): Share {
	const figures = Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, Number(amount)])) as Partial<
		Record<MetricKey, number>
	>;
	return { numerator: figures[metric] ?? 0, denominator: denominatorOf(rateOf(metric)!, figures) };
}
