import { Part } from '#ui';
import { formatDate, m } from '#words';
import type { Joined } from '../screening/merged.store.ts';
import { casePath } from './paths.ts';

/** The same matter as others brought it, each with what its sender wrote. */
export const JoinedCases = ({ joined }: { joined: readonly Joined[] }) =>
	joined.length === 0 ? null : (
		<Part title={m.feedback_desk_joined()}>
			<ul>
				{joined.map(({ id, reference, receivedOn, added }) => (
					<li>
						<a href={casePath(id)}>{reference}</a>{' '}
						<span class="muted">
							{formatDate(receivedOn)}
							{added && ` · ${m.feedback_desk_joined_added()}`}
						</span>
					</li>
				))}
			</ul>
		</Part>
	);
