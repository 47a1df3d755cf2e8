import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, NotFound } from '#platform';
import { asOwner } from '../../platform/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { aSquare, type Square } from '../testing.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { listTexts } from '../texts.store.ts';
import { answerDataRequest } from './answer-data-request.ts';
import { askAboutData } from './ask-about-data.ts';
import type { DataRequestKind } from './data-request.ts';
import { listDataRequests, listOpenDataRequests } from './data-request.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const ask = (filed: Parameters<Square['asSender']>[0], kind: DataRequestKind) =>
	s.asSender(filed, async (call) =>
		askAboutData(call, (await findSendersCase(call))!, kind, 'Tôi muốn biết về dữ liệu của mình.'),
	);
const waiting = (who: string) => s.as(who, (call) => listOpenDataRequests(call, 10));

describe('a request about data', () => {
	test('reaches the desk with two working days, and its answer the sender', async () => {
		const filed = await s.file();
		await ask(filed, 'access');
		const [request] = await waiting('desk.province');
		expect(request).toMatchObject({ feedbackId: filed.id, kind: 'access' });
		const [asked] = await s.as('desk.province', (call) => listDataRequests(call, filed.id));
		expect(asked).toMatchObject({ words: 'Tôi muốn biết về dữ liệu của mình.', answeredOn: null });
		expect(Date.parse(asked!.dueOn) - Date.parse(asked!.askedOn)).toBeGreaterThanOrEqual(2 * 86_400_000);
		await s.as('desk.province', (call) =>
			answerDataRequest(call, request!.id, true, 'Chúng tôi giữ nội dung phản ánh và các bước xử lý.'),
		);
		const [answered] = await s.asSender(filed, (call) => listDataRequests(call, filed.id));
		expect(answered).toMatchObject({ granted: true, answer: 'Chúng tôi giữ nội dung phản ánh và các bước xử lý.' });
		expect(await waiting('desk.province')).toEqual([]);
	});

	test('the same is not asked twice while it waits', async () => {
		const filed = await s.file();
		await ask(filed, 'correct');
		await expect(ask(filed, 'correct')).rejects.toBeInstanceOf(Conflict);
	});

	test('whoever must not know of the case knows of no request', async () => {
		const filed = await s.file();
		await ask(filed, 'access');
		const [request] = (await waiting('desk.province')).filter(({ feedbackId }) => feedbackId === filed.id);
		for (const who of ['desk.communeA', 'head.communeA', 'member1.communeA', 'desk.elsewhere']) {
			expect(await waiting(who)).toEqual([]);
			await expect(s.as(who, (call) => answerDataRequest(call, request!.id, true, 'Được'))).rejects.toBeInstanceOf(
				NotFound,
			);
		}
	});

	test('what still runs is not erased; what is over is, the night after', async () => {
		const filed = await s.file();
		await ask(filed, 'erase');
		const [request] = (await waiting('desk.province')).filter(({ feedbackId }) => feedbackId === filed.id);
		const grant = () =>
			s.as('desk.province', (call) => answerDataRequest(call, request!.id, true, 'Sẽ xóa trong đêm nay.'));
		await expect(grant()).rejects.toBeInstanceOf(Conflict);
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set state = 'closed', closed_on = received_on where id = '${filed.id}'`,
			'alter table feedback enable trigger user',
		);
		await grant();
		await eraseWhatIsOld(s.house);
		expect(await s.asSender(filed, (call) => listTexts(call, filed.id))).toEqual([]);
		const { rows } = await s.asSender(filed, (call) => sql<{ id: string }>`select id from feedback`.execute(call.db));
		expect(rows).toHaveLength(1);
	});
});
