import { namesOf } from '#organisation';
import type { Child } from 'hono/jsx';
import { found, numberAsked, type Call, type Desk } from '#platform';
import { Facts, LinkButton, Part, State, Steps, Table, Timeline } from '#ui';
import { currentLocale, formatPeriod, m } from '#words';
import { campaignStates, nextMove, type Campaign, type Measure } from '../campaign.ts';
import { mayEditCampaign, mayMoveCampaign } from '../campaign.policy.ts';
import { findCampaign, findCampaignById, listChildCampaigns, listMeasures } from '../campaign.store.ts';
import { campaignPath, campaignsPath, planPath } from '../paths.ts';
import { findLeadingPlan } from '../plan.store.ts';
import { moveWord, stateKind, stateWord } from '../state-words.ts';
import { listTasks } from '../task.store.ts';
import { measureTitle } from './choices.ts';
import { Lines } from './lines.tsx';
import { titleOf } from './listing.tsx';
import { plansInCampaign } from './plans-in-campaign.tsx';
import { PublishForm } from './publish-form.tsx';

/** A campaign: what it is, how far it is, the plans in it. */
export function campaignPages(desk: Desk): void {
	desk.get(campaignPath(':slug'), async (call, request) => {
		const campaign = found(await findCampaign(call, request.param('slug')));
		const [path, measures] = [campaignPath(campaign.slug), await listMeasures(call, campaign.id)];
		const edits = mayEditCampaign(call.actor, campaign) && campaign.state === 'draft';
		return {
			title: titleOf(campaign),
			lead: formatPeriod(campaign.startsOn, campaign.endsOn),
			state: <State kind={stateKind[campaign.state]}>{stateWord(campaign.state)}</State>,
			action: moveButton(call, campaign),
			crumbs: [{ label: m.campaigns_title(), href: campaignsPath }],
			body: (
				<>
					<Steps label={m.campaigns_campaign_state()} steps={stepsOf(campaign)} />
					<Part
						title={m.campaigns_plan_about()}
						action={
							edits && (
								<LinkButton href={`${path}/sua`} weight="quiet" icon="pencil">
									{m.campaigns_campaign_edit()}
								</LinkButton>
							)
						}
					>
						<Facts rows={await facts(call, campaign)} />
						<PublishForm call={call} campaign={campaign} />
					</Part>
					<Part
						title={m.campaigns_campaign_measures()}
						action={
							edits && (
								<LinkButton href={`${path}/noi-dung`} weight="quiet">
									{m.campaigns_campaign_measures_edit()}
								</LinkButton>
							)
						}
					>
						<MeasureTable measures={measures} />
					</Part>
					{await plansInCampaign(call, campaign, numberAsked(request.query('don-vi')))}
					{await timetable(call, campaign)}
					{await children(call, campaign)}
				</>
			),
		};
	});
}

function moveButton(call: Call, campaign: Campaign) {
	const move = nextMove(campaign.state);
	if (!move || !mayMoveCampaign(call.actor, campaign, move)) return undefined;
	return (
		<LinkButton href={`${campaignPath(campaign.slug)}/buoc/${move}`} weight={move === 'issue' ? 'plain' : 'main'}>
			{moveWord(move)}
		</LinkButton>
	);
}

const stepsOf = (campaign: Campaign) => {
	const now = campaignStates.indexOf(campaign.state);
	return campaignStates.slice(0, -1).map((state, at) => ({
		label: stateWord(state),
		state: at < now ? ('done' as const) : at === now ? ('now' as const) : ('later' as const),
	}));
};

async function facts(call: Call, campaign: Campaign): Promise<[string, Child][]> {
	const unit = (await namesOf(call, [campaign.unitId])).get(campaign.unitId);
	const parent = campaign.parentId === null ? undefined : await findCampaignById(call, campaign.parentId);
	const purpose = currentLocale() === 'en' ? (campaign.purposeEn ?? campaign.purpose) : campaign.purpose;
	return [
		[m.campaigns_campaign_unit(), unit?.name ?? ''],
		...(parent
			? ([[m.campaigns_campaign_parent(), <a href={campaignPath(parent.slug)}>{titleOf(parent)}</a>]] as [
					string,
					Child,
				][])
			: []),
		[m.campaigns_campaign_slogan(), campaign.slogan],
		[m.campaigns_campaign_purpose(), purpose && <Lines text={purpose} />],
		[m.campaigns_campaign_grounds(), campaign.legalGrounds.join('; ')],
	];
}

const MeasureTable = ({ measures }: { measures: Measure[] }) => (
	<Table
		caption={m.campaigns_campaign_measures()}
		columns={[
			{ key: 'title', title: m.campaigns_measure_title(), cell: (row) => measureTitle(row) },
			{
				key: 'product',
				title: m.campaigns_measure_product(),
				cell: ({ product, productEn }) => (currentLocale() === 'en' ? productEn || product : product),
			},
		]}
		rows={measures}
	/>
);

/** The due dates of the leading unit's plan, the next ones first in sight. */
async function timetable(call: Call, campaign: Campaign) {
	const plan = await findLeadingPlan(call, campaign);
	const tasks = plan ? (await listTasks(call, plan.id)).filter(({ dueOn, withdrawn }) => dueOn && !withdrawn) : [];
	if (!plan || tasks.length === 0) return null;
	const entries = tasks
		.sort((a, b) => a.dueOn!.localeCompare(b.dueOn!))
		.map((task) => ({ at: task.dueOn!, title: task.content, detail: task.product }));
	return (
		<Part
			title={m.campaigns_campaign_timetable()}
			action={
				<LinkButton href={planPath(plan.id)} weight="quiet">
					{m.campaigns_plan_kind()}
				</LinkButton>
			}
		>
			<Timeline entries={entries} />
		</Part>
	);
}

async function children(call: Call, campaign: Campaign) {
	const variants = await listChildCampaigns(call, campaign.id);
	if (variants.length === 0) return null;
	return (
		<Part title={m.campaigns_campaign_children()}>
			<ul>
				{variants.map((each) => (
					<li>
						<a href={campaignPath(each.slug)}>{titleOf(each)}</a>{' '}
						<State kind={stateKind[each.state]}>{stateWord(each.state)}</State>
					</li>
				))}
			</ul>
		</Part>
	);
}
