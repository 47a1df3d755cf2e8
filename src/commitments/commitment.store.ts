import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import type { Area, Commitment, CommitmentState, CommitmentText } from './commitment.ts';

/** A commitment with what a use case needs to know of its issue. */
export type Paper = Commitment & {
	title: string;
	introduction: string;
	areas: Area[];
	textSha256: string | null;
	dueOn: string;
	referenceOn: string;
	/** Its campaign is closed: nothing is due any more, and nothing is taken. */
	isOver: boolean;
};

/** The columns of a {@link Paper}; `unit_id` and `confirming_unit_id` are given as the units that continue them today. */
const paper = sql`
	c.id, c.issue_id, c.campaign_id, c.year, c.member_id, c.state, c.exempt_reason, c.exempted_on, c.step, c.in_force, c.on_paper, c.signed_on,
	c.submitted_by, c.submitted_at, c.confirmed_at, c.text_sha256, app.keeper_of(c.unit_id) as unit_id,
	app.keeper_of(c.confirming_unit_id) as confirming_unit_id, app.by_committee(c.confirming_unit_id, c.member_id, c.submitted_by) as by_committee,
	i.title, i.introduction, i.areas, i.due_on, i.reference_on, app.is_over(c.campaign_id) as is_over
	from commitment c join commitment_issue i on i.id = c.issue_id`;

export const findCommitment = (call: Call, id: string): Promise<Paper | undefined> =>
	onePaper(call, sql`${kept} select ${paper} where c.id = ${id}`);

/** Reads a commitment in order to change it: nobody else changes it until the transaction ends. */
export const lockCommitment = (call: Call, id: string): Promise<Paper | undefined> =>
	onePaper(call, sql`${kept} select ${paper} where c.id = ${id} for update of c`);

/** The commitments of a member, the newest first. */
export async function listCommitmentsOf(call: Call, memberId: string): Promise<Paper[]> {
	const { rows } = await sql<Paper>`select ${paper}
		where c.member_id = ${memberId} order by c.year desc, c.id`.execute(call.db);
	return rows;
}

/** A change of state; the database writes the acts of the stocks that follow from it. */
export async function saveState(
	call: Call,
	paper: Paper,
	state: CommitmentState,
	more: { exemptReason?: string | null } = {},
): Promise<void> {
	await sql`update commitment set state = ${state}, step = ${paper.step + 1}, exempt_reason = ${more.exemptReason ?? null}
		where id = ${paper.id}`.execute(call.db);
}

/** The text as far as it is written; a first or returned one becomes a draft. */
export async function saveDraft(call: Call, paper: Paper, text: CommitmentText): Promise<void> {
	await sql`
		with written as (${writeText(paper.id, text)})
		update commitment set state = 'draft', step = ${paper.step + (paper.state === 'draft' ? 0 : 1)}, on_paper = false
		where id = ${paper.id}`.execute(call.db);
}

export type Submission = { text: CommitmentText; sha256: string; signedOn: string; scan?: string };

/**
 * Signs for the author: text, state and event in one question, because submitting is what everybody does in the same
 * week.
 *
 * @returns false when the paper is no longer as it was read
 */
export async function sign(
	call: Call,
	paper: Paper,
	{ text, sha256 }: { text: CommitmentText; sha256: string },
): Promise<boolean> {
	const { rows } = await sql<{ signed: boolean }>`${kept} select app.sign_commitment(${paper.id}, ${paper.step},
		${call.actor.accountId}, ${JSON.stringify(text)}, ${sha256}) as signed`.execute(call.db);
	return rows[0]!.signed;
}

/** A paper with its scan, entered for the author: text and signature in one statement. */
export async function saveSubmission(call: Call, paper: Paper, submission: Submission): Promise<void> {
	await sql`
		with written as (${writeText(paper.id, submission.text, submission.scan ?? null, submission.scan ? call.actor.accountId : null)})
		update commitment set state = 'submitted', step = ${paper.step + 1}, on_paper = ${submission.scan !== undefined},
			signed_on = ${submission.signedOn}, submitted_by = ${call.actor.accountId}, submitted_at = ${call.now},
			text_sha256 = ${submission.sha256}
		where id = ${paper.id}`.execute(call.db);
}

/** The commander's answer: confirmed as it stands. */
export async function saveConfirmation(call: Call, paper: Paper): Promise<void> {
	await sql`update commitment set state = 'confirmed', step = ${paper.step + 1},
		confirmed_by = ${call.actor.accountId}, confirmed_at = ${call.now} where id = ${paper.id}`.execute(call.db);
}

/** The commander's answer: given back with a comment, which only those who read the text may read. */
export async function saveReturn(call: Call, paper: Paper, comment: string): Promise<void> {
	await sql`
		with said as (insert into commitment_return (commitment_id, step, comment, returned_by, returned_at)
			values (${paper.id}, ${paper.step + 1}, ${comment}, ${call.actor.accountId}, ${call.now}))
		update commitment set state = 'returned', step = ${paper.step + 1} where id = ${paper.id}`.execute(call.db);
}

/** `enteredBy`: the account that entered it from paper; null when its author wrote it. */
export type ReadableText = {
	content: CommitmentText;
	scanFileId: string | null;
	enteredBy: string | null;
	savedAt: Date;
};

/** What it says; undefined for whoever may not read it, and as long as nothing is written. */
export async function findText(call: Call, id: string): Promise<ReadableText | undefined> {
	const { rows } = await sql<ReadableText>`
		select content, scan_file_id, entered_by, saved_at from commitment_text where commitment_id = ${id}`.execute(
		call.db,
	);
	return rows[0];
}

/** What the commander said when it was given back last. */
export async function findReturn(call: Call, id: string): Promise<{ comment: string; returnedAt: Date } | undefined> {
	const { rows } = await sql<{ comment: string; returnedAt: Date }>`
		select comment, returned_at from commitment_return where commitment_id = ${id} order by step desc limit 1`.execute(
		call.db,
	);
	return rows[0];
}

/** Who wrote it, for the head of the paper: name, rank, and position on the day. */
export type Author = { fullName: string; rank: string | null; position: string; unitName: string };

export async function findAuthor(call: Call, paper: Paper): Promise<Author | undefined> {
	const { rows } = await sql<Author>`
		select m.full_name, m.rank, coalesce(p.position, '') as position, n.name as unit_name
		from member m
		left join posting p on p.member_id = m.id and p.valid @> app.today()
		join unit_name n on n.unit_id = ${paper.unitId} and n.valid @> app.today()
		where m.id = ${paper.memberId}`.execute(call.db);
	return rows[0];
}

const writeText = (
	id: string,
	text: CommitmentText,
	scan: string | null = null,
	enteredBy: string | null = null,
): RawBuilder<unknown> => sql`
	insert into commitment_text (commitment_id, content, scan_file_id, entered_by, saved_at)
	values (${id}, ${JSON.stringify(text)}, ${scan}, ${enteredBy}, app.now())
	on conflict (commitment_id) do update set content = excluded.content, scan_file_id = excluded.scan_file_id,
		entered_by = excluded.entered_by, saved_at = excluded.saved_at`;

async function onePaper(call: Call, query: RawBuilder<Paper>): Promise<Paper | undefined> {
	const { rows } = await query.execute(call.db);
	return rows[0];
}
