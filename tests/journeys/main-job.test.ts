import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordActs } from '#figures';
import { m } from '#words';
import { tasks as promised } from '../../src/app/rooms.ts';
import { asOperator } from '../../src/platform/testing.ts';
import { expectAccessible } from './accessible.ts';
import { openBrowser } from './browser.ts';
import { openWholeHouse, type OpenHouse } from './house.ts';
import { signIn, type Person } from './person.ts';
import { settle, type UserName } from './village.ts';

let house: OpenHouse;
let browser: Browser;
const signedIn = new Map<UserName, Person>();

beforeAll(async () => {
	house = await openWholeHouse();
	await settle(house.house);
	browser = await openBrowser();
});

afterAll(async () => {
	await browser?.close();
	await house?.close();
});

const year = new Date().getFullYear();
const campaign = 'Vì nhân dân phục vụ';
const tasks = ['Tổ chức học tập trong toàn đơn vị', 'Công khai thủ tục tại nơi tiếp dân', 'Lập tổ lưu động trên biển'];

test('the ministry makes a campaign, writes its plan, signs, issues and cascades it', async () => {
	const focal = await as('daumoi.bo');
	await focal.go('/lam-viec/cuoc-van-dong');
	await focal.follow(m.campaigns_list_new());
	await focal.fill(m.campaigns_campaign_name(), campaign);
	await focal.fill(m.campaigns_campaign_from(), `1/1/${year}`);
	await focal.fill(m.campaigns_campaign_to(), `31/12/${year}`);
	await focal.press(m.campaigns_campaign_create());
	await focal.sees(m.campaigns_campaign_created());

	await focal.press(m.campaigns_plans_start());
	await focal.sees(m.campaigns_plan_started());
	await describe(focal, 'Mỗi đơn vị làm cho dân hài lòng hơn.');
	await focal.follow(m.campaigns_plan_tasks_edit());
	for (const task of tasks) await addTask(focal, task, '100');
	await submit(focal, 'Bộ Mẫu');

	const head = await as('thutruong.bo');
	await openPlan(head, 'Bộ Mẫu');
	await signAndIssue(head, 'KH-BM');
	await cascade(head);
});

test('a province takes over, adapts, declines; its coverage is whole; its head signs, issues and cascades', async () => {
	const focal = await as('daumoi.dong');
	await openPlan(focal, 'Tỉnh Đông');
	await describe(focal, 'Tỉnh Đông làm theo cách của mình.', 'Gần dân, vì dân');
	await focal.follow(m.campaigns_plan_fork());
	await focal.follow(tasks[0]!);
	await decide(focal, m.campaigns_decision_takenOver(), { target: '40' });
	await decide(focal, m.campaigns_decision_adapted(), { target: '12', content: 'Công khai thủ tục ở mọi xã' });
	await decide(focal, m.campaigns_decision_notApplicable(), { reason: 'Tỉnh không có biển.' });
	await focal.follow(m.campaigns_plan_title({ unit: 'Tỉnh Đông' }));
	await focal.sees(m.ui_progress({ done: '3', total: '3' }));
	await expectAccessible(focal.page);
	await focal.follow(m.campaigns_plan_tasks_edit());
	await addTask(focal, 'Mở điểm hỗ trợ người cao tuổi', '5');
	await submit(focal, 'Tỉnh Đông');

	const head = await as('thutruong.dong');
	await openPlan(head, 'Tỉnh Đông');
	await signAndIssue(head, 'KH-TD');
	await cascade(head);

	const commune = await as('daumoi.thuong');
	await openPlan(commune, 'Xã Thượng');
	await commune.follow(m.campaigns_plan_fork());
	await commune.sees(m.campaigns_decision_undecided());
});

test('the launch ceremony is planned and held, with who came and who did not', async () => {
	const focal = await as('daumoi.dong');
	await planEvent(focal, m.activities_kind_launchCeremony(), 'Lễ phát động Tỉnh Đông', ['Xã Thượng', 'Xã Hạ']);
	await focal.follow(m.activities_hold());
	await focal.untick('Ngô Văn Dũng');
	await focal.fill(m.activities_reason_of({ name: 'Ngô Văn Dũng' }), 'Đi công tác');
	await focal.fill(m.activities_guests(), '15');
	await focal.press(m.activities_hold_do());
	await focal.sees(m.activities_notice_held());
	await focal.sees('Đi công tác');

	const head = await as('thutruong.bo');
	await head.go('/lam-viec/cuoc-van-dong');
	await head.follow(campaign);
	await head.follow(m.campaigns_move_launch());
	await head.press(m.campaigns_move_launch());
	await head.sees(m.campaigns_campaign_moved());
});

test('the communes of a block sign a pledge at the ceremony, each head for the own unit', async () => {
	const focal = await as('daumoi.dong');
	await focal.go('/lam-viec/giao-uoc');
	await focal.follow(m.pledges_block_new());
	await focal.fill(m.pledges_block_name(), 'Khối các xã');
	await focal.tick('Xã Thượng');
	await focal.tick('Xã Hạ');
	await focal.choose(m.pledges_block_lead(), 'Xã Thượng');
	await focal.press(m.pledges_block_do());
	await focal.sees(m.pledges_notice_arranged());
	await focal.follow(m.pledges_draft_new());
	await focal.choose(m.pledges_campaign(), campaign);
	await focal.fill(m.pledges_movement({ number: 1 }), 'Thi đua phục vụ nhân dân');
	await focal.fill(m.pledges_starts(), `1/1/${year}`);
	await focal.fill(m.pledges_reviewed(), `31/12/${year}`);
	await focal.fill(m.pledges_indicator({ number: 1 }), 'Hồ sơ trả đúng hạn');
	await focal.fill(m.pledges_measuringUnit(), '%');
	await focal.fill(m.pledges_plan(), '99,5');
	await focal.press(m.pledges_draft_do());
	await focal.sees(m.pledges_notice_drafted());
	await focal.press(m.pledges_agree_do());
	await focal.sees(m.pledges_notice_agreed());
	const pledge = new URL(focal.page.url()).pathname;

	await signPledge(await as('thutruong.thuong'), pledge, 'Xã Thượng');
	const last = await as('thutruong.ha');
	await signPledge(last, pledge, 'Xã Hạ');
	await last.sees(m.pledges_signatures_of({ signed: '2', parties: '2' }));
	await expectAccessible(last.page);
});

test('a commune studies', async () => {
	const focal = await as('daumoi.thuong');
	await planEvent(focal, m.activities_kind_studySession(), 'Học tập chuyên đề', []);
	await focal.follow(m.activities_hold());
	await focal.press(m.activities_hold_do());
	await focal.sees(m.activities_notice_held());
	await focal.sees(m.activities_attendance_of({ present: '3', expected: '3' }));
});

test('everybody is asked for a commitment; a member writes and submits, the commander confirms', async () => {
	const focal = await as('daumoi.bo');
	await focal.go('/lam-viec/cam-ket');
	await focal.follow(m.commitments_issue_new());
	await focal.fill(m.commitments_issue_due(), `31/12/${year}`);
	await focal.press(m.commitments_issue_do());
	await focal.sees(m.commitments_notice_issued());

	const member = await as('canbo.thuong');
	await member.go('/lam-viec/cam-ket');
	await member.follow(m.commitments_template_title({ year }));
	await member.follow(m.commitments_write());
	await expectAccessible(member.page);
	for (const area of m.commitments_template_areas().split('\n')) {
		await member.fill(area.split(':')[0]!, 'Tôi làm đúng và đủ.');
	}
	await member.fill(m.commitments_work({ number: 1 }), 'Trả hồ sơ đúng hẹn');
	await member.fill(m.commitments_work_due(), `31/12/${year}`);
	await member.press(m.commitments_sign_do());
	await member.sees(m.commitments_notice_submitted());

	const commander = await as('thutruong.thuong');
	await commander.go('/lam-viec/cam-ket');
	await commander.follow(m.commitments_queue_open());
	await commander.sees('Trả hồ sơ đúng hẹn');
	await commander.press(m.commitments_confirm_do());
	await commander.sees(m.commitments_notice_confirmed());
});

test('the ministry sees it in its figures, the people on the portal', async () => {
	const focal = await as('daumoi.bo');
	await focal.go('/lam-viec/so-lieu');
	await focal.sees(m.figures_metric_commitmentConfirmed());
	await expect.poll(() => ratesAfterReload(focal), { timeout: 15_000 }).toContain('1 trên 8');
	await expectAccessible(focal.page);

	const head = await as('thutruong.bo');
	await head.go('/lam-viec/cuoc-van-dong');
	await head.follow(campaign);
	await head.press(m.campaigns_campaign_publish());
	await head.sees(m.campaigns_campaign_publish_done());
	await promised['portal.publish']!(house.house, {});
	const visitor = await browser.newPage({ baseURL: house.origin });
	const address = '/cuoc-van-dong/vi-nhan-dan-phuc-vu';
	await expect.poll(async () => (await visitor.goto(address))?.status(), { timeout: 10_000 }).toBe(200);
	expect(await visitor.textContent('h1')).toContain(campaign);
	await expectAccessible(visitor);
});

test('an open page of figures keeps up with what is done, while somebody looks at it', async () => {
	const { page } = await as('daumoi.bo');
	await page.clock.install();
	await page.goto('/lam-viec/so-lieu');
	expect(await page.innerText('main')).not.toContain(m.figures_metric_workshop());
	await asOperator(house.house, async (call) => {
		const { rows } = await sql<{ unitId: number; campaignId: number }>`
			select unit_id, id as campaign_id from campaign where title = ${campaign}`.execute(call.db);
		await recordActs(call, [{ ...rows[0]!, id: randomUUID(), metric: 'workshop', occurredOn: call.today }]);
	});
	const inAWhile = async () => {
		await page.clock.runFor(30_000);
		return page.innerText('main');
	};
	await expect.poll(inAWhile, { timeout: 15_000, interval: 500 }).toContain(m.figures_metric_workshop());
});

/** Signs in the first time, goes on in the same window later. */
async function as(userName: UserName): Promise<Person> {
	const known = signedIn.get(userName);
	if (known) return known;
	const person = await signIn(browser, house.origin, userName);
	signedIn.set(userName, person);
	return person;
}

/** From the list of campaigns to the plan of a unit, by the links. */
async function openPlan(person: Person, unit: string): Promise<void> {
	await person.go('/lam-viec/cuoc-van-dong');
	await person.follow(campaign);
	await person.follow(m.campaigns_plan_title({ unit }));
}

async function describe(person: Person, purpose: string, slogan = ''): Promise<void> {
	await person.follow(m.campaigns_plan_edit());
	await person.fill(m.campaigns_plan_purpose(), purpose);
	await person.fill(m.campaigns_plan_slogan(), slogan);
	await person.press(m.ui_save());
	await person.sees(m.campaigns_plan_saved());
}

async function addTask(person: Person, content: string, target: string): Promise<void> {
	await person.fill(m.campaigns_task_content(), content);
	await person.fill(m.campaigns_task_due(), `30/11/${year}`);
	await person.fill(m.campaigns_task_target(), target);
	await person.press(m.campaigns_task_add());
	await person.sees(m.campaigns_task_saved());
	await person.page.getByRole('cell', { name: content }).first().waitFor();
}

async function submit(person: Person, unit: string): Promise<void> {
	await person.follow(m.campaigns_plan_title({ unit }));
	await person.sees(m.campaigns_plan_ready());
	await person.press(m.campaigns_plan_submit());
	await person.sees(m.campaigns_plan_submitted());
}

/** Signing asks for a new proof of who one is when the last one is older than five minutes, and then goes on where it was. */
async function signAndIssue(head: Person, symbol: string): Promise<void> {
	await letProofsAge();
	await head.follow(m.campaigns_plan_sign());
	await head.proveAnew();
	await head.fill(m.campaigns_sign_symbol(), symbol);
	expect(await head.page.getByLabel(m.campaigns_sign_position()).inputValue()).not.toBe('');
	await head.press(m.campaigns_plan_sign());
	await head.sees(m.campaigns_plan_signed());
	await head.follow(m.campaigns_plan_issue());
	await head.press(m.campaigns_plan_issue());
	await head.sees(m.campaigns_plan_issued());
}

async function cascade(head: Person): Promise<void> {
	await head.follow(m.campaigns_plan_cascade());
	await head.tick(m.campaigns_plan_cascade_all());
	await head.press(m.campaigns_plan_cascade());
	await head.sees(m.campaigns_plan_cascaded());
}

/** The figures follow what was done within seconds; whoever looks again sees them. */
async function ratesAfterReload(person: Person): Promise<string> {
	await person.page.reload();
	return person.page.innerText('main');
}

/** Decides the task that is open and goes on to the next. */
async function decide(
	person: Person,
	decision: string,
	local: { target?: string; content?: string; reason?: string },
): Promise<void> {
	await person.tick(decision);
	if (local.target) {
		await person.fill(m.campaigns_task_due(), `30/11/${year}`);
		await person.fill(m.campaigns_task_target(), local.target);
	}
	if (local.content) await person.fill(m.campaigns_task_content(), local.content);
	if (local.reason) await person.fill(m.campaigns_decide_reason(), local.reason);
	const answered = new URL(person.page.url()).pathname;
	await person.press(m.campaigns_fork_next());
	await person.page.waitForURL((url) => url.pathname !== answered);
	await person.sees(m.campaigns_fork_decided());
}

/** An event of today in the campaign. */
async function planEvent(person: Person, kind: string, title: string, participants: string[]): Promise<void> {
	await person.go('/lam-viec/su-kien');
	await person.follow(m.activities_plan_new());
	await person.choose(m.activities_kind(), kind);
	await person.fill(m.activities_event_title(), title);
	await person.tick(campaign);
	await person.fill(m.activities_day(), today());
	for (const unit of participants) await person.tick(unit);
	await person.press(m.activities_plan_do());
	await person.sees(m.activities_notice_planned());
}

async function signPledge(head: Person, pledge: string, unit: string): Promise<void> {
	await head.go(pledge);
	await letProofsAge();
	await head.follow(m.pledges_sign({ unit }));
	await head.proveAnew();
	await head.press(m.pledges_sign_do({ unit }));
	await head.sees(m.pledges_notice_signed());
}

const letProofsAge = () =>
	asOperator(house.house, (call) =>
		sql`update session set elevated_at = now() - interval '6 minutes'`.execute(call.db),
	);

/** Today in Viet Nam, as it is typed. */
const today = (): string => new Date().toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
