import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { sign } from './signed.ts';
import { aReader, receiptIn, speakApp, writeOpinion } from './testing.tsx';

let s: Square;
let app: ReturnType<typeof speakApp>;
beforeAll(async () => {
	s = await aSquare();
	app = speakApp(s.house);
	await asOperator(s.house, (call) =>
		sql`update unit set publishable = true where id <> ${s.unit.communeB}`.execute(call.db),
	);
});
const count = () =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from feedback`.execute(call.db);
		return rows[0]!.n;
	});

describe('a person speaks', () => {
	test('page by page, and the answer to the sending is the receipt', async () => {
		const reader = await writeOpinion(aReader(app), 'Tôi phải chờ từ sáng đến chiều.');
		expect(reader.page).toContain(m.feedback_file_check());
		expect(reader.page).toContain('Tôi phải chờ từ sáng đến chiều.');
		const before = await count();
		await reader.send({ _go: 'send' }, '_steps');
		expect(reader.status).toBe(200);
		const { reference, receipt } = receiptIn(reader.page);
		expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
		expect(receipt).toMatch(/^([0-9A-Z]{4}-){4}.$/);
		expect(reader.page).toContain('574');
		expect(await count()).toBe(before + 1);
		for (const [name, value] of [
			['Cache-Control', 'no-store'],
			['Set-Cookie', null],
		] as const)
			expect(reader.headers.get(name)).toBe(value);
	});

	test('the same form sent again shows the same receipt and is one case', async () => {
		const reader = await writeOpinion(aReader(app), 'Cán bộ không giải thích vì sao hồ sơ bị trả.');
		const steps = reader.hidden('_steps');
		const first = receiptIn((await reader.send({ _go: 'send' }, '_steps')).page);
		const before = await count();
		const again = aReader(app);
		again.page = `<form action="/gop-y"><input type="hidden" name="_steps" value="${steps}"/></form>`;
		expect(receiptIn((await again.send({ _go: 'send', _step: 'check' })).page)).toEqual(first);
		expect(await count()).toBe(before);
	});

	test('pressed twice at the same moment it is one case too, and both see the same receipt', async () => {
		const reader = await writeOpinion(aReader(app), 'Bấm hai lần liền nhau.');
		const steps = reader.hidden('_steps');
		const before = await count();
		// As many connections as presses stand open, so that none waits for another.
		await Promise.all(Array.from({ length: 6 }, async () => app.request('/gop-y')));
		const sent = Array.from({ length: 6 }, async () => {
			const body = new URLSearchParams({ _steps: steps, _step: 'check', _go: 'send' });
			return (await app.request('/gop-y', { method: 'POST', body })).text();
		});
		const receipts = (await Promise.all(sent)).map((page) => receiptIn(page).receipt);
		expect(new Set(receipts).size).toBe(1);
		expect(receipts[0]).toMatch(/^[0-9A-Z]{4}-/);
		expect(await count()).toBe(before + 1);
	});

	test('before a name is asked for, it is said that it cannot be recalled (P-3)', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'praise' });
		await reader.next({ unknown: 'yes' });
		await reader.next({ matter: 'Cán bộ rất tận tình.' });
		expect(reader.page).toContain(m.feedback_file_sender_recall());
	});

	test('the signed promise is downloaded by a second press', async () => {
		const reader = await writeOpinion(aReader(app), 'Một việc cần ghi vào sổ cái.');
		await reader.send({ _go: 'send' }, '_steps');
		await reader.send({ _go: 'promise' }, '_steps');
		expect(reader.headers.get('Content-Disposition')).toContain('attachment');
		expect(reader.page).toMatch(/^vidan\/promise@v1\n/);
	});

	test('the promise is asked of what was filed, and files nothing: not a page half filled, nor an empty one', async () => {
		const before = await count();
		const first = await aReader(app).open('/gop-y');
		await first.send({ _go: 'promise' }, '_steps');
		expect(first.status).toBe(422);
		expect(first.page).toContain(m.feedback_file_subject());
		const half = await aReader(app).open('/gop-y');
		await half.next({ subject: 'opinion' });
		await half.send({ _go: 'promise' }, '_steps');
		expect(half.status).toBe(422);
		const whole = await writeOpinion(aReader(app), 'Chưa bấm gửi.');
		await whole.send({ _go: 'promise' }, '_steps');
		expect(whole.page).toContain(m.feedback_file_check());
		expect(await count()).toBe(before);
	});

	test('a unit is found with and without marks, and one that is not publishable is not', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'praise' });
		await reader.send({ words: 'COMMUNEA', _go: 'find' }, '_steps');
		expect(reader.page).toContain(`name="unit" value="${s.unit.communeA}"`);
		await reader.send({ words: 'communeB', _go: 'find' }, '_steps');
		expect(reader.page).toContain(m.feedback_file_unit_notFound());
		await reader.next({ words: '', unit: String(s.unit.communeB) });
		expect(reader.status).toBe(422);
	});

	test('a place is chosen from the top down, though the body at the top is not publishable', async () => {
		await asOperator(s.house, (call) =>
			sql`update unit set publishable = false where id = ${s.unit.ministry}`.execute(call.db),
		);
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'praise' });
		expect(reader.page).toContain(`<option value="${s.unit.province}"`);
		expect(reader.page).not.toContain(`<option value="${s.unit.communeA}"`);
		await reader.send({ province: String(s.unit.province), _go: 'find' }, '_steps');
		expect(reader.page).toContain(`<option value="${s.unit.communeA}"`);
		expect(reader.page).not.toContain(`<option value="${s.unit.communeB}"`);
		await reader.next({ province: String(s.unit.province), commune: String(s.unit.communeA) });
		expect(reader.page).toContain(m.feedback_file_matter_praise());
		await asOperator(s.house, (call) =>
			sql`update unit set publishable = true where id = ${s.unit.ministry}`.execute(call.db),
		);
	});

	test('what was typed stays when a page is wrong, when going back, and in the other language', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'opinion' });
		await reader.next({ unknown: 'yes' });
		await reader.next({ accuses: 'no' });
		await reader.next({ matter: 'x'.repeat(20_001), when: 'hôm qua' });
		expect(reader.status).toBe(422);
		expect(reader.page).toContain('x'.repeat(20_001));
		await reader.send({ matter: 'Phải chờ lâu quá.', when: '32/13/2025', _go: 'back' }, '_steps');
		expect(reader.page).toContain(m.feedback_file_conduct());
		await reader.next({ accuses: 'no' });
		expect(reader.page).toContain('Phải chờ lâu quá.');
		reader.page = reader.page.replaceAll('action="/gop-y"', 'action="/en/gop-y"');
		await reader.send({ matter: 'Phải chờ lâu quá.', _go: 'stay' }, '_steps');
		expect(reader.page).toContain('lang="en"');
		expect(reader.page).toContain('Phải chờ lâu quá.');
	});

	test('a rating goes a short way, with what could not be said left out', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'rating' });
		await reader.next({ unit: String(s.unit.communeA) });
		await reader.next({ overall: '4', timeliness: '2', words: 'Nhanh hơn trước.' });
		await reader.send({ _go: 'send' }, '_steps');
		const { reference } = receiptIn(reader.page);
		const { rows } = await asOperator(s.house, (call) =>
			sql`select r.overall, r.aspects, f.kind from feedback_rating r join feedback f on f.id = r.feedback_id
				where f.reference = ${reference}`.execute(call.db),
		);
		expect(rows).toEqual([{ overall: 4, aspects: { timeliness: 2 }, kind: 'rating' }]);
	});

	test('an answer changed on the last page leads back to it', async () => {
		const reader = await writeOpinion(aReader(app), 'Viết sai một chữ.');
		await reader.send({ _go: 'to:matter' }, '_steps');
		await reader.next({ matter: 'Viết đúng rồi.' });
		expect(reader.page).toContain(m.feedback_file_check());
		expect(reader.page).toContain('Viết đúng rồi.');
	});

	test('crime is not taken, and nothing of it is stored', async () => {
		const reader = await aReader(app).open('/gop-y');
		const before = await count();
		await reader.next({ subject: 'crime' });
		expect(reader.page).toContain('113');
		await reader.send({ _go: 'send', _step: 'check' }, '_steps');
		expect(reader.status).toBe(422);
		expect(await count()).toBe(before);
	});

	test('a denunciation says the law first, and its words are sealed', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'denunciation' });
		expect(reader.page).toContain('25/2018/QH14');
		await reader.next();
		await reader.next({ unit: String(s.unit.communeA) });
		await reader.next({ officer: 'Người cao, số hiệu 123' });
		await reader.next({ matter: 'Cán bộ nhận tiền của tôi.', when: '1/3/2025' });
		await reader.next();
		await reader.next({ as: 'named', name: 'Người gửi minh họa', contact: 'nhà số 1' });
		await reader.send({ _go: 'send' }, '_steps');
		const { reference } = receiptIn(reader.page);
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				part: string;
				custody: boolean;
			}>`select part, custody from feedback_text t join feedback f on f.id = t.feedback_id
				where f.reference = ${reference}`.execute(call.db),
		);
		expect(rows.map(({ part }) => part).toSorted()).toEqual(['contact', 'matter', 'name', 'officer', 'when']);
		expect(rows.every(({ custody }) => custody)).toBe(true);
	});
});

describe('a form that is not what it was', () => {
	test('changed, or of something else: nothing is taken', async () => {
		const reader = await writeOpinion(aReader(app), 'Nội dung ban đầu.');
		const steps = reader.hidden('_steps');
		for (const other of [
			`${steps.slice(0, -4)}AAAA`,
			'x',
			sign(s.house.secrets, 'other', { key: randomUUID() }, new Date()),
		]) {
			const before = await count();
			await reader.send({ _steps: other, _go: 'send', _step: 'check' });
			expect(reader.status).toBe(422);
			expect(await count()).toBe(before);
			reader.page = `<form action="/gop-y"></form>`;
		}
	});

	test('sent, and sent again with other words: one case, and it is said that they are not in it', async () => {
		const reader = await writeOpinion(aReader(app), 'Viết lần thứ nhất.');
		const check = reader.page;
		await reader.send({ _go: 'send' }, '_steps');
		const first = receiptIn(reader.page);
		expect(reader.page).not.toContain(m.feedback_file_filed_older());
		const before = await count();
		const backAndSend = async (change: () => Promise<unknown>) => {
			reader.page = check;
			await change();
			await reader.send({ _go: 'send' }, '_steps');
			expect(receiptIn(reader.page)).toEqual(first);
			return reader.page.includes(m.feedback_file_filed_older());
		};
		const changed = async (step: string, typed: Record<string, string | File>) => {
			await reader.send({ _go: `to:${step}` }, '_steps');
			await reader.next(typed);
		};
		expect(await backAndSend(async () => {})).toBe(false);
		expect(await backAndSend(() => changed('matter', { matter: 'Viết lần thứ nhất.' }))).toBe(false);
		expect(await backAndSend(() => changed('matter', { matter: 'Viết lần thứ hai.' }))).toBe(true);
		expect(await backAndSend(() => changed('conduct', { accuses: 'no' }))).toBe(true);
		expect(await backAndSend(() => changed('sender', { as: 'contact', contact: 'nhà số 1' }))).toBe(true);
		expect(
			await backAndSend(async () => {
				await changed('subject', { subject: 'denunciation' });
				await reader.next(); // the law
				if (!reader.page.includes('value="send"')) await reader.next({ officer: 'Người trực' });
			}),
		).toBe(true);
		expect(await count()).toBe(before);
	});

	test('stale, and filed before: nothing is filed twice, no receipt is shown, the promise is still given', async () => {
		const reader = await writeOpinion(aReader(app), 'Gửi từ hôm kia.');
		const draft = JSON.parse(Buffer.from(reader.hidden('_steps').split('.')[0]!, 'base64url').toString()).value;
		const old = sign(s.house.secrets, 'filing', draft, new Date(Date.now() - 25 * 60 * 60 * 1000));
		await reader.send({ _go: 'send' }, '_steps');
		const { receipt } = receiptIn(reader.page);
		const before = await count();
		const press = (go: string) => {
			reader.page = `<form action="/gop-y"><input type="hidden" name="_steps" value="${old}"/></form>`;
			return reader.send({ _go: go, _step: 'check' });
		};
		await press('send');
		expect(reader.status).toBe(409);
		expect(reader.page).toContain(m.feedback_file_filedBefore());
		expect(reader.page).not.toContain(receipt);
		expect(await count()).toBe(before);
		await reader.send({ _go: 'to:check' }, '_steps');
		expect(reader.page).toContain('Gửi từ hôm kia.');
		await reader.send({ _go: 'send' }, '_steps');
		expect(receiptIn(reader.page).receipt).not.toBe(receipt);
		expect(await count()).toBe(before + 1);
		await press('promise');
		expect(reader.page).toMatch(/^vidan\/promise@v1\n/);
	});

	test('stale: what was typed is kept, under a new key', async () => {
		const key = randomUUID();
		const old = sign(
			s.house.secrets,
			'filing',
			{ key, subject: 'opinion', unit: { id: null, name: '', known: false }, conduct: { accuses: false, officer: '' } },
			new Date(Date.now() - 25 * 60 * 60 * 1000),
		);
		const reader = aReader(app);
		reader.page = `<form action="/gop-y"><input type="hidden" name="_steps" value="${old}"/></form>`;
		await reader.send({ _step: 'matter', matter: 'Viết từ hôm qua.', _go: 'next' });
		const kept = JSON.parse(Buffer.from(reader.hidden('_steps').split('.')[0]!, 'base64url').toString()).value;
		expect(kept.matter.text).toBe('Viết từ hôm qua.');
		expect(kept.key).not.toBe(key);
	});
});
