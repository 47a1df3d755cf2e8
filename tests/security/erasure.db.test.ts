import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeAll, expect, inject, test } from 'vitest';
import { sequence } from '#ledger';
import type { Call } from '#platform';
import { aDraft, brought, theApprover, theHandler } from '../../src/feedback/desk/testing.ts';
import { approveAnswer } from '../../src/feedback/answering/approve-answer.ts';
import { askAccused } from '../../src/feedback/handling/ask-accused.ts';
import { askSender } from '../../src/feedback/handling/ask-sender.ts';
import { draftAnswer } from '../../src/feedback/answering/draft-answer.ts';
import { findSendersCase } from '../../src/feedback/feedback.store.ts';
import type { Filed } from '../../src/feedback/filing/file-feedback.ts';
import { attachFiles } from '../../src/feedback/files/attach-files.ts';
import { stageFile } from '../../src/feedback/files/stage-file.ts';
import { giveStatement } from '../../src/feedback/handling/give-statement.ts';
import { identifyOfficers } from '../../src/feedback/screening/identify-officers.ts';
import { replyToQuestion } from '../../src/feedback/sender/reply-to-question.ts';
import { aSquare, type Square } from '../../src/feedback/testing.ts';
import { listTexts } from '../../src/feedback/texts.store.ts';
import { eraseFeedback } from '../../src/feedback/watch/erase-feedback.ts';
import { readProof } from '../../src/ledger/note/inclusion.ts';
import { openCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { readKeyLine } from '../../src/ledger/note/key.ts';
import { provesInclusion } from '../../src/ledger/tree/proof.ts';
import { filesOf } from '../../src/ledger/verify/source.ts';
import { verifyLog } from '../../src/ledger/verify/verify-log.ts';
import { asOperator, asOwner } from '../../src/platform/testing.ts';
import { disguises, filesWith } from './erasure/raw-files.ts';

/**
 * E-1 and E-2: what a case says is nowhere in plain, neither before nor after it is erased; erased, its key is gone; and the public log
 * stays whole, with every proof that was ever handed out.
 */
let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

/** A word that stands nowhere else. */
const canary = (): string => `w${randomBytes(12).toString('hex')}`;

/** Everything that can be said in a case, each with a word of its own. */
async function spoken(): Promise<{ cases: Filed[]; words: string[] }> {
	const words: string[] = [];
	const said = (): string => `Chuyện là ${words[words.push(canary()) - 1]} như thế.`;
	const texts = () => ({ matter: said(), officer: said(), place: said(), when: said(), contact: said(), name: said() });
	const opinion = await brought(s, 'inProgress', { texts: texts() });
	const denunciation = await s.file({ kind: 'denunciation', texts: texts() });
	const formKey = randomUUID();
	const file = await stageFile(s.house, formKey, await picture(said()));
	if (typeof file === 'string') throw new Error(file);
	await s.asSender(opinion, (call) => attachFiles(call, opinion.id, null, formKey, [file]));

	const officer = s.memberId('member1.communeA');
	await s.as(theHandler, (call) => askSender(call, opinion.id, said()));
	await s.asSender(opinion, async (call) => replyToQuestion(call, (await findSendersCase(call))!, said()));
	await s.as(theHandler, (call) => identifyOfficers(call, opinion.id, ['member1.communeA']));
	await s.as(theHandler, (call) => askAccused(call, opinion.id, { memberId: officer, question: said() }));
	await s.as('member1.communeA', async (call) => {
		const { rows } = await sql<{ id: string }>`select id from feedback_statement`.execute(call.db);
		await giveStatement(call, rows[0]!.id, said());
	});
	const text = { found: said(), done: said(), legalBasis: said(), evidence: said() };
	await s.as(theHandler, (call) => draftAnswer(call, opinion.id, aDraft({ text }), true));
	await s.as(theApprover, (call) => approveAnswer(call, opinion.id));
	return { cases: [opinion, denunciation], words };
}

async function picture(artist: string): Promise<File> {
	const bytes = await sharp({ create: { width: 12, height: 12, channels: 3, background: '#1f4e8c' } })
		.withExif({ IFD0: { Artist: artist, ImageDescription: artist } })
		.jpeg()
		.toBuffer();
	return new File([new Uint8Array(bytes)], 'anh.jpg');
}

/** Closed first, however far it was, and its time over: nothing else is erased. */
async function erase(filed: Filed): Promise<void> {
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'closed', before_state = null, paused_on = null, erase_on = '2000-01-01' where id = '${filed.id}'`,
		'alter table feedback enable trigger user',
	);
	await asOperator(s.house, async (call) => {
		const { rows } = await sql<{ logId: string }>`select log_id from feedback where id = ${filed.id}`.execute(call.db);
		await eraseFeedback(call, { id: filed.id, logId: rows[0]!.logId });
	});
}

/** The folders where bytes may have come to lie, once all that is in memory was written out. */
async function writtenOut(): Promise<string[]> {
	await asOwner(
		s.house,
		'vacuum feedback, feedback_text, feedback_key, feedback_file, feedback_statement, member, event',
		'checkpoint',
	);
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ oid: number }>`select oid::int from pg_database where datname = current_database()`.execute(call.db),
	);
	const directory = inject('database').directory!;
	const cluster = join(directory, 'postgres');
	return [
		join(cluster, 'base', String(rows[0]!.oid)),
		join(cluster, 'pg_wal'),
		join(directory, 'logs'),
		s.house.settings.dataDirectory,
	];
}

const keysOf = (call: Call, cases: readonly Filed[]) =>
	call.db
		.selectFrom('feedbackKey')
		.select('wrapped')
		.where(
			'feedbackId',
			'in',
			cases.map(({ id }) => id),
		)
		.execute();

const log = () => filesOf(s.house, { kind: 'job', name: 'test' });
const verified = () => verifyLog(log(), { now: new Date(), today: new Date().toISOString().slice(0, 10) });

test.skipIf(!inject('database').directory)(
	'E-1: no word of a case stands in a file of the database, in its log or beside it; and the log is whole without them',
	{ timeout: 60_000 },
	async () => {
		await s.file();
		const { cases, words } = await spoken();
		await s.file(); // cases that stay lie around those that are erased
		expect(words.length).toBeGreaterThan(20);
		const disguised = words.flatMap((word) => [word, ...disguises(Buffer.from(word))]);
		// That the search finds what is there: the name of somebody of the village, in the database and in what is written ahead of it.
		const name = canary();
		await asOwner(
			s.house,
			`set role vidan_definer; update member set full_name = '${name}' where number = 'member1.communeA'`,
		);
		// Found there before others write on: what is written ahead is not kept for long.
		expect(await filesWith([name], [join(inject('database').directory!, 'postgres', 'pg_wal')])).not.toEqual([]);
		expect(await filesWith([name], await writtenOut())).not.toEqual([]);
		expect(await filesWith(disguised, await writtenOut())).toEqual([]);

		await sequence(s.house);
		const before = await verified();
		expect(await asOperator(s.house, (call) => keysOf(call, cases))).toHaveLength(cases.length);
		for (const each of cases) await erase(each);
		const folders = await writtenOut();
		expect(await filesWith(disguised, folders)).toEqual([]);
		expect(await asOperator(s.house, (call) => keysOf(call, cases))).toEqual([]);
		for (const each of cases) expect(await s.asSender(each, (call) => listTexts(call, each.id))).toEqual([]);
		const after = await verified();
		expect([before.problems, after.problems]).toEqual([[], []]);
		expect(after.shards).toEqual(before.shards);
	},
);

type Step = { act: 'file' | 'sign' | 'erase'; nth: number };
const steps = fc.array(fc.record<Step>({ act: fc.constantFrom('file', 'file', 'sign', 'erase'), nth: fc.nat(7) }), {
	minLength: 4,
	maxLength: 14,
});
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.FAULT_RUNS ?? 6);

test(
	`E-2: in whatever order cases come, are signed and erased, old proofs hold (seed ${seed})`,
	{ timeout: runs * 10_000 },
	async () => {
		const proofs: { leaf: Buffer; text: string }[] = [];
		await fc.assert(
			fc.asyncProperty(steps, async (steps) => {
				const cases: Filed[] = [];
				const erased = new Set<Filed>();
				for (const { act, nth } of steps) {
					if (act === 'file') cases.push(await s.file({ accuses: false }));
					if (act === 'sign') await sequence(s.house);
					const one = cases[nth % Math.max(cases.length, 1)];
					if (act !== 'erase' || !one) continue;
					await erase(one);
					erased.add(one);
				}
				await sequence(s.house);
				proofs.push(await someProof());
				for (const proof of proofs) expect(await holds(proof)).toBe(true);
				expect((await verified()).problems).toEqual([]);
				for (const each of cases) expect(await keptOf(each)).toEqual(erased.has(each) ? [0, 0] : [1, 1]);
			}),
			{ seed, numRuns: runs, endOnFailure: true },
		);
	},
);

/** Whether there is still a key to a case, and a salt that opens its leaves. */
const keptOf = (filed: Filed): Promise<number[]> =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ keys: number; salts: number }>`select
			(select count(*)::int from feedback_key where feedback_id = f.id) as keys,
			(select least(count(*), 1)::int from ledger_salt where subject = f.log_id::text) as salts
			from feedback f where f.id = ${filed.id}`.execute(call.db);
		return [rows[0]!.keys, rows[0]!.salts];
	});

/** The proof of the newest leaf, as it is handed out now. */
async function someProof(): Promise<{ leaf: Buffer; text: string }> {
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ hash: Buffer; index: number }>`select hash, index from ledger_leaf order by index desc limit 1`.execute(
			call.db,
		),
	);
	return { leaf: rows[0]!.hash, text: (await log()(`proof/${rows[0]!.index}`))!.toString() };
}

async function holds({ leaf, text }: { leaf: Buffer; text: string }): Promise<boolean> {
	const { index, proof, checkpoint } = readProof(text);
	const { size, root } = openCheckpoint(checkpoint, readKeyLine((await log()('key'))!.toString()));
	return provesInclusion(leaf, index, size, proof, root);
}
