import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { unwaited } from './database/unwaited.ts';
import { attempt, work } from './call.ts';
import { record, runLater } from './events.ts';
import { asOperator, testHouse } from './testing.ts';

const house = await testHouse();

test('what a call did is kept when it ends well', async () => {
	await asOperator(house, (call) => record(call, 'test.kept', { subject: 'kept' }));
	const kept = await asOperator(house, (call) =>
		call.db.selectFrom('event').selectAll().where('subject', '=', 'kept').execute(),
	);
	expect(kept).toMatchObject([{ kind: 'test.kept', caller: 'operator:test' }]);
});

test('a call that fails leaves nothing: no row, no promised task, nothing after the commit; what stands outside is undone', async () => {
	let told = false;
	let undone = 0;
	await asOperator(house, async (call) => call.afterRollback(() => (undone += 10)));
	const failing = asOperator(house, async (call) => {
		call.afterCommit(() => (told = true));
		call.afterRollback(() => (undone += 1));
		await record(call, 'test.lost', { subject: 'lost' });
		await runLater(call, 'lost');
		throw new Error('on purpose');
	});
	await expect(failing).rejects.toThrow('on purpose');
	const rows = await asOperator(house, (call) =>
		sql`select subject from event where subject = 'lost' union all select task from outbox where task = 'lost'`.execute(
			call.db,
		),
	);
	expect(rows.rows).toEqual([]);
	expect(told).toBe(false);
	expect(undone).toBe(1);
});

const impossible = sql`${unwaited} insert into outbox (task) values (null)`;

test('what nobody waits for is thrown with the statement that follows, and nothing is kept', async () => {
	const failing = asOperator(house, async (call) => {
		await record(call, 'test.unwaited', { subject: 'unwaited' });
		await impossible.execute(call.db);
		await sql`select 1`.execute(call.db);
		throw new Error('not reached');
	});
	await expect(failing).rejects.toMatchObject({ code: '23502' });
	expect(await eventsAbout('unwaited')).toEqual([]);
});

test('as the last statement of a call it is thrown with the commit', async () => {
	const failing = asOperator(house, async (call) => {
		await record(call, 'test.unwaited', { subject: 'last' });
		await impossible.execute(call.db);
	});
	await expect(failing).rejects.toMatchObject({ code: '23502' });
	expect(await eventsAbout('last')).toEqual([]);
});

test('in a part that may fail it undoes that part alone', async () => {
	await asOperator(house, async (call) => {
		await record(call, 'test.unwaited', { subject: 'before' });
		await expect(attempt(call, () => impossible.execute(call.db))).rejects.toMatchObject({ code: '23502' });
		await record(call, 'test.unwaited', { subject: 'after' });
	});
	expect([await eventsAbout('before'), await eventsAbout('after')]).toMatchObject([[{}], [{}]]);
});

test('a call that fails with something unsent gives its connection back, fit for others', async () => {
	for (let turn = 0; turn < 20; turn++) {
		const failing = asOperator(house, async (call) => {
			await impossible.execute(call.db);
			throw new Error('on purpose');
		});
		await expect(failing).rejects.toThrow('on purpose');
	}
	await asOperator(house, (call) => record(call, 'test.unwaited', { subject: 'fit' }));
	expect(await eventsAbout('fit')).toHaveLength(1);
});

const eventsAbout = (subject: string) =>
	asOperator(house, (call) => call.db.selectFrom('event').select('kind').where('subject', '=', subject).execute());

test('a listener works in the same transaction', async () => {
	const listening = {
		...house,
		listeners: new Map([['test.heard', [async (call: Parameters<typeof record>[0]) => record(call, 'test.echo')]]]),
	};
	await asOperator(listening, (call) => record(call, 'test.heard'));
	const heard = await asOperator(house, (call) =>
		call.db.selectFrom('event').select('kind').where('kind', '=', 'test.echo').execute(),
	);
	expect(heard).toHaveLength(1);
});

test('the operator may act on another day, nobody else may', async () => {
	const now = new Date('2017-03-24T01:00:00Z');
	const day = sql<{ today: string }>`select app.today()::text as today`;
	expect((await asOperator(house, (call) => day.execute(call.db), { now })).rows).toEqual([{ today: '2017-03-24' }]);
	const forged = await work(house, { kind: 'job', name: 'test' }, async (call) => {
		await sql`select set_config('app.now', '2017-03-24', true)`.execute(call.db);
		return (await day.execute(call.db)).rows[0]!.today;
	});
	expect(forged).not.toBe('2017-03-24');
});

test('a session that does not exist may ask nothing', async () => {
	const forged = work(house, { kind: 'session', token: 'forged' }, async () => 'in');
	await expect(forged).rejects.toMatchObject({ code: 'VD002' });
});

test('a login can become its own role only', async () => {
	const climb = work(house, { kind: 'public' }, (call) =>
		sql`select set_config('role', 'vidan_staff', true)`.execute(call.db),
	);
	await expect(climb).rejects.toMatchObject({ code: '42501' });
});

test('no login can promote itself: a caller of another kind raises', async () => {
	const forge = work(house, { kind: 'public' }, async (call) => {
		await sql`select set_config('app.caller', 'operator:forged', true)`.execute(call.db);
		return sql`select app.caller()`.execute(call.db);
	});
	await expect(forge).rejects.toMatchObject({ code: 'VD001' });
});
