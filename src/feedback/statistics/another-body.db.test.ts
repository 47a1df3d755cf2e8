import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { moveCampaign } from '#campaigns';
import { sequence } from '#ledger';
import { asOperator } from '../../platform/testing.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { aDraft, brought, standing, theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { takeOverFeedback } from '../routing/take-over-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
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
