import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type KyselyPlugin, type RawBuilder } from 'kysely';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, found, type Call, type House } from '#platform';
import { formatDate, m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { advance, type Move } from '../advance.ts';
import { findSendersCase, lockFeedback } from '../feedback.store.ts';
import { askAboutData } from '../data-request/ask-about-data.ts';
import type { Channel, Feedback, State } from '../feedback.ts';
import { aDraft } from '../desk/testing.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { writeToSender } from '../handling/message.store.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { fileFeedback } from '../filing/file-feedback.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { beSatisfied, objectToAnswer } from '../sender/object-to-answer.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { replyToQuestion } from '../sender/reply-to-question.ts';
import { sayNotTheSame } from '../sender/say-not-the-same.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { insertText } from '../texts.store.ts';
import { aReader, receiptIn, speakApp, type Reader } from './testing.tsx';

let s: Square;
let app: ReturnType<typeof speakApp>;
beforeAll(async () => {
	s = await aSquare();
	app = speakApp(s.house);
});

/** The body moves the case on. */
const move = (filed: Filed, ...moves: Move[]) =>
	asOperator(s.house, async (call) => {
		let feedback = found(await lockFeedback(call, filed.id));
		for (const each of moves) {
			if (each.state === 'answered') await released(call, feedback);
			feedback = await advance(call, feedback, each);
		}
		return feedback;
	});
/** An answer that two persons gave at this step. */
async function released(call: Call, { id, stage, step }: Feedback): Promise<void> {
	const [author, approver] = [await s.accountOf('focal.province'), await s.accountOf('head.province')];
	const textId = await insertText(call, id, 'answer', JSON.stringify(aDraft().text));
	await sql`insert into feedback_answer (feedback_id, stage, state, text_id, outcome, drafted_by, drafted_at, approved_by, approved_at, step)
		values (${id}, ${stage}, 'approved', ${textId}, 'explained', ${author}, ${call.now}, ${approver}, ${call.now}, ${step})`.execute(
		call.db,
	);
}
const inProgress: Move[] = (['screened', 'assigned', 'accepted', 'inProgress'] as State[]).map((state) => ({
	event: state,
	state,
	change: { lookedAt: new Date('2026-11-19T02:00:00Z') },
}));
const answered: Move = {
	event: 'answered',
	state: 'answered',
	change: { answeredOn: '2026-11-20', answeredInTime: true },
};
const stateOf = (filed: Filed) => asOperator(s.house, async (call) => found(await lockFeedback(call, filed.id)));

const look = async (filed: { reference: string; characters: string }, at = app): Promise<Reader> => {
	const reader = await aReader(at).open('/tra-cuu');
	return reader.send({ reference: filed.reference, receipt: filed.characters });
};
const formKeyIn = (page: string) => new RegExp(`${doing('renew')}[^]*?name="_key" value="([^"]+)"`).exec(page)![1]!;
const doing = (action: string) => `name="_do" value="${action}"`;

describe('looking up', () => {
	test('shows who handles the case and by which rule, though neither unit nor account is public', async () => {
		const filed = await s.file();
		const { page } = await look(filed);
		expect(page).toContain(m.feedback_follow_now_received());
		expect(page).toContain('province');
		expect(page).toContain(m.feedback_follow_rule_nearestAbove());
		expect(page).toContain('Cán bộ trực ban trả lời thiếu tôn trọng.');
	});

	test('with the syllables as with the characters, however they were typed', async () => {
		const filed = await s.file();
		for (const typed of [filed.words, filed.words.toUpperCase(), filed.characters.toLowerCase().replaceAll('-', ' ')])
			expect((await look({ ...filed, characters: typed })).page).toContain(m.feedback_follow_now_received());
	});

	test('a miss, a wrong receipt, a wrong reference and what is no receipt look alike and run the same statements', async () => {
		const filed = await s.file();
		const other = await s.file();
		const pages = [];
		for (const typed of [
			{ reference: filed.reference, characters: other.characters },
			{ reference: 'AAAA-AAAA', characters: filed.characters },
			{ reference: filed.reference, characters: '0000-0000-0000-0000-0' },
			{ reference: filed.reference, characters: 'x' },
		]) {
			const { house, asked } = watched(s.house);
			const result = await look(typed, speakApp(house));
			expect(asked().statements).toBeGreaterThan(2);
			const shown = result.page.replaceAll(typed.reference, '');
			pages.push({ ...asked(), status: result.status, shown });
		}
		expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
	});

	test('the receipt stands in no page and no address', async () => {
		const filed = await s.file();
		const { page } = await look(filed);
		expect(page).not.toContain(filed.characters);
		expect(page).not.toContain(filed.words);
	});
});

describe('what the sender does', () => {
	test('adds, and reads it again', async () => {
		const filed = await s.file();
		const reader = await look(filed);
		await reader.send({ words: 'Tôi nhớ thêm: hôm đó là thứ Ba.' }, doing('add'));
		expect(reader.page).toContain('Tôi nhớ thêm: hôm đó là thứ Ba.');
		expect(reader.page).toContain(m.feedback_follow_event_added());
	});

	test('adds once, however often the form is sent', async () => {
		const filed = await s.file();
		const reader = await look(filed);
		const form = reader.page;
		await reader.send({ words: 'Một lần thôi.' }, doing('add'));
		reader.page = form;
		await reader.send({ words: 'Một lần thôi.' }, doing('add'));
		expect(reader.page.split('Một lần thôi.').length - 1).toBe(1);
	});

	describe('with files', () => {
		const picture = async () =>
			new File(
				[
					new Uint8Array(
						await sharp({ create: { width: 12, height: 12, channels: 3, background: '#1f4e8c' } })
							.png()
							.toBuffer(),
					),
				],
				'a.png',
			);
		const withFiles = async (filed: Filed, at = app) => {
			const reader = await look(filed, at);
			return reader.send({ words: 'Thêm ảnh chụp.', _with: 'files' }, doing('add'));
		};
		const files = (filed: Filed) =>
			asOperator(s.house, async (call) => {
				const { rows } = await sql<{ n: number }>`select count(*)::int as n from feedback_file
					where feedback_id = ${filed.id}`.execute(call.db);
				return rows[0]!.n;
			});
		const stored = () => {
			const store = join(s.house.settings.dataDirectory, 'files');
			return existsSync(store) ? readdirSync(store, { recursive: true }).length : 0;
		};
		const free = () => speakApp({ ...s.house, settings: { ...s.house.settings, proofOfWork: false } });

		test('it asks for a proof of work, once words and files are chosen; nothing is stored without one', async () => {
			const filed = await s.file();
			const reader = await withFiles(filed);
			expect(reader.page).toContain('<proof-of-work');
			expect(reader.page).toContain('Thêm ảnh chụp.</textarea>');
			const before = stored();
			const key = reader.hidden('_key');
			await reader.send({ words: 'Thêm ảnh chụp.', files: await picture() }, doing('add'));
			expect(reader.status).toBe(422);
			expect(reader.page).toContain(m.feedback_file_files_needProof());
			expect(reader.page).toContain('Thêm ảnh chụp.</textarea>');
			expect(reader.hidden('_key')).toBe(key);
			expect([await files(filed), stored()]).toEqual([0, before]);
			await reader.send({ words: 'Thêm ảnh chụp.' }, doing('add'));
			expect(reader.page).toContain(m.feedback_follow_done());
		});

		test('with one they are taken, and the form sent again takes none twice', async () => {
			const filed = await s.file();
			const reader = await withFiles(filed, free());
			const form = reader.page;
			for (let time = 0; time < 2; time++) {
				reader.page = form;
				await reader.send({ words: 'Thêm ảnh chụp.', files: await picture() }, doing('add'));
				expect(reader.page).toContain(m.feedback_follow_done());
			}
			expect(await files(filed)).toBe(1);
		});

		test('a case without a proof of work takes none until it is with a desk; nor one that has as many as it may', async () => {
			for (const [more, why] of [
				[sql`held = true, routed_at = null`, m.feedback_follow_files_waits],
				[sql`held = false`, m.feedback_follow_files_full],
			] as const) {
				const filed = await s.file();
				await asOperator(s.house, (call) => sql`update feedback set ${more} where id = ${filed.id}`.execute(call.db));
				if (why === m.feedback_follow_files_full)
					await asOperator(s.house, (call) =>
						sql`insert into feedback_file (feedback_id, position, media_type, size, sha256, state, custody)
							values (${filed.id}, 0, 'image/png', ${500 * 1024 * 1024}, ${'a'.repeat(64)}, 'clean', false)`.execute(
							call.db,
						),
					);
				const before = [await files(filed), stored()];
				const reader = await withFiles(filed, free());
				expect(reader.status).toBe(409);
				expect(reader.page).toContain(why());
				expect(reader.page).toContain('Thêm ảnh chụp.</textarea>');
				await reader.send({ words: 'Thêm ảnh chụp.', files: await picture() }, doing('add'));
				expect(reader.page).toContain(why());
				expect([await files(filed), stored()]).toEqual(before);
				const bySql = s.asSender(filed, (call) =>
					sql`insert into feedback_file (feedback_id, position, media_type, size, sha256, state, custody)
						values (${filed.id}, 1, 'image/png', 1, ${'b'.repeat(64)}, 'clean', false)`.execute(call.db),
				);
				await expect(bySql).rejects.toThrow('takes no more files');
				await reader.send({ words: 'Chỉ bằng chữ.' }, doing('add'));
				expect(reader.page).toContain(m.feedback_follow_done());
			}
		});
	});

	test('files that are too large: nothing is done, and what was written is shown again', async () => {
		const filed = await s.file();
		const reader = await look(filed);
		const { step } = await stateOf(filed);
		await reader.send({ words: 'Gửi kèm đoạn phim.', _with: 'files' }, doing('add'));
		const video = new File([new Uint8Array(142 * 1024 * 1024)], 'quay-phim.mp4');
		await reader.send({ words: 'Gửi kèm đoạn phim.', files: video }, doing('add'));
		expect(reader.status).toBe(413);
		expect(reader.page).toContain(m.feedback_file_files_tooMuch());
		expect(reader.page).toContain('Gửi kèm đoạn phim.</textarea>');
		expect(reader.page).not.toContain(m.feedback_follow_done());
		expect((await stateOf(filed)).step).toBe(step);
		await reader.send({ words: 'Gửi kèm đoạn phim.' }, doing('add'));
		expect(reader.page).toContain(m.feedback_follow_done());
	});

	test('answers a question, and the clock goes on by the days it stood', async () => {
		const filed = await s.file();
		const asked = await move(filed, ...inProgress, {
			event: 'asked',
			state: 'awaitingSender',
			change: { pausedOn: daysAgo(4) },
		});
		await asOperator(s.house, (call) => writeToSender(call, asked, 'question', 'Việc xảy ra lúc mấy giờ?'));
		const reader = await look(filed);
		expect(reader.page).toContain('Việc xảy ra lúc mấy giờ?');
		await reader.send({ words: 'Khoảng chín giờ.' }, doing('reply'));
		const now = await stateOf(filed);
		expect(now.state).toBe('inProgress');
		expect(now.pausedDays).toBe(4);
		expect(now.dueOn > asked.dueOn).toBe(true);
	});

	test('objects with a reason; without one the form comes back and nothing happened', async () => {
		const filed = await s.file();
		await move(filed, ...inProgress, answered);
		const reader = await look(filed);
		await reader.send({ words: '' }, doing('object'));
		expect(reader.status).toBe(422);
		expect((await stateOf(filed)).state).toBe('answered');
		await reader.send({ words: 'Không ai hỏi tôi.' }, doing('object'));
		expect((await stateOf(filed)).state).toBe('objected');
	});

	test('is satisfied', async () => {
		const filed = await s.file();
		await move(filed, ...inProgress, answered);
		await (await look(filed)).send({}, doing('satisfied'));
		expect((await stateOf(filed)).state).toBe('satisfied');
	});

	test('withdraws, and takes it back within seven days but not after', async () => {
		const filed = await s.file();
		const reader = await look(filed);
		await reader.send({}, doing('withdraw'));
		expect((await stateOf(filed)).state).toBe('withdrawn');
		await reader.send({}, doing('takeBack'));
		expect((await stateOf(filed)).state, 'nobody has sorted it').toBe('received');
		await reader.send({}, doing('withdraw'));
		await asOperator(s.house, (call) =>
			sql`update feedback set withdrawn_on = ${daysAgo(8)} where id = ${filed.id}`.execute(call.db),
		);
		const late = await look(filed);
		expect(late.page).not.toContain(doing('takeBack'));
		late.page = reader.page;
		await late.send({}, doing('takeBack'));
		expect(late.status).toBe(409);
	});

	test('a low rating with its reason opens a closed case again, once; rating twice is refused', async () => {
		const filed = await s.file();
		await move(
			filed,
			...inProgress,
			answered,
			{ event: 'senderSilent', state: 'silent' },
			{ event: 'closed', state: 'closed' },
		);
		const reader = await look(filed);
		const form = reader.page;
		await reader.send({ overall: '1', reception: '2', words: 'Chưa ai xin lỗi.' }, doing('rate'));
		expect((await stateOf(filed)).state).toBe('reopened');
		reader.page = form.replace(/name="_key" value=".{8}/g, 'name="_key" value="00000000');
		await reader.send({ overall: '5' }, doing('rate'));
		expect(reader.status).toBe(409);
	});

	test('replaces a receipt that a clerk saw; the old one opens nothing', async () => {
		const filed = await s.as('desk.communeA', (call) =>
			fileFeedback(call, aFiling(s.unit.communeA, { channel: 'reception' })),
		);
		const reader = await look(filed);
		const form = reader.page;
		await reader.send({}, doing('renew'));
		const fresh = receiptIn(reader.page);
		reader.page = form;
		await reader.send({}, doing('renew'));
		expect(receiptIn(reader.page)).toEqual(fresh);
		const date = formatDate(await asOperator(s.house, async (call) => call.today));
		const old = (await look(filed)).page;
		expect(old, 'whoever holds the old one is told').toContain(m.feedback_follow_replaced({ date }));
		expect(old).not.toContain('Cán bộ trực ban');
		expect(old).not.toContain('name="_ticket"');
		const elsewhere = (await look({ reference: 'AAAA-AAAA', characters: filed.characters })).page;
		expect(elsewhere).toContain(m.feedback_follow_missed());
		const again = await look({ reference: fresh.reference, characters: fresh.receipt });
		expect(again.page).not.toContain(doing('renew'));
		// The page that the clerk kept open is worth nothing either.
		const { step } = await stateOf(filed);
		reader.page = form;
		await reader.send({ words: 'Tôi không muốn gì nữa.' }, doing('add'));
		expect((await stateOf(filed)).step).toBe(step);
	});

	test('what a clerk entered is accepted thirty days after the receipt was replaced, and not before', async () => {
		const filed = await s.as('desk.communeA', (call) =>
			fileFeedback(call, aFiling(s.unit.communeA, { channel: 'reception' })),
		);
		await move(filed, ...inProgress, answered);
		const reader = await look(filed);
		expect(reader.page).not.toContain(doing('satisfied'));
		const accept = (sender: Filed) =>
			s.asSender(sender, async (call) => beSatisfied(call, found(await findSendersCase(call))));
		await expect(accept(filed)).rejects.toBeInstanceOf(Conflict);
		const past = s.asSender(filed, (call) =>
			sql`update feedback set state = 'satisfied', step = step + 1 where id = ${filed.id}`.execute(call.db),
		);
		await expect(past).rejects.toThrow(/not moved with the receipt that a clerk saw/);
		await reader.send({}, doing('renew'));
		const fresh = { ...filed, characters: receiptIn(reader.page).receipt };
		const replaced = (days: number) =>
			asOperator(s.house, (call) =>
				sql`update feedback_receipt set replaced_on = app.today() - ${days}::int where feedback_id = ${filed.id}`.execute(
					call.db,
				),
			);
		await replaced(29);
		await expect(accept(fresh)).rejects.toThrow(/đổi/);
		const lately = s.asSender(fresh, (call) =>
			sql`update feedback set state = 'satisfied', step = step + 1 where id = ${filed.id}`.execute(call.db),
		);
		await expect(lately).rejects.toThrow(/replaced too lately/);
		const { page } = await look(fresh);
		expect([page.includes(doing('satisfied')), page.includes(doing('object'))]).toEqual([false, true]);
		await replaced(30);
		expect((await look(fresh)).page).toContain(doing('satisfied'));
		await accept(fresh);
		expect((await stateOf(filed)).state).toBe('satisfied');
	});

	test('with the receipt that a clerk saw one sees, adds and says that one is pressed, and nothing else', async () => {
		const entered = (channel: Channel) =>
			s.as('desk.communeA', (call) => fileFeedback(call, aFiling(s.unit.communeA, { channel })));
		const asked = await entered('reception');
		await move(asked, ...inProgress, { event: 'asked', state: 'awaitingSender', change: { pausedOn: daysAgo(1) } });
		const filed = await entered('post');
		await move(filed, ...inProgress, answered);
		const pages = [await look(asked), await look(filed)];
		for (const { page } of pages) {
			for (const left of ['renew', 'add', 'pressed']) expect(page).toContain(doing(left));
			for (const none of ['reply', 'object', 'satisfied', 'rate', 'data']) expect(page).not.toContain(doing(none));
		}
		const refused: [Filed, (call: Call, feedback: Feedback) => Promise<unknown>][] = [
			[asked, (call, feedback) => replyToQuestion(call, feedback, 'Khoảng chín giờ.')],
			[filed, (call, feedback) => objectToAnswer(call, feedback, 'Không đúng.')],
			[filed, (call, feedback) => rateAnswer(call, feedback, { overall: 5, aspects: {} }, '')],
			[filed, (call, feedback) => askAboutData(call, feedback, 'access', 'Đang lưu gì về tôi?')],
			[filed, (call, feedback) => sayNotTheSame(call, feedback)],
		];
		for (const [sender, act] of refused) {
			const acted = s.asSender(sender, async (call) => act(call, found(await findSendersCase(call))));
			await expect(acted).rejects.toThrow(m.feedback_follow_conflict_renewFirst());
		}
		const past = (statement: RawBuilder<unknown>) => s.asSender(filed, (call) => statement.execute(call.db));
		await expect(
			past(sql`update feedback set state = 'objected', step = step + 1 where id = ${filed.id}`),
		).rejects.toThrow(/not moved with the receipt that a clerk saw/);
		await expect(past(sql`update feedback set erase_on = '2000-01-01' where id = ${filed.id}`)).rejects.toThrow(
			/not moved/,
		);
		for (const statement of [
			sql`insert into feedback_rating (feedback_id, overall, aspects, rated_on) values (${filed.id}, 5, '{}', app.today())`,
			sql`insert into data_request (feedback_id, kind, asked_on, due_on) values (${filed.id}, 'erase', app.today(), app.today())`,
		])
			await expect(past(statement)).rejects.toThrow(/row-level security/);

		const [reader] = pages;
		await reader!.send({ words: 'Tôi nhớ thêm một việc.' }, doing('add'));
		expect(reader!.page).toContain('Tôi nhớ thêm một việc.');
		await reader!.send({ words: 'Họ đến nhà tôi.' }, doing('pressed'));
		expect(reader!.page).toContain(m.feedback_follow_done());
	});

	test('a renewed receipt is shown again to nobody by the key of its form alone', async () => {
		const [mine, theirs] = await s.as('desk.communeA', async (call) => [
			await fileFeedback(call, aFiling(s.unit.communeA, { channel: 'reception' })),
			await fileFeedback(call, aFiling(s.unit.communeA, { channel: 'reception' })),
		]);
		const reader = await look(mine);
		const key = formKeyIn(reader.page);
		await reader.send({}, doing('renew'));
		const fresh = receiptIn(reader.page);
		const other = await look(theirs);
		const form = other.page;
		await other.send({ _key: key, _ticket: '' }, doing('renew'));
		expect(other.page).not.toContain(fresh.receipt);
		other.page = form;
		await other.send({ _key: key }, doing('renew'));
		expect(receiptIn(other.page).reference).toBe(theirs.reference);
		expect(other.page).not.toContain(fresh.receipt);
	});

	test('what a clerk entered is not withdrawn with a receipt, which the clerk has seen', async () => {
		const filed = await s.as('desk.communeA', (call) =>
			fileFeedback(call, aFiling(s.unit.communeA, { channel: 'reception' })),
		);
		expect((await look(filed)).page).not.toContain(m.feedback_follow_withdraw());
		const withdraw = s.asSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
		await expect(withdraw).rejects.toBeInstanceOf(Conflict);
	});

	test('says that they were pressed: neither desk nor log of steps tells of it', async () => {
		const filed = await s.file();
		await (await look(filed)).send({ words: 'Họ đến nhà tôi.' }, doing('pressed'));
		const seen = await s.as('desk.province', (call) =>
			sql`select from feedback_message where feedback_id = ${filed.id}`.execute(call.db),
		);
		expect(seen.rows).toHaveLength(0);
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				custody: boolean;
			}>`select custody from feedback_text where feedback_id = ${filed.id} and part = 'pressure'`.execute(call.db),
		);
		expect(rows).toEqual([{ custody: true }]);
	});

	test('adds to a denunciation: sealed like the rest, and not shown again', async () => {
		const filed = await s.file({ kind: 'denunciation' });
		const reader = await look(filed);
		await reader.send({ words: 'Thêm một người chứng kiến.' }, doing('add'));
		expect(reader.page).not.toContain('Thêm một người chứng kiến.');
		expect(reader.page).toContain(m.feedback_follow_sealed());
	});
});

const daysAgo = (days: number): string =>
	new Date(Date.now() + 7 * 60 * 60 * 1000 - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** The house, and what is asked of its database and keys meanwhile. */
function watched(house: House): { house: House; asked: () => { statements: number; hashes: number } } {
	let statements = 0;
	let hashes = 0;
	const counting: KyselyPlugin = {
		transformQuery({ node }) {
			statements += 1;
			return node;
		},
		transformResult: async ({ result }) => result,
	};
	return {
		house: {
			...house,
			database: { ...house.database, as: (role) => house.database.as(role).withPlugin(counting) },
			secrets: {
				...house.secrets,
				key(purpose) {
					hashes += 1;
					return house.secrets.key(purpose);
				},
			},
		},
		asked: () => ({ statements, hashes }),
	};
}

describe('what was erased', () => {
	const erased = async (why: Feedback['eraseWhy'] = 'rule') => {
		const filed = await s.file();
		await move(filed, ...inProgress, answered, { event: 'silent', state: 'silent' });
		await move(filed, { event: 'closed', state: 'closed', change: { closedOn: '2020-01-02' } });
		if (why === 'request') await move(filed, { event: 'dataAnswered', change: { eraseWhy: why } });
		await eraseWhatIsOld(s.house);
		return filed;
	};

	test('opens with the day, the rule and the outcome, and nothing that can be done', async () => {
		const filed = await erased();
		const { page } = await look(filed);
		const { erasedOn } = await stateOf(filed);
		expect(page).toContain(m.feedback_follow_now_erased({ date: formatDate(erasedOn) }));
		expect(page).toContain(m.feedback_follow_erased_rule({ years: 2 }));
		expect(page).toContain(m.feedback_follow_outcome_explained());
		expect(page).not.toContain('name="_do"');
		expect(page).not.toContain(m.feedback_follow_history());
		expect(page).not.toContain('Cán bộ trực ban');
	});

	test('on request: it says so, and nothing of a rule', async () => {
		const { page } = await look(await erased('request'));
		expect(page).toContain(m.feedback_follow_erased_request());
		expect(page).not.toContain(m.feedback_follow_erased_rule({ years: 2 }));
	});

	test('a page that was open before it was erased does nothing any more', async () => {
		const filed = await s.file();
		await move(filed, ...inProgress, answered, { event: 'silent', state: 'silent' });
		await move(filed, { event: 'closed', state: 'closed', change: { closedOn: '2020-01-02' } });
		const reader = await look(filed);
		await eraseWhatIsOld(s.house);
		const { page } = await reader.send({ overall: '1', words: 'Chưa giải quyết' }, doing('rate'));
		expect(page).toContain(m.feedback_follow_now_erased({ date: formatDate((await stateOf(filed)).erasedOn) }));
		expect((await stateOf(filed)).state).toBe('closed');
		await expect(
			s.asSender(filed, async (call) => objectToAnswer(call, found(await findSendersCase(call)), 'Không đúng')),
		).rejects.toBeInstanceOf(Conflict);
	});
});
