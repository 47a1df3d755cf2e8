import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { aVillage, type Village } from '../../activities/testing.ts';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { planActivity } from '#activities';
import { draftPlan } from '#campaigns';
import { search } from './search.tsx';

let v: Village;
let browser: Workspace;

beforeAll(async () => {
	v = await aVillage();
	browser = aWorkspace(v, search);
	await v.as('focal.ministry', (call) => draftPlan(call, 'vi-nhan-dan-phuc-vu', v.unit.ministry));
	await v.as('focal.communeA', (call) =>
		planActivity(call, v.unit.communeA, {
			kind: 'studySession',
			title: 'Học tập 100% chuyên đề',
			takesPlaceOn: call.today,
			campaignIds: [v.campaignId],
			participants: [],
			begins: null,
			ends: null,
			place: '',
			chair: '',
			programme: '',
		}),
	);
});

const sees = async (who: string, words: string) =>
	(await browser.see(who, `/lam-viec/tim?q=${encodeURIComponent(words)}`)).text();

test('campaigns, plans, events and units are found by what they are called, marks or none', async () => {
	expect(await sees('head.ministry', 'nhan dan')).toContain('/lam-viec/cuoc-van-dong/vi-nhan-dan-phuc-vu');
	expect(await sees('head.ministry', 'ministry')).toMatch(/\/lam-viec\/ke-hoach\/.*\/lam-viec|\/lam-viec\/ke-hoach\//s);
	expect(await sees('head.ministry', 'hoc tap')).toContain('/lam-viec/su-kien/');
	expect(await sees('head.ministry', 'communeA')).toContain(`/lam-viec/don-vi/${v.unit.communeA}`);
});

test('what means something to the database is looked for as it stands', async () => {
	expect(await sees('head.ministry', '100%')).toContain('/lam-viec/su-kien/');
	expect(await sees('head.ministry', '10%0')).not.toContain('/lam-viec/su-kien/');
	expect(await sees('head.ministry', '__')).not.toContain('/lam-viec/su-kien/');
});

test('members are found by who keeps them, and by nobody else', async () => {
	const name = 'member1.communeA';
	expect(await sees('head.communeA', name)).toContain('/lam-viec/thanh-vien/');
	expect(await sees('approver.communeA', name)).not.toContain('/lam-viec/thanh-vien/');
	expect(await sees('member2.communeA', name)).not.toContain('/lam-viec/thanh-vien/');
	expect(await sees('head.communeB', name)).not.toContain('/lam-viec/thanh-vien/');
});

test('what a member may not see is not found', async () => {
	expect(await sees('member1.elsewhere', 'hoc tap')).not.toContain('/lam-viec/su-kien/');
});

test('one letter asks for more', async () => {
	expect(await sees('head.ministry', 'a')).not.toContain('class="hits');
});

test('a campaign is found by its English title too, and told by it in English', async () => {
	await v.as('head.ministry', (call) =>
		sql`update campaign set title_en = 'Steadfast and humane' where id = ${v.campaignId}`.execute(call.db),
	);
	expect(await sees('head.ministry', 'steadfast')).toContain('/lam-viec/cuoc-van-dong/vi-nhan-dan-phuc-vu');
	expect(await sees('head.ministry', 'nhan dan')).not.toContain('Steadfast');
	const inEnglish = await browser.read('head.ministry', '/lam-viec/tim?q=nhan%20dan', 'en');
	expect(inEnglish).toContain('Steadfast and humane');
});
