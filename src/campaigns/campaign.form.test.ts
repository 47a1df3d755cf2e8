import { expect, test } from 'vitest';
import { newCampaignForm, slugOf } from './campaign.form.ts';
import { cascadeForm, signForm, taskForm } from './plan.form.ts';

test.each([
	['Bản lĩnh, nhân văn, vì nhân dân phục vụ', 'ban-linh-nhan-van-vi-nhan-dan-phuc-vu'],
	['  Đổi mới – 2025!  ', 'doi-moi-2025'],
	['Hoà bình', 'hoa-binh'],
])('the address of “%s”', (title, slug) => expect(slugOf(title)).toBe(slug));

test('a long title is cut between words', () => {
	const words = 'xay-dung-phong-cach-nguoi-can-bo-chien-si-ban-linh-nhan-van-vi-nhan-dan-phuc-vu-trong-tinh-hinh-moi';
	const slug = slugOf(words);
	expect(slug.length).toBeLessThanOrEqual(80);
	expect(words.startsWith(`${slug}-`)).toBe(true);
});

test('what is left out of a campaign is named, field by field', () => {
	const read = newCampaignForm.safeParse({ title: ' ', startsOn: '', endsOn: '31/2/2025', unitId: '' });
	expect(read.error!.issues.map(({ path, message }) => [path.join(), message])).toEqual([
		['title', 'Ghi tên cuộc vận động.'],
		['startsOn', 'Ghi ngày.'],
		['endsOn', 'Ghi ngày như 24/3/2017.'],
		['unitId', 'Chọn đơn vị chủ trì.'],
	]);
});

test('a task is read as people write it: Vietnamese numbers and dates, nothing for nothing', () => {
	const read = taskForm.parse({ content: ' Học tập ', target: '1.200,5', dueOn: '24/3/2017', leadUnitId: '7' });
	expect(read).toEqual({
		content: 'Học tập',
		target: 1200.5,
		dueOn: '2017-03-24',
		startsOn: null,
		leadUnitId: 7,
		measureId: null,
		coordinating: [],
		product: '',
		metricKey: null,
	});
	expect(taskForm.safeParse({ content: 'x', target: '-1' }).success).toBe(false);
});

test('a number is signed as a whole number above nothing', () => {
	const signed = { symbol: 'KH-BCA', signedOn: '1/3/2025', signerPosition: 'Giám đốc' };
	expect(signForm.parse({ ...signed, number: '05' }).number).toBe(5);
	expect(['0', '1.5', 'A', ''].filter((number) => signForm.safeParse({ ...signed, number }).success)).toEqual([]);
});

test('a cascade to chosen units needs one chosen', () => {
	expect(cascadeForm.safeParse({ on: '1/3/2025', who: 'codes' }).success).toBe(false);
	expect(cascadeForm.parse({ on: '1/3/2025', who: 'all', codes: ['A'] }).filter).toEqual({});
	expect(cascadeForm.parse({ on: '1/3/2025', who: 'kinds', kinds: ['Xã'] }).filter).toEqual({ kinds: ['Xã'] });
});
