import { randomUUID } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { found, work, type Caller } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { listSealed, listSealedFiles, listSealedTexts, openSealedTexts } from '../custody/custody.store.ts';
import { openSealed } from '../custody/open-sealed.ts';
import { brought, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { attachFiles } from '../files/attach-files.ts';
import { stageFile } from '../files/stage-file.ts';
import { findFeedback, lockSendersCase } from '../feedback.store.ts';
import { aSquare, type Square } from '../testing.ts';
import { sayPressed } from './add-to-case.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const references = (who: string) =>
	s.as(who, async (call) =>
		(await listSealed(call, { q: '', limit: 200, offset: 0 })).rows.map(({ reference }) => reference),
	);

test('who was pressed over an ordinary matter is heard by the oversight body, and by nobody else', async () => {
	const filed = await s.file();
	expect(await references('seat1')).not.toContain(filed.reference);
	expect(await s.as('seat1', (call) => findFeedback(call, filed.id))).toBeUndefined();
	await s.asSender(filed, async (call) => sayPressed(call, found(await lockSendersCase(call)), 'Họ gọi điện dọa tôi.'));
	expect(await references('seat1')).toContain(filed.reference);
	for (const who of ['desk.province', 'head.province', 'desk.communeA', 'head.communeA'])
		expect(await references(who)).not.toContain(filed.reference);

	// A custodian of the handling body opens who spoke, not that they were pressed.
	await s.post('member1.province', 'custodian', s.unit.province);
	await s.as('member1.province', (call) => openSealedTexts(call, filed.id, 'Cần liên hệ người gửi'));
	expect(await s.as('member1.province', (call) => listSealedTexts(call, filed.id))).toEqual([]);

	await s.as('seat1', (call) => openSealedTexts(call, filed.id, 'Người gửi báo bị đe dọa'));
	const texts = await s.as('seat1', (call) => listSealedTexts(call, filed.id));
	const decrypter = new Decrypter();
	decrypter.addIdentity(s.identities[0]!);
	expect(await Promise.all(texts.map(({ body }) => decrypter.decrypt(body, 'text')))).toEqual(['Họ gọi điện dọa tôi.']);
	expect(await s.as('seat2', (call) => listSealedTexts(call, filed.id))).toEqual([]);
});

test('that who was pressed was heard is told by no leaf, and no row that the desk reads', async () => {
	const filed = await brought(s, 'inProgress');
	const leaves = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{ event: string }>`select convert_from(q.leaf, 'UTF8')::jsonb ->> 'event' as event
				from ledger_queue q join feedback f on f.log_id::text = q.subject where f.id = ${filed.id}`.execute(call.db);
			return rows.map(({ event }) => event);
		});
	const before = await leaves();
	await s.asSender(filed, async (call) => sayPressed(call, found(await lockSendersCase(call)), 'Họ ép tôi rút đơn.'));
	await s.as('seat1', (call) => openSealed(call, filed.id, 'Người gửi báo bị ép rút đơn'));
	expect(await leaves()).toEqual(before);
	const read = (who: string) =>
		s.as(who, async (call) => {
			const { rows } = await sql`select from feedback_opening where feedback_id = ${filed.id}`.execute(call.db);
			return rows.length;
		});
	for (const who of [theDesk, theHandler, theApprover]) expect(await read(who), who).toBe(0);
	expect(await read('seat2')).toBe(1);
});

test('an opening begins when it is written down, whatever SQL says', async () => {
	const filed = await s.file({ kind: 'denunciation' });
	const account = await s.accountOf('seat1');
	const later = work(s.house, { ...s.callerOf('seat1'), kind: 'custody' } as Caller, (call) =>
		sql`insert into feedback_opening (feedback_id, account_id, reason, at)
			values (${filed.id}, ${account}, 'Mở mãi không đóng lại', '2099-01-01')`.execute(call.db),
	);
	await expect(later).rejects.toThrow(/permission denied/);
});

test('a sealed file is read by who opened the case a moment ago', async () => {
	const filed = await s.file({ kind: 'denunciation' });
	const key = randomUUID();
	const picture = await sharp({ create: { width: 5, height: 5, channels: 3, background: '#fff' } })
		.png()
		.toBuffer();
	const staged = await stageFile(s.house, key, new File([new Uint8Array(picture)], 'a.png'));
	if (typeof staged === 'string') throw new Error(staged);
	await s.asSender(filed, (call) => attachFiles(call, filed.id, null, key, [staged]));
	expect(await s.as('seat1', (call) => listSealedFiles(call, filed.id))).toEqual([]);
	await s.as('seat1', (call) => openSealedTexts(call, filed.id, 'Xem chứng cứ kèm theo'));
	expect(await s.as('seat1', (call) => listSealedFiles(call, filed.id))).toMatchObject([{ mediaType: 'image/png' }]);
	expect(await s.as('seat2', (call) => listSealedFiles(call, filed.id))).toEqual([]);
});
