import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { aSquare } from '../testing.ts';

test('a seat is held from its first day on and not on the day on which it ends', async () => {
	const s = await aSquare();
	const account = await s.accountOf('seat1');
	const standing = () =>
		s.as('seat1', async (call) => {
			const { rows } = await sql<{ oversees: boolean; sealedTo: number; takesSealed: boolean }>`select
				app.oversees(), cardinality(app.seal_recipients()) as sealed_to, app.takes_sealed()`.execute(call.db);
			return rows[0]!;
		});
	const days = (since: number, until: number | null) =>
		asOperator(s.house, (call) =>
			sql`update oversight_seat set since = app.today() + ${since}::int, until = app.today() + ${until}::int
				where account_id = ${account}`.execute(call.db),
		);
	const held = { oversees: true, sealedTo: 2, takesSealed: true };
	const notHeld = { oversees: false, sealedTo: 1, takesSealed: false };

	await days(0, null);
	expect(await standing()).toEqual(held);
	await days(1, null);
	expect(await standing(), 'tomorrow').toEqual(notHeld);
	await days(-9, 1);
	expect(await standing(), 'until tomorrow').toEqual(held);
	await days(-9, 0);
	expect(await standing(), 'until today').toEqual(notHeld);
});
