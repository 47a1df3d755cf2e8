import { Invalid, type Call } from '#platform';
import { m } from '#words';
import { takesWork } from './campaign.ts';
import { findCampaignById } from './campaign.store.ts';

/**
 * Asked before work begins in campaigns: each is one that the caller may see, and takes work.
 *
 * @param field where the campaign was chosen
 * @throws {Invalid} of that field; whoever may not see a campaign learns nothing about it
 */
export async function workIn(call: Call, campaignIds: readonly number[], field = 'campaign'): Promise<void> {
	for (const id of new Set(campaignIds)) {
		const campaign = await findCampaignById(call, id);
		if (campaign && takesWork(campaign.state)) continue;
		throw Invalid.at(field, () => m.campaigns_error_takesNoWork());
	}
}
