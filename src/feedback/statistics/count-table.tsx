import { formatNumber, formatPercent, m } from '#words';
import type { Sums } from './months.ts';

/** What the log tells of each body. By name, never ranked. */
export const CountTable = (props: { caption: string; rows: [string, Sums][]; names: ReadonlyMap<string, string> }) => (
	// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
	<section class="table-box" aria-label={props.caption} tabindex={0}>
		<table class="table">
			<caption class="sr-only">{props.caption}</caption>
			<thead>
				<tr>
					<th scope="col">{m.feedback_statistics_body()}</th>
					<th scope="col" class="end">
						{m.feedback_statistics_received()}
					</th>
					<th scope="col" class="end">
						{m.feedback_statistics_answered()}
					</th>
					<th scope="col" class="end">
						{m.feedback_statistics_onTime()}
					</th>
					<th scope="col" class="end">
						{m.feedback_statistics_overdue()}
					</th>
					<th scope="col" class="end">
						{m.feedback_statistics_guided()}
					</th>
				</tr>
			</thead>
			<tbody>
				{props.rows
					.map(([body, sums]) => ({ name: props.names.get(body) ?? body, sums }))
					.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
					.map(({ name, sums }) => (
						<tr>
							<th scope="row">{name}</th>
							<td class="end">{formatNumber(sums.received)}</td>
							<td class="end">{formatNumber(sums.answered)}</td>
							<td class="end">
								{formatNumber(sums.onTime)}
								{sums.answered >= 30 && <small> ({formatPercent(sums.onTime, sums.answered)})</small>}
							</td>
							<td class="end">{formatNumber(sums.overdue)}</td>
							<td class="end">{formatNumber(sums.guided)}</td>
						</tr>
					))}
			</tbody>
		</table>
	</section>
);
