import { beforeAll, expect, test } from 'vitest';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { asOperator, seenIn, testHouse } from '../platform/testing.ts';
import { campaignsDesk } from './desk.ts';
import { findCampaign } from './campaign.store.ts';
import { campaignPath, campaignsPath, planPath } from './paths.ts';
import { findPlanOf } from './plan.store.ts';
import { scene, type Scene, type UnitKey } from './testing.ts';
import { listTasks } from './task.store.ts';

let s: Scene;
let browser: Workspace;
beforeAll(async () => {
	s = await scene(await testHouse());
	browser = aWorkspace(s, campaignsDesk);
});
/** What stands is rewritten by somebody who has its page before them. */
const rewritten = async (who: string, path: string, fields: Record<string, string | string[]>) =>
	browser.done(who, path, { ...fields, _seen: seenIn(await browser.read(who, path)) });

const slug = 'ban-linh-nhan-van-vi-nhan-dan-phuc-vu';
const planOf = (unit: UnitKey) =>
	asOperator(s.house, async (call) => (await findPlanOf(call, (await findCampaign(call, slug))!.id, s.id[unit]))!);
const tasksOf = (planId: string) => asOperator(s.house, (call) => listTasks(call, planId));

test('a campaign is begun with what was typed, dates as people write them; its address follows the title', async () => {
	await browser.read('head.ministry', `${campaignsPath}/moi`);
	const typed = {
		title: 'Bản lĩnh, nhân văn, vì nhân dân phục vụ',
		unitId: String(s.id.ministry),
		startsOn: '19/12/2016',
		endsOn: '31.12.2036',
	};
	const refused = await browser.send('head.ministry', `${campaignsPath}/moi`, { ...typed, startsOn: '32/12/2016' });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain('32/12/2016');
	expect(await browser.done('head.ministry', `${campaignsPath}/moi`, typed)).toContain(campaignPath(slug));
	expect(await browser.read('head.ministry', campaignsPath)).toContain(slug);
	expect((await browser.see('head.provinceA', campaignPath(slug))).status).toBe(404);
});

test('the draft and its measures can be changed', async () => {
	await rewritten('head.ministry', `${campaignPath(slug)}/sua`, {
		title: 'Bản lĩnh, nhân văn, vì nhân dân phục vụ',
		titleEn: 'Steadfast, humane, serving the people',
		startsOn: '19/12/2016',
		endsOn: '31/12/2036',
		purpose: 'Xây dựng phong cách.',
		legalGrounds: 'Chỉ thị 05-CT/TW\n\nNghị quyết 4',
	});
	const measures = `${campaignPath(slug)}/noi-dung`;
	await browser.done('head.ministry', measures, { title: 'Biện pháp thứ tám' });
	const page = await browser.read('head.ministry', measures);
	const added = /noi-dung\/(\d+)">8\./.exec(page)![1]!;
	await browser.read('head.ministry', `${measures}/${added}`);
	await browser.done('head.ministry', `${measures}/${added}`, { title: 'Tám' });
	await browser.done('head.ministry', `${measures}/${added}/bo`);
	expect(await browser.read('head.ministry', campaignPath(slug), 'en')).toContain(
		'Steadfast, humane, serving the people',
	);
});

test('the leading unit writes, signs and issues its plan, page by page', async () => {
	const path = (
		await browser.done('focal.ministry', `${campaignPath(slug)}/ke-hoach`, { unitId: String(s.id.ministry) })
	).split('?')[0]!;
	await rewritten('focal.ministry', `${path}/sua`, {
		purpose: 'Nâng cao phong cách',
		legalGrounds: 'Luật CAND',
		dueOn: '',
	});
	await browser.read('focal.ministry', `${path}/nhiem-vu`);
	const task = {
		content: 'Học tập',
		leadUnitId: String(s.id.ministry),
		dueOn: '30/6/2036',
		target: '1.200',
		metricKey: 'studySession',
		'coordinating[]': [String(s.id.provinceA)],
	};
	await browser.done('focal.ministry', `${path}/nhiem-vu`, task);
	expect((await browser.send('focal.ministry', `${path}/nhiem-vu`, { ...task, target: 'nhiều' })).status).toBe(422);
	await browser.done('focal.ministry', `${path}/nhiem-vu`, { ...task, content: 'Phát động' });
	const [first] = await tasksOf((await planOf('ministry')).id);
	expect(first).toMatchObject({ target: 1200, coordinating: [s.id.provinceA] });
	await rewritten('focal.ministry', `${path}/nhiem-vu/${first!.id}`, { ...task, target: '12' });
	await browser.done('focal.ministry', `${path}/trinh`);
	await browser.read('head.ministry', `${path}/tra-lai`);
	expect((await browser.see('focal.ministry', `${path}/ky`)).status).toBe(403);
	const opened = await browser.read('head.ministry', `${path}/ky`);
	expect(opened).toContain('KH-MINISTRY');
	expect(opened).toContain('Nâng cao phong cách');
	const signature = { number: '337', symbol: 'KH-BCA', signedOn: '2/1/2025', signerPosition: 'Bộ trưởng' };
	expect((await browser.send('head.ministry', `${path}/ky`, signature)).status).toBe(409);

	// Given back and written anew while the page was open: not signed.
	await browser.done('head.ministry', `${path}/tra-lai`, { reason: 'Bổ sung' });
	await rewritten('focal.ministry', `${path}/sua`, { purpose: 'Mục đích khác', legalGrounds: 'Luật CAND', dueOn: '' });
	await browser.done('focal.ministry', `${path}/trinh`);
	const refused = await browser.send('head.ministry', `${path}/ky`, { ...signature, _seen: seenIn(opened) });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	for (const words of ['Nội dung này đã được sửa', 'Mục đích khác', 'value="337"']) expect(anew).toContain(words);
	expect((await planOf('ministry')).state).toBe('inReview');
	await browser.done('head.ministry', `${path}/ky`, { ...signature, _seen: seenIn(anew) });
	await browser.read('head.ministry', `${path}/ban-hanh`);
	await browser.done('head.ministry', `${path}/ban-hanh`);
	const paper = await browser.read('head.ministry', `${path}/in`);
	expect(paper).toContain('337/KH-BCA');
	expect(paper).toContain('Học tập. Đơn vị chủ trì');
	expect(await browser.read('member.communeA1', campaignPath(slug))).toContain('Học tập');
});

test('the plan is sent down after seeing whom it reaches, and decided task by task', async () => {
	const root = await planOf('ministry');
	const down = `${planPath(root.id)}/gui-cap-duoi`;
	expect(await browser.read('head.ministry', `${down}?who=codes&codes[]=provinceA`)).toContain('1 đơn vị được chọn');
	expect((await browser.send('head.ministry', down, { on: '1/3/2025', who: 'codes' })).status).toBe(422);
	await browser.done('head.ministry', down, {
		on: '1/3/2025',
		dueOn: '20/3/2025',
		who: 'codes',
		'codes[]': ['provinceA'],
	});
	const plan = await planOf('provinceA');
	const path = planPath(plan.id);
	expect(await browser.read('head.ministry', path)).toContain('chỉ đơn vị soạn thảo đọc được');
	expect(await browser.read('focal.provinceA', path)).toContain('Còn 2 nhiệm vụ cấp trên giao chưa quyết định');
	expect(await browser.read('focal.provinceA', `${path}/ke-thua`)).toContain('Chưa quyết định');
	const tasks = await tasksOf(root.id);
	const decide = `${path}/ke-thua/${tasks[0]!.id}`;
	const seen = { _seen: seenIn(await browser.read('focal.provinceA', decide)) };
	const lead = { decision: 'takenOver', leadUnitId: String(s.id.provinceA) };
	expect((await browser.send('focal.provinceA', decide, { ...lead, ...seen })).status).toBe(422);
	const local = { leadUnitId: String(s.id.provinceA), dueOn: '31/5/2036', target: '3' };
	expect((await browser.send('focal.provinceA', decide, { decision: 'takenOver', ...local })).status).toBe(409);
	expect(
		await browser.done('focal.provinceA', decide, { decision: 'takenOver', next: 'yes', ...local, ...seen }),
	).toContain(tasks[1]!.id);
	await browser.done('focal.provinceA', `${path}/ke-thua/${tasks[1]!.id}`, {
		_seen: seenIn(await browser.read('focal.provinceA', `${path}/ke-thua/${tasks[1]!.id}`)),
		decision: 'adapted',
		content: 'Phát động',
		...local,
		target: '1.200',
	});
	expect(await browser.read('focal.provinceA', path)).toContain('chép nguyên lời');
	expect(await browser.read('head.ministry', campaignPath(slug))).toContain('2/2');
	await rewritten('focal.provinceA', `${path}/sua`, { purpose: 'Thực hiện tại tỉnh' });
	await browser.done('focal.provinceA', `${path}/trinh`);
	await browser.done('head.provinceA', `${path}/ky`, {
		_seen: seenIn(await browser.read('head.provinceA', `${path}/ky`)),
		number: '5',
		symbol: 'KH-CAT',
		signedOn: '20/2/2025',
		signerPosition: 'Giám đốc',
	});
	await browser.done('head.provinceA', `${path}/ban-hanh`);
	expect(await browser.read('head.communeA1', `${path}/in`, 'en')).toContain('05/KH-CAT');
});

test('an amendment reaches the unit below as a difference with two answers', async () => {
	const [root, plan] = [await planOf('ministry'), await planOf('provinceA')];
	const [task] = await tasksOf(root.id);
	const amend = `${planPath(root.id)}/dieu-chinh/${task!.id}`;
	const opened = await browser.read('head.ministry', amend);
	await browser.read('head.ministry', `${planPath(root.id)}/dieu-chinh/moi`);
	const amended = {
		content: 'Học tập hai đợt',
		leadUnitId: String(s.id.ministry),
		dueOn: '30/6/2036',
		target: '24',
		reason: 'Chỉ đạo mới',
	};
	await browser.done('head.ministry', amend, { ...amended, _seen: seenIn(opened) });
	const changes = `${planPath(plan.id)}/thay-doi`;
	const shown = await browser.read('head.provinceA', changes);
	expect(shown).toContain('<ins>');
	await browser.read('focal.provinceA', changes);

	// Amended again while both pages were open: neither a stale amendment nor a text that nobody saw is signed.
	expect((await browser.send('head.ministry', amend, { ...amended, _seen: seenIn(opened) })).status).toBe(409);
	const again = { ...amended, content: 'Học tập ba đợt', _seen: seenIn(await browser.read('head.ministry', amend)) };
	await browser.done('head.ministry', amend, again);
	const answer = `${changes}/${task!.id}`;
	const refused = await browser.send('head.provinceA', answer, { answer: 'accepted', _seen: seenIn(shown) });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('ba đợt');
	expect(await browser.read('head.provinceA', planPath(plan.id))).not.toContain('đợt');
	await browser.done('head.provinceA', answer, { answer: 'accepted', _seen: seenIn(anew) });
	expect(await browser.read('head.provinceA', planPath(plan.id))).toContain('Học tập ba đợt');
});

test('a task is marked as done; the campaign goes on, is shown, and is closed', async () => {
	const plan = await planOf('provinceA');
	const [task] = await tasksOf(plan.id);
	const path = `${planPath(plan.id)}/nhiem-vu/${task!.id}/xong`;
	await browser.read('focal.provinceA', path);
	await browser.done('focal.provinceA', path, { doneOn: '1/3/2025' });
	await browser.done('focal.provinceA', `${path}/lai`);
	await browser.read('head.ministry', `${campaignPath(slug)}/buoc/launch`);
	await browser.done('head.ministry', `${campaignPath(slug)}/buoc/launch`);
	await browser.done('head.ministry', `${campaignPath(slug)}/cong-bo`, { published: 'yes' });
	await browser.read('head.provinceA', `${planPath(plan.id)}/dong`);
	await browser.done('head.provinceA', `${planPath(plan.id)}/dong`);
	expect((await browser.see('head.ministry', `${campaignPath(slug)}/buoc/nothing`)).status).toBe(404);
});

test('somebody of another province sees neither plan nor pages of it', async () => {
	const plan = await planOf('provinceA');
	for (const page of [
		'',
		'/sua',
		'/nhiem-vu',
		'/ke-thua',
		'/ky',
		'/ban-hanh',
		'/gui-cap-duoi',
		'/thay-doi',
		'/in',
		'/dong',
	]) {
		expect([page, (await browser.see('head.provinceB', `${planPath(plan.id)}${page}`)).status]).toEqual([page, 404]);
	}
});
