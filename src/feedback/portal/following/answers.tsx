import { formatDate, m } from '#words';
import { Facts, Part } from '#ui';
import type { Answer, AnswerText, Outcome } from '../../answering/answer.ts';

export const outcomeWords: Record<Outcome, () => string> = {
	upheld: m.feedback_follow_outcome_upheld,
	partlyUpheld: m.feedback_follow_outcome_partlyUpheld,
	notUpheld: m.feedback_follow_outcome_notUpheld,
	explained: m.feedback_follow_outcome_explained,
	thanked: m.feedback_follow_outcome_thanked,
};

/** What was found and done, on which basis; the answer of a review after the first one. */
export const Answers = ({ answers }: { answers: readonly (Answer & { text: AnswerText | undefined })[] }) => (
	<>
		{answers.map(({ outcome, doneOn, approvedAt, stage, text }) => (
			<Part title={stage === 0 ? m.feedback_follow_answer() : m.feedback_follow_answer_review()}>
				<Facts
					rows={[
						[m.feedback_follow_answer_outcome(), outcomeWords[outcome]()],
						[m.feedback_follow_answer_found(), text && <Written>{text.found}</Written>],
						[m.feedback_follow_answer_did(), text && <Written>{text.done}</Written>],
						[m.feedback_follow_answer_doneOn(), formatDate(doneOn)],
						[m.feedback_follow_answer_basis(), text && <Written>{text.legalBasis}</Written>],
						[m.feedback_follow_answer_evidence(), text && <Written>{text.evidence}</Written>],
						[m.feedback_follow_answer_on(), formatDate(approvedAt)],
					]}
				/>
			</Part>
		))}
	</>
);

const Written = ({ children }: { children: string }) => <bdi class="written">{children}</bdi>;
