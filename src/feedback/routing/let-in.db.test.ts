import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createAccount, grantPost, issueOneTimeLink } from '#access';
import { work } from '#platform';
import { aSession } from '../../access/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import { sees, standing, theDesk } from '../desk/testing.ts';
import { findFeedback } from '../feedback.store.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { aSquare, type Square } from '../testing.ts';
import { routeBarred } from './route-feedback.ts';

/** Serves in another commune and administers the province. */
const accused = 'member1.communeB';
let s: Square;
beforeAll(async () => {
	s = await aSquare();
	await s.post(accused, 'administrator', s.unit.province);
});

/** An account without a member, made and let in by somebody, with a role at the province. */
async function puppetOf(who: string, name: string, role: string): Promise<string> {
	const accountId = await s.as(who, (call) => createAccount(call, { userName: name, displayName: name }));
	await s.as(who, (call) => grantPost(call, { accountId, role, unitId: s.unit.province }));
	return accountId;
}
const seenBy = async (accountId: string, id: string) =>
	work(s.house, await aSession(s.house, accountId), async (call) => (await findFeedback(call, id)) !== undefined);

test('nobody comes to a case in the place of somebody they let in', async () => {
	const puppet = await puppetOf(accused, 'con.roi', 'feedbackDesk');
	const second = await puppetOf(accused, 'con.roi.hai', 'administrator');
	const thirdId = await work(s.house, await aSession(s.house, second), async (call) => {
		const accountId = await createAccount(call, { userName: 'con.roi.ba', displayName: 'Ba' });
		await grantPost(call, { accountId, role: 'feedbackDesk', unitId: s.unit.province });
		return accountId;
	});
	const { id } = await s.file();
	for (const who of [puppet, thirdId]) expect(await seenBy(who, id), 'not yet').toBe(true);
	await s.as(theDesk, (call) => identifyOfficers(call, id, [accused]));
	for (const who of [puppet, thirdId]) expect(await seenBy(who, id)).toBe(false);
	expect(await sees(s, theDesk, { id }), 'whom others let in').toBe(true);

	const desk = await s.accountOf(theDesk);
	await s.as(accused, (call) => issueOneTimeLink(call, desk));
	expect(await sees(s, theDesk, { id }), 'a link that nobody used').toBe(true);
	const used = (by: string | null) =>
		asOperator(s.house, async ({ db }) => {
			await sql`update one_time_link set used_at = now() where account_id = ${desk}`.execute(db);
			if (by === null)
				await sql`insert into one_time_link (token_hash, account_id, used_at) values ('\\x01', ${desk}, now() + interval '1 second')`.execute(
					db,
				);
		});
	await used(accused);
	expect(await sees(s, theDesk, { id })).toBe(false);
	await routeBarred(s.house);
	expect((await standing(s, { id })).handlingUnitId, 'its desk is theirs').toBe(s.unit.ministry);
	const barred = () =>
		asOperator(s.house, async ({ db }) => {
			const { rows } = await sql<{ barred: boolean }>`select ${id} = any (app.barred_of(${desk})) as barred`.execute(
				db,
			);
			return rows[0]!.barred;
		});
	expect(await barred()).toBe(true);
	await used(null);
	expect(await barred(), 'somebody else let them in since').toBe(false);
});

test('it keeps nobody from other cases, and no seat of the oversight body from any', async () => {
	const other = await s.file();
	expect(await seenBy(await puppetOf(accused, 'nguoi.moi', 'feedbackDesk'), other.id)).toBe(true);
	const seat = await s.accountOf('seat1');
	await asOperator(s.house, async ({ db }) =>
		sql`insert into one_time_link (token_hash, account_id, issued_by, used_at) values ('\\x02', ${seat}, ${await s.accountOf(accused)}, now())`.execute(
			db,
		),
	);
	const { id } = await s.file({ unitId: s.unit.ministry, kind: 'denunciation' });
	await s.as('seat2', (call) => identifyOfficers(call, id, [accused]));
	expect(await sees(s, 'seat1', { id })).toBe(true);
});
