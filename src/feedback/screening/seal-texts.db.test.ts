import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { askAboutData } from '../data-request/ask-about-data.ts';
import { theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { renewReceipt } from '../sender/renew-receipt.ts';
import { aFiling, aSquare } from '../testing.ts';
import { listTexts } from '../texts.store.ts';
import { screenFeedback } from './screen-feedback.ts';

test('what turns out to be a denunciation is sealed with what its sender asked about data and how it came', async () => {
	const s = await aSquare();
	const texts = { matter: 'Thư viết tay', entry: 'Do con gái bà A, số 5 phố X chuyển' };
	const letter = { ...aFiling(s.unit.communeA, { accuses: false }), channel: 'post' as const, texts };
	const filed = await s.as(theDesk, (call) => enterOnBehalf(call, letter));
	await routeWaiting(s.house);
	const renewed = await s.asSender(filed, async (call) =>
		renewReceipt(call, (await findSendersCase(call))!, crypto.randomUUID()),
	);
	const asked = 'Tôi là Nguyễn Thị A, số 0912';
	await s.asSender({ ...filed, ...renewed }, async (call) =>
		askAboutData(call, (await findSendersCase(call))!, 'access', asked),
	);
	const read = async (who: string) => (await s.as(who, (call) => listTexts(call, filed.id))).map(({ text }) => text);
	expect(new Set(await read('desk.communeA'))).toEqual(new Set([texts.matter, texts.entry, asked]));
	await s.as('desk.communeA', (call) =>
		screenFeedback(call, filed.id, { kind: 'denunciation', topic: null, accuses: true }),
	);
	await routeWaiting(s.house);
	expect(await read(theDesk)).toEqual([]);
	const { rows } = await asOperator(s.house, (call) =>
		sql`select from feedback_text where feedback_id = ${filed.id} and custody`.execute(call.db),
	);
	expect(rows).toHaveLength(3);
});
