import { acts } from './acts.ts';
import type { Bed } from './bed.ts';
import { atMost, type Bench, type Line } from './bench.ts';
import { issue } from './issue.ts';
import { national } from './tree.ts';

/** Both re-organisations of 2025 with all acts, members and commitments there; then “as now”, then the oracle. */
export const reorganise: Bench = {
	name: 'reorganise',
	needs: [acts.name, issue.name],
	keeps: true,
	async run(bed) {
		await bed.quiet();
		return [
			...(await apply(bed, '2025-03-01', 'districts abolished, 10,035 communes moved')),
			...(await apply(bed, '2025-07-01', '63 → 34 provinces, 10,035 → 3,321 communes')),
		];
	},
};

/** Applied as the command line does it: read, checked against what was checked, written, the figures brought along. */
async function apply(bed: Bed, on: string, what: string): Promise<Line[]> {
	const file = national(bed.directory, `reorganisation-${on}.csv`);
	const about = ['--on', on, '--decision', `Minh họa ${on}`];
	await bed.vidan('reorganise', 'check', file, ...about);
	const { seconds } = await bed.vidan('reorganise', 'apply', file, ...about);
	return [atMost(`re-organisation of ${on}: ${what}`, seconds, 10, 's')];
}
