import { m } from '#words';
import type { ShowPublic } from '#platform';
import { EmptyState, Facts } from '#ui';
import { bodyName, wordsOf } from './installation.ts';
import { installationOf } from './installation.store.ts';

/** How the body is reached. */
export const showContact: ShowPublic = async (call) => {
	const installation = await installationOf(call);
	const { phone, email } = installation;
	const known = [
		[m.portal_contact_superior(), wordsOf(installation, 'superior')],
		[m.portal_contact_address(), wordsOf(installation, 'address')],
		[m.portal_contact_phone(), phone && <a href={`tel:${phone.replace(/\s/g, '')}`}>{phone}</a>],
		[m.portal_contact_email(), email && <a href={`mailto:${email}`}>{email}</a>],
		[m.portal_contact_officer(), wordsOf(installation, 'officer')],
	].filter(([, value]) => value !== '') as [string, string][];
	return {
		title: m.portal_contact(),
		lead: m.portal_contact_lead(),
		crumbs: [],
		changedOn: installation.changedAt,
		tags: ['installation'],
		body:
			known.length === 0 ? (
				<EmptyState title={m.portal_contact_none()} />
			) : (
				<Facts rows={[[m.portal_contact_body(), bodyName(installation)], ...known]} />
			),
	};
};
