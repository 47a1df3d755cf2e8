import { denominatorOf, figuresOf, rateOf, type MetricKey } from '#figures';
import { allow, isOperator, pageChanged, transact, type Call } from '#platform';
import { listShown, renewParticipants, renewRates, type Shown } from './publication.store.ts';
import { publicPercent } from './public-rate.ts';

/**
 * Brings what the public may see of campaigns up to date: rates and units. The one place where small groups are
 * kept back. Run by the worker every minute and after what changes it; harmless when repeated.
 *
 * @returns the campaigns whose pages changed
 */
export const publishSnapshots = (call: Call): Promise<number[]> =>
	transact(call, async (call) => {
		allow(call.actor.kind === 'job' || isOperator(call.actor));
		const changed = new Set([
			...(await renewRates(call, await ratesOf(call, await listShown(call)))),
			...(await renewParticipants(call)),
		]);
		await pageChanged(call, ...[...changed].map((id) => `campaign:${id}`));
		return [...changed].toSorted((a, b) => a - b);
	});

async function ratesOf(call: Call, campaigns: readonly Shown[]): Promise<Map<number, number>> {
	const rates = new Map<number, number>();
	for (const campaign of campaigns) {
		const percent = await rateOfCommitments(call, campaign);
		if (percent !== undefined) rates.set(campaign.id, percent);
	}
	return rates;
}

/** By the tree of the day, so that a campaign that is over keeps its last rate through every merger. */
async function rateOfCommitments(call: Call, { id, nodeId, day }: Shown): Promise<number | undefined> {
	const { amounts } = await figuresOf(call, nodeId, { campaignId: id, period: { from: day, to: day }, basis: 'was' });
	const figures = Object.fromEntries(
		(Object.entries(amounts) as [MetricKey, string][]).map(([metric, amount]) => [metric, Number(amount)]),
	);
	return publicPercent(figures.commitmentSigned ?? 0, denominatorOf(rateOf('commitmentSigned')!, figures));
}
