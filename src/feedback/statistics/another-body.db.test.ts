import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { moveCampaign } from '#campaigns';
import { sequence } from '#ledger';
import { asOperator } from '../../platform/testing.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { aDraft, brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { returnOffer } from '../routing/return-offer.ts';
import { takeOverFeedback } from '../routing/take-over-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { publishTables } from './publish-tables.ts';
import { listCaseFacts } from './statistics.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const publish = async () => {
	await sequence(s.house);
	await asOperator(s.house, publishTables);
	await sequence(s.house);
};
/** What each body has by the acts of the campaign, and by the newest leaf of its month. */
const told = () =>
	asOperator(s.house, async (call) => {
		const acts = await sql<{ body: string; sum: number }>`
			select app.province_code(a.unit_id) as body, sum(a.qty)::int as sum from act a join metric m on m.id = a.metric_id
			where m.key = 'opinionReceived' group by 1 order by 1`.execute(call.db);
		const leaves = await sql<{ body: string; received: number }>`
			select distinct on (l.body) l.body, l.received from (
				select l.shard, l.index, convert_from(l.leaf, 'UTF8')::jsonb ->> 'body' as body,
					(convert_from(l.leaf, 'UTF8')::jsonb #>> '{public,received}')::int as received
				from ledger_leaf l where convert_from(l.leaf, 'UTF8')::jsonb ->> 'class' = 'statistics'
					and convert_from(l.leaf, 'UTF8')::jsonb ->> 'event' = 'published') l
			order by l.body, l.shard desc, l.index desc`.execute(call.db);
		return {
			acts: acts.rows.map(({ sum }) => sum).sort((a, b) => a - b),
			leaves: leaves.rows.map(({ received }) => received).sort((a, b) => a - b),
		};
	});

test('the only case of a body and month that goes to another is counted there, and there alone', async () => {
	await asOperator(s.house, (call) => moveCampaign(call, 'vi-nhan-dan-phuc-vu', 'launch'));
	const { id } = await brought(s, 'screened');
	await publish();
	expect(await told()).toEqual({ acts: [1], leaves: [1] });
	await s.as(theDesk, (call) => offerFeedback(call, id, { unitId: s.unit.elsewhere, reason: 'Thuộc tỉnh bạn' }));
	await s.as('desk.elsewhere', (call) => takeOverFeedback(call, id));
	await publish();
	expect(await told()).toEqual({ acts: [0, 1], leaves: [0, 1] });
	await publish();
	expect(await told()).toEqual({ acts: [0, 1], leaves: [0, 1] });
});

test('guidance is no answer in any table; an objection to it is answered by the review, by its own day', async () => {
	const filed = await brought(s, 'screened');
	const facts = () =>
		asOperator(s.house, async (call) => {
			const { receivedOn } = await standing(s, filed);
			return (await listCaseFacts(call, receivedOn, receivedOn)).filter(({ answerDays }) => answerDays !== null);
		});
	await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật Đất đai', where: 'Ủy ban nhân dân' }));
	expect(await facts()).toEqual([]);
	await s.asSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Không đúng nơi'));
	await reviewObjections(s.house);
	expect(await standing(s, filed)).toMatchObject({ state: 'underReview', answeredOn: null, answeredInTime: null });

	await s.as('desk.ministry', async (call) => assignFeedback(call, filed.id, await s.accountOf('focal.ministry')));
	await s.as('focal.ministry', (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as('head.ministry', (call) => approveAnswer(call, filed.id));
	expect(await facts()).toMatchObject([{ answerDays: 0, onTime: true }]);
});

const factsOf = (day: string) => asOperator(s.house, (call) => listCaseFacts(call, day, day));

test('an offer that was given back is no transfer', async () => {
	const filed = await brought(s, 'screened');
	const { receivedOn } = await standing(s, filed);
	const transfers = async () => (await factsOf(receivedOn)).filter(({ transferred }) => transferred).length;
	const before = await transfers();
	await s.as(theDesk, (call) => offerFeedback(call, filed.id, { unitId: s.unit.elsewhere, reason: 'Thuộc tỉnh bạn' }));
	await s.as('desk.elsewhere', (call) => returnOffer(call, filed.id, 'Không thuộc địa bàn'));
	expect(await transfers()).toBe(before);
	await s.as(theDesk, (call) => offerFeedback(call, filed.id, { unitId: s.unit.elsewhere, reason: 'Thuộc tỉnh bạn' }));
	await s.as('desk.elsewhere', (call) => takeOverFeedback(call, filed.id));
	expect(await transfers()).toBe(before + 1);
});

test('of a case that was opened again the last answer says whether it is upheld', async () => {
	const filed = await brought(s, 'answered');
	const { receivedOn } = await standing(s, filed);
	const upheld = async () => (await factsOf(receivedOn)).filter((each) => each.upheld).length;
	const before = await upheld();
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await s.asSender(filed, async (call) =>
		rateAnswer(call, (await findSendersCase(call))!, { overall: 1, aspects: {} }, 'Chưa giải quyết'),
	);
	await s.as(theDesk, (call) => screenFeedback(call, filed.id, { kind: 'opinion', topic: 'manner', accuses: true }));
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await s.as(theHandler, (call) => startFeedback(call, filed.id));
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'notUpheld' }), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	expect(await upheld()).toBe(before - 1);
});
