import { localPath, type ShowPublic } from '#platform';
import { ChartFigure, EmptyState } from '#ui';
import { currentLocale, formatDate, formatNumber, formatPercent, m } from '#words';
import { bodyNames } from './body-names.store.ts';
import { monthsChart } from './chart.ts';
import { CountTable } from './count-table.tsx';
import { grouped, lastMonths, sumsOf, type Sums } from './months.ts';
import { quarterName } from './quarter-page.tsx';
import { listCounts, listLate, listTables } from './statistics.store.ts';

const to = (path: string): string => localPath(path, currentLocale());

/** How people are answered: three sentences, a picture, the bodies, what is late now, and the finer tables by quarter. */
export const showStatistics: ShowPublic = async (call) => {
	const counts = await listCounts(call);
	const months = new Set(lastMonths(call.today));
	const recent = counts.filter(({ period }) => months.has(period));
	const overdue = sumsOf(counts).overdue;
	const quarters = await listTables(call);
	const { total: late } = await listLate(call, 1);
	return {
		title: m.feedback_statistics_title(),
		lead: m.feedback_statistics_lead(),
		crumbs: [],
		tags: ['feedback', 'units', 'installation'],
		changedOn: counts[0]?.countedOn,
		body:
			counts.length === 0 ? (
				<EmptyState title={m.feedback_statistics_none()}>{m.feedback_statistics_none_what()}</EmptyState>
			) : (
				<>
					<InWords sums={sumsOf(recent)} overdue={overdue} />
					<ChartFigure
						title={m.feedback_statistics_chart()}
						note={m.feedback_statistics_chart_note()}
						chart={monthsChart(counts, call.today)}
						src={to('/thong-ke/bieu-do.svg')}
					/>
					<section>
						<h2>{m.feedback_statistics_byBody()}</h2>
						<p class="muted">{m.feedback_statistics_byBody_what()}</p>
						<CountTable
							caption={m.feedback_statistics_byBody()}
							rows={[...grouped(recent, 'body')]}
							names={await bodyNames(call)}
						/>
					</section>
					<section>
						<h2>{m.feedback_statistics_late()}</h2>
						<p>
							{m.feedback_statistics_late_count({ count: formatNumber(late) })}{' '}
							{late > 0 && <a href={to('/thong-ke/qua-han')}>{m.feedback_statistics_late_all()}</a>}
						</p>
					</section>
					<section>
						<h2>{m.feedback_statistics_quarters()}</h2>
						<p class="muted">{m.feedback_statistics_quarters_what()}</p>
						{quarters.length === 0 ? (
							<p>{m.feedback_statistics_quarters_none()}</p>
						) : (
							<ul>
								{quarters.map(({ period, madeOn }) => (
									<li>
										<a href={to(`/thong-ke/quy/${period}`)}>{quarterName(period)}</a>{' '}
										<small>{m.feedback_statistics_published({ date: formatDate(madeOn) })}</small>
									</li>
								))}
							</ul>
						)}
					</section>
					<section>
						<h2>{m.feedback_statistics_how()}</h2>
						<p>{m.feedback_statistics_how_log()}</p>
						<p>{m.feedback_statistics_how_small()}</p>
						<p>
							<a href={to('/so-cai')}>{m.feedback_statistics_ledger()}</a> ·{' '}
							<a href={to('/thong-ke/so-lieu.csv')}>CSV</a> · <a href={to('/thong-ke/so-lieu.json')}>JSON</a>
						</p>
					</section>
				</>
			),
	};
};

/** Rates are told of thirty and more; fewer say nothing. */
const InWords = ({ sums, overdue }: { sums: Sums; overdue: number }) => (
	<p class="lead-figures">
		{m.feedback_statistics_words({ received: formatNumber(sums.received), answered: formatNumber(sums.answered) })}{' '}
		{sums.answered >= 30 && m.feedback_statistics_words_onTime({ percent: formatPercent(sums.onTime, sums.answered) })}{' '}
		{m.feedback_statistics_words_overdue({ count: formatNumber(overdue) })}
	</p>
);
