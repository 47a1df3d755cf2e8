import { generateIdentity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { agreeToChange, endSeat, seatPerson, takeBackChange } from './change-seats.ts';
import { listSeatChanges } from './custody.store.ts';

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

describe('once two sit', () => {
	const root = 'focal.ministry';
	const puppets = ['member1.elsewhere', 'member2.elsewhere'];
	const change = (who: string, account: string) =>
		s.as(who, async (call) => {
			const accountId = await s.accountOf(account);
			return (await listSeatChanges(call)).find((each) => each.accountId === accountId)!.id;
		});
	const seat = (userName: string) =>
		s.as(root, (call) => seatPerson(call, { userName: userName.toLowerCase(), body: 'Mặt trận minh họa' }));
	const end = async (who: string, account: string) =>
		s.as(who, async (call) => endSeat(call, await s.accountOf(account)));
	const sits = (who: string) =>
		s.as(
			who,
			async (call) => (await sql<{ sits: boolean }>`select app.oversees() as sits`.execute(call.db)).rows[0]!.sits,
		);
	const tested = async (who: string, day: string) =>
		asOperator(s.house, async (call) =>
			sql`insert into custodian_key (account_id, recipient, made_at, tested_at) values (${await s.accountOf(who)},
				${await identityToRecipient(await generateIdentity())}, ${day}, ${day})`.execute(call.db),
		);
	beforeAll(async () => {
		s = await aSquare();
		await s.post(root, 'administrator', s.unit.ministry);
	});

	test('nobody who administers the whole replaces them alone: one of them agrees, and nobody who does not sit', async () => {
		for (const puppet of puppets) {
			expect(await seat(puppet)).toBe('proposed');
			await tested(puppet, '2016-01-01');
			expect(await sits(puppet)).toBe(false);
			const id = await change(root, puppet);
			for (const who of [root, puppet, 'head.ministry'])
				await expect(
					s.as(who, (call) => agreeToChange(call, id)),
					who,
				).rejects.toBeInstanceOf(Forbidden);
			const past = s.as(puppet, (call) => sql`select app.agree_seat_change(${id})`.execute(call.db));
			await expect(past).rejects.toThrow('not the caller');
		}
		const written = s.as(root, async (call) =>
			sql`insert into oversight_seat (account_id, body, seated_by) values (${await s.accountOf(puppets[0]!)}, 'X', app.account_id())`.execute(
				call.db,
			),
		);
		await expect(written).rejects.toThrow('row-level security');
		await expect(seat(puppets[0]!), 'once at a time').rejects.toBeInstanceOf(Invalid);
		expect(await end(root, 'seat1')).toBe('proposed');
		const ended = await s.as(root, (call) => sql`update oversight_seat set until = app.today()`.execute(call.db));
		expect(ended.numAffectedRows).toBe(0n);
		expect(await sits('seat1')).toBe(true);
		await s.as(root, async (call) => takeBackChange(call, await change(root, 'seat1')));
		await expect(end('seat2', 'seat1'), 'no administrator').rejects.toBeInstanceOf(Forbidden);
	});

	test('agreed to, it happens, and a leaf of the public log says so', async () => {
		const [puppet] = puppets as [string];
		await s.as('seat1', async (call) => agreeToChange(call, await change('seat1', puppet)));
		expect(await sits(puppet)).toBe(true);
		await end(root, puppet);
		await s.as('seat2', async (call) => agreeToChange(call, await change('seat2', puppet)));
		expect(await sits(puppet)).toBe(false);
		const { rows } = await asOperator(s.house, (call) =>
			sql<{ event: string }>`select convert_from(q.leaf, 'UTF8')::jsonb ->> 'event' as event from ledger_queue q
				join oversight_seat o on o.log_id::text = q.subject`.execute(call.db),
		);
		expect(rows.map(({ event }) => event)).toEqual(['seated', 'ended']);
	});

	test('what is sealed needs those whose keys are older than it, however many others there are', async () => {
		const later = ['member3.elsewhere', 'member1.communeB'];
		await s.file({ kind: 'denunciation' });
		for (const who of later) {
			await seat(who);
			await s.as('seat1', async (call) => agreeToChange(call, await change('seat1', who)));
			await tested(who, new Date().toISOString());
		}
		await expect(end(root, 'seat1')).rejects.toBeInstanceOf(Conflict);
		await asOperator(s.house, (call) =>
			sql`update custodian_key set tested_at = '2016-01-01' where tested_at > '2020-01-01'`.execute(call.db),
		);
		expect(await end(root, 'seat1')).toBe('proposed');
	});
});
