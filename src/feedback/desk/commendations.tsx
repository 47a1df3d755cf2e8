import type { Actor, Desk } from '#platform';
import { EmptyState, LinkButton, Table, type Column } from '#ui';
import { formatDate, m } from '#words';
import { listCommendationsOf, type Commendation } from '../aftermath/commendation.store.ts';
import { mayNominate, unitsAnsweredFor } from '../feedback.policy.ts';
import { commendationsPath, feedbackPath, nominatingPath, nominationsPath } from './paths.ts';

/** Praise for the reader's units, and for their heads the way from there to a nomination. */
export function commendations(desk: Desk): void {
	desk.get(commendationsPath, async (call) => ({
		title: m.feedback_desk_commendations(),
		lead: m.feedback_desk_commendations_lead(),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		action: (
			<LinkButton href={nominationsPath} weight="plain">
				{m.feedback_nomination_title()}
			</LinkButton>
		),
		body: (
			<Table
				caption={m.feedback_desk_commendations()}
				columns={columns(call.actor)}
				rows={await listCommendationsOf(call, unitsAnsweredFor(call.actor), 200)}
				empty={
					<EmptyState title={m.feedback_desk_commendations_none()}>{m.feedback_desk_commendations_what()}</EmptyState>
				}
			/>
		),
	}));
}

const columns = (actor: Actor): Column<Commendation>[] => [
	{ key: 'on', title: m.feedback_desk_commendation_on(), cell: ({ toldOn }) => formatDate(toldOn) },
	{ key: 'words', title: m.feedback_desk_commend_words(), cell: ({ words }) => words },
	{
		key: 'nominate',
		title: m.feedback_nomination_form(),
		cell: (row) => mayNominate(actor, row) && <a href={nominatingPath(row.id)}>{m.feedback_nomination_new()}</a>,
	},
];
