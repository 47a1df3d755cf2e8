import { allow, found, pageChanged, record, transact, type Call } from '#platform';
import { campaignMoves, type Campaign, type CampaignMove } from './campaign.ts';
import { mayMoveCampaign, mayPublishCampaign } from './campaign.policy.ts';
import { lockCampaign, saveCampaign } from './campaign.store.ts';
import { notNow } from './not-now.ts';

/** Moves a campaign to its next state. Children are not touched. */
export const moveCampaign = (call: Call, slug: string, move: CampaignMove): Promise<void> =>
	transact(call, async (call) => {
		const campaign = found(await lockCampaign(call, slug));
		allow(mayMoveCampaign(call.actor, campaign, move));
		if (campaign.state !== campaignMoves[move].from) throw notNow();
		await putInState(call, campaign, move);
	});

/** The move itself, for whoever has asked the questions. */
export async function putInState(call: Call, campaign: Campaign, move: CampaignMove): Promise<void> {
	const state = campaignMoves[move].to;
	await saveCampaign(call, campaign.id, { state });
	await record(call, `campaign.${state}`, {
		unitId: campaign.unitId,
		subject: campaign.slug,
		payload: { campaignId: campaign.id },
	});
	await pageChanged(call, `campaign:${campaign.id}`, 'campaigns');
}

/** Shows a campaign on the portal, or takes it off. A draft is never shown. */
export const publishCampaign = (call: Call, slug: string, published: boolean): Promise<void> =>
	transact(call, async (call) => {
		const campaign = found(await lockCampaign(call, slug));
		allow(mayPublishCampaign(call.actor, campaign));
		if (campaign.state === 'draft') throw notNow();
		if (campaign.published === published) return;
		await saveCampaign(call, campaign.id, { published });
		await record(call, published ? 'campaign.published' : 'campaign.unpublished', {
			unitId: campaign.unitId,
			subject: slug,
			payload: { campaignId: campaign.id },
		});
		await pageChanged(call, `campaign:${campaign.id}`, 'campaigns');
	});
