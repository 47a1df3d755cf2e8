import { describe, expect, test } from 'vitest';
import { aLeaf } from '../testing.ts';
import { countStatistics, statisticsOf } from './statistics.ts';

const day = '2026-06-30';
const leaf = (event: string, on: string, more: Parameters<typeof aLeaf>[0] extends infer L ? Partial<L> : never = {}) =>
	aLeaf({ subject: 'case-0001', event, at: `${on}T05:00:00Z`, ...more });
const received = leaf('received', '2026-03-01', { body: 'H26', due: '2026-03-20' });
const one = (...leaves: ReturnType<typeof aLeaf>[]) => statisticsOf([received, ...leaves], day)[0];

describe('a case', () => {
	test.each([
		['answered on its day', leaf('answered', '2026-03-20'), { answered: 1, onTime: 1, overdue: 0 }],
		['answered a day late', leaf('answered', '2026-03-21'), { answered: 1, onTime: 0, overdue: 0 }],
		['never answered', leaf('assigned', '2026-03-02'), { answered: 0, onTime: 0, overdue: 1 }],
		['withdrawn', leaf('withdrawn', '2026-03-02'), { answered: 0, onTime: 0, overdue: 0 }],
		['waiting for its sender', leaf('asked', '2026-03-02'), { answered: 0, onTime: 0, overdue: 0 }],
		['extended in time', leaf('extended', '2026-03-10', { due: '2026-07-01' }), { answered: 0, onTime: 0, overdue: 0 }],
	])('%s', (_, next, figures) => {
		expect(one(next)).toEqual({ body: 'H26', period: '2026-03', received: 1, guided: 0, ...figures });
	});

	test('that was waked up is overdue again', () => {
		expect(one(leaf('asked', '2026-03-02'), leaf('replied', '2026-03-05'))).toMatchObject({ overdue: 1 });
	});

	test.each(['objected', 'reviewOpened'])('that was guided elsewhere is overdue again once it is %s', (event) => {
		const guided = leaf('guided', '2026-03-02');
		expect(one(guided)).toMatchObject({ answered: 0, overdue: 0 });
		expect(one(guided, leaf(event, '2026-03-05', { due: '2026-04-05' }))).toMatchObject({ answered: 0, overdue: 1 });
	});

	test('that was guided elsewhere is told as such, also when it is closed, until its sender objects', () => {
		const guided = [leaf('guided', '2026-03-02'), leaf('closed', '2026-04-02')];
		expect(one(...guided)).toMatchObject({ received: 1, answered: 0, guided: 1, overdue: 0 });
		expect(one(...guided, leaf('objected', '2026-04-05'))).toMatchObject({ guided: 0, overdue: 1 });
		expect(one(leaf('answered', '2026-03-02'))).toMatchObject({ guided: 0 });
	});

	test('that was withdrawn and closed is overdue again once it was objected to', () => {
		const ended = [leaf('withdrawn', '2026-03-02'), leaf('closed', '2026-03-12')];
		expect(one(...ended)).toMatchObject({ overdue: 0 });
		expect(one(...ended, leaf('objected', '2026-03-15'))).toMatchObject({ overdue: 1 });
	});

	test('whose first answer is that of a review is answered, by the day that was due then', () => {
		const review = [leaf('guided', '2026-03-02'), leaf('reviewOpened', '2026-03-25', { due: '2026-04-20' })];
		expect(one(...review, leaf('answeredFinal', '2026-04-20'))).toMatchObject({ answered: 1, onTime: 1, overdue: 0 });
		expect(one(...review, leaf('answeredFinal', '2026-04-21'))).toMatchObject({ answered: 1, onTime: 0, overdue: 0 });
	});

	test.each([
		['objected', '2026-04-02'],
		['reopened', '2026-04-02'],
		['goesOn', '2026-04-02'],
	])('that was answered in time is overdue again once it is %s and the new day is over', (event, on) => {
		const answered = leaf('answered', '2026-03-20');
		const again = leaf(event, on, { due: '2026-04-25' });
		expect(one(answered)).toMatchObject({ answered: 1, onTime: 1, overdue: 0 });
		expect(one(answered, again)).toMatchObject({ answered: 1, onTime: 1, overdue: 1 });
		expect(one(answered, leaf(event, on, { due: '2026-07-01' }))).toMatchObject({ overdue: 0 });
		expect(one(answered, again, leaf('asked', '2026-04-05'))).toMatchObject({ overdue: 0 });
		expect(one(answered, again, leaf('answeredFinal', '2026-05-25'))).toMatchObject({ onTime: 1, overdue: 0 });
	});

	test('is answered in time by the day in Viet Nam, which begins at 17 hours UTC', () => {
		expect(one(leaf('answered', '', { at: '2026-03-20T16:00:00Z' }))).toMatchObject({ onTime: 1 });
		expect(one(leaf('answered', '', { at: '2026-03-20T17:00:00Z' }))).toMatchObject({ onTime: 0 });
	});

	test('cannot be brought into time by a due date that is put off after the answer', () => {
		const late = leaf('answered', '2026-03-25');
		expect(one(late, leaf('extended', '2026-03-26', { due: '2026-04-01' }))).toMatchObject({ onTime: 0 });
	});

	test('counts for the body that has it now, in the month in which it was received', () => {
		expect(one(leaf('transferred', '2026-04-02', { body: 'H27' }))).toMatchObject({ body: 'H27', period: '2026-03' });
	});

	test('is counted as it stood when so many leaves were there', () => {
		const count = countStatistics();
		for (const each of [received, leaf('answered', '2026-03-10')]) count.add(each);
		expect(count.on(day, 1)).toMatchObject([{ answered: 0, overdue: 1 }]);
		expect(count.on(day, 2)).toMatchObject([{ answered: 1, overdue: 0 }]);
	});
});

test('plans and pledges are no cases', () => {
	expect(statisticsOf([leaf('signed', '2026-03-01', { class: 'plan', body: 'H26' })], day)).toEqual([]);
});
