import { expect, test } from 'vitest';
import { copiedIn, copiesParent, similarity } from './similarity.ts';
import type { TaskContent } from './task.ts';

const said = (content: string, more: Partial<TaskContent> = {}): TaskContent => ({
	measureId: null,
	content,
	leadUnitId: null,
	coordinating: [],
	startsOn: null,
	dueOn: '2017-03-30',
	product: '',
	metricKey: null,
	target: 12,
	...more,
});
const parent = said('Tổ chức 12 buổi học tập, quán triệt nội dung cuộc vận động cho toàn thể cán bộ, chiến sĩ');

test('the same words are alike whatever their case and punctuation, different ones are not', () => {
	expect(similarity('Lễ phát động, thi đua.', 'lễ phát động thi đua')).toBe(1);
	expect(similarity('Lễ phát động thi đua', 'Tập huấn nghiệp vụ')).toBe(0);
	expect(similarity('', '')).toBe(1);
	expect(similarity('Tập huấn', '')).toBe(0);
	expect(similarity('a b c d', 'd c b a')).toBe(0);
});

test('word for word with the same number copies the parent', () => {
	expect(copiesParent(parent, said(parent.content, { dueOn: '2017-04-15' }))).toBe(true);
	expect(copiesParent(parent, said(`${parent.content}.`, { target: 3 }))).toBe(true);
});

test('an own number and an own date, or own words, are no copy', () => {
	expect(copiesParent(parent, said(parent.content, { target: 3, dueOn: '2017-04-15' }))).toBe(false);
	expect(copiesParent(parent, said('Mỗi đội học tập một buổi tại trụ sở công an xã'))).toBe(false);
});

test('tasks that do not apply and undecided ones are not counted as copies', () => {
	expect(copiedIn([{ parent: parent as never, own: undefined }])).toEqual({ copied: 0, of: 0 });
});
