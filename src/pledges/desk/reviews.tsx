import { Part, Table, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { ranked, type Finding, type HeldReview, type Party } from '../pledge.ts';
import { stateWord } from '../state-words.tsx';

/** What was found of a pledge, one after the other; for screen and paper. */
export const Reviews = ({ reviews, parties }: { reviews: readonly HeldReview[]; parties: readonly Party[] }) => (
	<>
		{reviews.map((review) => (
			<Part title={m.pledges_review_on({ stage: stateWord(review.stage), date: formatDate(review.heldOn) })}>
				{review.summary.split(/\n+/).map((line) => (
					<p>{line}</p>
				))}
				{review.findings.length > 0 && (
					<Table caption={stateWord(review.stage)} columns={columns(review, parties)} rows={ranked(review.findings)} />
				)}
			</Part>
		))}
	</>
);

type Ranked = Finding & { rank: number | null };

const columns = ({ stage }: HeldReview, parties: readonly Party[]): Column<Ranked>[] => [
	...(stage === 'scored'
		? [
				{
					key: 'rank',
					title: m.pledges_rank(),
					cell: ({ rank }: Ranked) => (rank === null ? '' : formatNumber(rank)),
					align: 'end' as const,
				},
			]
		: []),
	{
		key: 'unit',
		title: m.pledges_party(),
		cell: ({ unitId }) => parties.find((party) => party.unitId === unitId)?.unitName,
	},
	...(stage === 'scored'
		? [
				{
					key: 'score',
					title: m.pledges_score(),
					cell: ({ score }: Ranked) => (score === null ? '' : formatNumber(score)),
					align: 'end' as const,
				},
				{ key: 'title', title: m.pledges_title_proposed(), cell: ({ title }: Ranked) => title },
			]
		: []),
	{ key: 'note', title: m.pledges_found(), cell: ({ note }) => note },
];
