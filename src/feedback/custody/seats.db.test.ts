import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { aSquare, type Square } from '../testing.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

test('a seat is held from its first day on and not on the day on which it ends', async () => {
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

test('a seat is given by an administrator of the whole who proved anew who they are, and by nobody else', async () => {
	await s.post('focal.ministry', 'administrator', s.unit.ministry);
	await s.post('focal.province', 'administrator', s.unit.province);
	const seated = await s.accountOf('member1.elsewhere');
	const seats = (who: string) =>
		s.as(who, (call) =>
			sql`insert into oversight_seat (account_id, body, seated_by) values (${seated}, 'Mặt trận minh họa', app.account_id())`.execute(
				call.db,
			),
		);
	const proved = async (at: Date | null) => {
		const account = await s.accountOf('focal.ministry');
		await asOperator(s.house, (call) =>
			sql`update session set elevated_at = ${at} where account_id = ${account}`.execute(call.db),
		);
	};
	for (const who of ['head.ministry', 'focal.province'])
		await expect(seats(who), who).rejects.toThrow('row-level security');
	await proved(null);
	await expect(seats('focal.ministry')).rejects.toThrow('row-level security');
	await proved(new Date());
	await expect(seats('focal.ministry')).resolves.toBeDefined();
});
