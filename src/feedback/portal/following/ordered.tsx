import { formatDate, m } from '#words';
import { Part } from '#ui';
import type { Ordered as Order } from '../../sender/senders-view.store.ts';

/** What the answer ordered to be put right, and how far it is. */
export const Ordered = ({ ordered }: { ordered: readonly Order[] }) =>
	ordered.length === 0 ? null : (
		<Part title={m.feedback_follow_ordered()}>
			<ul>
				{ordered.map((order) => (
					<li>
						{order.task} <span class="muted">{standing(order)}</span>
					</li>
				))}
			</ul>
		</Part>
	);

const standing = ({ dueOn, doneOn, verifiedOn }: Order): string => {
	if (verifiedOn) return m.feedback_follow_ordered_verified({ date: formatDate(verifiedOn) });
	if (doneOn) return m.feedback_follow_ordered_done({ date: formatDate(doneOn) });
	return m.feedback_follow_ordered_due({ date: formatDate(dueOn) });
};
