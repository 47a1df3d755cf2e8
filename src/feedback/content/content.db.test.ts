import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { sequence } from '#ledger';
import { found, work } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { brought, standing, theDesk, theHandler } from '../desk/testing.ts';
import { enterReceipt, findFeedback } from '../feedback.store.ts';
import { fileFeedback, type Filed } from '../filing/file-feedback.ts';
import { attachFiles } from '../files/attach-files.ts';
import { stageFile, type StagedFile } from '../files/stage-file.ts';
import { askSender } from '../handling/ask-sender.ts';
import { hashOfTyped } from '../receipt/receipt.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { replyToQuestion } from '../sender/reply-to-question.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { eraseFeedback } from '../watch/erase-feedback.ts';
import { checkContent } from './check-content.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const problems = () => asOperator(s.house, async (call) => (await checkContent(call)).problems);
const idsOf = (from: 'feedback_text' | 'feedback_file', { id }: Filed, part?: string): Promise<string[]> =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ id: string }>`select id from ${sql.table(from)} where feedback_id = ${id}
			${part === undefined ? sql`` : sql`and part = ${part}`}`.execute(call.db);
		return rows.map((row) => row.id);
	});
/** What somebody does who owns the database, and puts it back. */
async function tampered(change: string, back: string): Promise<string[]> {
	await owning(change);
	const seen = await problems();
	await owning(back);
	return seen;
}
const owning = (statement: string) => {
	const [, table] = /^(?:update|insert into) (\w+)/.exec(statement)!;
	return asOwner(
		s.house,
		`alter table ${table} disable trigger user`,
		statement,
		`alter table ${table} enable trigger user`,
	);
};
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
const body = (id: string, value: string) => `update feedback_text set body = ${value} where id = '${id}'`;
const other = (id: string) => tampered(body(id, `body || '\\x00'`), body(id, 'substr(body, 1, length(body) - 1)'));

test('what was said both ways, and the answer, is as the log stands for it; who changes a byte of it is seen', async () => {
	const filed = await brought(s, 'inProgress');
	await s.as(theHandler, (call) => askSender(call, filed.id, 'Việc xảy ra lúc mấy giờ?'));
	await s.asSender(filed, async (call) =>
		replyToQuestion(call, found(await findFeedback(call, filed.id)), 'Lúc 9 giờ.'),
	);
	const answered = await brought(s, 'answered');
	await s.asSender(answered, async (call) =>
		objectToAnswer(call, found(await findFeedback(call, answered.id)), 'Không đúng.'),
	);
	expect(await problems()).toEqual([]);
	await sequence(s.house);
	expect(await problems()).toEqual([]);
	const [matter] = await idsOf('feedback_text', filed, 'matter');
	const messages = await idsOf('feedback_text', filed, 'message');
	const [answer] = await idsOf('feedback_text', answered, 'answer');
	expect(messages).toHaveLength(2);
	for (const id of [matter!, ...messages, answer!])
		expect(await other(id)).toMatchObject([expect.stringContaining(id)]);
	expect(await problems()).toEqual([]);
});

test('so is a denunciation, that nobody here can read, and what its sender adds, files too', async () => {
	const filed = await s.file({ kind: 'denunciation' });
	const formKey = randomUUID();
	const staged = (await stageFile(s.house, formKey, await picture())) as StagedFile;
	await s.asSender(filed, async (call) =>
		addToCase(call, found(await findFeedback(call, filed.id)), {
			text: 'Bổ sung',
			files: { formKey, staged: [staged] },
		}),
	);
	expect(await problems()).toEqual([]);
	const [matter] = await idsOf('feedback_text', filed, 'matter');
	expect(await other(matter!)).toMatchObject([expect.stringContaining(matter!)]);
	await replacedFileIsSeen(filed);
});

test('so are files that came with the letter, from the moment in which a desk was found', async () => {
	const formKey = randomUUID();
	const staged = (await stageFile(s.house, formKey, await picture())) as StagedFile;
	const filed = await work(s.house, { kind: 'public' }, async (call) => {
		const filed = await fileFeedback(call, aFiling(s.unit.communeA));
		await enterReceipt(call, hashOfTyped(s.house.secrets, filed.characters)!);
		await attachFiles(call, filed.id, null, formKey, [staged]);
		return filed;
	});
	expect(await problems()).toEqual([]);
	await routeWaiting(s.house);
	expect(await problems()).toEqual([]);
	await replacedFileIsSeen(filed);
});

async function replacedFileIsSeen(filed: Filed): Promise<void> {
	const [file] = await idsOf('feedback_file', filed);
	const gone = `'${'0'.repeat(64)}'`;
	const sha256 = await asOperator(s.house, async (call) => {
		const { rows } = await sql<{ sha256: string }>`select sha256 from feedback_file where id = ${file}`.execute(
			call.db,
		);
		return rows[0]!.sha256;
	});
	const pointing = (to: string) => `update feedback_file set sha256 = ${to} where id = '${file}'`;
	expect(await tampered(pointing(gone), pointing(`'${sha256}'`))).toMatchObject([expect.stringContaining(file!)]);
}

test('a name that a step gives anew, and a text that no step names, do not pass', async () => {
	const filed = await brought(s, 'answered');
	const { logId } = await standing(s, filed);
	const [answer] = await idsOf('feedback_text', filed, 'answer');
	const naming = (sha256: string) =>
		`update feedback_step set detail = jsonb_set(detail, '{kept,${answer}}', '"${sha256}"') where feedback_id = '${filed.id}' and event = 'answered'`;
	const was = await asOperator(s.house, async (call) => {
		const { rows } = await sql<{ sha256: string }>`select encode(sha256(body), 'hex') as sha256 from feedback_text
			where id = ${answer}`.execute(call.db);
		return rows[0]!.sha256;
	});
	const renamed = await tampered(naming('f'.repeat(64)), naming(was));
	expect(renamed).toHaveLength(2);
	expect(renamed[0]).toContain(logId);
	const [matter] = await idsOf('feedback_text', filed, 'matter');
	const swapped = (from: string, to: string) =>
		`update feedback_answer set text_id = '${to}' where text_id = '${from}'`;
	const copy = randomUUID();
	const put = `insert into feedback_text (id, feedback_id, part, custody, body) select '${copy}', feedback_id, 'answer', false, body from feedback_text where id = '${matter}'`;
	await owning(put);
	expect(await tampered(swapped(answer!, copy), swapped(copy, answer!))).toMatchObject([expect.stringContaining(copy)]);
});

test('sealing it anew, and erasing it, leave nothing wrong', async () => {
	const filed = await s.file();
	const formKey = randomUUID();
	const staged = (await stageFile(s.house, formKey, await picture())) as StagedFile;
	await s.asSender(filed, async (call) =>
		addToCase(call, found(await findFeedback(call, filed.id)), {
			text: 'Bổ sung',
			files: { formKey, staged: [staged] },
		}),
	);
	await s.as(theDesk, (call) => screenFeedback(call, filed.id, { kind: 'complaint', topic: null, accuses: true }));
	expect((await standing(s, filed)).sealed).toBe(true);
	expect(await problems()).toEqual([]);
	const [matter] = await idsOf('feedback_text', filed, 'matter');
	expect(await other(matter!)).toMatchObject([expect.stringContaining(matter!)]);

	const { logId } = await standing(s, filed);
	await owning(
		`update feedback set state = 'closed', closed_on = received_on, erase_on = received_on, erase_why = 'rule' where id = '${filed.id}'`,
	);
	await asOperator(s.house, (call) => eraseFeedback(call, { id: filed.id, logId }));
	expect((await standing(s, filed)).erasedOn).not.toBeNull();
	expect(await problems()).toEqual([]);
});
