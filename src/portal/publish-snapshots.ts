import { allow, isOperator, pageChanged, transact, type Call } from '#platform';
import { listShown, renewEvents, renewParticipants, renewRates, type Shown } from './publication.store.ts';
import { publicPercent } from './public-rate.ts';
import { commitmentsOf } from './commitments-of.ts';

/**
 * Brings what the public may see of campaigns up to date: rates, units, events. The one place where small groups are
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
			...(await renewEvents(call)),
		]);
		await pageChanged(call, ...[...changed].map((id) => `campaign:${id}`));
		return [...changed].toSorted((a, b) => a - b);
	});

async function ratesOf(call: Call, campaigns: readonly Shown[]): Promise<Map<number, number>> {
	const rates = new Map<number, number>();
	for (const campaign of campaigns) {
		const { signed, asked } = await commitmentsOf(call, campaign);
		const percent = publicPercent(signed, asked);
		if (percent !== undefined) rates.set(campaign.id, percent);
	}
	return rates;
}
