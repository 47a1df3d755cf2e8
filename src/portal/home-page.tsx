import { formatPeriod, m } from '#words';
import type { ShowPublic } from '#platform';
import { EmptyState, LinkButton } from '#ui';
import { campaignPath, to } from './address.ts';
import { matterOf } from './campaign-matter.ts';
import { CampaignList, stageWord } from './campaigns-page.tsx';
import { Dates } from './dates.tsx';
import { bodyName } from './installation.ts';
import { installationOf } from './installation.store.ts';
import { listCampaigns } from './portal.store.ts';
import { purposeOf, stageOf, titleOf, vietnamese, type PublicCampaign, type Stage } from './public-campaign.ts';
import { CommitmentRate } from './rate.tsx';
import { SaidText } from './said.tsx';
import { Terraces } from './terraces.tsx';
import { nextOf } from './timetable.ts';
import { untilMidnight } from './until-midnight.ts';

/** The front page: the campaign of these days, its next dates, the others, and what a campaign is. */
export const showHome: ShowPublic = async (call) => {
	const title = bodyName(await installationOf(call));
	const campaigns = await listCampaigns(call);
	const [lead, ...others] = campaigns;
	const next = lead ? nextOf((await matterOf(call, lead)).timetable, call.today, 4) : [];
	return {
		title,
		heading: false,
		tags: ['installation', 'campaigns', ...campaigns.map(({ id }) => `campaign:${id}`)],
		seconds: untilMidnight(call),
		body: (
			<>
				{lead ? <Lead campaign={lead} stage={stageOf(lead, call.today)} /> : <NothingYet title={title} />}
				{lead && (
					<div class="beside">
						<section>
							<h2>{m.portal_next()}</h2>
							{next.length === 0 ? <p class="muted">{m.portal_next_none()}</p> : <Dates entries={next} />}
						</section>
						{lead.percent !== null && (
							<section>
								<h2>{m.portal_rate()}</h2>
								<CommitmentRate campaign={lead} />
							</section>
						)}
					</div>
				)}
				<SpeakUp />
				{others.length > 0 && <Others campaigns={others} />}
				<Explained />
			</>
		),
	};
};

const Lead = ({ campaign, stage }: { campaign: PublicCampaign; stage: Stage }) => (
	<section class="front">
		<div>
			<p class="kicker">
				{m.portal_campaign()} · {stageWord(stage)}
			</p>
			<h1>
				<SaidText said={titleOf(campaign)} />
			</h1>
			{campaign.slogan && (
				<p class="slogan">
					<SaidText said={vietnamese(campaign.slogan)} />
				</p>
			)}
			<p class="front-purpose" lang={purposeOf(campaign).lang}>
				{firstSentence(purposeOf(campaign).text)}
			</p>
			<p class="meta">{formatPeriod(campaign.startsOn, campaign.endsOn)}</p>
			<LinkButton href={to(campaignPath(campaign.slug))}>{m.portal_campaign_read()}</LinkButton>
		</div>
		<Terraces />
	</section>
);

/** The clearest action of the page: what one came for, if one came with something to say. */
const SpeakUp = () => (
	<section class="speak-up">
		<h2>{m.portal_speak_title()}</h2>
		<p>{m.portal_speak_what()}</p>
		<p class="buttons">
			<LinkButton href={to('/gop-y')}>{m.portal_speak_do()}</LinkButton>{' '}
			<LinkButton href={to('/tra-cuu')} weight="plain">
				{m.portal_follow_do()}
			</LinkButton>
		</p>
	</section>
);

const NothingYet = ({ title }: { title: string }) => (
	<section class="front">
		<div>
			<h1>{title}</h1>
			<EmptyState title={m.portal_campaigns_none()}>{m.portal_campaigns_none_detail()}</EmptyState>
		</div>
		<Terraces />
	</section>
);

/** A few of them; the list has all. */
const Others = ({ campaigns }: { campaigns: PublicCampaign[] }) => (
	<section>
		<h2>{m.portal_campaigns_other()}</h2>
		<CampaignList campaigns={campaigns.slice(0, 4)} />
		<p>
			<a href={to('/cuoc-van-dong')}>{m.portal_campaigns_all()}</a>
		</p>
	</section>
);

const Explained = () => (
	<section class="explained">
		<h2>{m.portal_home_explained()}</h2>
		<ol>
			{(
				[
					[m.portal_home_step_plan, m.portal_home_step_plan_detail],
					[m.portal_home_step_launch, m.portal_home_step_launch_detail],
					[m.portal_home_step_commitment, m.portal_home_step_commitment_detail],
					[m.portal_home_step_result, m.portal_home_step_result_detail],
				] as const
			).map(([step, detail]) => (
				<li>
					<h3>{step()}</h3>
					<p>{detail()}</p>
				</li>
			))}
		</ol>
	</section>
);

/** Enough to know what it is about: the first sentence, as long as a reader takes in at a glance. */
const firstSentence = (text: string): string => {
	const sentence = /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
	if (sentence.length <= 280) return sentence;
	return `${sentence.slice(0, sentence.lastIndexOf(' ', 279))}…`;
};
