import { localPath, type ShowPublic } from '#platform';
import { EmptyState } from '#ui';
import { currentLocale, daysBetween, formatDate, formatNumber, m } from '#words';
import { bodyNames } from './body-names.store.ts';
import { listLate } from './statistics.store.ts';

/** What is late and may be named: by an id that leads to no sender, the body and the days. */
export const showLate: ShowPublic = async (call) => {
	const { late, total } = await listLate(call);
	const names = await bodyNames(call);
	return {
		title: m.feedback_statistics_late(),
		lead: m.feedback_statistics_late_what(),
		crumbs: [{ href: localPath('/thong-ke', currentLocale()), label: m.feedback_statistics_title() }],
		tags: ['feedback', 'units', 'installation'],
		seconds: 600,
		body:
			late.length === 0 ? (
				<EmptyState title={m.feedback_statistics_late_none()} />
			) : (
				<>
					{late.length < total && (
						<p>{m.feedback_statistics_late_some({ count: formatNumber(total), shown: formatNumber(late.length) })}</p>
					)}
					{/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
					<section class="table-box" aria-label={m.feedback_statistics_late()} tabindex={0}>
						<table class="table">
							<caption class="sr-only">{m.feedback_statistics_late()}</caption>
							<thead>
								<tr>
									<th scope="col">{m.feedback_statistics_listId()}</th>
									<th scope="col">{m.feedback_statistics_body()}</th>
									<th scope="col">{m.feedback_statistics_due()}</th>
									<th scope="col" class="end">
										{m.feedback_statistics_daysLate()}
									</th>
								</tr>
							</thead>
							<tbody>
								{late.map(({ listId, body, dueOn }) => (
									<tr>
										<th scope="row">{listId.slice(0, 8)}</th>
										<td>{names.get(body) ?? body}</td>
										<td>{formatDate(dueOn)}</td>
										<td class="end">{formatNumber(daysBetween(dueOn, call.today))}</td>
									</tr>
								))}
							</tbody>
						</table>
					</section>
				</>
			),
	};
};
