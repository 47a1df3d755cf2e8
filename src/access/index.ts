/**
 * Accounts, posts (roles held at units), sessions and sign-in: who somebody is, and what they may ask for. What a role may
 * do is said by the policies of each room.
 */
export { findAccount, findAccountByUserName, listPosts, type Account, type HeldPost } from './access.store.ts';
export { createAccount, type NewAccount } from './create-account.ts';
export { closeAccount, issueOneTimeLink, reopenAccount, resetSecondFactors } from './decide-on-access.ts';
export { accessDesk } from './desk/desk.ts';
export { accessDoor } from './door/routes.ts';
export { confirmPath, ElevationNeeded, isElevated, requireElevation, returnPath } from './elevation.ts';
export { endPost, grantPost, type Grant } from './grant-post.ts';
export { hashPassword } from './password.ts';
export { accountRoles, isAccountRole, reachesBelow, roleName, type AccountRole } from './roles.ts';
export { callerOf, noteUse } from './sessions.ts';
export { sweepAccess } from './sweep.ts';
