import { sql, type RawBuilder } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { findEligibleDesk } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { aSquare, type Square } from '../testing.ts';

let s: Square;
let filed: Filed;
let desk: string;
beforeAll(async () => {
	s = await aSquare();
	filed = await s.file();
	desk = await s.accountOf('desk.province');
});

/** The desk that is found after something changed at the nearest one, which then is as it was. */
const foundAfter = async (change: RawBuilder<unknown>, back: RawBuilder<unknown>): Promise<number | null> => {
	const does = (what: RawBuilder<unknown>) => asOperator(s.house, (call) => what.execute(call.db));
	await does(change);
	const unitId = await asOperator(s.house, (call) => findEligibleDesk(call, filed.id));
	await does(back);
	return unitId;
};
const post = (change: RawBuilder<unknown>) => sql`update post set ${change} where account_id = ${desk}`;

test('the nearest desk above is found, as it stands', async () => {
	expect(await foundAfter(sql`select`, sql`select`)).toBe(s.unit.province);
});

test.each([
	['at which somebody holds another role only', sql`role = 'inspector'`, sql`role = 'feedbackDesk'`],
	[
		'whose only post ended',
		sql`valid = daterange('2016-01-01', app.today())`,
		sql`valid = daterange('2016-01-01', null)`,
	],
])('a unit %s has no desk', async (_, change, back) => {
	expect(await foundAfter(post(change), post(back))).toBe(s.unit.ministry);
});

test('nor has one whose only person cannot sign in any more', async () => {
	const disabled = (at: RawBuilder<unknown>) => sql`update account set disabled_at = ${at} where id = ${desk}`;
	expect(await foundAfter(disabled(sql`app.now()`), disabled(sql`null`))).toBe(s.unit.ministry);
});
