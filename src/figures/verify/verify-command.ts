import { readArguments, work, type Caller, type Command, type CommandIO, type House } from '#platform';
import { formatNumber, m } from '#words';
import { metricOf } from '../metrics.ts';
import { ensureNow } from '../refresh-now.ts';
import type { Compared, Difference } from './two-sets.store.ts';
import { verifyFigures } from './verify-figures.ts';

const caller: Caller = { kind: 'operator', name: 'figures verify' };

/** `figures verify`: the oracle on the real database. Exit code 1 when any figure differs. */
export const verifyCommand: Command = {
	name: 'figures verify',
	usage: '[--json]',
	summary: () => m.figures_command_verify(),
	example: 'bin/vidan figures verify',
	run,
};

async function run(io: CommandIO, args: string[]): Promise<number> {
	const { values } = readArguments(args, { json: { type: 'boolean', default: false } }, 0);
	const { compared, differ, examples } = await verify(await io.house(), (what) =>
		io.err(m.figures_verify_step({ what })),
	);
	for (const example of examples) io.err(line(example));
	if (values.json) io.out(JSON.stringify({ compared, differ }));
	else io.out(m.figures_verify_done({ compared: formatNumber(compared), differ: formatNumber(differ) }));
	return differ === 0 ? 0 : 1;
}

async function verify(house: House, progress: (what: string) => void): Promise<Compared> {
	for (;;) {
		await ensureNow(house, caller);
		const compared = await work(house, caller, (call) => verifyFigures(call, progress));
		if (compared) return compared;
	}
}

const line = ({ what, nodeId, campaignId, metricId, day, expected, found }: Difference): string =>
	`${what}: unit ${nodeId}, campaign ${campaignId}, ${metricOf(metricId).key}, ${day}: ${expected} ≠ ${found}`;
