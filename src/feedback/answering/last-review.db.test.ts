import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { found, Invalid } from '#platform';
import { anAccount } from '../../access/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import { aDraft, sees, standing } from '../desk/testing.ts';
import { findFeedback, listSteps, lockSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { reviewsItself, whatNow } from '../portal/following/what-now.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { listEligibleHandlers } from '../routing/handler.store.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { approveAnswer } from './approve-answer.ts';
import { draftAnswer } from './draft-answer.ts';
import { reviewObjections } from './review-objections.ts';

let s: Square;
beforeEach(async () => {
	s = await aSquare();
});

const assigned = async (filed: Filed, who: string) =>
	s.as('seat2', async (call) => assignFeedback(call, filed.id, await s.accountOf(who)));
const objected = async (filed: Filed) => {
	await s.asSender(filed, async (call) => objectToAnswer(call, found(await lockSendersCase(call)), 'Chưa thỏa đáng'));
	await reviewObjections(s.house);
};
const begun = async () => {
	const filed = await s.file({ unitId: s.unit.ministry });
	expect(await standing(s, filed)).toMatchObject({ withOversight: true });
	await s.as('seat1', (call) => screenFeedback(call, filed.id, { kind: 'opinion', topic: 'manner', accuses: true }));
	await assigned(filed, 'seat1');
	return filed;
};
/** About the whole body: `seat1` writes the answer, `seat2` releases it. */
const answered = async () => {
	const filed = await begun();
	await s.as('seat1', (call) => acceptFeedback(call, filed.id));
	await s.as('seat1', (call) => startFeedback(call, filed.id));
	await s.as('seat1', (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as('seat2', (call) => approveAnswer(call, filed.id));
	return filed;
};
const eligible = async (filed: Filed) =>
	(
		await asOperator(s.house, async (call) =>
			(await listEligibleHandlers(call, filed.id)).map(({ accountId }) => accountId),
		)
	).toSorted();
const anotherSeat = async (name: string) => {
	const id = await anAccount(s.house, name, []);
	await asOperator(s.house, (call) =>
		sql`insert into oversight_seat (account_id, body, since) values (${id}, 'Hội đồng', app.today() - 1)`.execute(
			call.db,
		),
	);
	return id;
};

describe('an objection to the answer of the oversight body', () => {
	test('is reviewed by its two seats in other hands: who released it writes, who wrote releases', async () => {
		const filed = await answered();
		await objected(filed);
		expect(await standing(s, filed)).toMatchObject({ state: 'underReview', stage: 1, withOversight: true });
		for (const seat of ['seat1', 'seat2']) expect(await sees(s, seat, filed), seat).toBe(true);
		expect(await eligible(filed)).toEqual([await s.accountOf('seat2')]);
		await expect(assigned(filed, 'seat1')).rejects.toBeInstanceOf(Invalid);
		await assigned(filed, 'seat2');
		await s.as('seat2', (call) => draftAnswer(call, filed.id, aDraft(), true));
		await s.as('seat1', (call) => approveAnswer(call, filed.id));
		expect((await standing(s, filed)).state).toBe('answeredFinal');
	});

	test('so is one to its guidance', async () => {
		const filed = await begun();
		await s.as('seat1', (call) => guideFeedback(call, filed.id, { law: 'Luật khác', where: 'Nơi khác' }));
		await objected(filed);
		expect(await eligible(filed)).toEqual([await s.accountOf('seat2')]);
	});

	test('its sender reads that there is nobody above', async () => {
		const filed = await answered();
		await objected(filed);
		const [now, steps] = await s.asSender(filed, async (call) => [
			found(await findFeedback(call, filed.id)),
			await listSteps(call, filed.id),
		]);
		expect(steps.filter(reviewsItself)).toHaveLength(1);
		expect(whatNow(now, steps)).toBe('Cơ quan giám sát đang xem xét lại');
	});

	test('goes to those who had no part in it where there are two, and to nobody else', async () => {
		const fresh = [await anotherSeat('seat3'), await anotherSeat('seat4')].toSorted();
		const filed = await answered();
		await objected(filed);
		expect(await eligible(filed)).toEqual(fresh);
		for (const seat of ['seat1', 'seat2']) expect(await sees(s, seat, filed), seat).toBe(false);
	});

	test('with one who had no part in it, another of those before may release what that one writes', async () => {
		const third = await anotherSeat('seat3');
		const filed = await answered();
		await objected(filed);
		expect(await eligible(filed)).toEqual([third, await s.accountOf('seat2')].toSorted());
		expect(await sees(s, 'seat1', filed)).toBe(true);
	});

	test('who stepped back stays away, whoever is left', async () => {
		const filed = await answered();
		await objected(filed);
		await s.as('seat2', (call) => recuseFromFeedback(call, filed.id));
		expect(await sees(s, 'seat2', filed)).toBe(false);
		expect(await eligible(filed)).toEqual([await s.accountOf('seat1')]);
	});
});
