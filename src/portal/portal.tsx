import type { Portal } from '#platform';
import { showCampaign } from './campaign-page.tsx';
import { showCampaigns } from './campaigns-page.tsx';
import { showContact } from './contact-page.tsx';
import { showFeed } from './feed.ts';
import { showHome } from './home-page.tsx';
import { showSiteMap } from './site-map-page.tsx';
import { showUnits } from './units-page.tsx';

/** The public pages. None needs JavaScript; all read as the public, so that what is not published cannot be shown. */
export const portalRoutes = (portal: Portal): void => {
	portal.page('/', showHome);
	portal.page('/cuoc-van-dong', showCampaigns);
	portal.page('/cuoc-van-dong/:slug', showCampaign);
	portal.page('/cuoc-van-dong/:slug/don-vi', showUnits);
	portal.answer('/cuoc-van-dong/:slug/tin.atom', showFeed);
	portal.page('/lien-he', showContact);
	portal.page('/so-do', showSiteMap);
};
