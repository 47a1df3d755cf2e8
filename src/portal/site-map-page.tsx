import { m } from '#words';
import type { ShowPublic } from '#platform';
import { campaignPath, to } from './address.ts';
import { listCampaigns } from './portal.store.ts';
import { titleOf } from './public-campaign.ts';
import { SaidText } from './said.tsx';

/** Every page of the portal, one link each. */
export const showSiteMap: ShowPublic = async (call) => {
	const campaigns = await listCampaigns(call);
	return {
		title: m.portal_siteMap(),
		lead: m.portal_siteMap_lead(),
		crumbs: [],
		tags: ['installation', 'campaigns', ...campaigns.map(({ id }) => `campaign:${id}`)],
		body: (
			<ul class="site-map">
				<li>
					<a href={to('/')}>{m.ui_home()}</a>
				</li>
				<li>
					<a href={to('/cuoc-van-dong')}>{m.portal_campaigns()}</a>
					{campaigns.length > 0 && (
						<ul>
							{campaigns.map((campaign) => (
								<li>
									<a href={to(campaignPath(campaign.slug))}>
										<SaidText said={titleOf(campaign)} />
									</a>
									{' · '}
									<a href={to(`${campaignPath(campaign.slug)}/don-vi`)}>{m.portal_units()}</a>
								</li>
							))}
						</ul>
					)}
				</li>
				{(
					[
						['/gop-y', m.portal_speak],
						['/tra-cuu', m.portal_follow],
						['/hoi-dap', m.portal_answers],
						['/thong-ke', m.portal_statistics],
						['/so-cai', m.ledger_page],
					] as const
				).map(([path, name]) => (
					<li>
						<a href={to(path)}>{name()}</a>
					</li>
				))}
				<li>
					<a href={to('/lien-he')}>{m.portal_contact()}</a>
				</li>
			</ul>
		),
	};
};
