import { allow, found, NotFound, seeOther, type Desk } from '#platform';
import { Confirmation } from '#ui';
import { m } from '#words';
import { campaignMoves, type CampaignMove } from '../campaign.ts';
import { mayMoveCampaign } from '../campaign.policy.ts';
import { findCampaign } from '../campaign.store.ts';
import { draftPlan, replacePlan } from '../draft-plan.ts';
import { moveCampaign, publishCampaign } from '../move-campaign.ts';
import { campaignPath, planPath } from '../paths.ts';
import { moveWord, stateWord } from '../state-words.ts';
import { titleOf } from './listing.tsx';

/** Moves a campaign on after asking, shows it on the portal, begins a unit's plan in it. */
export function moving(desk: Desk): void {
	const movePath = `${campaignPath(':slug')}/buoc/:move`;
	desk.get(movePath, async (call, request) => {
		const campaign = found(await findCampaign(call, request.param('slug')));
		const move = moveNamed(request.param('move'));
		allow(mayMoveCampaign(call.actor, campaign, move));
		const [path, { from, to }] = [campaignPath(campaign.slug), campaignMoves[move]];
		return {
			title: moveWord(move),
			crumbs: [{ label: titleOf(campaign), href: path }],
			body: (
				<Confirmation action={`${path}/buoc/${move}`} confirm={moveWord(move)} back={path} danger={move === 'close'}>
					<p>
						{m.campaigns_campaign_move_confirm({ title: titleOf(campaign), from: stateWord(from), to: stateWord(to) })}
					</p>
					{move === 'close' && <p>{m.campaigns_campaign_close_confirm()}</p>}
				</Confirmation>
			),
		};
	});
	desk.post(movePath, async (call, request) => {
		await moveCampaign(call, request.param('slug'), moveNamed(request.param('move')));
		return seeOther(campaignPath(request.param('slug')), 'campaigns_campaign_moved');
	});

	desk.post(`${campaignPath(':slug')}/cong-bo`, async (call, request) => {
		const published = (await request.form()).get('published') === 'yes';
		await publishCampaign(call, request.param('slug'), published);
		const notice = published ? 'campaigns_campaign_publish_done' : 'campaigns_campaign_unpublish_done';
		return seeOther(campaignPath(request.param('slug')), notice);
	});

	desk.post(`${campaignPath(':slug')}/ke-hoach`, async (call, request) => {
		const form = await request.form();
		const begin = form.get('replace') === 'yes' ? replacePlan : draftPlan;
		const id = await begin(call, request.param('slug'), Number(form.get('unitId')));
		return seeOther(planPath(id), 'campaigns_plan_started');
	});
}

function moveNamed(name: string): CampaignMove {
	if (Object.hasOwn(campaignMoves, name)) return name as CampaignMove;
	throw new NotFound(() => m.platform_notFound_detail());
}
