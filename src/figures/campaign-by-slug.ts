import { NotFound, type Call } from '#platform';
import { m } from '#words';

/** Finds a campaign by the last part of its address; given by `app`, since campaigns are a later room. */
export type CampaignBySlug = (call: Call, slug: string) => Promise<{ id: number } | undefined>;

/** @throws {NotFound} naming the slug */
export async function campaignNamed(call: Call, campaignBySlug: CampaignBySlug, slug: string): Promise<number> {
	const campaign = await campaignBySlug(call, slug);
	if (!campaign) throw new NotFound(() => m.figures_campaign_unknown({ slug }));
	return campaign.id;
}
