import { canonicalJson, sha256 } from '#campaigns';
import { allow, Conflict, found, Invalid, tell, transact, type Call } from '#platform';
import { m } from '#words';
import { after, missingFrom, type Area, type CommitmentText } from './commitment.ts';
import { mayWrite } from './commitment.policy.ts';
import { findCommitment, sign, type Paper } from './commitment.store.ts';

/**
 * A member signs and submits: account, time and the hash of the text (strength A). It counts as signed from today; the
 * commander confirms it or gives it back.
 *
 * @throws {Invalid} naming the fields that are not written yet
 */
export const submitCommitment = (call: Call, id: string, text: CommitmentText): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await findCommitment(call, id));
		allow(mayWrite(call.actor, paper));
		if (after(paper.state, 'submit') === undefined) throw new Conflict(() => m.commitments_conflict_notWritable());
		if (paper.isOver) throw new Conflict(() => m.commitments_conflict_campaignOver());
		const whole = { ...text, areas: text.areas.slice(0, paper.areas.length) };
		complete(whole, paper.areas);

		const signature = { text: whole, sha256: hashOf(paper, whole) };
		if (!(await sign(call, paper, signature))) throw new Conflict(() => m.platform_conflict_detail());
		await tell(call, {
			kind: 'commitment.submitted',
			unitId: paper.unitId,
			subject: paper.id,
			payload: { campaignId: paper.campaignId, step: paper.step + 1 },
		});
	});

/** The hash speaks for who promised what in which issue, so that no text can be put under another's signature. */
export const hashOf = (paper: Paper, text: CommitmentText, scan: string | null = null): string =>
	sha256(
		canonicalJson({
			kind: 'commitment',
			issueId: paper.issueId,
			memberId: paper.memberId,
			year: paper.year,
			text,
			scan,
		}),
	);

function complete(text: CommitmentText, areas: readonly Area[]): void {
	const missing = missingFrom(text, areas);
	if (missing.length === 0) return;
	const words = (field: string) => () =>
		field === 'work0' ? m.commitments_error_workNeeded() : m.commitments_error_areaMissing();
	throw new Invalid(
		() => m.commitments_error_incomplete(),
		Object.fromEntries(missing.map((field) => [field, words(field)])),
	);
}
