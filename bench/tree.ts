import { join } from 'node:path';
import type { Bench } from './bench.ts';

/** Where `units national` has put its files. */
export const national = (directory: string, file: string): string => join(directory, 'national', file);

/** The national tree of 2016, by the real import. */
export const tree: Bench = {
	name: 'tree',
	needs: [],
	keeps: true,
	async run(bed) {
		await bed.vidan('units', 'national', national(bed.directory, ''));
		const file = national(bed.directory, 'units-2016-01-01.csv');
		const { seconds } = await bed.vidan('units', 'import', file, '--on', '2016-01-01');
		await bed.vidan('campaigns', 'create', '--slug', campaign, '--title', 'Đo', '--unit', 'VN', ...period);
		const root = `(select unit_id from unit_parent where parent_id is null)`;
		// Running from the start: how a campaign gets there is not what is measured.
		await bed.db.query(`set session_replication_role = replica`);
		await bed.db.query(`update campaign set state = 'running' where slug = $1`, [campaign]);
		await bed.db.query(`set session_replication_role = default`);
		await bed.db.query(
			`update installation set root_unit_id = ${root}, body_vi = 'Cơ quan minh họa', set_up_at = now()`,
		);
		return [{ what: 'import of the tree of 2016: 10,795 units', measured: `${seconds.toFixed(1)} s` }];
	},
};

/** The campaign in which everything is counted. */
export const campaign = 'do-toc-do';
const period = ['--from', '2017-07-01', '--to', '2030-12-31'];
