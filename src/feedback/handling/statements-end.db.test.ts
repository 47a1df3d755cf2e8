import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { NotFound } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { brought, standing, theDesk, theHandler } from '../desk/testing.ts';
import { expectedOf } from '../expected.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCases } from '../watch/watch-cases.ts';
import { askAccused } from './ask-accused.ts';
import { giveStatement } from './give-statement.ts';
import { startFeedback } from './start-feedback.ts';
import { listStatementsAsked } from './statement.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const accused = 'member1.communeA';

/** Being handled, and the accused was asked. */
async function heard(): Promise<Filed> {
	const filed = await brought(s, 'screened');
	await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
	await routeWaiting(s.house);
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await s.as(theHandler, (call) => startFeedback(call, filed.id));
	const memberId = s.memberId(accused);
	await s.as(theHandler, (call) => askAccused(call, filed.id, { memberId, question: 'Hôm đó ra sao?' }));
	return filed;
}
const becomes = ({ id }: Filed, ...states: string[]) =>
	asOperator(s.house, async (call) => {
		for (const state of states)
			await sql`update feedback set state = ${state}, step = step + 1 where id = ${id}`.execute(call.db);
	});

test.each([
	[
		'guided',
		async (filed: Filed) => {
			await becomes(filed, 'screened');
			await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật Khiếu nại', where: 'Tòa án' }));
		},
	],
	[
		'merged',
		async (filed: Filed) => {
			const other = await brought(s, 'screened');
			await becomes(filed, 'screened');
			await asOperator(s.house, (call) =>
				sql`update feedback set state = 'merged', step = step + 1, merged_into = ${other.id} where id = ${filed.id}`.execute(
					call.db,
				),
			);
		},
	],
	[
		'closed',
		async (filed: Filed) => {
			await s.asSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
			expect(await s.as(accused, expectedOf), 'a withdrawal may be taken back').toHaveLength(1);
			await asOwner(
				s.house,
				'alter table feedback disable trigger user',
				`update feedback set withdrawn_on = withdrawn_on - 8 where id = '${filed.id}'`,
				'alter table feedback enable trigger user',
			);
			await watchCases(s.house);
		},
	],
] as const)('once a case is %s, nothing more is asked of the accused', async (state, ends) => {
	const filed = await heard();
	expect(await s.as(accused, expectedOf)).toHaveLength(1);
	await ends(filed);
	expect((await standing(s, filed)).state).toBe(state);
	expect(await s.as(accused, expectedOf)).toEqual([]);
	const asked = await s.as(accused, listStatementsAsked);
	expect(asked.at(-1)).toMatchObject({ cleared: false });
	for (const { id } of asked)
		await expect(s.as(accused, (call) => giveStatement(call, id, 'Tôi đã xin lỗi.'))).rejects.toBeInstanceOf(NotFound);
});
