import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asItStands, pageChanged, PageStore, type Call } from '#platform';
import { asOperator } from '../platform/testing.ts';
import {
	cancelActivity,
	holdActivity,
	planActivity,
	publishActivity,
	replanActivity,
	type ActivityPlan,
} from './index.ts';
import { aVillage, type Village } from './testing.ts';

let v: Village;
const plan = (more: Partial<ActivityPlan> = {}): ActivityPlan => ({
	kind: 'launchCeremony',
	title: 'Lễ phát động',
	takesPlaceOn: '2017-03-24',
	begins: null,
	ends: null,
	place: '',
	chair: '',
	programme: '',
	campaignIds: [v.campaignId],
	participants: [],
	...more,
});

beforeAll(async () => {
	v = await aVillage();
});

test.each<[string, string, (call: Call, id: string) => Promise<unknown>]>([
	['cancelled', 'focal.communeA', (call, id) => cancelActivity(call, id, 'Mưa bão')],
	['planned anew', 'focal.communeA', (call, id) => replanActivity(call, id, plan({ title: 'Khác' }), asItStands)],
	[
		'held',
		'focal.communeA',
		(call, id) => holdActivity(call, id, { counted: 7, guests: 0, result: '', attendance: [] }),
	],
])('a page that names an event is made anew when it is %s', async (_what, who, act) => {
	const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
	await v.as('approver.communeA', (call) => publishActivity(call, id));
	// What changed until then lies well before the last change that the store has seen.
	await asOperator(v.house, async (call) => {
		await sql`update page_change set changed_at = changed_at - interval '1 hour'`.execute(call.db);
		await pageChanged(call, 'units');
	});
	const pages = new PageStore();
	await pages.refresh(v.house);
	pages.keep('/cuoc-van-dong', 'Lễ phát động', [`campaign:${v.campaignId}`], Number.MAX_VALUE);
	await pages.refresh(v.house);
	expect(pages.get('/cuoc-van-dong', 0)).toBeDefined();

	await v.as(who, (call) => act(call, id));
	await pages.refresh(v.house);
	expect(pages.get('/cuoc-van-dong', 0)).toBeUndefined();
});
