import { expect, test } from 'vitest';
import { Conflict, Invalid, WrongUsage, type CommandIO } from '#platform';
import { testHouse } from '../platform/testing.ts';
import { campaignsCreate, campaignsList, campaignsTasks } from './index.ts';
import { scene } from './testing.ts';

const house = testHouse().then(async (house) => {
	await scene(house);
	return house;
});
const lines: string[] = [];
const io: CommandIO = { house: () => house, out: (line) => lines.push(line), err: () => {} };
const create = (more: Record<string, string> = {}) =>
	campaignsCreate.run(
		io,
		Object.entries({
			slug: 'goc',
			title: 'Gốc',
			unit: 'ministry',
			from: '2016-12-19',
			to: '2017-12-31',
			...more,
		}).flatMap(([name, value]) => [`--${name}`, value]),
	);

test('a campaign is created once however often it is said, and listed as JSON', async () => {
	expect([await create(), await create()]).toEqual([0, 0]);
	await campaignsList.run(io, ['--json']);
	expect(JSON.parse(lines.join('\n'))).toEqual([
		{ slug: 'goc', title: 'Gốc', unit: 'ministry', from: '2016-12-19', to: '2017-12-31', state: 'draft' },
	]);
});

test('other content under the same slug, an unknown unit, a wrong date are refused', async () => {
	await expect(create({ title: 'Khác' })).rejects.toBeInstanceOf(Conflict);
	await expect(create({ slug: 'khac', unit: 'nowhere' })).rejects.toBeInstanceOf(Invalid);
	await expect(create({ slug: 'khac', to: '2016-01-01' })).rejects.toBeInstanceOf(Invalid);
	await expect(create({ slug: 'khac', from: '2016-02-30' })).rejects.toBeInstanceOf(WrongUsage);
	await expect(create({ slug: 'khac', title: 'Dài '.repeat(100) })).rejects.toThrow(/--title.*300/);
	await expect(create({ slug: 'khac', title: 'Gốc\u202Eạl' })).rejects.toThrow(/U\+202E/);
	await expect(create({ slug: 'Không Phải' })).rejects.toBeInstanceOf(Invalid);
});

test('the morning task runs under the worker’s own login', async () => {
	await campaignsTasks['campaigns.remind']!(await house, {});
});
