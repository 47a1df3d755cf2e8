import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Decrypter } from 'age-encryption';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { work, type House } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { attachFiles } from './attach-files.ts';
import { listFiles } from './files.store.ts';
import { scanWaiting } from './scan-waiting.ts';
import { sendCaseFile } from './send-case-file.ts';
import { sweepSender } from './sweep-files.ts';
import { stageFile, type StagedFile } from './stage-file.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const picture = async (): Promise<File> => {
	const bytes = await sharp({ create: { width: 12, height: 12, channels: 3, background: '#1f4e8c' } })
		.png()
		.toBuffer();
	return new File([new Uint8Array(bytes)], 'anh.png');
};
const staged = async (house: House, key: string): Promise<StagedFile> => {
	const file = await stageFile(house, key, await picture());
	if (typeof file === 'string') throw new Error(file);
	return file;
};
const attach = (filed: Filed, key: string, file: StagedFile) =>
	s.asSender(filed, (call) => attachFiles(call, filed.id, null, key, [file]));
const rowsOf = (filed: Filed) => asOperator(s.house, (call) => listFiles(call, filed.id));

describe('a file of a case', () => {
	test('is kept encrypted, and the desk that handles it gets it as an attachment', async () => {
		const filed = await s.file();
		const key = randomUUID();
		await attach(filed, key, await staged(s.house, key));
		const [row] = await rowsOf(filed);
		const kept = await buffer(s.house.files.read(row!.sha256));
		expect(kept.subarray(0, 4).toString('latin1')).not.toBe('\x89PNG');
		const answer = await s.as('desk.province', (call) => sendCaseFile(call, filed.id, row!.id));
		expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="1.png"');
		expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(12);
		await expect(s.as('desk.communeA', (call) => sendCaseFile(call, filed.id, row!.id))).rejects.toMatchObject({
			status: 404,
		});
	});

	test('of a denunciation is opened by custodians alone', async () => {
		const filed = await s.file({ kind: 'denunciation' });
		const key = randomUUID();
		await attach(filed, key, await staged(s.house, key));
		const [row] = await rowsOf(filed);
		expect(row!.custody).toBe(true);
		await expect(s.as('desk.province', (call) => sendCaseFile(call, filed.id, row!.id))).rejects.toMatchObject({
			status: 404,
		});
		const decrypter = new Decrypter();
		decrypter.addIdentity(s.identities[0]!);
		const plain = await decrypter.decrypt(new Uint8Array(await buffer(s.house.files.read(row!.sha256))));
		expect((await sharp(plain).metadata()).format).toBe('png');
	});

	test('is attached once, and to the case of the form that brought it', async () => {
		const [filed, other] = [await s.file(), await s.file()];
		const key = randomUUID();
		const file = await staged(s.house, key);
		await expect(attach(other, randomUUID(), file)).rejects.toMatchObject({ status: 409 });
		await attach(filed, key, file);
		await expect(attach(filed, key, file)).rejects.toMatchObject({ status: 409 });
		await expect(s.asSender(other, (call) => attachFiles(call, filed.id, null, key, [file]))).rejects.toThrow();
	});

	test('of one form there are at most ten', async () => {
		const key = randomUUID();
		for (let at = 0; at < 10; at++) {
			const left = await work(s.house, { kind: 'operator', name: 'test' }, async (call) =>
				sql`select app.stage_upload(sha256(${key}::text::bytea), repeat('a', 64), 1, now() + interval '1 day')`.execute(
					call.db,
				),
			);
			expect(left.rows).toHaveLength(1);
		}
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				id: string | null;
			}>`select app.stage_upload(sha256(${key}::text::bytea), repeat('a', 64), 1, now() + interval '1 day') as id`.execute(
				call.db,
			),
		);
		expect(rows[0]!.id).toBeNull();
	});
});

describe('the store holds nothing that no row names', () => {
	const stored = () =>
		readdirSync(join(s.house.settings.dataDirectory, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
			/[0-9a-f]{64}$/.test(name),
		).length;

	test('what finds no place is not written', async () => {
		const key = randomUUID();
		for (let at = 0; at < 10; at++) await staged(s.house, key);
		const before = stored();
		expect(await stageFile(s.house, key, await picture())).toBe('tooMany');
		expect(stored()).toBe(before);
	});

	test('what was written for what was not done after all is removed', async () => {
		const filed = await s.file();
		const key = randomUUID();
		const file = await staged(s.house, key);
		const before = stored();
		const fails = (act: Promise<unknown>) => expect(act).rejects.toThrow('not after all');
		const notAfterAll = (): never => {
			throw new Error('not after all');
		};
		await fails(
			s.asSender(filed, async (call) => {
				await attachFiles(call, filed.id, null, key, [file]);
				expect(stored()).toBe(before + 1);
				notAfterAll();
			}),
		);
		await vi.waitFor(() => expect(stored()).toBe(before));
		await attach(filed, key, file);
		await fails(
			s.as('desk.province', async (call) => {
				await screenFeedback(call, filed.id, { kind: 'denunciation', topic: null, accuses: true });
				expect(stored()).toBe(before + 2);
				notAfterAll();
			}),
		);
		await vi.waitFor(() => expect(stored()).toBe(before + 1));
		const [row] = await rowsOf(filed);
		expect((await s.as('desk.province', (call) => sendCaseFile(call, filed.id, row!.id))).status).toBe(200);
	});
});

describe('the virus scanner', () => {
	let scanner: Server | undefined;
	afterEach(() => new Promise((closed) => (scanner ? scanner.close(closed) : closed(undefined))));
	const path = () => join(s.house.settings.dataDirectory, 'clamd.sock');
	const scanned = (): House => ({ ...s.house, settings: { ...s.house.settings, clamav: path() } });
	const listening = (...verdicts: string[]) =>
		new Promise<void>((ready) => {
			scanner = createServer((socket) => {
				let received = Buffer.alloc(0);
				socket.on('data', (chunk) => {
					received = Buffer.concat([received, chunk]);
					if (received.equals(Buffer.from('zPING\0'))) socket.end('PONG\0');
					else if (received.subarray(-4).equals(Buffer.alloc(4)))
						socket.end((verdicts.length > 1 ? verdicts.shift() : verdicts[0])!);
				});
			}).listen(path(), ready);
		});

	test('finds something: the file is refused', async () => {
		await listening('stream: Eicar-Test-Signature FOUND\0');
		expect(await stageFile(scanned(), randomUUID(), await picture())).toBe('infected');
	});

	test('is down: filing goes on, the file waits out of sight until it was looked at', async () => {
		const filed = await s.file();
		const key = randomUUID();
		await attach(filed, key, await staged(scanned(), key));
		const [row] = await rowsOf(filed);
		expect(row!.state).toBe('quarantined');
		expect(await s.as('desk.province', (call) => listFiles(call, filed.id))).toEqual([]);
		await scanWaiting(scanned());
		expect((await rowsOf(filed))[0]!.state).toBe('quarantined');
		await listening('stream: OK\0');
		await scanWaiting(scanned());
		expect(await s.as('desk.province', (call) => listFiles(call, filed.id))).toMatchObject([{ state: 'clean' }]);
	});

	test('says nothing of one file: the others are looked at all the same', async () => {
		const filed = await s.file();
		for (let count = 0; count < 3; count++) {
			const key = randomUUID();
			await attach(filed, key, await staged(scanned(), key));
		}
		await listening('INSTREAM size limit exceeded. ERROR\0', 'stream: OK\0');
		await scanWaiting(scanned());
		const states = (await rowsOf(filed)).map(({ state }) => state).toSorted();
		expect(states).toEqual(['clean', 'clean', 'quarantined']);
	});
});

test('a file that cannot be removed holds up no other, and is tried again', async () => {
	await sweepSender(later(s.house, 25));
	const stubborn = await staged(s.house, randomUUID());
	const other = await staged(s.house, randomUUID());
	const left = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from feedback_upload`.execute(
				call.db,
			);
			return rows;
		});
	const [first] = (await left()).filter(({ id }) => id === stubborn.id);
	const forget = async (sha256: string) => {
		if (sha256 === first!.sha256) throw new Error('busy');
		await s.house.files.forget(sha256);
	};
	await sweepSender(later({ ...s.house, files: { ...s.house.files, forget } }, 25));
	expect((await left()).map(({ id }) => id)).toEqual([stubborn.id]);
	await sweepSender(later(s.house, 26));
	expect(await left()).toEqual([]);
	expect(await s.house.files.has(first!.sha256)).toBe(false);
	expect(other.id).not.toBe(stubborn.id);
});

const later = (house: House, hours: number): House => ({
	...house,
	clock: () => new Date(Date.now() + hours * 60 * 60 * 1000),
});

test('content that a case names no more is removed by the sweep, though nobody lived to remove it at once', async () => {
	for (const lost of [
		(id: string) => sql`delete from feedback_file where feedback_id = ${id}`,
		(id: string) => sql`update feedback_file set sha256 = ${'0'.repeat(64)} where feedback_id = ${id}`,
	]) {
		const filed = await s.file();
		const key = randomUUID();
		await attach(filed, key, await staged(s.house, key));
		const [row] = await rowsOf(filed);
		await asOperator(s.house, (call) => lost(filed.id).execute(call.db));
		expect((await buffer(s.house.files.read(row!.sha256))).length).toBeGreaterThan(0);
		await sweepSender(s.house);
		await expect(buffer(s.house.files.read(row!.sha256))).rejects.toThrow();
	}
});

test('who fills the room of waiting files shuts nobody out: what has waited longest gives way', async () => {
	const filed = await s.file();
	const [early, late] = [randomUUID(), randomUUID()];
	const first = await staged(s.house, early);
	await asOperator(s.house, (call) =>
		sql`select app.stage_upload(sha256(convert_to(i::text, 'UTF8')), repeat('b', 64), 1024 * 1024 * 1024, now() + interval '1 day')
			from generate_series(1, 25) i`.execute(call.db),
	);
	const second = await staged(s.house, late);
	await expect(attach(filed, early, first)).rejects.toMatchObject({ status: 409 });
	await attach(filed, late, second);
	const { rows } = await asOperator(s.house, (call) =>
		sql<{
			gb: number;
		}>`select count(*)::int as gb from feedback_upload where good_until > now() and sha256 = repeat('b', 64)`.execute(
			call.db,
		),
	);
	expect(rows[0]!.gb).toBe(19);
});

test('what waits to be removed takes the place of no file that is sent', async () => {
	const filed = await s.file();
	const key = randomUUID();
	await attach(filed, key, await staged(s.house, key));
	await asOperator(s.house, async (call) => {
		await sql`update feedback_file set size = 21::bigint * 1024 * 1024 * 1024 where feedback_id = ${filed.id}`.execute(
			call.db,
		);
		await sql`delete from feedback_file where feedback_id = ${filed.id}`.execute(call.db);
	});
	expect(await staged(s.house, randomUUID())).toMatchObject({ mediaType: 'image/png' });
	await sweepSender(s.house);
});
