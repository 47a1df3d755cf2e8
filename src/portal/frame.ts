import { m } from '#words';
import { localPath, type Call, type Request } from '#platform';
import type { PortalFrame } from '#ui';
import { plainPath, to } from './address.ts';
import { bodyName, wordsOf } from './installation.ts';
import { installationLately } from './installation.store.ts';

/** What stands around every public page. */
export async function portalFrame(call: Call, request: Request): Promise<PortalFrame> {
	const installation = await installationLately(call);
	const path = plainPath(request.url.pathname);
	return {
		body: bodyName(installation),
		superior: wordsOf(installation, 'superior') || undefined,
		home: to('/'),
		path: to(path),
		sections: [
			{ href: to('/cuoc-van-dong'), label: m.portal_campaigns() },
			{ href: to('/gop-y'), label: m.portal_speak() },
			{ href: to('/tra-cuu'), label: m.portal_follow() },
			{ href: to('/hoi-dap'), label: m.portal_answers() },
			{ href: to('/thong-ke'), label: m.portal_statistics() },
			{ href: to('/lien-he'), label: m.portal_contact() },
		],
		languages: { vi: path, en: localPath(path, 'en') },
		contact: {
			address: wordsOf(installation, 'address') || undefined,
			phone: installation.phone || undefined,
			email: installation.email || undefined,
		},
		foot: [
			{ href: to('/so-do'), label: m.portal_siteMap() },
			{ href: to('/so-cai'), label: m.ledger_page() },
			// Where the public face runs alone there is nothing to sign in to.
			...(call.house.settings.faces === 'both' ? [{ href: '/lam-viec', label: m.portal_inside() }] : []),
		],
		illustration: installation.illustration,
	};
}
