import { m } from '#words';
import { seatOf, type Seated } from '#feedback';
import { findUnit } from '#organisation';
import { maySeeMembers } from '#people';
import { holdsAnywhere, type Call, type Request } from '#platform';
import { bodyName, installationOf, mayChangeInstallation, type Installation } from '#portal';
import type { NavItem, WorkspaceFrame } from '#ui';
import { searchPath } from '../search/path.ts';
import { languagesByQuery } from './locale.ts';

/** Counts what is expected of the caller now. `fresh`: something was just done, so that it may be less. */
export type CountsDuties = (call: Call, options: { fresh: boolean }) => Promise<number>;

/** What stands around every page of the workspace: whose house, where I am, the rooms I have, what waits for me, who I am. */
export async function workspaceFrame(call: Call, request: Request, countDuties: CountsDuties): Promise<WorkspaceFrame> {
	const installation = await installationOf(call);
	const { unitId } = call.actor;
	const unit = unitId === null ? undefined : await findUnit(call, unitId, call.today);
	const fresh = request.url.pathname === home || request.query('notice') !== '';
	return {
		home,
		...(unit && { place: { unit: unit.name, href: `/lam-viec/don-vi/${unit.id}`, on: call.today } }),
		body: bodyName(installation),
		path: request.url.pathname,
		rooms: roomsOf(call, installation, await seatOf(call)),
		search: searchPath,
		tasks: { href: home, count: await countDuties(call, { fresh }) },
		me: { name: call.actor.displayName, href: '/lam-viec/tai-khoan', signOut: '/dang-xuat' },
		languages: languagesByQuery(request.url),
		illustration: installation.illustration,
	};
}

const home = '/lam-viec';

/** The rooms a person has: everybody their own papers, an administrator the accounts too, that of the root the portal. */
function roomsOf({ actor }: Call, installation: Installation, { oversees }: Seated): NavItem[] {
	const leads = actor.posts.some((post) => post.role !== 'member');
	const seesMembers = actor.posts.some(({ unitId }) => maySeeMembers(actor, [unitId]));
	const rooms: (NavItem | false)[] = [
		{ href: home, label: m.shell_nav_start(), icon: 'house' },
		{
			href: '/lam-viec/cuoc-van-dong',
			label: m.shell_nav_campaigns(),
			icon: 'flag',
			covers: ['/lam-viec/ke-hoach'],
		},
		{
			href: '/lam-viec/su-kien',
			label: m.shell_nav_activities(),
			icon: 'calendar',
			covers: ['/lam-viec/tai-lieu'],
		},
		leads && { href: '/lam-viec/giao-uoc', label: m.shell_nav_pledges(), icon: 'handshake' },
		{ href: '/lam-viec/cam-ket', label: m.shell_nav_commitments(), icon: 'commitment' },
		{ href: '/lam-viec/gop-y', label: m.shell_nav_feedback(), icon: 'message' },
		(oversees || holdsAnywhere(actor, 'custodian')) && {
			href: '/lam-viec/gop-y/niem-phong',
			label: m.shell_nav_sealed(),
			icon: 'key',
			covers: ['/lam-viec/gop-y/khoa'],
		},
		leads && { href: '/lam-viec/so-lieu', label: m.shell_nav_figures(), icon: 'chart' },
		{ href: '/lam-viec/don-vi', label: m.shell_nav_units(), icon: 'network', covers: ['/lam-viec/sap-xep'] },
		seesMembers && { href: '/lam-viec/thanh-vien', label: m.shell_nav_members(), icon: 'users' },
		holdsAnywhere(actor, 'administrator') && {
			href: '/lam-viec/nguoi-dung',
			label: m.shell_nav_accounts(),
			icon: 'shield',
		},
		holdsAnywhere(actor, 'administrator') && {
			href: '/lam-viec/gop-y/thoi-han',
			label: m.shell_nav_clock(),
			icon: 'clock',
			covers: ['/lam-viec/gop-y/giam-sat'],
		},
		mayChangeInstallation(actor, installation) && {
			href: '/lam-viec/cong-thong-tin',
			label: m.shell_nav_portal(),
			icon: 'globe',
		},
	];
	return rooms.filter((room) => room !== false);
}
