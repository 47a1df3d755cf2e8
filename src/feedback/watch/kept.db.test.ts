import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#words';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { aged, brought, standing, theDesk } from '../desk/testing.ts';
import { kinds } from '../feedback.ts';
import { retainUntil } from '../retention.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCases } from './watch-cases.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const written = (id: string, set: string) =>
	s.as(theDesk, (call) => sql`update feedback set ${sql.raw(set)} where id = ${id}`.execute(call.db));

test('nobody closes what nobody looked at, whatever SQL says; a rating alone is only counted', async () => {
	for (const kind of ['denunciation', 'opinion'] as const) {
		const { id } = await s.file({ kind });
		await expect(written(id, `state = 'closed', step = step + 1, closed_on = app.today()`)).rejects.toThrow(
			/nobody has looked at it/,
		);
	}
	const rating = await s.file({ kind: 'rating', accuses: false });
	expect((await standing(s, rating)).state).toBe('closed');
});

test('what is closed is erased when its kind is, or when its sender was granted it, and no day earlier', async () => {
	const filed = await brought(s, 'answered');
	await aged(s, filed, 'answered_on', 20);
	await watchCases(s.house);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	for (const set of [
		`erase_on = app.today(), erase_why = 'request'`,
		`erase_on = app.today(), erase_why = 'rule'`,
		`erase_on = app.today() + 729`,
		`erase_why = 'request'`,
	])
		await expect(written(filed.id, set), set).rejects.toThrow(/neither rule nor request erases it/);
	await asOperator(s.house, async (call) => {
		const { rows } = await sql`select erase_on from feedback where id = ${filed.id}`.execute(call.db);
		expect(rows).toEqual([{ eraseOn: retainUntil('opinion', call.today) }]);
	});
});

test.each(kinds)('the table keeps a %s as long as the rule says', async (kind) => {
	const { id } = await brought(s, 'screened');
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set kind = '${kind}', state = 'closed' where id = '${id}'`,
		'alter table feedback enable trigger user',
	);
	const day = retainUntil(kind, await asOperator(s.house, async (call) => call.today));
	const erased = (on: string) => written(id, `erase_on = '${on}', erase_why = 'rule'`);
	await expect(erased(addDays(day, -1))).rejects.toThrow(/neither rule nor request erases it/);
	await erased(day);
});
