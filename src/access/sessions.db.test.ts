import { beforeAll, describe, expect, test } from 'vitest';
import { isSessionOver, work, type Caller, type House } from '#platform';
import { plantTree } from '../people/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { endSessions, listSessions } from './access.store.ts';
import { elevate } from './confirm-identity.ts';
import { closeAccount } from './decide-on-access.ts';
import { isElevated, requireElevation } from './elevation.ts';
import { newToken, tokenHash } from './secret-token.ts';
import { beginSession, touchSession } from './sessions.ts';
import { age, anAccount, aSession } from './testing.ts';

let house: House;
let accountId: string;

beforeAll(async () => {
	house = await testHouse();
	const { root } = await asOperator(house, (call) => plantTree(call, { root: null }));
	accountId = await anAccount(house, 'lan', [{ role: 'unitHead', unitId: root }]);
});

const whoAmI = (caller: Caller) => work(house, caller, async (call) => call.actor.accountId);
const isOver = (caller: Caller) => expect(whoAmI(caller)).rejects.toSatisfy(isSessionOver);

describe('a session', () => {
	test('is its account, with the posts of today', async () => {
		const session = await aSession(house, accountId);
		const actor = await work(house, session, async (call) => call.actor);
		expect(actor).toMatchObject({ accountId, displayName: 'lan', posts: [{ role: 'unitHead' }] });
	});

	test('is refused when forged, empty, or named by its hash', async () => {
		const { token } = await aSession(house, accountId);
		await isOver({ kind: 'session', token: newToken() });
		await isOver({ kind: 'session', token: '' });
		await isOver({ kind: 'session', token: tokenHash(token).toString('base64url') });
		await isOver({ kind: 'session', token: `${token} ` });
	});

	test('ends after half an hour unseen, and being seen then does not wake it', async () => {
		const session = await aSession(house, accountId);
		await age(house, accountId, 'seen_at', '32 minutes');
		await isOver(session);
		await touchSession(house, session.token);
		await isOver(session);
	});

	test('goes on while it is seen, and ends after twelve hours all the same', async () => {
		const session = await aSession(house, accountId);
		await age(house, accountId, 'seen_at', '29 minutes');
		await touchSession(house, session.token);
		const [own] = await work(house, session, (call) => listSessions(call, tokenHash(session.token)));
		expect(own!.seenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
		await age(house, accountId, 'created_at', '12 hours');
		await isOver(session);
	});

	test('begun in a browser that had one ends that one: what was planted there is worth nothing', async () => {
		const planted = await aSession(house, accountId);
		const token = await beginSession(house, { accountId, method: 'password', device: '', replaces: planted.token });
		expect(await whoAmI({ kind: 'session', token })).toBe(accountId);
		await isOver(planted);
	});

	test('gets another token when it gains the right to sign; the old one is over', async () => {
		const session = await aSession(house, accountId, { elevated: false });
		await expect(work(house, session, async (call) => requireElevation(call))).rejects.toThrow('xác nhận');
		const token = await elevate(house, session.token);
		expect(await work(house, { kind: 'session', token: token! }, async (call) => isElevated(call))).toBe(true);
		await isOver(session);
		expect(await elevate(house, session.token)).toBeUndefined();
	});

	test('that is elevated is so for five minutes', async () => {
		const session = await aSession(house, accountId);
		await age(house, accountId, 'elevated_at', '5 minutes');
		expect(await work(house, session, async (call) => isElevated(call))).toBe(false);
	});

	test('ends with all others of the account', async () => {
		const [one, other] = [await aSession(house, accountId), await aSession(house, accountId)];
		await work(house, one, (call) => endSessions(call, accountId, null));
		await isOver(one);
		await isOver(other);
	});

	test('sees and ends only its own kind', async () => {
		const other = await aSession(house, await anAccount(house, 'other'));
		const mine = await aSession(house, accountId);
		const { rows } = await work(house, mine, async (call) => ({
			rows: await call.db.selectFrom('session').selectAll().execute(),
		}));
		expect(new Set(rows.map((row) => row.accountId))).toEqual(new Set([accountId]));
		await work(house, mine, (call) =>
			call.db.updateTable('session').set({ endedAt: new Date() }).where('accountId', '<>', accountId).execute(),
		);
		await expect(whoAmI(other)).resolves.not.toBe(accountId);
	});

	test('ends when the account is closed', async () => {
		const closed = await anAccount(house, 'closed');
		const session = await aSession(house, closed);
		await asOperator(house, (call) => closeAccount(call, closed));
		await isOver(session);
		await expect(aSession(house, closed)).rejects.toThrow();
	});
});
