import { formatDate, m } from '#words';
import { allow, found, Invalid, isOperator, record, transact, type Call } from '#platform';
import { mayGrantPost } from './access.policy.ts';
import {
	findAccount,
	findPost,
	findSamePosts,
	lineOfUnit,
	lockPosts,
	savePost,
	savePostEnd,
	savePostSpan,
} from './access.store.ts';
import { requireElevation } from './elevation.ts';
import { isAccountRole } from './roles.ts';

/** A role given to somebody at a unit. `until` is the first day without it; open when absent. */
export type Grant = { accountId: string; role: string; unitId: number; from?: string; until?: string | null };

/**
 * Gives a role at a unit. Answers the id of the post; that of the one already held, when it is. One that holds for another time that touches
 * this one is brought forward or goes on longer; one that goes on longer than this one is not shortened by giving it. Nobody is given a role for
 * days that are over: who led a unit then keeps people from cases.
 */
export const grantPost = (call: Call, grant: Grant): Promise<string> =>
	transact(call, async (call) => {
		const account = found(await findAccount(call, grant.accountId));
		allow(mayGrantPost(call.actor, await lineOfUnit(call, grant.unitId), account.id));
		requireElevation(call);
		const { role, unitId, from = call.today, until = null } = grant;
		if (!isAccountRole(role)) throw Invalid.at('role', () => m.access_role_unknown());
		if (until !== null && until <= from) throw Invalid.at('until', () => m.access_until_early());
		if (from < call.today && !isOperator(call.actor)) throw Invalid.at('from', () => m.access_from_over());
		await lockPosts(call, account.id);
		const same = await findSamePosts(call, { accountId: account.id, role, unitId, from, until });
		const held = same.find((each) => each.covers);
		if (held && held.until !== until) throw heldLonger(held.until);
		if (held) return held.id;

		const [first, ...merged] = same.map((each) => each.id);
		const id = first ?? crypto.randomUUID();
		if (first === undefined) await savePost(call, { id, accountId: account.id, role, unitId, from, until });
		else await savePostSpan(call, id, merged, { from, until });
		await record(call, 'post.granted', { unitId, subject: account.id, payload: { postId: id, role, from, until } });
		return id;
	});

/** Ends a role at once: the next request of that person is made without it. */
export const endPost = (call: Call, postId: string): Promise<void> =>
	transact(call, async (call) => {
		const post = found(await findPost(call, postId));
		allow(mayGrantPost(call.actor, await lineOfUnit(call, post.unitId), post.accountId));
		requireElevation(call);
		await savePostEnd(call, post.id);
		await record(call, 'post.ended', {
			unitId: post.unitId,
			subject: post.accountId,
			payload: { postId, role: post.role },
		});
	});

function heldLonger(until: string | null): Invalid {
	const words = () =>
		until === null ? m.access_post_heldOpen() : m.access_post_heldUntil({ until: formatDate(until) });
	return Invalid.at('until', words);
}
