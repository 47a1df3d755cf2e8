import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { fileFromText, type House } from '#platform';
import { formatDate } from '#words';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { asOperator, asOwner, seenIn, testHouse } from '../platform/testing.ts';
import {
	findBearer,
	importUnits,
	noDependents,
	organisationDesk,
	organisationTasks,
	readDocumentFile,
	unitPath,
	unitsPath,
	unitSheet,
} from './index.ts';

/** Under row-level security: who asks has a real session. */
let browser: Workspace;
let house: House;
const tokens = new Map<string, string>();

beforeAll(async () => {
	house = await testHouse();
	const units =
		'code,name,kind,parent_code\nVN,Nước,nuoc,\n01,Hà Nội,tinh,VN\n02,Hà Giang,tinh,VN\n00001,Đường Lâm,xa,01\n00002,Xã B,xa,02\n';
	const file = await readDocumentFile(fileFromText(units), unitSheet);
	await asOperator(house, (call) => importUnits(call, '2016-01-01', file));
	await person('writer', 'administrator', 'VN');
	await person('head', 'unitHead', 'VN');
	await person('officer', 'focalOfficer', '01');
	browser = aWorkspace(
		{ house, callerOf: (who) => ({ kind: 'session', token: tokens.get(who)! }) },
		organisationDesk({
			...noDependents,
			count: async (_, ids) => [
				{ label: 'posts that move', count: ids.length, table: 'post' },
				{ label: 'plans that move', count: ids.length, table: 'plan' },
			],
			postsEnding: async (_, ids) =>
				ids.flatMap((unitId) => holders.map((holder) => ({ unitId, role: 'Chỉ huy', holder }))),
		}),
	);
});

/** One more than a page tells. */
const holders = Array.from({ length: 31 }, (_, at) => `Người giữ thứ ${at + 1}.`);

async function person(name: string, role: string, code: string): Promise<void> {
	const token = `token-of-${name}`;
	tokens.set(name, token);
	await asOperator(house, async (call) => {
		const unit = (await findBearer(call, code, call.today))!;
		const { rows } = await sql<{
			id: string;
		}>`insert into account (user_name, display_name) values (${name}, ${name}) returning id`.execute(call.db);
		await sql`insert into post (account_id, role, unit_id, valid) values (${rows[0]!.id}, ${role}, ${unit.id}, '[2016-01-01,)')`.execute(
			call.db,
		);
		await sql`insert into session (token_hash, account_id) values (sha256(convert_to(${token}, 'UTF8')), ${rows[0]!.id})`.execute(
			call.db,
		);
	});
}

/** Reads the page of a document and presses its button. */
const press = async (who: string, path: string, button: string): Promise<Response> =>
	browser.send(who, `${path}/${button}`, { _seen: seenIn(await browser.read(who, path)) });
const upload = (text: string) => new File([text], 'sap-xep.csv', { type: 'text/csv' });
const idOf = (code: string) => asOperator(house, async (call) => (await findBearer(call, code, '2020-01-01'))!.id);
const documents = '/lam-viec/sap-xep';

test('everybody signed in sees the tree on any day, and finds units with or without marks', async () => {
	expect(await browser.read('officer', `${unitsPath}?ngay=1/1/2020`)).toContain('Hà Giang');
	expect(await browser.read('officer', `${unitsPath}?ngay=31/12/2015`)).not.toContain('Hà Giang');
	expect(await browser.read('officer', `${unitsPath}?q=duong+lam`)).toContain('Đường Lâm');
	expect(await (await browser.see('officer', `${unitsPath}/tim.json?q=ha`)).json()).toEqual([
		{ value: String(await idOf('01')), label: 'Hà Nội', detail: 'Tỉnh, 01' },
		{ value: String(await idOf('02')), label: 'Hà Giang', detail: 'Tỉnh, 02' },
	]);
});

test('who does not keep the tree sees no documents and switches no flag', async () => {
	expect((await browser.see('officer', documents)).status).toBe(403);
	expect(
		(await browser.send('officer', `${unitsPath}/${await idOf('01')}/cong-khai`, { publishable: 'yes' })).status,
	).toBe(403);
	expect((await browser.see('officer', `${unitsPath}/999999`)).status).toBe(404);
});

test('a unit is made publishable by who keeps the tree', async () => {
	const path = unitPath(await idOf('01'));
	expect(await browser.read('writer', path)).toContain('Không nêu trên cổng');
	expect((await browser.send('writer', `${path}/cong-khai`, { publishable: 'yes' })).status).toBe(303);
	expect(await browser.read('writer', path)).toContain('Được nêu tên');
});

test('a file with faults is told line by line, and nothing is kept', async () => {
	const form = { decisionNo: '1/QĐ', on: '1/7/2025', file: upload('op,code\nabolish,\nerase,01\n') };
	const refused = await browser.send('writer', `${documents}/moi`, form);
	expect(refused.status).toBe(422);
	const text = await refused.text();
	expect(text).toContain('Dòng 3, cột op');
	expect(text).toContain('1/QĐ');
	expect((await browser.send('writer', `${documents}/moi`, { ...form, on: 'mai' })).status).toBe(422);
	expect(await browser.read('writer', documents)).not.toContain('1/QĐ');
});

test('a document goes from draft to applied and back, and the units tell it', async () => {
	const csv = 'op,code,into_code,new_parent_code\nmerge,02,01,\nmove,00002,,01\n';
	const drafted = await browser.send('writer', `${documents}/moi`, {
		decisionNo: '202/2025',
		on: '1/7/2025',
		file: upload(csv),
	});
	expect(drafted.status).toBe(303);
	const path = drafted.headers.get('Location')!.split('?')[0]!;
	const id = path.split('/').at(-1)!;

	const draft = await browser.read('writer', path);
	expect(draft).toContain('Cần một người khác kiểm tra');
	expect(draft).toContain('posts that move');
	expect(draft).toContain('nhập vào đơn vị khác 1');
	expect((await browser.send('writer', `${path}/kiem-tra`)).status).toBe(403);
	expect((await press('head', path, 'kiem-tra')).status).toBe(303);
	expect((await press('writer', path, 'ap-dung')).status).toBe(303);
	expect(await browser.read('writer', path)).toContain('Đang áp dụng');
	await organisationTasks(noDependents).applyDocument(house, { documentId: id });
	expect(await browser.read('head', path)).toContain('Đã áp dụng');

	const gone = await browser.read('officer', unitPath(await idOf('02')));
	expect(gone).toContain('Hiện nay được tiếp nối bởi');
	expect(gone).toContain('Nhập vào Hà Nội');
	expect(await browser.read('officer', unitPath(await idOf('01')))).toContain('Tiếp nhận Hà Giang');
	expect(await browser.read('officer', unitPath(await idOf('01')))).toContain('Theo 202/2025');
	expect(await browser.read('officer', unitPath(await idOf('00002')))).toContain('Chuyển từ Hà Giang sang Hà Nội');

	expect(await browser.read('writer', `${path}/hoan-tac`)).toContain('Hoàn tác Sắp xếp tổ chức theo 202/2025');
	expect((await browser.send('writer', `${path}/hoan-tac`)).status).toBe(303);
	await organisationTasks(noDependents).revertDocument(house, { documentId: id });
	expect(await browser.read('writer', path)).toContain('Đã hoàn tác');
	expect(await browser.read('officer', unitPath(await idOf('02')))).not.toContain('Nhập vào Hà Nội');
});

test('before a unit is abolished the page says whose posts end, and that they move nowhere', async () => {
	const drafted = await browser.send('writer', `${documents}/moi`, {
		decisionNo: '204/2025',
		on: '1/10/2025',
		file: upload('op,code\nabolish,00002\n'),
	});
	const text = await browser.read('writer', drafted.headers.get('Location')!.split('?')[0]!);
	expect(text).toContain('Chức trách chấm dứt cùng đơn vị giải thể: 31');
	expect(text).toContain('Người giữ thứ 30.');
	expect(text).not.toContain('Người giữ thứ 31.');
	expect(text).toContain('Và 1 chức trách khác');
	expect(text).toContain('plans that move');
	expect(text).not.toContain('posts that move');
});

test('nobody checks or applies another file than the one that was on the page', async () => {
	const about = { decisionNo: '203/2025', on: '1/9/2025' };
	const drafted = await browser.send('writer', `${documents}/moi`, {
		...about,
		file: upload('op,code,new_parent_code\nmove,00002,01\n'),
	});
	const path = drafted.headers.get('Location')!.split('?')[0]!;
	const change = (day: string) =>
		browser.send('writer', `${path}/sua`, {
			...about,
			on: day,
			file: upload('op,code,new_name\nrename,00002,Xã Đổi Mới\n'),
		});

	const opened = seenIn(await browser.read('head', path));
	expect((await change('2/9/2025')).status).toBe(303);
	const refused = await browser.send('head', `${path}/kiem-tra`, { _seen: opened });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('Nội dung này đã được sửa');
	expect(anew).toContain(formatDate('2025-09-02'));
	expect((await browser.send('head', `${path}/kiem-tra`)).status).toBe(409);
	expect(await browser.read('writer', path)).toContain('Cần một người khác kiểm tra');
	expect((await browser.send('head', `${path}/kiem-tra`, { _seen: seenIn(anew) })).status).toBe(303);

	const checked = seenIn(await browser.read('writer', path));
	expect((await change('3/9/2025')).status).toBe(303);
	expect((await press('head', path, 'kiem-tra')).status).toBe(303);
	expect((await browser.send('writer', `${path}/ap-dung`, { _seen: checked })).status).toBe(409);
	expect(await browser.read('writer', path)).not.toContain('Đang áp dụng');
});

test('a re-organisation keeps the number of its decision when it is changed', async () => {
	const about = { on: '1/10/2025', file: upload('op,code,new_name\nrename,00002,Xã Khác\n') };
	const drafted = await browser.send('writer', `${documents}/moi`, { ...about, decisionNo: '204/2025' });
	const path = drafted.headers.get('Location')!.split('?')[0]!;
	for (const decisionNo of ['', '  ', 'x'.repeat(101)]) {
		const refused = await browser.send('writer', `${path}/sua`, { on: about.on, decisionNo });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain('nhiều nhất 100 ký tự');
	}
	expect(await browser.read('writer', path)).toContain('204/2025');
});

test('what the worker cannot apply or take back, for a fault of ours, is let go or ordered once more', async () => {
	const file = upload('op,code,new_name\nrename,00002,Xã Trục Trặc\n');
	const drafted = await browser.send('writer', `${documents}/moi`, { on: '1/11/2025', decisionNo: '205/2025', file });
	const path = drafted.headers.get('Location')!.split('?')[0]!;
	const documentId = path.split('/').at(-1)!;
	await press('head', path, 'kiem-tra');
	await press('writer', path, 'ap-dung');
	await asOwner(house, `alter table reorg add constraint broken check (status <> 'applied') not valid`);
	const { applyDocument } = organisationTasks(noDependents);
	await expect(applyDocument(house, { documentId })).rejects.toThrow('broken');
	await asOwner(house, 'alter table reorg drop constraint broken');
	expect(await browser.read('writer', path)).toContain('trục trặc ngoài dự kiến');
	expect((await browser.send('head', `${path}/rut-lenh`)).status).toBe(403);
	expect((await browser.send('writer', `${path}/rut-lenh`)).status).toBe(303);
	expect((await browser.send('writer', `${path}/rut-lenh`)).status).toBe(409);
	await applyDocument(house, { documentId });
	expect(await browser.read('writer', path), 'the order was taken back').not.toContain('Đã áp dụng');
	expect((await press('writer', path, 'ap-dung')).status).toBe(303);
	await applyDocument(house, { documentId });
	expect(await browser.read('writer', path)).toContain('Đã áp dụng');

	await browser.send('writer', `${path}/hoan-tac`);
	await asOwner(house, `alter table reorg add constraint broken check (status <> 'reverted') not valid`);
	const { revertDocument } = organisationTasks(noDependents);
	await expect(revertDocument(house, { documentId })).rejects.toThrow('broken');
	await asOwner(house, 'alter table reorg drop constraint broken');
	expect(await browser.read('writer', path)).toContain('trục trặc ngoài dự kiến');
	expect((await browser.send('writer', `${path}/hoan-tac`)).status).toBe(303);
	await revertDocument(house, { documentId });
	expect(await browser.read('writer', path)).toContain('Đã hoàn tác');
});

test('units are imported with a preview, and the templates can be uploaded as they are read', async () => {
	const csv = 'code,name,kind,parent_code\n00003,Xã C,xa,02\n';
	const drafted = await browser.send('writer', `${documents}/nhap-don-vi`, { on: '1/1/2020', file: upload(csv) });
	expect(drafted.status).toBe(303);
	const path = drafted.headers.get('Location')!.split('?')[0]!;
	expect(await browser.read('writer', path)).toContain('lập mới 1');
	expect((await press('writer', path, 'ap-dung')).status).toBe(303);
	await organisationTasks(noDependents).applyDocument(house, { documentId: path.split('/').at(-1)! });
	expect(await browser.read('officer', `${unitsPath}?q=00003`)).toContain('Xã C');
	expect(await browser.read('writer', `${documents}/mau/don-vi.csv`)).toContain('parent_code');
	expect(await browser.read('writer', `${documents}/mau/sap-xep.csv`)).toContain('into_code');
});
