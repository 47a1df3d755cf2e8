import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf, type House } from '#platform';
import { m } from '#words';
import { feedbackDesk } from '#feedback';
import { brought, theHandler } from '../../src/feedback/desk/testing.ts';
import { aReader, receiptIn, speakApp, writeOpinion } from '../../src/feedback/portal/testing.tsx';
import { aSquare, type Square } from '../../src/feedback/testing.ts';
import { openHouse } from '../../src/platform/house.ts';
import { aWorkspace, type Workspace } from '../../src/platform/http/testing.ts';
import { asOperator, urlOf } from '../../src/platform/testing.ts';
import { cuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts';

/**
 * F-3: the connection to the database is lost while something is done, above all between COMMIT and its answer. Whoever sends the
 * same thing again finds it done once, and is told what the first answer would have told.
 */
let s: Square;
let proxy: CuttingProxy;
let house: House;
let browser: Workspace;
let app: ReturnType<typeof speakApp>;

beforeAll(async () => {
	s = await aSquare();
	proxy = await cuttingProxy(urlOf(s.house));
	house = openHouse({ ...s.house.settings, proofOfWork: false }, s.house.secrets, proxy.url.href, s.house.listeners);
	browser = aWorkspace({ ...s, house }, feedbackDesk);
	app = speakApp(house);
});
afterAll(async () => {
	await house?.database.close();
	await proxy?.close();
});

const commit = (delivered: boolean): Cut => ({ at: (statement) => /^commit$/i.test(statement), delivered });
const anywhere = fc.oneof(
	{ weight: 2, arbitrary: fc.boolean().map(commit) },
	{
		weight: 3,
		arbitrary: fc
			.record({ nth: fc.integer({ min: 1, max: 12 }), delivered: fc.boolean() })
			.map(({ nth, delivered }): Cut => ({ at: (_, at) => at === nth, delivered })),
	},
);

const count = (what: 'feedback' | 'feedback_step' | 'ledger_queue' | 'idempotency_key') =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(what)}`.execute(call.db);
		return rows[0]!.n;
	});

/** What one face does once, with what was said to it; the same again each time it is called. */
type Face = { send: () => Promise<{ status: number; said: string }>; effects: () => Promise<number[]> };

const cases = ['feedback', 'feedback_step', 'ledger_queue'] as const;
const counted = (): Promise<number[]> => Promise.all(cases.map(count));

/** The last page of the public form, sent as often as its sender likes. */
async function filing(): Promise<Face> {
	const page = (await writeOpinion(aReader(app), 'Chờ từ sáng đến chiều.')).page;
	return {
		effects: counted,
		async send() {
			const reader = aReader(app);
			reader.page = page;
			await reader.send({ _go: 'send' }, '_steps');
			if (reader.status !== 200) expect(reader.page).toContain('name="_steps"'); // all that was typed is still there
			return { status: reader.status, said: reader.status === 200 ? JSON.stringify(receiptIn(reader.page)) : '' };
		},
	};
}

/** A note in a case, from a page of the desk. */
async function noting(note = 'Đang xác minh', key: string = crypto.randomUUID(), id?: string): Promise<Face> {
	const about = id ?? (await brought(s, 'inProgress')).id;
	return {
		effects: counted,
		async send() {
			try {
				const answer = await browser.send(theHandler, `/lam-viec/gop-y/${about}/tien-do`, { note, _key: key });
				return { status: answer.status, said: `${answer.headers.get('Location')}\n${await answer.text()}` };
			} catch (error) {
				return { status: problemOf(error)?.status ?? 500, said: '' };
			}
		},
	};
}

const grown = { filing: [1, 1, 1], noting: [0, 1, 1] };
const faces = { filing, noting: () => noting() };

/** Sends until it is told that it is done, as somebody would who is told to try again. */
async function untilDone(face: Face): Promise<{ status: number; said: string }> {
	for (let turn = 1; ; turn++) {
		const answer = await face.send();
		if (answer.status < 400) return answer;
		expect([409, 503]).toContain(answer.status);
		expect(turn).toBeLessThan(20);
	}
}

async function holds(name: keyof typeof faces, cut: Cut): Promise<void> {
	const face = await faces[name]();
	const before = await face.effects();
	const told = proxy.cut(cut);
	const first = await face.send();
	if (told.done && cut.delivered) expect(first.status).not.toBe(500);
	const answer = await untilDone(face);
	proxy.spare(); // what takes fewer statements was not cut
	expect(await face.send()).toEqual(answer);
	expect((await face.effects()).map((n, at) => n - before[at]!)).toEqual(grown[name]);
}

describe.each(['filing', 'noting'] as const)('%s', (name) => {
	test('the answer to COMMIT is lost: it is told to be sent again, and is done once', async () => {
		const face = await faces[name]();
		const before = await face.effects();
		const told = proxy.cut(commit(true));
		expect((await face.send()).status).toBe(503);
		expect(told.done).toBe(true);
		const answer = await untilDone(face);
		expect(await face.send()).toEqual(answer);
		expect((await face.effects()).map((n, at) => n - before[at]!)).toEqual(grown[name]);
	});

	const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
	const runs = Number(process.env.FAULT_RUNS ?? 12);
	test(`wherever it is cut (seed ${seed}, ${runs} runs)`, { timeout: runs * 5_000 }, () =>
		fc.assert(
			fc.asyncProperty(anywhere, (cut) => holds(name, cut)),
			{ seed, numRuns: runs, endOnFailure: true },
		),
	);
});

test('who changes the letter after a sending without an answer is told that what arrived is the older one', async () => {
	const reader = await writeOpinion(aReader(app), 'Chờ từ sáng đến chiều.');
	const before = await counted();
	proxy.cut(commit(true));
	await reader.send({ _go: 'send' }, '_steps');
	expect(reader.status).toBe(503);
	await reader.send({ _go: 'to:check' }, '_steps');
	await reader.send({ _go: 'to:matter' }, '_steps');
	await reader.next({ matter: 'Chờ từ sáng đến tối.' });
	await reader.send({ _go: 'send' }, '_steps');
	expect(reader.page).toContain(m.feedback_file_filed_older());
	expect((await counted()).map((n, at) => n - before[at]!)).toEqual(grown.filing);
});

test('the key of a form with other content is refused, and adds nothing', async () => {
	const { id } = await brought(s, 'inProgress');
	const key = crypto.randomUUID();
	const first = await noting('Đang xác minh', key, id);
	proxy.cut(commit(true));
	await first.send();
	await untilDone(first);
	const before = await counted();
	expect((await (await noting('Việc khác', key, id)).send()).status).toBe(422);
	expect(await counted()).toEqual(before);
});
