import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { aReader, receiptIn, speakApp, writeOpinion, type Reader } from './testing.tsx';

let s: Square;
let app: ReturnType<typeof speakApp>;
beforeAll(async () => {
	s = await aSquare();
	app = speakApp({ ...s.house, settings: { ...s.house.settings, proofOfWork: false } });
});

/** What was kept of a letter with this text. */
async function keptOf(matter: string): Promise<string> {
	const reader = await writeOpinion(aReader(app), matter);
	await reader.send({ _go: 'send' }, '_steps');
	const { reference } = receiptIn(reader.page);
	return asOperator(s.house, async (call) => {
		const { rows } = await sql<{ id: string }>`select id from feedback where reference = ${reference}`.execute(call.db);
		return (await listTexts(call, rows[0]!.id, ['matter']))[0]!.text;
	});
}

const toMatter = async (): Promise<Reader> => {
	const reader = await aReader(app).open('/gop-y');
	await reader.next({ subject: 'opinion' });
	await reader.next({ unknown: 'yes' });
	return reader.next({ accuses: 'no' });
};

describe('what people and machines type', () => {
	test('nothing at all: every page says what is missing', async () => {
		const reader = await aReader(app).open('/gop-y');
		for (const [filled, missing] of [
			[{ subject: 'opinion' }, m.feedback_file_subject_missing()],
			[{ unknown: 'yes' }, m.feedback_file_unit_missing()],
			[{ accuses: 'no' }, m.feedback_file_conduct_missing()],
			[{ matter: 'Đủ mười chữ cái.' }, m.feedback_file_matter_missing()],
			[{}, undefined],
			[{ as: 'nobody' }, m.feedback_file_sender_missing()],
		] as const) {
			if (missing) {
				await reader.next();
				expect(reader.status).toBe(422);
				expect(reader.page).toContain(missing);
			}
			await reader.next(filled);
			expect(reader.status).toBe(200);
		}
	});

	test('five megabytes: refused in words, and they are still in the page', async () => {
		const reader = await toMatter();
		await reader.next({ matter: 'a'.repeat(5_000_000) });
		expect(reader.status).toBe(422);
		expect(reader.page).toContain('a'.repeat(5_000_000));
	});

	test('NUL, lone surrogates, ten thousand combining marks and scripts are kept as text, and shown as text', async () => {
		expect(await keptOf('Một hai\0 ba bốn năm')).toBe('Một hai ba bốn năm');
		expect(await keptOf(`a${'\u0301'.repeat(10_000)} và còn nữa`)).toHaveLength(10_011);
		const script = '<script>alert(1)</script><img src=x onerror=alert(2)>';
		expect(await keptOf(script)).toBe(script);
		const reader = await writeOpinion(aReader(app), script);
		expect(reader.page).not.toContain('<script>alert');
		const raw = await app.request('/gop-y', {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: `_step=matter&_steps=${encodeURIComponent((await toMatter()).hidden('_steps'))}&matter=0123456789%ED%A0%80&_go=next`,
		});
		expect(raw.status).toBe(200);
	});

	test('two hundred files, none of them taken', async () => {
		const reader = await toMatter();
		await reader.next({ matter: 'Có nhiều tệp kèm theo.' });
		const body = new FormData();
		for (const name of ['_steps', '_step']) body.append(name, reader.hidden(name));
		body.append('_go', 'next');
		for (let at = 0; at < 200; at++) body.append('files', new File(['x'], `${at}.jpg`));
		const answer = await app.request('/gop-y', { method: 'POST', body });
		expect(answer.status).toBe(422);
		expect(await answer.text()).toContain(m.feedback_file_files_most({ most: 5 }));
	});

	test('a file that calls itself something else is refused by name, and what was said before stays', async () => {
		const reader = await toMatter();
		await reader.next({ matter: 'Tệp này đổi kiểu.' });
		await reader.next({ files: new File(['<html></html>'], 'anh.jpg', { type: 'image/jpeg' }) });
		expect(reader.status).toBe(422);
		expect(reader.page).toContain(`anh.jpg: ${m.feedback_file_refused_wrongType()}`);
		await reader.next();
		expect(reader.status).toBe(200);
	});

	test('a day that cannot be is said so; one in words is taken', async () => {
		const reader = await toMatter();
		await reader.next({ matter: 'Chuyện ngày mai.', when: '1/1/2999' });
		expect(reader.status).toBe(422);
		await reader.next({ matter: 'Chuyện hôm nọ.', when: 'chiều thứ Ba tuần trước' });
		expect(reader.status).toBe(200);
	});

	test('a unit that does not exist, or no number, is none', async () => {
		const reader = await aReader(app).open('/gop-y');
		await reader.next({ subject: 'praise' });
		for (const unit of ['999999', '-1', '1 or 1=1', '1'.repeat(40)]) {
			await reader.next({ unit });
			expect(reader.status).toBe(422);
		}
	});
});

describe('what is made up on the page of a case', () => {
	test('a doing that every object has is none', async () => {
		const filed = await s.file();
		for (const name of ['__proto__', 'constructor', 'toString']) {
			const reader = await aReader(app).open('/tra-cuu');
			await reader.send({ reference: filed.reference, receipt: filed.characters });
			await reader.send({ _do: name }, '_ticket');
			expect(reader.status).toBe(200);
			expect(reader.page).toContain(m.feedback_follow_gone());
		}
	});

	test('files without a receipt are not kept, nor for a case that was erased', async () => {
		const kept = () =>
			asOperator(s.house, async (call) => {
				const { rows } = await sql<{ n: number }>`select count(*)::int as n from feedback_upload`.execute(call.db);
				return rows[0]!.n;
			});
		const picture = await sharp({ create: { width: 5, height: 5, channels: 3, background: '#fff' } })
			.png()
			.toBuffer();
		const filed = await s.file();
		const reader = await aReader(app).open('/tra-cuu');
		await reader.send({ reference: filed.reference, receipt: filed.characters });
		const ticket = reader.hidden('_ticket');
		const upload = async (_ticket: string) => {
			const body = new FormData();
			const file = new File([new Uint8Array(picture)], 'a.png');
			for (const [name, value] of Object.entries({ _do: 'add', _key: randomUUID(), words: 'Kèm ảnh.', _ticket }))
				body.append(name, value);
			body.append('files', file);
			return app.request('/tra-cuu', { method: 'POST', body });
		};
		expect(await (await upload('')).text()).toContain(m.feedback_follow_gone());
		expect(await kept()).toBe(0);
		await asOperator(s.house, (call) =>
			sql`update feedback set state = 'closed', step = step + 1, erase_on = '2000-01-01' where id = ${filed.id}`.execute(
				call.db,
			),
		);
		await eraseWhatIsOld(s.house);
		expect((await upload(ticket)).status).toBe(200);
		expect(await kept()).toBe(0);
	});
});

describe('what a shared computer remembers (P-4)', () => {
	test('no page is kept, no address holds a code, and the way out asks the browser to forget', async () => {
		const reader = await writeOpinion(aReader(app), 'Trên máy dùng chung.');
		await reader.send({ _go: 'send' }, '_steps');
		expect(reader.headers.get('Cache-Control')).toBe('no-store');
		const { reference, receipt } = receiptIn(reader.page);
		const follow = await aReader(app).open('/tra-cuu');
		await follow.send({ reference, receipt });
		expect(follow.headers.get('Cache-Control')).toBe('no-store');
		for (const { page } of [reader, follow]) {
			expect(/<title>([^<]*)/.exec(page)![1]).toBe(`${m.feedback_file_window()} – Cơ quan minh họa`);
			for (const [, address] of page.matchAll(/(?:href|action|src)="([^"]*)"/g)) {
				expect(address).not.toContain(receipt);
				expect(address).not.toContain(reference);
			}
		}
		const out = await app.request('/thoat');
		expect(out.headers.get('Clear-Site-Data')).toBe('"cache", "storage"');
		expect(out.headers.get('Location')).toBe('/');
	});
});
