import { roleName } from '#access';
import type { Dependents } from '#organisation';
import { m } from '#words';
import { countKept, listPostsEnding, listServingOn } from './kept.store.ts';

/** What the rooms above keep at units: the tree does not know them, and says before it changes what moves with it. */
export const keptAtUnits: Dependents = {
	async count(call, unitIds) {
		const kept = await countKept(call, unitIds);
		return kept.map(({ keptIn, amount }) => ({ label: words[keptIn]?.() ?? keptIn, count: amount, table: keptIn }));
	},
	async membersOn(call, day) {
		return new Map((await listServingOn(call, day)).map(({ unitId, members }) => [unitId, members]));
	},
	async postsEnding(call, unitIds, day) {
		const posts = await listPostsEnding(call, unitIds, day);
		return posts.map((post) => ({ ...post, role: roleName(post.role) }));
	},
};

const words: Record<string, () => string> = {
	post: () => m.shell_kept_posts(),
	posting: () => m.shell_kept_postings(),
	exemption: () => m.shell_kept_exemptions(),
	plan: () => m.shell_kept_plans(),
	pledge_party: () => m.shell_kept_pledges(),
	commitment: () => m.shell_kept_commitments(),
	act: () => m.shell_kept_acts(),
};
