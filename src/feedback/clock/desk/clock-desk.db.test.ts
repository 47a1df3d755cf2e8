import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, formatDate, m } from '#words';
import { aWorkspace, type Workspace } from '../../../platform/http/testing.ts';
import { asOperator } from '../../../platform/testing.ts';
import { findFeedback } from '../../feedback.store.ts';
import { expectedOf } from '../../expected.ts';
import { aReader, speakApp } from '../../portal/testing.tsx';
import { aSquare, type Square } from '../../testing.ts';
import { clockOf } from '../clock.store.ts';
import { listCalendars, listNamedDays, listProfiles } from '../rules.store.ts';
import { clockDesk } from './desk.ts';
import { calendarPath, clockPath, profilePath } from './paths.ts';

let s: Square;
let browser: Workspace;
let today: string;
const shorter = (more = {}) => ({
	from: formatDate(addDays(today, 1)),
	basis: 'Quyết định minh họa số 1/QĐ',
	firstLookHours: '4',
	acceptDays: '',
	acceptCounts: 'days',
	settleDays: '10',
	settleCounts: 'workingDays',
	extensionDays: '5',
	mostExtensions: '1',
	suspendDays: '',
	...more,
});

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, clockDesk);
	await s.post('head.ministry', 'administrator', s.unit.ministry);
	await s.post('head.province', 'administrator', s.unit.province);
	today = await asOperator(s.house, async (call) => call.today);
});

describe('deadlines', () => {
	test('are read by everybody inside, and changed at the top alone', async () => {
		expect((await browser.see('member1.communeA', clockPath)).status).toBe(200);
		expect((await browser.send('head.province', profilePath('opinion'), shorter())).status).toBe(403);
		expect((await browser.see('head.province', profilePath('opinion'))).status).toBe(403);
	});

	test('a new version holds from its day on; what is registered keeps its own', async () => {
		const filed = await s.file();
		const before = await asOperator(s.house, async (call) => clockOf(call, (await findFeedback(call, filed.id))!));
		expect((await browser.send('head.ministry', profilePath('opinion'), shorter())).status).toBe(303);
		const [newest, former] = (await asOperator(s.house, listProfiles)).filter(({ kind }) => kind === 'opinion');
		expect(newest).toMatchObject({ from: addDays(today, 1), until: null, settleDays: 10, settleCountsWorking: true });
		expect(former).toMatchObject({ until: addDays(today, 1), settleDays: 20 });
		expect(await asOperator(s.house, async (call) => clockOf(call, (await findFeedback(call, filed.id))!))).toEqual(
			before,
		);
	});

	test('none reaches back, and none goes before one that is there', async () => {
		expect((await browser.send('head.ministry', profilePath('praise'), shorter({ from: '01/01/2020' }))).status).toBe(
			422,
		);
		expect((await browser.send('head.ministry', profilePath('opinion'), shorter())).status).toBe(422);
		expect((await browser.send('head.ministry', profilePath('praise'), shorter({ settleDays: 'mười' }))).status).toBe(
			422,
		);
	});
});

describe('the calendar', () => {
	test('is edited as a list, into a new version; wrong lines are named', async () => {
		const wrong = await browser.send('head.ministry', calendarPath, {
			days: '02/09/2026; nghỉ; Quốc khánh\n31/02/2026; nghỉ; Không có',
			decidedBy: 'Thông báo minh họa',
		});
		expect(wrong.status).toBe(422);
		expect(await wrong.text()).toContain('Dòng 2');
		const days = '02/09/2026; nghỉ; Quốc khánh\n22/08/2026; làm; Làm bù; chưa xác nhận';
		expect((await browser.send('head.ministry', calendarPath, { days, decidedBy: 'Thông báo minh họa' })).status).toBe(
			303,
		);
		const [newest] = await asOperator(s.house, listCalendars);
		expect(newest!.version).toBe(2);
		expect(await asOperator(s.house, (call) => listNamedDays(call, 2))).toEqual([
			{ day: '2026-08-22', working: true, name: 'Làm bù', confirmed: false },
			{ day: '2026-09-02', working: false, name: 'Quốc khánh', confirmed: true },
		]);
	});

	test('says where it ends, and asks who keeps it for the next one in its last half year', async () => {
		const year = Number(today.slice(0, 4));
		const asked = async (who: string) => (await s.as(who, expectedOf)).some(({ href }) => href === calendarPath);
		const until = (to: number) =>
			asOperator(s.house, (call) =>
				sql`insert into calendar (version, from_year, to_year, decided_by)
					select max(version) + 1, 2016, ${to}, 'Minh họa' from calendar`.execute(call.db),
			);
		await until(year + 2);
		expect([await asked('head.ministry'), await asked('head.province')]).toEqual([false, false]);
		expect(await browser.read('member1.communeA', clockPath)).toContain(
			m.feedback_clock_beyond({ year: String(year + 2) }),
		);
		await until(year - 1);
		expect([await asked('head.ministry'), await asked('head.province')]).toEqual([true, false]);
		expect(await browser.read('member1.communeA', clockPath)).toContain(
			m.feedback_clock_runsOut({ year: String(year - 1) }),
		);
		const filed = await s.file();
		const beyond = m.feedback_clock_beyond({ year: String(year - 1) });
		expect(filed.basis).toContain(beyond);
		const reader = await aReader(speakApp(s.house)).open('/tra-cuu');
		await reader.send({ reference: filed.reference, receipt: filed.characters });
		expect(reader.page).toContain(beyond);
	});
});
