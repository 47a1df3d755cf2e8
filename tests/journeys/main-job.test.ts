import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { m } from '#words';
import { findBrowser } from '../setup/browser.ts';
import { openWholeHouse, type OpenHouse } from './house.ts';
import { signIn, type Person } from './person.ts';
import { settle, type UserName } from './village.ts';

let house: OpenHouse;
let browser: Browser;
const signedIn = new Map<UserName, Person>();

beforeAll(async () => {
	house = await openWholeHouse();
	await settle(house.house);
	browser = await chromium.launch({
		executablePath: findBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
	});
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

async function signAndIssue(head: Person, symbol: string): Promise<void> {
	await head.follow(m.campaigns_plan_sign());
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
