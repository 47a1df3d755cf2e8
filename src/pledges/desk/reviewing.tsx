import { allow, anId, Conflict, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	DateField,
	ErrorSummary,
	Fieldset,
	Hint,
	Notice,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { m } from '#words';
import { blockOf } from '../open-block.ts';
import { pledgePath, pledgesPath, reviewPath } from '../paths.ts';
import { reviewForm } from '../pledge.form.ts';
import { mayReview } from '../pledge.policy.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import { after, reviewMoves, type Party, type Pledge, type ReviewMove } from '../pledge.ts';
import { listReviews } from '../review.store.ts';
import { reviewPledge } from '../review-pledge.ts';
import { Reviews } from './reviews.tsx';

/** What the block found in the middle of the year and at its end is written down, and then summed up. */
export function reviewing(desk: Desk): void {
	for (const move of reviewMoves)
		desk.form(reviewPath(anId(), move), {
			schema: reviewForm(move),
			show: async (call, request, state) => form(call, found(await findPledge(call, request.param('id'))), move, state),
			async accept(call, request, review) {
				await reviewPledge(call, request.param('id'), move, review);
				return seeOther(pledgePath(request.param('id')), 'pledges_notice_reviewed');
			},
		});
}

const titles = { checkMidTerm: m.pledges_check_do, score: m.pledges_score_do, close: m.pledges_close_do };
const leads = { checkMidTerm: m.pledges_check_what, score: m.pledges_score_what, close: m.pledges_close_what };
export const reviewWord = (move: ReviewMove): string => titles[move]();

async function form(call: Call, pledge: Pledge, move: ReviewMove, state: FormState): Promise<View> {
	const { values, errors, problem } = state;
	const block = await blockOf(call, pledge.blockId);
	const reviews = await listReviews(call, pledge.id);
	const scoredBy = reviews.find(({ stage }) => stage === 'scored')?.enteredBy;
	allow(mayReview(call.actor, block, { move, scoredBy }));
	if (after(pledge.state, move) === undefined) throw new Conflict(() => m.pledges_conflict_notNow());
	const parties = (await listParties(call, pledge.id)).filter(({ signedAt }) => signedAt !== null);
	const field = typed(values, errors);
	return {
		title: reviewWord(move),
		lead: pledge.title,
		crumbs: [
			{ href: pledgesPath, label: m.pledges_title() },
			{ href: pledgePath(pledge.id), label: pledge.title },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Reviews reviews={reviews} parties={parties} />
				<ActionForm action={reviewPath(pledge.id, move)}>
					<Hint>{leads[move]()}</Hint>
					<DateField {...field('heldOn')} label={m.pledges_heldOn()} />
					<TextArea {...field('summary')} label={m.pledges_summary()} maxlength={5_000} rows={4} />
					{move !== 'close' && parties.map((party) => <PartyFields party={party} move={move} field={field} />)}
					<Buttons>
						<Button>{reviewWord(move)}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

const PartyFields = (props: { party: Party; move: ReviewMove; field: ReturnType<typeof typed> }) => {
	const { party, move, field } = props;
	return (
		<Fieldset title={party.unitName}>
			{move === 'score' && (
				<>
					<TextField
						{...field(`score_${party.unitId}`)}
						label={m.pledges_score()}
						hint={m.pledges_score_hint()}
						size="short"
					/>
					<TextField {...field(`title_${party.unitId}`)} label={m.pledges_title_proposed()} optional maxlength={200} />
				</>
			)}
			<TextArea
				{...field(`note_${party.unitId}`)}
				label={m.pledges_found()}
				optional={move === 'score'}
				maxlength={2_000}
				rows={3}
			/>
		</Fieldset>
	);
};
