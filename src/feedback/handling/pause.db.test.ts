import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { aged, brought, standing, theHandler } from '../desk/testing.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { askSender } from './ask-sender.ts';
import { resumeFeedback } from './resume-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const asked = async (filed: Filed, days: number) => {
	await s.as(theHandler, (call) => askSender(call, filed.id, 'Xin cho biết thêm'));
	await aged(s, filed, 'paused_on', days);
};
const dueOn = async (filed: Filed, day: string) =>
	asOperator(s.house, (call) => sql`update feedback set due_on = ${day} where id = ${filed.id}`.execute(call.db));
const written = (filed: Filed, set: string) =>
	s.as(theHandler, (call) => sql`update feedback set ${sql.raw(set)} where id = ${filed.id}`.execute(call.db));

test('fifteen questions of a day give as much time as one of fifteen days', async () => {
	const [many, one] = [await brought(s, 'inProgress'), await brought(s, 'inProgress')];
	for (const filed of [many, one]) await dueOn(filed, '2026-12-11');
	for (let question = 0; question < 15; question += 1) {
		await asked(many, 1);
		await s.as(theHandler, (call) => resumeFeedback(call, many.id));
	}
	await asked(one, 15);
	await s.as(theHandler, (call) => resumeFeedback(call, one.id));
	expect(await standing(s, one)).toMatchObject({ dueOn: '2026-12-28', pausedDays: 15 });
	expect(await standing(s, many)).toMatchObject({ dueOn: '2026-12-28', pausedDays: 15 });
});

test('a case that goes on is due no later than its pause and a holiday allow, and its pause is counted once', async () => {
	const filed = await brought(s, 'inProgress');
	const { dueOn: before } = await standing(s, filed);
	await asked(filed, 4);
	for (const later of ['2099-01-01', addDays(before, 20)])
		await expect(written(filed, `state = 'inProgress', step = step + 1, due_on = '${later}'`)).rejects.toThrow(
			/nothing moved the due date/,
		);
	await s.as(theHandler, (call) => resumeFeedback(call, filed.id));
	for (const set of ['paused_days = 0', 'rolled_days = rolled_days + 5'])
		await expect(written(filed, set)).rejects.toThrow(/are counted once/);
});
