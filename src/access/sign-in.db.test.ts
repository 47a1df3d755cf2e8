import { generateSync } from 'otplib';
import { beforeAll, describe, expect, test } from 'vitest';
import { TooMany, work, type House } from '#platform';
import { plantTree } from '../people/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { setPasswordByLink } from './change-password.ts';
import { confirmIdentity, personOf } from './confirm-identity.ts';
import { closeAccount, issueOneTimeLink, resetSecondFactors } from './decide-on-access.ts';
import { giveSecondFactor } from './give-second-factor.ts';
import { setUpTotp } from './set-up-totp.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { anAccount, aSession } from './testing.ts';
import { newTotpSecret } from './totp.ts';

const password = 'gió mùa về ngoài ngõ';
const browser = { device: 'Firefox', known: undefined, token: undefined };

let house: House;
let root: number;
let now = new Date('2026-03-02T02:00:00Z');

beforeAll(async () => {
	house = await testHouse({ clock: () => now });
	({ root } = await asOperator(house, (call) => plantTree(call, { root: null })));
	await anAccount(house, 'lan', [], { password });
});

const signIn = (userName: string, typed = password, known?: string) =>
	signInWithPassword(house, { userName, password: typed }, { ...browser, known });

describe('a password', () => {
	test('is the same composed and decomposed, and the name in any case', async () => {
		expect(await signIn(' LAN ', password.normalize('NFD'))).toMatchObject({ outcome: 'session' });
	});

	test('that is wrong, of nobody, or of a closed account looks the same', async () => {
		const closed = await anAccount(house, 'closed', [], { password });
		await asOperator(house, (call) => closeAccount(call, closed));
		await anAccount(house, 'unset');
		for (const [name, typed] of [
			['lan', 'không phải thế đâu'],
			['nobody', password],
			['closed', password],
			['unset', password],
			["' or 1=1", password],
		]) {
			expect(await signIn(name!, typed)).toEqual({ outcome: 'wrong' });
		}
	});
});

describe('somebody who guesses', () => {
	test('is slowed down after six tries, the right password included; whether the name exists does not matter', async () => {
		await anAccount(house, 'target', [], { password });
		for (const name of ['target', 'no.such.name']) {
			for (let turn = 0; turn < 6; turn++)
				expect(await signIn(name, 'sai hết cả rồi đấy')).toEqual({ outcome: 'wrong' });
			await expect(signIn(name)).rejects.toBeInstanceOf(TooMany);
		}
	});

	test('does not keep the owner out of a browser that signed in before', async () => {
		await anAccount(house, 'owner', [], { password });
		const before = await signIn('owner');
		const known = before.outcome === 'session' ? before.known : '';
		for (let turn = 0; turn < 6; turn++) await signIn('owner', 'sai hết cả rồi đấy');
		await expect(signIn('owner')).rejects.toBeInstanceOf(TooMany);
		expect(await signIn('owner', password, known)).toMatchObject({ outcome: 'session' });
		await expect(signIn('owner', password, `${known}x`)).rejects.toBeInstanceOf(TooMany);
	});

	test('does not slip through by trying many at once', async () => {
		const tries = await Promise.allSettled(
			Array.from({ length: 12 }, () => signIn('many.at.once', 'sai hết cả rồi đấy')),
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
	});
});

describe('the second factor', () => {
	const codeAt = (secret: string) => generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) });
	const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

	async function withTotp(userName: string) {
		const accountId = await anAccount(house, userName, [], { password });
		const session = await aSession(house, accountId);
		const secret = newTotpSecret();
		const codes = await work(house, session, (call) => setUpTotp(call, secret, codeAt(secret)));
		return { accountId, session, secret, codes };
	}

	async function step(userName: string): Promise<string> {
		const result = await signIn(userName);
		if (result.outcome !== 'secondFactor') throw new Error(result.outcome);
		return result.step;
	}

	test('is owed after the right password, and a code works once only', async () => {
		const { secret } = await withTotp('totp');
		expect(await giveSecondFactor(house, await step('totp'), codeAt(secret), browser)).toEqual({ outcome: 'wrong' }); // used to set it up
		later(30);
		expect(await giveSecondFactor(house, await step('totp'), codeAt(secret), browser)).toMatchObject({
			outcome: 'session',
		});
		expect(await giveSecondFactor(house, await step('totp'), codeAt(secret), browser)).toEqual({ outcome: 'wrong' });
	});

	test('is taken once even by two at the same time', async () => {
		const { secret } = await withTotp('totp.race');
		const steps = [await step('totp.race'), await step('totp.race')];
		later(30);
		const given = await Promise.all(steps.map((each) => giveSecondFactor(house, each, codeAt(secret), browser)));
		expect(given.map(({ outcome }) => outcome).toSorted()).toEqual(['session', 'wrong']);
	});

	test('may be a recovery code, each of them once', async () => {
		const { codes } = await withTotp('recovery');
		expect(codes).toHaveLength(10);
		const typed = codes[0]!.toLowerCase().replace('-', ' ');
		expect(await giveSecondFactor(house, await step('recovery'), typed, browser)).toMatchObject({ outcome: 'session' });
		expect(await giveSecondFactor(house, await step('recovery'), typed, browser)).toEqual({ outcome: 'wrong' });
	});

	test('takes five tries for each password, and one step ends with its session', async () => {
		const { secret } = await withTotp('five');
		const owed = await step('five');
		for (let turn = 0; turn < 5; turn++)
			expect(await giveSecondFactor(house, owed, '000000', browser)).toEqual({ outcome: 'wrong' });
		later(30);
		expect(await giveSecondFactor(house, owed, codeAt(secret), browser)).toEqual({ outcome: 'over' });
	});

	test('is also asked to prove anew who one is', async () => {
		const { session, secret } = await withTotp('confirm');
		const person = (await personOf(house, session.token))!;
		expect(await confirmIdentity(house, session.token, person, { password, code: '' })).toBeUndefined();
		later(30);
		expect(await confirmIdentity(house, session.token, person, { password, code: codeAt(secret) })).toBeTypeOf(
			'string',
		);
	});

	test('cannot be set, read or removed for another; not even an administrator adds one', async () => {
		const { accountId } = await withTotp('victim');
		const admin = await aSession(house, await anAccount(house, 'admin', [{ role: 'administrator', unitId: root }]));
		const stranger = await aSession(house, await anAccount(house, 'stranger', [{ role: 'unitHead', unitId: root }]));
		await expect(work(house, stranger, (call) => resetSecondFactors(call, accountId))).rejects.toThrow();
		for (const session of [admin, stranger]) {
			await expect(
				work(house, session, (call) =>
					call.db
						.insertInto('totp')
						.values({ accountId, secret: Buffer.alloc(1), lastStep: 0 })
						.execute(),
				),
			).rejects.toMatchObject({ code: '42501' });
			expect(await work(house, session, (call) => call.db.selectFrom('totp').select('accountId').execute())).toEqual(
				[],
			);
		}
	});
});

describe('a link', () => {
	test('sets the password once, and not at all when a newer one was issued', async () => {
		const accountId = await anAccount(house, 'newcomer');
		const issue = () =>
			asOperator(house, (call) => issueOneTimeLink(call, accountId)).then((path) => path.split('/').pop()!);
		const [old, link] = [await issue(), await issue()];
		expect(await setPasswordByLink(house, old, 'newcomer', password)).toBeUndefined();
		await expect(setPasswordByLink(house, link, 'newcomer', 'newcomer1234')).rejects.toThrow('dễ đoán');
		expect(await setPasswordByLink(house, link, 'newcomer', password)).toMatchObject({
			accountId,
			secondFactor: false,
		});
		expect(await setPasswordByLink(house, link, 'newcomer', password)).toBeUndefined();
		expect(await signIn('newcomer')).toMatchObject({ outcome: 'session' });
	});
});
