import { acts } from './acts.ts';
import type { Bench } from './bench.ts';

/** Every figure on both bases recomputed from the acts along another path. */
export const verify: Bench = {
	name: 'verify',
	needs: [acts.name],
	async run(bed) {
		const { out, seconds } = await bed.vidan('figures', 'verify', '--json');
		const { compared, differ } = JSON.parse(out) as { compared: number; differ: number };
		return [
			{
				what: `figures verify: ${compared.toLocaleString('en')} figures compared in ${seconds.toFixed(0)} s`,
				measured: `${differ} differ`,
				aim: '0 differ',
				holds: differ === 0,
			},
		];
	},
};
