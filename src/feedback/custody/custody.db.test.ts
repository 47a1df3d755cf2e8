import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, found, NotFound, type Call } from '#platform';
import { closeAccount, createAccount, issueOneTimeLink, resetSecondFactors } from '#access';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import {
	agreeSeatChange,
	findSealed,
	insertSeatChange,
	listOwnKeys,
	listSealed,
	listSealedTexts,
	listSeatChanges,
	listSeats,
} from './custody.store.ts';
import { agreeToReturn } from './agree-to-return.ts';
import { custodyDesk } from './desk.ts';
import { openSealed, writeBrief } from './open-sealed.ts';
import { keysPath, oversightPath, sealedCasePath } from './paths.ts';
import { findCustody } from '../seal/custody.store.ts';
import { lockSendersCase } from '../feedback.store.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { insertBrief, listTexts } from '../texts.store.ts';

let s: Square;
let browser: Workspace;
const reason = 'Cần tóm tắt cho người xác minh';
const all = (call: Call) => listSealed(call, { q: '', limit: 10_000, offset: 0 });
/** One that has only come in, or all of them. */
const closed = (id: string | null) =>
	asOperator(s.house, (call) =>
		sql`update feedback set state = 'closed', step = step + 1 where state = 'received' and id = coalesce(${id}, id)`.execute(
			call.db,
		),
	);
const denounced = () =>
	s.file({ kind: 'denunciation', texts: { matter: 'Nội dung tố cáo', name: 'Người gửi minh họa' } });

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, custodyDesk);
});

describe('sealed content', () => {
	test('is opened by a seat of the oversight body, with a reason that the sender reads', async () => {
		const filed = await denounced();
		expect(await s.as('seat1', (call) => listSealedTexts(call, filed.id))).toEqual([]);
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
		const texts = await s.as('seat1', (call) => listSealedTexts(call, filed.id));
		const decrypter = new Decrypter();
		decrypter.addIdentity(s.identities[0]!);
		expect(await decrypter.decrypt(texts.find(({ part }) => part === 'matter')!.body, 'text')).toBe('Nội dung tố cáo');
		const seen = await s.asSender(filed, (call) =>
			sql<{ reason: string }>`select reason from feedback_opening`.execute(call.db),
		);
		expect(seen.rows).toEqual([{ reason }]);
	});

	test('an opening is good for fifteen minutes and for who gave the reason', async () => {
		const filed = await denounced();
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
		expect(await s.as('seat2', (call) => listSealedTexts(call, filed.id))).toEqual([]);
		await asOwner(
			s.house,
			`update feedback_opening set at = at - interval '16 minutes' where feedback_id = '${filed.id}'`,
		);
		expect(await s.as('seat1', (call) => listSealedTexts(call, filed.id))).toEqual([]);
	});

	test('nobody else may open it or find it in the list: the desk, the head, the accused', async () => {
		const filed = await denounced();
		for (const who of ['desk.province', 'head.province', 'desk.communeA', 'head.communeA', 'member1.communeA']) {
			expect((await s.as(who, all)).rows).toEqual([]);
			await expect(s.as(who, (call) => openSealed(call, filed.id, reason))).rejects.toBeInstanceOf(NotFound);
			expect(await s.as(who, (call) => listSealedTexts(call, filed.id))).toEqual([]);
		}
	});

	test('the login of staff does not reach it, whatever it says', async () => {
		const filed = await denounced();
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
		const { rows } = await s.as('seat1', (call) =>
			sql`select id from feedback_text where feedback_id = ${filed.id} and custody`.execute(call.db),
		);
		expect(rows).toEqual([]);
		await expect(s.as('seat1', (call) => sql`set local role vidan_custody`.execute(call.db))).rejects.toThrow(
			/permission denied/,
		);
	});

	test('the handler reads the brief and not the text; it is written by who opened it, and the log has a leaf of it', async () => {
		const filed = await denounced();
		const leaves = () =>
			asOperator(s.house, async (call) => {
				const { rows } = await sql<{ n: number }>`select count(*)::int as n from ledger_salt l
					join feedback f on f.log_id::text = l.subject where f.id = ${filed.id}`.execute(call.db);
				return rows[0]!.n;
			});
		await s.as('seat2', (call) => openSealed(call, filed.id, reason));
		const unread = s.as('seat1', (call) => writeBrief(call, filed.id, 'Cần xác minh việc nhận quà tại trụ sở.', 1));
		await expect(unread).rejects.toBeInstanceOf(Conflict);
		const written = s.as('seat1', (call) => insertBrief(call, filed.id, 'Cần xác minh việc nhận quà tại trụ sở.', 1));
		await expect(written).rejects.toThrow('has not read it');
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
		const before = await leaves();
		await s.as('seat1', (call) => writeBrief(call, filed.id, 'Cần xác minh việc nhận quà tại trụ sở ngày 5/3.', 1));
		const texts = await s.as('desk.province', (call) => listTexts(call, filed.id));
		expect(texts.map(({ part }) => part)).toEqual(['brief']);
		expect(await leaves()).toBe(before + 1);
	});

	test('what the sender writes later waits for a brief of its own, which the handler reads after the first', async () => {
		const filed = await denounced();
		const brief = (text: string, read: number) => s.as('seat1', (call) => writeBrief(call, filed.id, text, read));
		const waits = async () => (await s.as('seat2', (call) => findSealed(call, filed.id)))!;
		const { step } = await waits();
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
		await brief('Bản tóm tắt thứ nhất của vụ việc.', step);
		expect((await waits()).briefWaits).toBe(false);
		await expect(brief('Bản tóm tắt không ai chờ đợi.', step)).rejects.toBeInstanceOf(Conflict);
		await s.asSender(filed, async (call) => addToCase(call, found(await lockSendersCase(call)), { text: 'Thêm' }));
		const later = await waits();
		expect(later.briefWaits).toBe(true);
		const [first] = (await s.as('seat2', all)).rows;
		expect(first!.briefWaits, 'what waits comes first').toBe(true);
		await expect(brief('Viết trước khi đọc điều mới thêm.', step), 'not read yet').rejects.toBeInstanceOf(Conflict);
		await brief('Bản tóm tắt thứ hai của vụ việc.', later.step);
		expect((await waits()).briefWaits).toBe(false);
		const texts = await s.as('desk.province', (call) => listTexts(call, filed.id, ['brief']));
		expect(texts.map(({ text }) => text.slice(0, 21))).toEqual(['Bản tóm tắt thứ nhất ', 'Bản tóm tắt thứ hai c']);
	});

	test('a case is opened by its own address, however many wait before it; what is closed is not in the list', async () => {
		const filed = await denounced();
		const other = await denounced();
		const page = (more: object) => s.as('seat1', (call) => listSealed(call, { q: '', limit: 1, offset: 0, ...more }));
		const { rows, total } = await page({});
		expect(rows).toHaveLength(1);
		const places = await Promise.all(
			Array.from({ length: total }, async (_, offset) => (await page({ offset })).rows[0]!.id),
		);
		expect(new Set(places).size).toBe(total);
		expect(places).toContain(other.id);
		expect((await browser.see('seat1', sealedCasePath(places.at(-1)!))).status).toBe(200);
		await closed(filed.id);
		expect((await s.as('seat1', all)).rows.map(({ id }) => id)).not.toContain(filed.id);
		expect((await page({ q: filed.reference.toLowerCase() })).rows.map(({ id }) => id)).toEqual([filed.id]);
		await s.as('seat1', (call) => openSealed(call, filed.id, reason));
	});
});

describe('keys', () => {
	test('a key is used only once a message was opened with it', async () => {
		const identity = await generateX25519Identity();
		const recipient = await identityToRecipient(identity);
		expect((await browser.send('head.ministry', keysPath, { recipient })).status).toBe(303);
		const [key] = await s.as('head.ministry', listOwnKeys);
		const page = await browser.read('head.ministry', `${keysPath}/${key!.id}`);
		const [sealed, proof] = [/data-sealed="([^"]+)"/.exec(page)![1]!, /name="proof" value="([^"]+)"/.exec(page)![1]!];
		expect((await browser.send('head.ministry', `${keysPath}/${key!.id}`, { proof, word: 'đoán' })).status).toBe(409);
		const decrypter = new Decrypter();
		decrypter.addIdentity(identity);
		const word = await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
		expect((await browser.send('head.ministry', `${keysPath}/${key!.id}`, { proof, word })).status).toBe(303);
		expect((await s.as('head.ministry', listOwnKeys))[0]!.testedAt).not.toBeNull();
	});

	test('another one’s key does not exist', async () => {
		const [key] = await s.as('head.ministry', listOwnKeys);
		expect((await browser.see('head.province', `${keysPath}/${key!.id}`)).status).toBe(404);
	});

	test('what is no key is refused', async () => {
		expect((await browser.send('head.ministry', keysPath, { recipient: 'AGE-SECRET-KEY-1XYZ' })).status).toBe(422);
	});
});

/** Somebody presses “agree” beside what is proposed of an account. */
async function agreed(who: string, account: string): Promise<Response> {
	const accountId = await s.accountOf(account);
	const { id } = (await s.as('seat1', listSeatChanges)).find((each) => each.accountId === accountId)!;
	return browser.send(who, `${oversightPath}/de-nghi/${id}/dong-y`, {});
}

describe('seats', () => {
	test('an administrator of the whole seats another person, never themselves; nobody else does', async () => {
		await s.post('focal.ministry', 'administrator', s.unit.ministry);
		const seat = (who: string, userName: string) =>
			browser.send(who, oversightPath, { userName, body: 'Mặt trận minh họa' });
		expect((await seat('focal.ministry', 'focal.ministry')).status).toBe(422);
		expect((await seat('head.ministry', 'head.elsewhere')).status).toBe(403);
		expect((await seat('focal.ministry', 'head.elsewhere')).status).toBe(303);
		expect((await seat('focal.ministry', 'head.elsewhere')).status).toBe(422);
		expect((await seat('focal.ministry', 'khong.co')).status).toBe(422);
		for (const [locale, word] of [
			['vi', 'Đề nghị chờ đồng ý'],
			['en', 'waiting for agreement'],
		] as const)
			expect(await browser.read('seat1', oversightPath, locale)).toContain(word);
		expect((await agreed('head.ministry', 'head.elsewhere')).status).toBe(403);
		expect((await agreed('seat1', 'head.elsewhere')).status).toBe(303);
		expect((await seat('focal.ministry', 'head.elsewhere')).status).toBe(422);
	});

	test('one that open cases need does not end, whatever the code does; one that was ended is given again', async () => {
		await s.post('focal.elsewhere', 'administrator', s.unit.ministry);
		const end = async (account: string) =>
			browser.send('focal.elsewhere', `${oversightPath}/ket-thuc`, { account: await s.accountOf(account) });
		await denounced();
		for (const seat of ['seat1', 'seat2']) expect((await end(seat)).status, seat).toBe(409);
		const both = s.as('focal.elsewhere', (call) => sql`update oversight_seat set until = app.today()`.execute(call.db));
		expect((await both).numAffectedRows, 'not alone').toBe(0n);
		const seat2 = await s.accountOf('seat2');
		const proposed = s.as('focal.elsewhere', async (call) => {
			await insertSeatChange(call, { accountId: seat2, body: null });
			return (await listSeatChanges(call))[0]!.id;
		});
		const past = s.as('seat1', async (call) => agreeSeatChange(call, await proposed));
		await expect(past).rejects.toThrow('needed by what is open');

		await closed(null);
		expect((await agreed('seat1', 'seat2')).status).toBe(303);
		expect((await end('seat2')).status, 'ended already').toBe(404);
		const again = 'head.elsewhere';
		await asOperator(s.house, async (call) =>
			sql`update oversight_seat set since = since - 30 where account_id = ${await s.accountOf(again)}`.execute(call.db),
		);
		expect((await end(again)).status).toBe(303);
		for (const _ of [1, 2]) {
			const seated = { userName: again, body: 'Mặt trận minh họa' };
			expect((await browser.send('focal.elsewhere', oversightPath, seated)).status).toBe(303);
			const seats = (await s.as('seat1', listSeats)).filter(({ userName }) => userName === again);
			expect(seats.map(({ until }) => until === null)).toEqual([true, false]);
			expect((await end(again)).status).toBe(303);
		}
	});

	describe('and who made their accounts', () => {
		const maker = 'focal.elsewhere';
		let seats: string[];
		const takesSealed = async () => (await asOperator(s.house, findCustody)).takesSealed;
		beforeAll(async () => {
			const made = await s.accountOf(maker);
			seats = [await s.accountOf('seat1'), await s.accountOf('seat2')];
			await s.post(maker, 'administrator', s.unit.ministry);
			await asOperator(s.house, async (call) => {
				await sql`update account set created_by = ${made} where id = any (${seats}::uuid[])`.execute(call.db);
				await sql`update oversight_seat set until = null where account_id = any (${seats}::uuid[])`.execute(call.db);
			});
			await denounced();
		});

		test('lets nobody in who might act in their place, and closes no door', async () => {
			const acts: ((call: Call, id: string) => Promise<unknown>)[] = [
				issueOneTimeLink,
				resetSecondFactors,
				closeAccount,
			];
			for (const act of acts)
				await expect(s.as(maker, (call) => act(call, seats[0]!))).rejects.toBeInstanceOf(Forbidden);
			const closed = await s.as(maker, (call) =>
				sql`update account set disabled_at = now() where id = any (${seats}::uuid[])`.execute(call.db),
			);
			expect(closed.numAffectedRows).toBe(0n);
		});

		test('but with the agreement of another seat, for a day; and closes none that is needed all the same', async () => {
			const agree = (who: string) => s.as(who, (call) => agreeToReturn(call, seats[0]!));
			for (const who of ['seat1', maker, 'head.ministry']) await expect(agree(who)).rejects.toBeInstanceOf(Forbidden);
			const forged = s.as('seat1', (call) =>
				sql`insert into seat_return (account_id, agreed_by) values (${seats[0]}, ${seats[1]})`.execute(call.db),
			);
			await expect(forged).rejects.toMatchObject({ code: '42501' });
			await agree('seat2');
			expect(await s.as(maker, (call) => issueOneTimeLink(call, seats[0]!))).toMatch(/^\/thiet-lap\//);
			await expect(s.as(maker, (call) => closeAccount(call, seats[0]!))).rejects.toBeInstanceOf(Conflict);
			expect(await takesSealed()).toBe(true);
			await asOperator(s.house, (call) =>
				sql`update seat_return set agreed_at = agreed_at - interval '25 hours'`.execute(call.db),
			);
			await expect(s.as(maker, (call) => issueOneTimeLink(call, seats[0]!))).rejects.toBeInstanceOf(Forbidden);
		});

		test('who has not signed in yet gets their first link; a seat whose account is closed takes nothing', async () => {
			const first = await s.as(maker, (call) => createAccount(call, { userName: 'ghe.moi', displayName: 'Ghế mới' }));
			const seated = { userName: 'ghe.moi', body: 'Mặt trận minh họa' };
			expect((await browser.send(maker, oversightPath, seated)).status).toBe(303);
			expect(await s.as(maker, (call) => issueOneTimeLink(call, first))).toMatch(/^\/thiet-lap\//);
			await asOperator(s.house, (call) =>
				sql`update account set disabled_at = now() where id = ${seats[1]}`.execute(call.db),
			);
			expect(await takesSealed()).toBe(false);
			await asOperator(s.house, (call) =>
				sql`update account set disabled_at = null where id = ${seats[1]}`.execute(call.db),
			);
		});

		test('a post that ended years ago gives nobody a say in their access', async () => {
			await s.post('head.communeA', 'administrator', s.unit.communeA);
			await asOperator(s.house, (call) =>
				sql`insert into post (account_id, role, unit_id, valid)
					values (${seats[0]}, 'inspector', ${s.unit.communeA}, '[2018-01-01,2020-01-01)')`.execute(call.db),
			);
			const said = await s.as('head.communeA', (call) =>
				sql<{ said: boolean }>`select app.administers(${seats[0]}) as said`.execute(call.db),
			);
			expect(said.rows).toEqual([{ said: false }]);
			const ended = await asOperator(s.house, (call) =>
				createAccount(call, { userName: 'da.thoi', displayName: 'Đã thôi' }),
			);
			await asOperator(s.house, (call) =>
				sql`insert into post (account_id, role, unit_id, valid)
					values (${ended}, 'inspector', ${s.unit.communeA}, '[2018-01-01,2020-01-01)')`.execute(call.db),
			);
			await expect(s.as('head.communeA', (call) => issueOneTimeLink(call, ended))).rejects.toBeInstanceOf(Forbidden);
		});
	});
});
