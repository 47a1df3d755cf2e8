import {
	Invalid,
	readArguments,
	required,
	requiredDate,
	requiredText,
	work,
	type Command,
	type CommandIO,
} from '#platform';
import { findLastBearer } from '#organisation';
import { m } from '#words';
import { stateWord } from './state-words.ts';
import { listCampaigns } from './campaign.store.ts';
import { createCampaign } from './create-campaign.ts';

const operator = { kind: 'operator', name: 'campaigns' } as const;

export const campaignsList: Command = {
	name: 'campaigns list',
	usage: '[--json]',
	summary: () => m.campaigns_command_list(),
	example: 'bin/vidan campaigns list --json',
	async run(io: CommandIO, args: string[]): Promise<number> {
		const { values } = readArguments(args, { json: { type: 'boolean' } }, 0);
		const campaigns = await work(await io.house(), operator, listCampaigns, { readOnly: true });
		if (values.json) {
			io.out(
				JSON.stringify(
					campaigns.map(({ slug, title, unitCode, startsOn, endsOn, state }) => ({
						slug,
						title,
						unit: unitCode,
						from: startsOn,
						to: endsOn,
						state,
					})),
				),
			);
			return 0;
		}
		for (const { slug, title, unitCode, startsOn, endsOn, state } of campaigns) {
			io.out([slug, unitCode, `${startsOn}…${endsOn}`, stateWord(state), title].join('\t'));
		}
		return 0;
	},
};

export const campaignsCreate: Command = {
	name: 'campaigns create',
	usage: '--slug SLUG --title TITLE --unit CODE --from DATE --to DATE',
	summary: () => m.campaigns_command_create(),
	example:
		'bin/vidan campaigns create --slug ban-linh-nhan-van --title "Bản lĩnh, nhân văn" --unit 00 --from 2016-12-19 --to 2017-12-31',
	async run(io: CommandIO, args: string[]): Promise<number> {
		const { values } = readArguments(args, options, 0);
		const [startsOn, endsOn] = [requiredDate(values.from, 'from'), requiredDate(values.to, 'to')];
		const title = requiredText(values.title, 'title', 300);
		const [slug, code] = (['slug', 'unit'] as const).map((name) => required(values[name], name).normalize('NFC'));
		await work(await io.house(), operator, async (call) => {
			const unitId = (await findLastBearer(call, code!, call.today))?.id;
			if (unitId === undefined) throw new Invalid(() => m.campaigns_command_noUnit({ code: code! }));
			return createCampaign(call, { slug: slug!, title, unitId, startsOn, endsOn });
		});
		io.err(m.campaigns_command_created({ slug: slug! }));
		return 0;
	},
};

const options = {
	slug: { type: 'string' },
	title: { type: 'string' },
	unit: { type: 'string' },
	from: { type: 'string' },
	to: { type: 'string' },
} as const;
