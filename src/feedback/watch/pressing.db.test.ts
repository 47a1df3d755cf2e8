import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { inLocale } from '#words';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { noteProgress } from '../handling/note-progress.ts';
import { expectedOf } from '../index.ts';
import { declareRelative } from '../routing/declare-relative.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCase } from './watch-cases.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

/** What the start page of somebody says of one case, in Vietnamese. */
const told = async (who: string, { id, reference }: { id: string; reference: string }) => {
	const all = await s.as(who, expectedOf);
	return all.filter(({ href }) => href.endsWith(id)).map(({ label, state }) => [state, label.replace(reference, '·')]);
};

/** A case as if it had come so many days before, with what became due by now. */
async function older(days: number, filed: { id: string }) {
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set received_on = received_on - ${days}, due_on = received_on - ${days} + 20 where id = '${filed.id}'`,
		'alter table feedback enable trigger user',
	);
	await asOperator(s.house, (call) => watchCase(call, filed.id));
}

describe('the ladder', () => {
	test('half of the time is told to who handles it, and to nobody else', async () => {
		const filed = await brought(s, 'inProgress');
		await older(11, filed);
		expect(await told(theHandler, filed)).toEqual([['later', 'Vụ việc · đã dùng nửa thời hạn']]);
		expect(await told(theApprover, filed)).toEqual([]);
		expect(await told(theDesk, filed)).toEqual([]);
	});

	test('what stands still takes the place of nothing that runs', async () => {
		const filed = await brought(s, 'inProgress');
		const waiting = [];
		for (let turn = 0; turn < 20; turn++) waiting.push((await brought(s, 'inProgress')).id);
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set state = 'awaitingSender', due_on = due_on - 100, rung = 80, paused_on = current_date
				where id in (${waiting.map((id) => `'${id}'`).join()})`,
			'alter table feedback enable trigger user',
		);
		await older(17, filed);
		const words = [['soon', 'Vụ việc · đã dùng 80% thời hạn']];
		expect(await told(theHandler, filed)).toEqual(words);
		expect(await told(theApprover, filed)).toEqual(words);
	});

	test('80 percent is told to the head of the body too, in the language of each', async () => {
		const filed = await brought(s, 'inProgress');
		await older(17, filed);
		const words = [['soon', 'Vụ việc · đã dùng 80% thời hạn']];
		expect(await told(theHandler, filed)).toEqual(words);
		expect(await told(theApprover, filed)).toEqual(words);
		const english = await inLocale('en', () => s.as(theApprover, expectedOf));
		expect(english.map(({ label }) => label)).toContain(`Case ${filed.reference} has used 80% of its time`);
	});

	test('what nobody handles yet is told to the desk', async () => {
		const filed = await brought(s, 'screened');
		await older(11, filed);
		expect(await told(theDesk, filed)).toEqual([['later', 'Vụ việc · đã dùng nửa thời hạn']]);
	});

	test('what is late is told to handler and head as late', async () => {
		const filed = await brought(s, 'inProgress');
		await older(25, filed);
		for (const who of [theHandler, theApprover])
			expect(await told(who, filed), who).toContainEqual(['late', 'Vụ việc · đã quá hạn trả lời']);
	});

	test('what moved up is told to desk and head above, and no more to those who let it lie', async () => {
		const filed = await brought(s, 'inProgress');
		await older(40, filed);
		for (const who of ['desk.ministry', 'head.ministry'])
			expect(await told(who, filed), who).toEqual([['late', 'Vụ việc · để quá lâu ở cấp dưới, nay chuyển lên đây']]);
		for (const who of [theDesk, theHandler, theApprover]) expect(await told(who, filed), who).toEqual([]);
	});

	test('while the clock stands still nobody is pressed', async () => {
		const filed = await brought(s, 'inProgress');
		await older(17, filed);
		await asOperator(s.house, (call) =>
			sql`update feedback set state = 'awaitingSender', step = step + 1, paused_on = app.today() where id = ${filed.id}`.execute(
				call.db,
			),
		);
		expect(await told(theHandler, filed)).toEqual([]);
	});

	test('whoever must not know of a case is told nothing of it', async () => {
		const filed = await brought(s, 'inProgress');
		await older(25, filed);
		expect(await told(theHandler, filed)).not.toEqual([]);
		const accused = 'member1.communeB';
		await s.as(theHandler, (call) => declareRelative(call, { number: accused, fullName: `Nguyễn Văn ${accused}` }));
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		expect(await told(theHandler, filed)).toEqual([]);
		expect(await told('head.communeA', filed)).toEqual([]);
		await asOperator(s.house, (call) => sql`delete from declared_relation`.execute(call.db));
	});
});

describe('the first look of a human', () => {
	const lookDue = (id: string, hours: number) =>
		asOperator(s.house, (call) =>
			sql`update feedback set look_due_at = ${new Date(call.now.getTime() + hours * 3_600_000)} where id = ${id}`.execute(
				call.db,
			),
		);

	test('is asked of the desk with its hour, and is late after it', async () => {
		const filed = await s.file();
		await lookDue(filed.id, 2);
		const [[state, label] = []] = await told(theDesk, filed);
		expect(state).not.toBe('late');
		expect(label).toMatch(/^Vụ việc · cần được xem lần đầu trước \d\d:\d\d, /);
		await lookDue(filed.id, -1);
		const [[, late] = []] = await told(theDesk, filed);
		expect(late).toMatch(/chưa có người xem; hạn xem lần đầu là \d\d:\d\d, /);
		expect(await told(theApprover, filed)).toEqual([]);
	});

	test('is asked no more once it was sorted', async () => {
		const filed = await brought(s, 'screened');
		await lookDue(filed.id, -1);
		expect(await told(theDesk, filed)).toEqual([]);
	});
});

describe('the note to the sender', () => {
	test('is asked of the handler every seven working days once the answer is overdue, until it is written', async () => {
		const filed = await brought(s, 'inProgress');
		await older(29, filed);
		const words = 'Báo tiến độ cho người gửi vụ việc ·';
		expect((await told(theHandler, filed)).map(([, label]) => label)).toContain(words);
		expect((await told(theApprover, filed)).map(([, label]) => label)).not.toContain(words);
		await s.as(theHandler, (call) => noteProgress(call, filed.id, 'Đang xác minh'));
		expect((await told(theHandler, filed)).map(([, label]) => label)).not.toContain(words);
		expect((await standing(s, filed)).rung).toBe(100);
	});
});

test('a seat of the oversight body is told of what it has', async () => {
	const filed = await brought(s, 'screened');
	await asOperator(s.house, (call) =>
		sql`update feedback set handling_unit_id = null, with_oversight = true, routing = 'oversight' where id = ${filed.id}`.execute(
			call.db,
		),
	);
	await older(17, filed);
	expect(await told('seat1', filed)).toEqual([['soon', 'Vụ việc · đã dùng 80% thời hạn']]);
});

test('the start page of a seat leads to what waits for somebody of the oversight body', async () => {
	const waits = async () => {
		const lines = (await s.as('seat2', expectedOf)).filter(({ href }) => href === '/lam-viec/gop-y?hang=oversight');
		return lines.length === 0 ? 0 : Number(lines[0]!.label.match(/^\d+/)![0]);
	};
	const before = await waits();
	const filed = await brought(s, 'screened');
	await asOperator(s.house, (call) =>
		sql`update feedback set handling_unit_id = null, with_oversight = true, routing = 'oversight' where id = ${filed.id}`.execute(
			call.db,
		),
	);
	expect(await waits()).toBe(before + 1);
	expect((await s.as(theDesk, expectedOf)).map(({ href }) => href)).not.toContain('/lam-viec/gop-y?hang=oversight');
});
