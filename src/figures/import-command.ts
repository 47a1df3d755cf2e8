import { fileFromPath, readArguments, required, work, type Caller, type Command, type CommandIO } from '#platform';
import { formatNumber, m } from '#words';
import { campaignNamed, type CampaignBySlug } from './campaign-by-slug.ts';
import { foldWaiting } from './fold-waiting.ts';
import { importActs } from './import-acts.ts';
import { ensureNow } from './refresh-now.ts';

const options = { campaign: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

const caller: Caller = { kind: 'operator', name: 'acts import' };

/** `acts import`: history kept in spreadsheets. Returns when the acts are in the figures. */
export const importCommand = (campaignBySlug: CampaignBySlug): Command => ({
	name: 'acts import',
	usage: 'FILE --campaign SLUG [--json]',
	summary: () => m.figures_command_import(),
	example: 'bin/vidan acts import acts.csv --campaign ban-linh',
	run: (io, args) => run(io, args, campaignBySlug),
});

async function run(io: CommandIO, args: string[], campaignBySlug: CampaignBySlug): Promise<number> {
	const { values, positionals } = readArguments(args, options, 1);
	const slug = required(values.campaign, 'campaign');
	const file = await fileFromPath(positionals[0]!);

	const house = await io.house();
	const told = every(50_000, (lines) => io.err(m.figures_import_reading({ lines: formatNumber(lines) })));
	const done = await work(house, caller, async (call) =>
		importActs(call, await campaignNamed(call, campaignBySlug, slug), file, told),
	);
	await foldWaiting(house, caller, (folded) => io.err(m.figures_import_folding({ folded: formatNumber(folded) })));
	await ensureNow(house, caller);
	if (values.json) io.out(JSON.stringify(done));
	else io.out(m.figures_import_done({ read: formatNumber(done.read), written: formatNumber(done.written) }));
	return 0;
}

/** Tells of a growing count at every so many. */
function every(step: number, tell: (count: number) => void): (count: number) => void {
	let next = step;
	return (count) => {
		if (count < next) return;
		tell(count);
		next = count + step;
	};
}
