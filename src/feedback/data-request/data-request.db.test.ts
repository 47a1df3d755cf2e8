import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, NotFound } from '#platform';
import { m } from '#words';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { standing } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { renewalKey } from '../receipt/receipt.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { renewReceipt } from '../sender/renew-receipt.ts';
import { takeBackWithdrawal, withdrawCase } from '../sender/withdraw-case.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { watchCases } from '../watch/watch-cases.ts';
import { listWatched } from '../watch/watch.store.ts';
import { listTexts } from '../texts.store.ts';
import { answerDataRequest } from './answer-data-request.ts';
import { askAboutData } from './ask-about-data.ts';
import type { DataRequestKind } from './data-request.ts';
import { findDataRequest, listDataRequests, listOpenDataRequests } from './data-request.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const ask = (filed: Parameters<Square['asSender']>[0], kind: DataRequestKind) =>
	s.asSender(filed, async (call) =>
		askAboutData(call, (await findSendersCase(call))!, kind, 'Tôi muốn biết về dữ liệu của mình.'),
	);
/** Closed, whatever came of it. */
const over = ({ id }: { id: string }) =>
	asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'closed', closed_on = received_on where id = '${id}'`,
		'alter table feedback enable trigger user',
	);
const waiting = (who: string) => s.as(who, (call) => listOpenDataRequests(call, 100));

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
		await over(filed);
		await grant();
		await eraseWhatIsOld(s.house);
		expect(await s.asSender(filed, (call) => listTexts(call, filed.id))).toEqual([]);
		const { rows } = await s.asSender(filed, (call) => sql<{ id: string }>`select id from feedback`.execute(call.db));
		expect(rows).toHaveLength(1);
	});

	test('of what is erased nothing waits: what was open is answered by that, and nobody answers it any more', async () => {
		const filed = await s.file();
		await ask(filed, 'erase');
		await ask(filed, 'access');
		await over(filed);
		const requests = (await waiting('desk.province')).filter(({ feedbackId }) => feedbackId === filed.id);
		const idOf = (kind: DataRequestKind) => requests.find((each) => each.kind === kind)!.id;
		const answer = (id: string) =>
			s.as('desk.province', (call) => answerDataRequest(call, id, true, 'Sẽ xóa đêm nay.'));
		await answer(idOf('erase'));
		await eraseWhatIsOld(s.house);
		expect((await waiting('desk.province')).filter(({ feedbackId }) => feedbackId === filed.id)).toEqual([]);
		const closed = await asOperator(s.house, (call) => findDataRequest(call, idOf('access')));
		expect(closed).toMatchObject({ granted: null, answerId: null });
		expect(closed!.answeredOn).not.toBeNull();
		await expect(answer(idOf('access'))).rejects.toBeInstanceOf(NotFound);
		expect(await standing(s, filed)).toMatchObject({ eraseWhy: 'request' });
	});

	test('granted for what was withdrawn: taken back it is not erased; else it is closed after seven days, and erased then', async () => {
		const withdrawn = async () => {
			const filed = await s.file();
			await ask(filed, 'erase');
			await s.asSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
			const [request] = (await waiting('desk.province')).filter(({ feedbackId }) => feedbackId === filed.id);
			await s.as('desk.province', (call) => answerDataRequest(call, request!.id, true, 'Sẽ xóa khi hết hạn rút lại.'));
			await eraseWhatIsOld(s.house);
			return filed;
		};
		const [back, gone] = [await withdrawn(), await withdrawn()];
		await s.asSender(back, async (call) => takeBackWithdrawal(call, (await findSendersCase(call))!));
		expect(await standing(s, back)).toMatchObject({ state: 'received', eraseWhy: null, erasedOn: null });
		expect(await standing(s, gone)).toMatchObject({ state: 'withdrawn', erasedOn: null });
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set (withdrawn_on, erase_on) = (withdrawn_on - 8, erase_on - 8) where id = '${gone.id}'`,
			'alter table feedback enable trigger user',
		);
		await watchCases(s.house);
		expect((await standing(s, gone)).closedOn).not.toBeNull();
		await eraseWhatIsOld(s.house);
		const now = await standing(s, gone);
		expect(now).toMatchObject({ state: 'closed', eraseWhy: 'request' });
		expect(now.erasedOn).not.toBeNull();
		expect(await asOperator(s.house, listWatched)).not.toContainEqual(expect.objectContaining({ id: gone.id }));
	});

	test('whoever entered the case does not answer what its sender asks; another does, the head where there is none', async () => {
		const entered = await s.as('desk.communeA', (call) =>
			enterOnBehalf(call, { ...aFiling(s.unit.communeA, { accuses: false }), channel: 'reception' }),
		);
		await routeWaiting(s.house);
		const fresh = await s.asSender(entered, async (call) =>
			renewReceipt(call, (await findSendersCase(call))!, renewalKey(s.house.secrets, Buffer.alloc(32), randomUUID())),
		);
		await ask({ ...entered, ...fresh }, 'access');
		await expect(ask({ ...entered, ...fresh }, 'erase')).rejects.toThrow(/đổi/);
		const straight = s.asSender({ ...entered, ...fresh }, (call) =>
			sql`insert into data_request (feedback_id, kind, asked_on, due_on)
				values (${entered.id}, 'erase', app.today(), app.today())`.execute(call.db),
		);
		await expect(straight).rejects.toThrow(/row-level security/);
		const [request] = (await waiting('desk.communeA')).filter(({ feedbackId }) => feedbackId === entered.id);
		const answer = (who: string) =>
			s.as(who, (call) => answerDataRequest(call, request!.id, false, 'Không lưu gì khác.'));
		await expect(answer('desk.communeA')).rejects.toBeInstanceOf(Forbidden);
		const past = await s.as('desk.communeA', (call) =>
			sql`update data_request set answered_on = app.today(), granted = false, answered_by = app.account_id(),
				answer_id = text_id where id = ${request!.id}`.execute(call.db),
		);
		expect(past.numAffectedRows).toBe(0n);
		await answer('head.communeA');
		expect(await waiting('head.communeA')).toEqual([]);
	});

	test('in a sealed case, when nobody holds a key to seal for, it is said, and nothing happened', async () => {
		const filed = await s.file({ kind: 'denunciation' });
		const keys = (retired: string) =>
			asOwner(
				s.house,
				'alter table custodian_key disable trigger user',
				`update custodian_key set retired_at = ${retired}`,
				'alter table custodian_key enable trigger user',
			);
		await keys('now()');
		await expect(ask(filed, 'access')).rejects.toThrow(m.feedback_follow_nobodyHears());
		await keys('null');
		await ask(filed, 'access');
	});
});
