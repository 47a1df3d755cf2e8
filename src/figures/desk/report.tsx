import { namesOf } from '#organisation';
import { anId, found, type Call, type Desk, type Request } from '#platform';
import { Facts, LinkButton, Notice, Part, Table, type Column } from '#ui';
import { formatDateTime, formatNumber, formatPeriod, m } from '#words';
import { figuresOf, type Figures } from '../figures-of.ts';
import { findVisible } from '../figures.store.ts';
import { metricLabel, metricNamed, metrics, type MetricKey } from '../metrics.ts';
import { canonicalFigures, hashOf } from '../report/canonical-figures.ts';
import { findReport, type PeriodReport } from '../report/report.store.ts';
import { shownIn } from './cards.tsx';
import { MeasureCell } from './children.tsx';
import { BasisTabs } from './controls.tsx';
import { valueOf } from './measure.ts';
import { figuresPath, reportHref, reportPath, type FiguresWiring, type View } from './view.ts';

const one = `${reportPath}/${anId()}`;

/** Figures as published: what was frozen, beside what the same days hold today, and the very text whose hash it is. */
export function report(desk: Desk, wiring: FiguresWiring): void {
	desk.get(one, async (call, request) => {
		const report = await reportOf(call, request);
		const campaigns = await wiring.campaigns(call);
		const campaign = campaigns.find(({ id }) => id === report.campaignId);
		const unit = (await namesOf(call, [report.unitId], report.to)).get(report.unitId);
		const view: View | undefined = campaign && {
			nodeId: report.unitId,
			campaign,
			campaigns,
			period: { from: report.from, to: report.to },
			basis: 'was',
			metric: undefined,
		};
		return {
			title: m.figures_report_of({ unit: unit?.name ?? '', period: formatPeriod(report.from, report.to) }),
			lead: [campaign?.title, m.figures_report_lead({ version: report.version, at: formatDateTime(report.frozenAt) })]
				.filter(Boolean)
				.join(' · '),
			crumbs: [{ label: m.figures_title(), href: `${figuresPath}?don-vi=${report.unitId}` }],
			body: (
				<>
					{view && <BasisTabs view={view} published={report.id} current="published" />}
					<Compared frozen={frozenIn(report)} today={await figuresToday(call, report)} />
					<Proof report={report} />
				</>
			),
		};
	});

	desk.get(`${one}/noi-dung.json`, async (call, request) => {
		const report = await reportOf(call, request);
		return new Response(canonicalFigures(report.figures), {
			headers: {
				'Content-Type': 'application/json; charset=utf-8',
				'Content-Disposition': `attachment; filename="so-lieu-${report.from}-${report.to}-${report.version}.json"`,
			},
		});
	});
}

const reportOf = async (call: Call, request: Request): Promise<PeriodReport> =>
	found(await findReport(call, request.param('id')));

const frozenIn = ({ figures }: PeriodReport): Figures => ({
	amounts: figures.figures,
	estimated: figures.estimated.filter((key): key is MetricKey => metricNamed(key) !== undefined),
});

/** What the same days hold today; undefined for a unit whose figures the caller may no longer see. */
async function figuresToday(call: Call, { unitId, campaignId, from, to }: PeriodReport): Promise<Figures | undefined> {
	if (!(await findVisible(call, unitId))) return undefined;
	return figuresOf(call, unitId, { campaignId, period: { from, to }, basis: 'was' });
}

const Compared = ({ frozen, today }: { frozen: Figures; today: Figures | undefined }) => {
	const amounts = { ...frozen.amounts, ...today?.amounts };
	const known = metrics.map(({ key }) => key).filter((key) => amounts[key] !== undefined);
	const changed = today && known.some((metric) => changeOf(metric, frozen, today) !== 0);
	return (
		<>
			{today && !changed && <Notice kind="info" title={m.figures_report_unchanged()} />}
			<Table caption={m.figures_title()} columns={columns(frozen, changed ? today : undefined)} rows={shownIn(known)} />
		</>
	);
};

const columns = (frozen: Figures, today: Figures | undefined): Column<MetricKey>[] => [
	{ key: 'metric', title: m.figures_report_metric(), cell: metricLabel },
	{
		key: 'frozen',
		title: m.figures_report_then(),
		cell: (metric) => <MeasureCell metric={metric} figures={frozen} />,
		align: 'end',
	},
	...(today
		? ([
				{
					key: 'today',
					title: m.figures_report_today(),
					cell: (metric) => <MeasureCell metric={metric} figures={today} />,
					align: 'end',
				},
				{
					key: 'change',
					title: m.figures_report_late(),
					cell: (metric) => signed(changeOf(metric, frozen, today)),
					align: 'end',
				},
			] satisfies Column<MetricKey>[])
		: []),
];

/** What was recorded late for the days of the report, or taken back. */
const changeOf = (metric: MetricKey, frozen: Figures, today: Figures): number =>
	valueOf(metric, today) - valueOf(metric, frozen);

const signed = (change: number): string =>
	change === 0 ? '–' : `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`;

/** How anybody can repeat the hash. */
const Proof = ({ report }: { report: PeriodReport }) => (
	<Part
		title={m.figures_report_proof()}
		action={
			<LinkButton href={`${reportHref(report.id)}/noi-dung.json`} weight="plain">
				{m.figures_report_text()}
			</LinkButton>
		}
	>
		<Facts
			rows={[
				[m.figures_report_sha256(), <code>{report.sha256}</code>],
				[
					m.figures_report_check(),
					hashOf(report.figures) === report.sha256 ? m.figures_report_intact() : m.figures_report_broken(),
				],
			]}
		/>
	</Part>
);
