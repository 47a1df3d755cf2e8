import { m } from '#words';

/** What somebody may be at a unit, in the order in which people read them. */
export const accountRoles = [
	'unitHead',
	'focalOfficer',
	'committeeMember',
	'editor',
	'approver',
	'feedbackDesk',
	'custodian',
	'inspector',
	'auditor',
	'administrator',
	'member',
] as const;

export type AccountRole = (typeof accountRoles)[number];

export const isAccountRole = (text: string): text is AccountRole => (accountRoles as readonly string[]).includes(text);

/** All roles but these reach the units below the one where they are held. */
const own: readonly AccountRole[] = ['member', 'custodian'];
export const reachesBelow = (role: AccountRole): boolean => !own.includes(role);

const names: Record<AccountRole, () => string> = {
	unitHead: () => m.access_role_unitHead(),
	focalOfficer: () => m.access_role_focalOfficer(),
	committeeMember: () => m.access_role_committeeMember(),
	editor: () => m.access_role_editor(),
	approver: () => m.access_role_approver(),
	feedbackDesk: () => m.access_role_feedbackDesk(),
	custodian: () => m.access_role_custodian(),
	inspector: () => m.access_role_inspector(),
	auditor: () => m.access_role_auditor(),
	administrator: () => m.access_role_administrator(),
	member: () => m.access_role_member(),
};

/** The role in the reader's language; a role of a later version as it stands in the table. */
export const roleName = (role: string): string => (isAccountRole(role) ? names[role]() : role);
