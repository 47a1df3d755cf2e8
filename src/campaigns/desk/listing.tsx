import type { Desk } from '#platform';
import { EmptyState, LinkButton, State, Table, type Column } from '#ui';
import { currentLocale, formatPeriod, m } from '#words';
import { writesAnywhere } from '../campaign.policy.ts';
import { listCampaigns, type ListedCampaign } from '../campaign.store.ts';
import { campaignPath, campaignsPath } from '../paths.ts';
import { stateKind, stateWord } from '../state-words.ts';

export function listing(desk: Desk): void {
	desk.get(campaignsPath, async (call) => {
		const create = writesAnywhere(call.actor) ? (
			<LinkButton href={`${campaignsPath}/moi`}>{m.campaigns_list_new()}</LinkButton>
		) : undefined;
		return {
			title: m.campaigns_title(),
			lead: m.campaigns_list_lead(),
			action: create,
			body: (
				<Table
					caption={m.campaigns_title()}
					columns={columns()}
					rows={await listCampaigns(call)}
					rowHref={({ slug }) => campaignPath(slug)}
					empty={
						<EmptyState title={m.campaigns_list_empty()} action={create}>
							{m.campaigns_list_empty_hint()}
						</EmptyState>
					}
				/>
			),
		};
	});
}

const columns = (): Column<ListedCampaign>[] => [
	{ key: 'title', title: m.campaigns_campaign_name(), cell: (row) => titleOf(row) },
	{ key: 'unit', title: m.campaigns_campaign_unit(), cell: ({ unitName }) => unitName },
	{
		key: 'period',
		title: m.campaigns_campaign_period(),
		cell: ({ startsOn, endsOn }) => formatPeriod(startsOn, endsOn),
	},
	{
		key: 'state',
		title: m.campaigns_campaign_state(),
		cell: ({ state }) => <State kind={stateKind[state]}>{stateWord(state)}</State>,
	},
];

/** The title in the reader's language, where it was translated. */
export const titleOf = (campaign: { title: string; titleEn: string | null }): string =>
	currentLocale() === 'en' ? (campaign.titleEn ?? campaign.title) : campaign.title;
