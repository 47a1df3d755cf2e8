import type { Call } from '#platform';
import { ActionForm, Button, Buttons } from '#ui';
import { m } from '#words';
import type { Campaign } from '../campaign.ts';
import { mayPublishCampaign } from '../campaign.policy.ts';
import { campaignPath } from '../paths.ts';

/** Whether a campaign is on the portal, and the button for who may change that. */
export const PublishForm = ({ call, campaign }: { call: Call; campaign: Campaign }) => {
	if (campaign.state === 'draft') return null;
	const said = campaign.published ? m.campaigns_campaign_isPublished() : m.campaigns_campaign_notPublished();
	if (!mayPublishCampaign(call.actor, campaign)) return <p class="muted">{said}</p>;
	return (
		<ActionForm action={`${campaignPath(campaign.slug)}/cong-bo`} guarded={false}>
			<p class="muted">{said}</p>
			<Buttons>
				<Button weight="plain" name="published" value={campaign.published ? 'no' : 'yes'}>
					{campaign.published ? m.campaigns_campaign_unpublish() : m.campaigns_campaign_publish()}
				</Button>
			</Buttons>
		</ActionForm>
	);
};
