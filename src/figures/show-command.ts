import {
	readArguments,
	required,
	requiredDate,
	work,
	WrongUsage,
	type Caller,
	type Command,
	type CommandIO,
} from '#platform';
import { m } from '#words';
import { bearerOf } from './bearer-of.ts';
import { campaignNamed, type CampaignBySlug } from './campaign-by-slug.ts';
import { figuresOf, type Figures } from './figures-of.ts';
import { foldWaiting } from './fold-waiting.ts';
import { metricLabel, type MetricKey } from './metrics.ts';
import { lastDay, type Basis } from './period.ts';
import { ensureNow } from './refresh-now.ts';

const options = {
	unit: { type: 'string' },
	campaign: { type: 'string' },
	from: { type: 'string' },
	to: { type: 'string' },
	basis: { type: 'string', default: 'was' },
	json: { type: 'boolean', default: false },
} as const;

const caller: Caller = { kind: 'operator', name: 'figures show' };

/** `figures show`: the figures of one unit, of all that has been recorded. */
export const showCommand = (campaignBySlug: CampaignBySlug): Command => ({
	name: 'figures show',
	usage: '--unit CODE --campaign SLUG --from DATE --to DATE [--basis was|now] [--json]',
	summary: () => m.figures_command_show(),
	example: 'bin/vidan figures show --unit 25 --campaign ban-linh --from 2025-01-01 --to 2025-12-31 --basis now --json',
	run: (io, args) => show(io, args, campaignBySlug),
});

async function show(io: CommandIO, args: string[], campaignBySlug: CampaignBySlug): Promise<number> {
	const { values } = readArguments(args, options, 0);
	const [unit, campaign] = [required(values.unit, 'unit').normalize('NFC'), required(values.campaign, 'campaign')];
	const period = { from: requiredDate(values.from, 'from'), to: requiredDate(values.to, 'to') };
	if (period.to > lastDay) throw new WrongUsage(`--to ${period.to}: YYYY-MM-DD ≤ ${lastDay}`);
	const basis = readBasis(values.basis);

	const house = await io.house();
	await foldWaiting(house, caller);
	if (basis === 'now') await ensureNow(house, caller);
	const figures = await work(house, caller, async (call) => {
		const campaignId = await campaignNamed(call, campaignBySlug, campaign);
		const unitId = await bearerOf(call, unit, period.to, basis);
		return figuresOf(call, unitId, { campaignId, period, basis });
	});
	if (values.json) io.out(toJson({ unit, campaign, ...period, basis }, figures));
	else for (const line of toLines(figures)) io.out(line);
	return 0;
}

function readBasis(basis: string): Basis {
	if (basis !== 'was' && basis !== 'now') throw new WrongUsage(`--basis ${basis}: was | now`);
	return basis;
}

/** The amounts are written digit by digit: as numbers of JavaScript they would be rounded. */
function toJson(question: Record<string, string>, { amounts, estimated }: Figures): string {
	const figures = Object.entries(amounts).map(([metric, amount]) => `${JSON.stringify(metric)}:${amount}`);
	const head = JSON.stringify(question).slice(0, -1);
	return `${head},"figures":{${figures.join(',')}},"estimated":${JSON.stringify(estimated)}}`;
}

const toLines = ({ amounts, estimated }: Figures): string[] =>
	Object.entries(amounts).map(([key, amount]) => {
		const metric = key as MetricKey;
		return `${metricLabel(metric)} (${metric}): ${amount}${estimated.includes(metric) ? ` ${m.figures_estimated()}` : ''}`;
	});
