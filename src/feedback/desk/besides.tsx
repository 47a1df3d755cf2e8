import type { Actor } from '#platform';
import { Part } from '#ui';
import { m } from '#words';
import { judgingPath } from '../custody/paths.ts';
import { unitsAnsweredFor, type Seated } from '../feedback.policy.ts';
import { commendationsPath, nominationsPath, rectificationsPath, relativesPath, statementsPath } from './paths.ts';

/** What concerns the reader or their units besides cases. */
export const Besides = ({ actor, oversees }: { actor: Actor } & Seated) => {
	const answers = unitsAnsweredFor(actor).length > 0;
	const links: [href: string, label: string][] = [
		...(answers
			? ([
					[rectificationsPath, m.feedback_desk_rectifications_title()],
					[commendationsPath, m.feedback_desk_commendations()],
					[nominationsPath, m.feedback_nomination_title()],
				] as [string, string][])
			: []),
		...(oversees ? ([[judgingPath, m.feedback_judging_title()]] as [string, string][]) : []),
		...(actor.memberId === null
			? []
			: ([
					[statementsPath, m.feedback_desk_statements()],
					[relativesPath, m.feedback_desk_relatives()],
				] as [string, string][])),
	];
	return links.length === 0 ? null : (
		<Part title={m.feedback_desk_besides()}>
			<ul>
				{links.map(([href, label]) => (
					<li>
						<a href={href}>{label}</a>
					</li>
				))}
			</ul>
		</Part>
	);
};
