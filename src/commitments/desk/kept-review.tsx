import { Facts, Part } from '#ui';
import { formatDateTime, m } from '#words';
import { keptResults, type Kept, type KeptReview } from '../commitment.ts';

export const keptWord = (result: Kept): string => m[`commitments_result_${result}`]();
export const keptChoices = () => keptResults.map((result) => ({ value: result, label: keptWord(result) }));

/** How it was kept: what the author says, and what the commander found. For screen and paper. */
export const KeptReviewFacts = ({ review }: { review: KeptReview }) => (
	<Part title={m.commitments_review()}>
		<Facts
			rows={[
				[m.commitments_own_result(), keptWord(review.ownResult)],
				[m.commitments_own_text(), <span class="written">{review.ownText}</span>],
				[m.commitments_filedAt(), formatDateTime(review.filedAt)],
				...(review.result === null
					? []
					: ([
							[m.commitments_result(), keptWord(review.result)],
							[m.commitments_finding(), <span class="written">{review.comment}</span>],
							[m.commitments_reviewedAt(), formatDateTime(review.reviewedAt)],
						] satisfies Rows)),
			]}
		/>
	</Part>
);

type Rows = Parameters<typeof Facts>[0]['rows'];
