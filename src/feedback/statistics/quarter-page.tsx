import { found, localPath, type Call, type ShowPublic } from '#platform';
import { currentLocale, formatDate, formatNumber, m } from '#words';
import { bodyNames } from './body-names.store.ts';
import { listTables, type PublishedTables } from './statistics.store.ts';
import { breakdowns, type Breakdown, type Line, type Spread } from './tables.ts';
import type { Cell } from './suppress.ts';
import { lineName } from './line-names.ts';

export const quarterName = (period: string): string =>
	m.feedback_statistics_quarter({ quarter: period.slice(6), year: period.slice(0, 4) });

/** The quarter that an address names. */
export const quarterOf = async (call: Call, request: Parameters<ShowPublic>[1]): Promise<PublishedTables> =>
	found((await listTables(call)).find(({ period }) => period === request.param('quarter')));

/** The finer tables of a quarter, as they were published. */
export const showQuarter: ShowPublic = async (call, request) => {
	const { content, period, madeOn, sha256, version } = await quarterOf(call, request);
	const names = await bodyNames(call);
	return {
		title: quarterName(period),
		lead: m.feedback_statistics_quarter_lead({ smallest: String(content.smallest) }),
		crumbs: [{ href: localPath('/thong-ke', currentLocale()), label: m.feedback_statistics_title() }],
		changedOn: madeOn,
		tags: ['feedback', 'units', 'installation'],
		body: (
			<>
				{breakdowns.map((by) => (
					<section>
						<h2>{titles[by]()}</h2>
						{content[by].every(({ received }) => received === null) ? (
							<p>{m.feedback_statistics_allKept()}</p>
						) : (
							<LineTable
								caption={titles[by]()}
								lines={content[by].map((line) => ({ ...line, key: lineName(by, line.key, names) }))}
								sum={content.sum}
							/>
						)}
					</section>
				))}
				<p class="muted">
					{m.feedback_statistics_quarter_hash({ date: formatDate(madeOn), version: String(version) })}{' '}
					<code class="hash">{sha256}</code>
				</p>
				<p>
					<a href={localPath(`/thong-ke/quy/${period}/so-lieu.csv`, currentLocale())}>CSV</a>
				</p>
			</>
		),
	};
};

const titles: Record<Breakdown, () => string> = {
	body: () => m.feedback_statistics_by_body(),
	level: () => m.feedback_statistics_by_level(),
	kind: () => m.feedback_statistics_by_kind(),
	topic: () => m.feedback_statistics_by_topic(),
	channel: () => m.feedback_statistics_by_channel(),
};

const columns: [() => string, (line: Line) => string][] = [
	[() => m.feedback_statistics_received(), (line) => cell(line.received)],
	[() => m.feedback_statistics_answered(), (line) => cell(line.answered)],
	[() => m.feedback_statistics_onTime(), (line) => withPercent(line.onTime, line.onTimePercent)],
	[() => m.feedback_statistics_firstLook(), (line) => spread(line.firstLook)],
	[() => m.feedback_statistics_answerDays(), (line) => spread(line.answer)],
	[() => m.feedback_statistics_transferred(), (line) => cell(line.transferred)],
	[() => m.feedback_statistics_objected(), (line) => cell(line.objected)],
	[() => m.feedback_statistics_reopened(), (line) => cell(line.reopened)],
	[() => m.feedback_statistics_upheld(), (line) => cell(line.upheld)],
	[
		() => m.feedback_statistics_rectified(),
		(line) => `${cell(line.rectificationsVerified)} / ${cell(line.rectificationsOrdered)}`,
	],
	[() => m.feedback_statistics_rated(), (line) => cell(line.rated)],
	[
		() => m.feedback_statistics_satisfied(),
		(line) => (line.satisfiedPercent === null ? keptBack : `${line.satisfiedPercent}%`),
	],
];

/** What is kept back: said in the lead of the page. */
const keptBack = '…';
const cell = (value: Cell): string => (value === null ? keptBack : formatNumber(value));
const withPercent = (value: Cell, percent: Cell): string =>
	percent === null ? cell(value) : `${cell(value)} (${percent}%)`;
const spread = (value: Spread | null): string =>
	value ? `${formatNumber(value.median)} · ${formatNumber(value.p90)}` : keptBack;

const LineTable = ({ caption, lines, sum }: { caption: string; lines: Line[]; sum: Line }) => (
	// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
	<section class="table-box wide" aria-label={caption} tabindex={0}>
		<table class="table">
			<caption class="sr-only">{caption}</caption>
			<thead>
				<tr>
					<th scope="col">{caption}</th>
					{columns.map(([title]) => (
						<th scope="col" class="end">
							{title()}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{lines.map((line) => (
					<LineRow line={line} name={line.key} />
				))}
			</tbody>
			<tfoot>
				<LineRow line={sum} name={m.feedback_statistics_sum()} />
			</tfoot>
		</table>
	</section>
);

const LineRow = ({ line, name }: { line: Line; name: string }) => (
	<tr>
		<th scope="row">{name}</th>
		{columns.map(([, shown]) => (
			<td class="end">{shown(line)}</td>
		))}
	</tr>
);
