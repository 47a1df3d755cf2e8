import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { listMessages } from '../handling/message.store.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { decideGuidance, guideFeedback } from './guide-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const guidance = { law: 'Luật Tố cáo', where: 'Thanh tra tỉnh' };
const propose = (id: string) => s.as(theDesk, (call) => guideFeedback(call, id, guidance));

test.each(['complaint', 'denunciation'] as const)(
	'guidance ends a %s only when a second person agrees',
	async (kind) => {
		const filed = await brought(s, 'screened', { kind });
		const { id } = filed;
		const told = () => s.asSender(filed, async (call) => (await listMessages(call, id)).map(({ text }) => text));
		await propose(id);
		expect((await standing(s, filed)).state).toBe('screened');
		expect(await told()).toEqual([]);
		await expect(propose(id)).rejects.toBeInstanceOf(Conflict);
		await expect(s.as(theDesk, (call) => decideGuidance(call, id, true))).rejects.toBeInstanceOf(Forbidden);
		await s.as(theApprover, (call) => decideGuidance(call, id, false));
		expect((await standing(s, filed)).state).toBe('screened');
		await propose(id);
		await s.as(theApprover, (call) => decideGuidance(call, id, true));
		expect((await standing(s, filed)).state).toBe('guided');
		expect(await told()).toEqual(['Luật Tố cáo\n\nThanh tra tỉnh']);
	},
);

test('whatever SQL says; and another handler begins anew', async () => {
	const { id } = await brought(s, 'screened', { kind: 'denunciation' });
	await propose(id);
	const alone = s.as(theDesk, (call) =>
		sql`update feedback set state = 'guided', step = step + 1, answered_on = received_on, answered_in_time = true
			where id = ${id}`.execute(call.db),
	);
	await expect(alone).rejects.toThrow('needs a second person');
	await s.as(theDesk, async (call) => assignFeedback(call, id, await s.accountOf(theHandler)));
	await expect(s.as(theApprover, (call) => decideGuidance(call, id, true))).rejects.toBeInstanceOf(Conflict);
	const kept = await asOperator(s.house, (call) =>
		sql`select from feedback_ending where feedback_id = ${id}`.execute(call.db),
	);
	expect(kept.rows).toEqual([]);
});
