import type { Desk } from '#platform';
import { myAccount } from './my-account.tsx';
import { user } from './user.tsx';
import { users } from './users.tsx';

/** One's own account, and for administrators those of their subtrees. */
export function accessDesk(desk: Desk): void {
	myAccount(desk);
	users(desk);
	user(desk);
}
