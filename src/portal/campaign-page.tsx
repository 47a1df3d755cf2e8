import type { Child } from 'hono/jsx';
import { formatDate, formatPeriod, m } from '#words';
import { found, type ShowPublic } from '#platform';
import { Facts } from '#ui';
import { campaignPath, to } from './address.ts';
import { matterOf, type CampaignMatter } from './campaign-matter.ts';
import { stageWord } from './campaigns-page.tsx';
import { CampaignTimetable } from './campaign-timetable.tsx';
import { EventTitle } from './dates.tsx';
import { Measures } from './measures.tsx';
import { findCampaign, listParticipants } from './portal.store.ts';
import { purposeOf, stageOf, titleOf, vietnamese, type PublicCampaign, type PublicEvent } from './public-campaign.ts';
import { CommitmentRate } from './rate.tsx';
import { SaidProse, SaidText } from './said.tsx';
import { ShownUnits } from './units-page.tsx';
import { untilMidnight } from './until-midnight.ts';

/** A campaign: what for, by which plan, when, with whom, how far. */
export const showCampaign: ShowPublic = async (call, request) => {
	const campaign = found(await findCampaign(call, request.param('slug')));
	const matter = await matterOf(call, campaign);
	const participants = await listParticipants(call, campaign);
	const address = call.house.settings.origin + to(campaignPath(campaign.slug));
	return {
		title: titleOf(campaign).text,
		heading: false,
		lead: campaign.slogan || purposeOf(campaign).text.slice(0, 160),
		crumbs: [{ href: to('/cuoc-van-dong'), label: m.portal_campaigns() }],
		changedOn: campaign.changedAt ?? matter.plan?.issuedOn ?? campaign.startsOn,
		tags: ['installation', 'campaigns', `campaign:${campaign.id}`, 'units'],
		seconds: untilMidnight(call),
		body: (
			<article class="campaign">
				<CampaignHead campaign={campaign} stage={stageWord(stageOf(campaign, call.today))} />
				<div class="split">
					<div>
						{purposeOf(campaign).text && (
							<section>
								<h2>{m.portal_campaign_purpose()}</h2>
								<SaidProse said={purposeOf(campaign)} />
							</section>
						)}
						<section>
							<h2>{m.portal_campaign_measures()}</h2>
							<Measures matter={matter} />
						</section>
					</div>
					<aside>
						<CampaignFacts campaign={campaign} matter={matter} />
						<CampaignTimetable timetable={matter.timetable} today={call.today} />
						<RecentEvents events={matter.events.filter(({ held }) => held)} />
					</aside>
				</div>
				<section>
					<h2>{m.portal_units()}</h2>
					<ShownUnits participants={participants} path={campaignPath(campaign.slug)} />
				</section>
				<p class="meta permalink">
					{m.portal_permalink()}: <a href={address}>{address}</a>
					<br />
					<a href={to(`${campaignPath(campaign.slug)}/tin.atom`)}>{m.portal_feed()}</a>
				</p>
			</article>
		),
	};
};

const CampaignHead = ({ campaign, stage }: { campaign: PublicCampaign; stage: string }) => (
	<header class="campaign-head">
		<div>
			<p class="kicker">
				{m.portal_campaign()} · {stage}
			</p>
			<h1>
				<SaidText said={titleOf(campaign)} />
			</h1>
			{campaign.slogan && (
				<p class="slogan">
					<SaidText said={vietnamese(campaign.slogan)} />
				</p>
			)}
		</div>
		<CommitmentRate campaign={campaign} />
	</header>
);

const CampaignFacts = ({ campaign, matter: { plan } }: { campaign: PublicCampaign; matter: CampaignMatter }) => (
	<Facts
		rows={[
			[m.portal_campaign_period(), formatPeriod(campaign.startsOn, campaign.endsOn)],
			...row(m.portal_campaign_leader(), campaign.leader),
			...row(
				m.portal_campaign_plan(),
				plan && m.portal_campaign_plan_about({ number: printed(plan), date: formatDate(plan.signedOn) }),
			),
			...row(
				m.portal_campaign_grounds(),
				campaign.legalGrounds.length > 0 && <Grounds grounds={campaign.legalGrounds} />,
			),
		]}
	/>
);

/** A line only where there is something to say: strangers need not know what is missing. */
const row = (name: string, value: Child): [string, Child][] => (value ? [[name, value]] : []);

const Grounds = ({ grounds }: { grounds: string[] }) => (
	<ul class="grounds" lang={vietnamese('').lang}>
		{grounds.map((ground) => (
			<li>{ground}</li>
		))}
	</ul>
);

const printed = ({ number, symbol }: { number: number; symbol: string }) =>
	`${String(number).padStart(2, '0')}/${symbol}`;

const RecentEvents = ({ events }: { events: PublicEvent[] }) => (
	<section>
		<h2>{m.portal_events()}</h2>
		{events.length === 0 ? (
			<p class="muted">{m.portal_events_none()}</p>
		) : (
			<ol class="dates">
				{events.slice(0, 6).map((event) => (
					<li>
						<time datetime={event.takesPlaceOn}>{formatDate(event.takesPlaceOn)}</time>
						<span>
							<EventTitle event={event} />
						</span>
					</li>
				))}
			</ol>
		)}
	</section>
);
