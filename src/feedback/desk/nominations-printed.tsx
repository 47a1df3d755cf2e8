import { namesOf } from '#organisation';
import { aNumber, found, holds, numberIn, type Desk } from '#platform';
import { PrintDocument } from '#ui';
import { formatDate, m } from '#words';
import { listNominationsOf } from '../aftermath/nomination.store.ts';
import type { Nomination } from '../aftermath/nomination.ts';
import { awardWord, nominationWord } from './nomination-words.tsx';
import { nominationsPath, printedNominationsPath } from './paths.ts';

/** The nominations of one unit on A4, for its head and focal officer. */
export function printedNominations(desk: Desk): void {
	desk.get(printedNominationsPath(aNumber('unit')), async (call, request) => {
		const unitId = numberIn(request.param('unit'));
		const rows = await listNominationsOf(call, unitId, 200);
		const unit = found((await namesOf(call, [unitId])).get(unitId));
		found(holds(call.actor, unitId, 'unitHead', 'focalOfficer') || undefined);
		return {
			paper: ({ illustration }) => (
				<PrintDocument
					illustration={illustration}
					issuer={unit.name}
					date={call.today}
					kind={m.feedback_nomination_paper()}
					subject={m.feedback_nomination_paper_subject()}
					back={nominationsPath}
					signatures={[{ position: m.feedback_nomination_paper_head() }]}
				>
					<table>
						<thead>
							<tr>
								<th>{m.feedback_nomination_who()}</th>
								<th>{m.feedback_nomination_form()}</th>
								<th>{m.feedback_nomination_ground()}</th>
								<th>{m.feedback_nomination_praisedOn()}</th>
								<th>{m.feedback_desk_state()}</th>
							</tr>
						</thead>
						<tbody>
							{rows.map((row) => (
								<tr>
									<td>{row.fullName}</td>
									<td>{awardWord(row.form)}</td>
									<td>{row.ground}</td>
									<td>{formatDate(row.praisedOn)}</td>
									<td>{decided(row)}</td>
								</tr>
							))}
						</tbody>
					</table>
				</PrintDocument>
			),
		};
	});
}

const decided = ({ state, decidedOn, reason }: Nomination): string =>
	[nominationWord(state), formatDate(decidedOn), reason].filter(Boolean).join(' · ');
