import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { House } from '#platform';
import { asOperator } from '../platform/testing.ts';
import type { CampaignBySlug } from './campaign-by-slug.ts';
import { importCommand } from './import-command.ts';
import { rebuildCommand } from './rebuild-command.ts';
import { showCommand } from './show-command.ts';
import { reorganise, runCommand, smallBody } from './testing.ts';
import { verifyCommand } from './verify/verify-command.ts';
import { verifyFigures } from './verify/verify-figures.ts';

let house: House;
beforeAll(async () => {
	house = await smallBody();
});

const slugs: CampaignBySlug = async (_call, slug) => (slug === 'ban-linh' ? { id: 7 } : undefined);

const directory = mkdtempSync(join(tmpdir(), 'vidan-acts-'));
const importing = (text: string, campaign = 'ban-linh') => {
	const path = join(directory, `${randomUUID()}.csv`);
	writeFileSync(path, text);
	return runCommand(house, importCommand(slugs), path, '--campaign', campaign, '--json');
};
const show = (unit: string, from: string, to: string, basis: string) => {
	const period = ['--from', from, '--to', to, '--basis', basis];
	return runCommand(house, showCommand(slugs), '--unit', unit, '--campaign', 'ban-linh', ...period, '--json');
};
const figures = async (...asked: Parameters<typeof show>) => JSON.parse((await show(...asked)).out).figures;

const ids = Array.from({ length: 4 }, () => randomUUID());
const history = `id,unit_code,metric,qty,occurred_on,note
${ids[0]},X1,studySession,1,2025-03-24,
${ids[1]},X1,memberOnStrength,40,2024-06-01,
${ids[2]},X2,memberOnStrength,10,2024-06-01,"Đơn vị, nhỏ"
${ids[3]},X3,studySession,-0.5,2025-03-31,
`;

describe('acts import', () => {
	test('bad lines are told by line and column, and nothing is kept', async () => {
		const bad = `${history}x,X1,studySession,1,2025-03-24,
${randomUUID()},X9,studySession,1,2025-03-24,
${randomUUID()},X1,sessions,1,2025-03-24,
${randomUUID()},X1,studySession,1,2023-03-24,
`;
		const { code, problem } = await importing(bad);
		expect(code).toBe(1);
		expect(problem).toContain('Dòng 6, cột id');
		expect(problem).toContain('Dòng 7, cột unit_code');
		expect(problem).toMatch(/Dòng 8, cột metric.*studySession, attendance/);
		expect(problem).toContain('Dòng 9, cột unit_code');
		const { rows } = await asOperator(house, (call) => sql`select from act`.execute(call.db));
		expect(rows).toHaveLength(0);
	});

	test('the same file twice counts once; when it returns, the acts are in the figures', async () => {
		expect(await importing(history)).toMatchObject({ code: 0, out: '{"read":4,"written":4}' });
		expect(await importing(history)).toMatchObject({ code: 0, out: '{"read":4,"written":0}' });
		expect(await figures('VN', '2025-01-01', '2025-03-31', 'was')).toEqual({
			memberOnStrength: 50,
			studySession: 0.5,
		});
	});

	test('an id that belongs to another act is told', async () => {
		const { code, problem } = await importing(history.replace('2025-03-24', '2025-03-25'));
		expect(code).toBe(1);
		expect(problem).toContain('Dòng 2, cột id');
	});

	test('an id written without hyphens, or in capitals, is the same id', async () => {
		const id = randomUUID();
		const line = (id: string, qty: number) =>
			`id,unit_code,metric,qty,occurred_on,note\n${id},X1,studySession,${qty},2025-03-24,\n`;
		const bare = id.replaceAll('-', '').toUpperCase();
		expect((await importing(line(id, 1))).code).toBe(0);
		expect((await importing(line(bare, 1))).code).toBe(0);
		expect((await importing(line(bare, 5))).code).toBe(1);
		expect((await importing(line(id, -1).replace(id, randomUUID()))).code).toBe(0);
	});

	test('an id that stands in the file twice with other content is told at the second line', async () => {
		const id = randomUUID();
		const twice = `id,unit_code,metric,qty,occurred_on,note\n${id},X1,studySession,1,2025-03-24,\n${id},X1,studySession,2,2025-03-24,\n`;
		const { code, problem } = await importing(twice);
		expect(code).toBe(1);
		expect(problem).toMatch(/Dòng 3, cột id.*hai lần.*dòng 2/);
		expect(problem).not.toContain('Dòng 2, cột');
	});

	test('a day to come is told', async () => {
		const { code, problem } = await importing(history.replace('2025-03-24', '2199-03-24'));
		expect(code).toBe(1);
		expect(problem).toContain('Dòng 2, cột occurred_on');
	});

	test('a campaign nobody knows is told', async () => {
		expect((await importing(history, 'khong-co')).problem).toContain('khong-co');
	});
});

describe('figures show', () => {
	test('prints one line of JSON with both days included', async () => {
		expect((await show('X1', '2025-03-24', '2025-03-24', 'was')).out).toBe(
			'{"unit":"X1","campaign":"ban-linh","from":"2025-03-24","to":"2025-03-24","basis":"was",' +
				'"figures":{"memberOnStrength":40,"studySession":1},"estimated":[]}',
		);
	});

	test('a unit that did not exist in the period has zeros', async () => {
		expect(await show('X1', '2020-01-01', '2020-12-31', 'was')).toMatchObject({ code: 0 });
		expect(await figures('X1', '2020-01-01', '2020-12-31', 'was')).toEqual({ memberOnStrength: 0, studySession: 0 });
	});

	test('a year that no figure reaches is told', async () => {
		expect((await show('X1', '2025-01-01', '9999-12-31', 'was')).problem).toContain('--to 9999-12-31');
	});

	test('a code that nobody ever bore is told', async () => {
		expect((await show('X9', '2025-01-01', '2025-03-31', 'was')).problem).toContain('X9');
	});

	test('stocks go along with a merger; “now” a unit that is gone names its heirs', async () => {
		await reorganise(house, '2025-07-01', 'create,,,Y1,Xã mới,xa,P2,\nmerge,X1,Y1,,,,,\nmerge,X2,X3,,,,,');
		expect(await figures('P2', '2025-01-01', '2025-06-30', 'was')).toEqual({ memberOnStrength: 0, studySession: -0.5 });
		expect(await figures('P2', '2025-01-01', '2025-07-01', 'was')).toEqual({
			memberOnStrength: 50,
			studySession: -0.5,
		});
		expect(await figures('P2', '2025-01-01', '2025-06-30', 'now')).toEqual({ memberOnStrength: 50, studySession: 0.5 });
		expect(await figures('X1', '2025-01-01', '2025-07-31', 'was')).toEqual({ memberOnStrength: 0, studySession: 1 });
		const gone = await show('X1', '2025-01-01', '2025-12-31', 'now');
		expect(gone).toMatchObject({ code: 1, out: '' });
		expect(gone.problem).toContain('Y1 (Xã mới)');
	});
});

describe('figures verify', () => {
	test('finds nothing after all this, finds one figure that was tampered with, and a rebuild puts it right', async () => {
		const fine = await runCommand(house, verifyCommand, '--json');
		expect(fine.code).toBe(0);
		expect(JSON.parse(fine.out)).toMatchObject({ differ: 0 });
		expect(JSON.parse(fine.out).compared).toBeGreaterThan(50);

		await asOperator(house, (call) =>
			sql`update node_year set n = n + 1 where metric_id = 30 and node_id = (select min(id) from unit)`.execute(
				call.db,
			),
		);
		const wrong = await runCommand(house, verifyCommand, '--json');
		expect(wrong.code).toBe(1);
		expect(JSON.parse(wrong.out)).toMatchObject({ differ: 1 });

		expect(await runCommand(house, rebuildCommand)).toMatchObject({ code: 0 });
		expect(JSON.parse((await runCommand(house, verifyCommand, '--json')).out)).toEqual({ ...JSON.parse(fine.out) });
	});

	test.each([
		['of a unit that has done nothing of the kind', sql`(select max(id) from unit)`, '2017-03-01'],
		['of a unit that never was', sql`1000000`, '2017-03-01'],
		['of a time that has not come', sql`(select min(id) from unit)`, '2037-01-01'],
	])(
		'a stock that stands beside the acts is found, however few nodes are compared at a time: %s',
		async (_, node, period) => {
			const differing = () => asOperator(house, async (call) => (await verifyFigures(call, () => {}, 1))?.differ);
			expect(await differing()).toBe(0);
			const columns = sql`'month', ${node}, (select min(campaign_id) from unit_day), ${period}::date, 1`;
			await asOperator(house, (call) =>
				sql`insert into node_figure (grain, node_id, campaign_id, period, metric_id, n) select ${columns}, 5`.execute(
					call.db,
				),
			);
			expect(await differing()).toBeGreaterThan(0);
			await asOperator(house, (call) =>
				sql`delete from node_figure where (grain, node_id, campaign_id, period, metric_id) = (${columns})`.execute(
					call.db,
				),
			);
		},
	);
});
