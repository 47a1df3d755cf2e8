import type { Desk } from '#platform';
import { EmptyState, Table, type Column } from '#ui';
import { formatDate, m } from '#words';
import { listCommendationsOf, type Commendation } from '../aftermath/commendation.store.ts';
import { unitsAnsweredFor } from '../feedback.policy.ts';
import { commendationsPath, feedbackPath } from './paths.ts';

/** Praise for the reader's units. */
export function commendations(desk: Desk): void {
	desk.get(commendationsPath, async (call) => ({
		title: m.feedback_desk_commendations(),
		lead: m.feedback_desk_commendations_lead(),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		body: (
			<Table
				caption={m.feedback_desk_commendations()}
				columns={columns}
				rows={await listCommendationsOf(call, unitsAnsweredFor(call.actor), 200)}
				empty={
					<EmptyState title={m.feedback_desk_commendations_none()}>{m.feedback_desk_commendations_what()}</EmptyState>
				}
			/>
		),
	}));
}

const columns: Column<Commendation>[] = [
	{ key: 'on', title: m.feedback_desk_commendation_on(), cell: ({ toldOn }) => formatDate(toldOn) },
	{ key: 'words', title: m.feedback_desk_commend_words(), cell: ({ words }) => words },
];
