import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { openHouse, work } from '#platform';
import type { Kind } from '../feedback.ts';
import { fileFeedback } from '../filing/file-feedback.ts';
import { spendOnce } from '../proof/spent.store.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { sweepSender } from '../files/sweep-files.ts';
import { aReader, receiptIn, speakApp } from './testing.tsx';

/** What a request, a file and a letter say of who sent them (P-1). None of it may stand anywhere afterwards. */
const canaries = {
	address: '203.0.113.77',
	agent: 'DauVetTrinhDuyet',
	language: 'dauvet-ngonngu',
	referrer: 'dauvet-trangtruoc',
	exif: 'DauVetMayAnh',
	fileName: 'dauvet-tentep',
	words: 'dauvet-noidung',
	contact: 'dauvet-lienhe',
};

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

test('what came with a filing stands in no table, file or log', { timeout: 60_000 }, async () => {
	const logged: string[] = [];
	const app = speakApp({ ...s.house, settings: { ...s.house.settings, proofOfWork: false }, log: listening(logged) });
	const reader = aReader(app, {
		'X-Forwarded-For': canaries.address,
		'X-Real-IP': canaries.address,
		'User-Agent': canaries.agent,
		'Accept-Language': canaries.language,
		Referer: `https://${canaries.referrer}.example/`,
	});
	const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#123456' } })
		.withExif({ IFD0: { Artist: canaries.exif } })
		.jpeg()
		.toBuffer();
	await reader.open('/gop-y');
	await reader.next({ subject: 'opinion' });
	await reader.next({ unknown: 'yes' });
	await reader.next({ accuses: 'yes', officer: canaries.words });
	await reader.next({ matter: `Nội dung ${canaries.words}`, when: canaries.words, place: canaries.words });
	const file = new File([new Uint8Array(picture)], `${canaries.fileName}.jpg`, { type: 'image/jpeg' });
	await reader.next({ files: file });
	await reader.next({ as: 'named', name: canaries.contact, contact: canaries.contact, organisation: canaries.contact });
	expect(reader.page).toContain(canaries.words);
	await reader.send({ _go: 'send' }, '_steps');
	const { reference, receipt } = receiptIn(reader.page);
	const kept = await asOperator(s.house, (call) =>
		sql`select from feedback_file x join feedback f on f.id = x.feedback_id where f.reference = ${reference}`.execute(
			call.db,
		),
	);
	expect(kept.rows).toHaveLength(1);
	const follow = await aReader(app, { 'User-Agent': canaries.agent, 'X-Forwarded-For': canaries.address }).open(
		'/tra-cuu',
	);
	await follow.send({ reference, receipt });
	await follow.send({ words: `Thêm ${canaries.words}` }, 'name="_do" value="add"');
	expect(follow.status).toBe(200);

	const everything = [await everyRow(), everyFile(s.house.settings.dataDirectory), logged.join('\n')].join('\n');
	for (const [what, canary] of Object.entries({ ...canaries, receipt, receiptPlain: receipt.replaceAll('-', '') }))
		expect(found(everything, canary), what).toEqual([]);
});

test(
	'no row of a filing tells more of its time than the hour, of a sealed kind than the day',
	{ timeout: 60_000 },
	async () => {
		const instantsOf = async (kind: Kind, at: string): Promise<string[]> => {
			const house = { ...s.house, clock: () => new Date(at) };
			const before = new Set((await everyRow()).split('\n'));
			await work(house, { kind: 'public' }, async (call) => {
				await spendOnce(call, randomBytes(16).toString('hex'), new Date(call.now.getTime() + 3_600_000));
				return fileFeedback(call, aFiling(s.unit.communeA, { kind }));
			});
			await routeWaiting(house);
			return (await everyRow())
				.split('\n')
				.filter((row) => !before.has(row))
				.flatMap((row) => row.match(/\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?/g) ?? [])
				.toSorted();
		};
		await routeWaiting(s.house);
		// Both hours of the second pair lie in one day in Viet Nam.
		for (const [kind, one, other] of [
			['opinion', '2026-11-23T03:17:23.456Z', '2026-11-23T03:58:59.001Z'],
			['denunciation', '2026-11-22T18:17:23.456Z', '2026-11-23T10:58:59.001Z'],
		] as const) {
			const instants = await instantsOf(kind, one);
			expect(instants.length).toBeGreaterThan(5);
			expect(await instantsOf(kind, other), kind).toEqual(instants);
		}
	},
);

test('a file whose form was never sent is removed when its time is over', { timeout: 60_000 }, async () => {
	const app = speakApp({ ...s.house, settings: { ...s.house.settings, proofOfWork: false } });
	const reader = await aReader(app).open('/gop-y');
	await reader.next({ subject: 'opinion' });
	await reader.next({ unknown: 'yes' });
	await reader.next({ accuses: 'no' });
	await reader.next({ matter: 'Không bao giờ gửi.' });
	const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
		.png()
		.toBuffer();
	await reader.next({ files: new File([new Uint8Array(picture)], 'a.png') });
	const waiting = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{ sha256: string }>`select sha256 from feedback_upload`.execute(call.db);
			return rows.map(({ sha256 }) => sha256);
		});
	const [sha256] = (await waiting()).slice(-1);
	expect(await s.house.files.has(sha256!)).toBe(true);
	await sweepSender({ ...s.house, clock: () => new Date(Date.now() + 25 * 60 * 60 * 1000) });
	expect(await waiting()).toEqual([]);
	expect(await s.house.files.has(sha256!)).toBe(false);
});

const found = (everything: string, canary: string): string[] =>
	everything.split('\n').filter((line) => line.toLowerCase().includes(canary.toLowerCase()));

/** Every row of every table, as text; binary columns as what they would be if they were text. */
const everyRow = (): Promise<string> =>
	asOperator(s.house, async (call) => {
		const { rows: tables } = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
			join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'
				and has_table_privilege(c.oid, 'select')`.execute(call.db);
		const all: string[] = [];
		for (const { name } of tables) {
			const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
				call.db,
			);
			for (const { row } of rows)
				all.push(
					row,
					...[...row.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')),
				);
		}
		return all.join('\n');
	});

const everyFile = (directory: string): string =>
	readdirSync(directory, { recursive: true })
		.map((name) => join(directory, String(name)))
		.filter((path) => statSync(path).isFile())
		.map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
		.join('\n');

/** A log of everything, whatever the level. */
const listening = (into: string[]): ReturnType<typeof openHouse>['log'] => {
	const write = (...said: unknown[]) => void into.push(JSON.stringify(said));
	return { ...s.house.log, info: write, warn: write, error: write, debug: write } as ReturnType<
		typeof openHouse
	>['log'];
};
