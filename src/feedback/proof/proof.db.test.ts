import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { aReader, receiptIn, speakApp, writeOpinion, type Reader } from '../portal/testing.tsx';
import { routeWaiting } from '../routing/route-feedback.ts';
import { aSquare, type Square } from '../testing.ts';

let s: Square;
let app: ReturnType<typeof speakApp>;
beforeAll(async () => {
	s = await aSquare();
	app = speakApp(s.house);
});

const challengeOn = ({ page }: Reader): Challenge =>
	JSON.parse(/challenge="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"')) as Challenge;

/** What the island of the page does. */
async function proofFor(challenge: Challenge): Promise<string> {
	const solution = await solveChallenge({ challenge, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}

const file = async (proof?: string): Promise<{ reference: string; held: boolean }> => {
	const reader = await writeOpinion(aReader(app), 'Cần trả lời nhanh hơn.');
	await reader.send({ _go: 'send', ...(proof !== undefined && { _proof: proof }) }, '_steps');
	return about(receiptIn(reader.page).reference);
};
const about = (reference: string) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ reference: string; held: boolean; routed: boolean }>`select reference, held,
			routed_at is not null as routed from feedback where reference = ${reference}`.execute(call.db);
		return rows[0]!;
	});

describe('a proof of work', () => {
	test('takes a browser no more than three hundred thousand iterations, and lets a filing pass at once', async () => {
		const reader = await writeOpinion(aReader(app), 'Có bằng chứng.');
		const challenge = challengeOn(reader);
		const solution = await solveChallenge({ challenge, deriveKey });
		expect(solution!.counter * challenge.parameters.cost).toBeLessThanOrEqual(300_000);
		await reader.send({ _go: 'send', _proof: btoa(JSON.stringify({ challenge, solution })) }, '_steps');
		expect((await about(receiptIn(reader.page).reference)).held).toBe(false);
		expect(reader.page).not.toContain(m.feedback_file_filed_held());
	});

	test('without one a filing is taken all the same, and says that it waits for its turn', async () => {
		const reader = await writeOpinion(aReader(app), 'Không chạy JavaScript.');
		expect(reader.page).toContain(m.feedback_file_check_held());
		await reader.send({ _go: 'send' }, '_steps');
		expect(reader.page).toContain(m.feedback_file_filed_held());
		expect((await about(receiptIn(reader.page).reference)).held).toBe(true);
	});

	test('is good once', async () => {
		const reader = await writeOpinion(aReader(app), 'Thư gửi lần đầu.');
		const proof = await proofFor(challengeOn(reader));
		expect((await file(proof)).held).toBe(false);
		expect((await file(proof)).held).toBe(true);
	});

	test('made up, changed, or for another house is none', async () => {
		const reader = await writeOpinion(aReader(app), 'Bằng chứng giả mạo.');
		const challenge = challengeOn(reader);
		const easier = { ...challenge, parameters: { ...challenge.parameters, cost: 1, keyPrefix: '0' } };
		const made = JSON.parse(atob(await proofFor(challenge))) as { solution: { derivedKey: string } };
		made.solution.derivedKey = made.solution.derivedKey.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
		const whole = JSON.parse(atob(await proofFor(challenge))) as object;
		const options = { ...whole, hmacAlgorithm: 'x', hmacKeySignatureSecret: 'x', deriveKey: null };
		const odd = {
			...whole,
			challenge: { ...challenge, parameters: { ...challenge.parameters, salt: 1, keyLength: 'x' } },
		};
		expect((await file(btoa(JSON.stringify(options)))).held, 'what else stands in it is not read').toBe(false);
		for (const proof of [
			'',
			'x',
			btoa('{}'),
			await proofFor(easier),
			...[made, odd].map((each) => btoa(JSON.stringify(each))),
		])
			expect((await file(proof)).held).toBe(true);
	});
});

describe('a flood without proofs (D-2)', () => {
	test('reaches the desks slowly and holds up nobody who brought one', async () => {
		const flood = await Promise.all(Array.from({ length: 12 }, () => file()));
		const reader = await writeOpinion(aReader(app), 'Thư của người thật.');
		const honest = await file(await proofFor(challengeOn(reader)));
		await routeWaiting(s.house);
		expect(await about(honest.reference)).toMatchObject({ routed: true });
		const routed = await Promise.all(flood.map(async ({ reference }) => about(reference)));
		expect(routed.some((each) => 'routed' in each && !each.routed)).toBe(true);
		for (let turn = 0; turn < 10; turn++) await routeWaiting(s.house);
		for (const { reference } of flood) expect(await about(reference)).toMatchObject({ routed: true });
	});

	test('when too many wait, a page keeps all that was typed until it can be sent; with a proof it passes', async () => {
		await asOperator(s.house, (call) =>
			sql`insert into feedback (reference, kind, accuses, unit_known, received_at, received_on, profile_id, calendar_version, look_due_at,
					due_on, held)
				select replace(to_char(n, 'FM0000-0000'), ' ', '0'), 'opinion', false, false, received_at, received_on, profile_id, calendar_version,
					look_due_at, due_on, true
				from generate_series(1, 2000) n cross join (select * from feedback limit 1) f`.execute(call.db),
		);
		const reader = await writeOpinion(aReader(app), 'Không được mất chữ nào.');
		const challenge = challengeOn(reader);
		await reader.send({ _go: 'send' }, '_steps');
		expect(reader.status).toBe(503);
		expect(reader.headers.get('Retry-After')).toBe('30');
		await reader.send({ _go: 'to:check' }, '_steps');
		expect(reader.page).toContain('Không được mất chữ nào.');
		await reader.send({ _go: 'send', _proof: await proofFor(challenge) }, '_steps');
		expect((await about(receiptIn(reader.page).reference)).held).toBe(false);
	});
});
