import { setTimeout as pause } from 'node:timers/promises';
import { atMost, type Bench } from './bench.ts';
import { acts } from './acts.ts';

/** “As now” built anew, by the worker of a server that has just started on a tree that changed. */
export const now: Bench = {
	name: 'now',
	needs: [acts.name],
	async run(bed) {
		await bed.quiet();
		await bed.db.query(`update figures_state set fingerprint = ''`);
		await bed.server();
		const began = performance.now();
		for (let fresh = false; !fresh; await pause(50)) {
			const { rows } = await bed.db.query<{ fresh: boolean }>(`select fingerprint <> '' as fresh from figures_state`);
			fresh = rows[0]!.fresh;
		}
		return [atMost('“as now” built anew', (performance.now() - began) / 1_000, 60, 's')];
	},
};
