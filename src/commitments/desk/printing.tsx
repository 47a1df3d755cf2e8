import { anId, found, type Desk } from '#platform';
import { PrintDocument } from '#ui';
import { formatDate, formatDateTime, m } from '#words';
import { findAuthor, findCommitment, findText } from '../commitment.store.ts';
import { isSigned } from '../commitment.ts';
import { paperPath, printPath } from '../paths.ts';
import { findReview } from '../review.store.ts';
import { KeptReviewFacts } from './kept-review.tsx';
import { PaperText } from './paper-text.tsx';

/** A commitment on A4, for those who may read it: with the signature's account, time and hash, and what that is worth. */
export function printing(desk: Desk): void {
	desk.get(printPath(anId()), async (call, request) => {
		const paper = found(await findCommitment(call, request.param('id')));
		const text = found(await findText(call, paper.id));
		const author = await findAuthor(call, paper);
		const review = await findReview(call, paper.id);
		const stands = isSigned(paper);
		const name = [author?.rank, author?.fullName].filter(Boolean).join(' ');
		return {
			paper: ({ illustration }) => (
				<PrintDocument
					illustration={illustration}
					issuer={author?.unitName ?? ''}
					date={(stands && paper.signedOn) || undefined}
					kind={m.commitments_kind()}
					subject={paper.title}
					back={paperPath(paper.id)}
					signatures={[
						{
							position: m.commitments_confirming(),
							signedOn: paper.confirmedAt
								? m.commitments_confirmedAt_print({ time: formatDateTime(paper.confirmedAt) })
								: undefined,
						},
						{
							position: m.commitments_author(),
							name,
							signedOn:
								stands && paper.submittedAt
									? m.commitments_submittedAt_print({ time: formatDateTime(paper.submittedAt) })
									: undefined,
						},
					]}
				>
					<p>{m.commitments_person({ name, position: author?.position ?? '', unit: author?.unitName ?? '' })}</p>
					<PaperText text={text.content} areas={paper.areas} introduction={paper.introduction} />
					{review && <KeptReviewFacts review={review} />}
					<p class="muted">
						{m.commitments_sign_worth()}{' '}
						{stands &&
							paper.signedOn &&
							m.commitments_signedOn_hash({ date: formatDate(paper.signedOn), hash: paper.textSha256 ?? '' })}
					</p>
				</PrintDocument>
			),
		};
	});
}
