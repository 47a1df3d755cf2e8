import { m } from '#words';
import { findUnit } from '#organisation';
import type { Call, Request } from '#platform';
import { bodyName, installationOf } from '#portal';
import type { NavItem, WorkspaceFrame } from '#ui';
import { languagesByQuery } from './locale.ts';

/** What stands around every page of the workspace: whose house, where I am, the rooms I have, who I am. */
export async function workspaceFrame(call: Call, request: Request): Promise<WorkspaceFrame> {
	const installation = await installationOf(call);
	const { unitId } = call.actor;
	const unit = unitId === null ? undefined : await findUnit(call, unitId, call.today);
	return {
		home: '/lam-viec',
		...(unit && { place: { unit: unit.name, href: `/lam-viec/don-vi/${unit.id}`, on: call.today } }),
		body: bodyName(installation),
		path: request.url.pathname,
		rooms: roomsOf(call),
		me: { name: call.actor.displayName, href: '/lam-viec/tai-khoan', signOut: '/dang-xuat' },
		languages: languagesByQuery(request.url),
		illustration: installation.illustration,
	};
}

/** The rooms a person has: everybody their own papers, an administrator the accounts too. */
function roomsOf({ actor }: Call): NavItem[] {
	const holdsAny = (...roles: string[]) => actor.posts.some((post) => roles.includes(post.role));
	const leads = actor.posts.some((post) => post.role !== 'member');
	const rooms: (NavItem | false)[] = [
		{ href: '/lam-viec', label: m.shell_nav_start(), icon: 'house' },
		{ href: '/lam-viec/cuoc-van-dong', label: m.shell_nav_campaigns(), icon: 'flag' },
		{ href: '/lam-viec/su-kien', label: m.shell_nav_activities(), icon: 'calendar' },
		leads && { href: '/lam-viec/giao-uoc', label: m.shell_nav_pledges(), icon: 'handshake' },
		{ href: '/lam-viec/cam-ket', label: m.shell_nav_commitments(), icon: 'commitment' },
		leads && { href: '/lam-viec/so-lieu', label: m.shell_nav_figures(), icon: 'chart' },
		{ href: '/lam-viec/don-vi', label: m.shell_nav_units(), icon: 'network' },
		leads && { href: '/lam-viec/thanh-vien', label: m.shell_nav_members(), icon: 'users' },
		holdsAny('administrator') && { href: '/lam-viec/nguoi-dung', label: m.shell_nav_accounts(), icon: 'shield' },
	];
	return rooms.filter((room) => room !== false);
}
