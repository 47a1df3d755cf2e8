import { formatPeriod, m } from '#words';
import type { ShowPublic } from '#platform';
import { EmptyState } from '#ui';
import { campaignPath, to } from './address.ts';
import { listCampaigns } from './portal.store.ts';
import { stageOf, titleOf, vietnamese, type PublicCampaign, type Stage } from './public-campaign.ts';
import { SaidText } from './said.tsx';
import { untilMidnight } from './until-midnight.ts';

/** All campaigns, by where they are. */
export const showCampaigns: ShowPublic = async (call) => {
	const campaigns = await listCampaigns(call);
	const at = (stage: Stage) => campaigns.filter((campaign) => stageOf(campaign, call.today) === stage);
	return {
		title: m.portal_campaigns(),
		lead: m.portal_campaigns_lead(),
		crumbs: [],
		tags: ['installation', 'campaigns', ...campaigns.map(({ id }) => `campaign:${id}`)],
		seconds: untilMidnight(call),
		body:
			campaigns.length === 0 ? (
				<EmptyState title={m.portal_campaigns_none()}>{m.portal_campaigns_none_detail()}</EmptyState>
			) : (
				<>
					{stages.map((stage) => (
						<StagePart title={stageWord(stage)} campaigns={at(stage)} />
					))}
				</>
			),
	};
};

const stages: Stage[] = ['running', 'coming', 'over'];

export const stageWord = (stage: Stage): string =>
	({ coming: m.portal_stage_coming, running: m.portal_stage_running, over: m.portal_stage_over })[stage]();

const StagePart = ({ title, campaigns }: { title: string; campaigns: PublicCampaign[] }) =>
	campaigns.length === 0 ? null : (
		<section>
			<h2>{title}</h2>
			<CampaignList campaigns={campaigns} />
		</section>
	);

/** Campaigns one under the other: title, slogan, period. */
export const CampaignList = ({ campaigns }: { campaigns: PublicCampaign[] }) => (
	<ul class="stories">
		{campaigns.map((campaign) => (
			<li>
				<h3>
					<a href={to(campaignPath(campaign.slug))}>
						<SaidText said={titleOf(campaign)} />
					</a>
				</h3>
				{campaign.slogan && (
					<p>
						<SaidText said={vietnamese(campaign.slogan)} />
					</p>
				)}
				<p class="meta">{formatPeriod(campaign.startsOn, campaign.endsOn)}</p>
			</li>
		))}
	</ul>
);
