import { compareVietnamese, m } from '#words';
import { found, type ShowPublic } from '#platform';
import { EmptyState } from '#ui';
import { campaignPath, to } from './address.ts';
import { findCampaign, listParticipants } from './portal.store.ts';
import { titleOf, vietnamese, type Participant } from './public-campaign.ts';
import { SaidText } from './said.tsx';

/** All units that take part and may be shown, under the unit that they stand under. */
export const showUnits: ShowPublic = async (call, request) => {
	const campaign = found(await findCampaign(call, request.param('slug')));
	const participants = await listParticipants(call, campaign);
	return {
		title: m.portal_units(),
		lead: m.portal_units_lead(),
		crumbs: [
			{ href: to('/cuoc-van-dong'), label: m.portal_campaigns() },
			{ href: to(campaignPath(campaign.slug)), label: titleOf(campaign).text },
		],
		tags: ['installation', 'campaigns', `campaign:${campaign.id}`, 'units'],
		body:
			participants.length === 0 ? (
				<EmptyState title={m.portal_units_none()} />
			) : (
				<>
					{groupsOf(participants).map(({ parent, units }) => (
						<section>
							{parent && <h2>{m.portal_units_under({ unit: parent })}</h2>}
							<UnitList units={units} />
						</section>
					))}
				</>
			),
	};
};

/** As many as a campaign page carries; the others have a page of their own. */
const most = 40;

/** On the page of the campaign: the topmost ones, and where the others are. */
export const ShownUnits = ({ participants, path }: { participants: Participant[]; path: string }) => {
	if (participants.length === 0) return <p class="muted">{m.portal_units_none()}</p>;
	const names = new Set(participants.map(({ name }) => name));
	const topmost = participants.filter(({ parent }) => parent === null || !names.has(parent));
	return (
		<>
			<UnitList units={sorted(topmost).slice(0, most)} />
			{participants.length > Math.min(topmost.length, most) && (
				<p>
					<a href={to(`${path}/don-vi`)}>{m.portal_units_all()}</a>
				</p>
			)}
		</>
	);
};

const UnitList = ({ units }: { units: string[] }) => (
	<ul class="units">
		{units.map((unit) => (
			<li>
				<SaidText said={vietnamese(unit)} />
			</li>
		))}
	</ul>
);

const sorted = (units: Participant[]): string[] => units.map(({ name }) => name).toSorted(compareVietnamese);

/** Groups in Vietnamese order, those without a parent that may be shown first. */
const groupsOf = (participants: Participant[]) =>
	[...Map.groupBy(participants, ({ parent }) => parent ?? '')]
		.map(([parent, units]) => ({ parent, units: sorted(units) }))
		.toSorted((a, b) => compareVietnamese(a.parent, b.parent));
