import { html } from 'hono/html';
import { currentLocale } from '#words';
import { found, type ShowPublic } from '#platform';
import { campaignPath, to } from './address.ts';
import { installationOf } from './installation.store.ts';
import { bodyName } from './installation.ts';
import { findCampaign, listEvents } from './portal.store.ts';
import { titleOf, type PublicEvent } from './public-campaign.ts';

/** What happened in a campaign, as Atom (RFC 4287). */
export const showFeed: ShowPublic = async (call, request) => {
	const campaign = found(await findCampaign(call, request.param('slug')));
	const installation = await installationOf(call);
	const page = call.house.settings.origin + to(campaignPath(campaign.slug));
	const held = (await listEvents(call, campaign.id)).filter((event) => event.held);
	const feed = await html`<?xml version="1.0" encoding="utf-8"?>
		<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${currentLocale()}">
			<id>${page}</id>
			<title>${titleOf(campaign).text}</title>
			<author><name>${bodyName(installation)}</name></author>
			<link rel="alternate" href="${page}" />
			<link rel="self" href="${page}/tin.atom" />
			<updated>${instant(held[0]?.takesPlaceOn ?? campaign.startsOn)}</updated>
			${held.map((event) => entry(page, event))}
		</feed>`;
	return new Response(String(feed), {
		headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
	});
};

const entry = (page: string, { id, title, unit, takesPlaceOn }: PublicEvent) =>
	html`<entry>
		<id>${page}#${id}</id>
		<title>${unit ? `${title} (${unit})` : title}</title>
		<link rel="alternate" href="${page}" />
		<updated>${instant(takesPlaceOn)}</updated>
	</entry> `;

/** The day as an instant: its beginning in Viet Nam. */
const instant = (day: string) => `${day}T00:00:00+07:00`;
