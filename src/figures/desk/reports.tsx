import { namesOf } from '#organisation';
import { found, seeOther, type Desk } from '#platform';
import { ActionForm, Button, EmptyState, Facts, Part, Table, type Column } from '#ui';
import { formatDateTime, formatNumber, formatPeriod, m } from '#words';
import { metricLabel, metricNamed } from '../metrics.ts';
import { hashOf } from '../report/canonical-figures.ts';
import { freezeReport } from '../report/freeze-report.ts';
import { findReport } from '../report/report.store.ts';
import type { FrozenReport } from './dashboard.store.ts';
import { figuresPath, reportPath, viewHref, viewOf, type FiguresWiring, type View } from './view.ts';

const uuid = ':id{[0-9a-f-]{36}}';

/** Figures as published: frozen, listed, and shown with the hash that anybody can repeat. */
export function reports(desk: Desk, wiring: FiguresWiring): void {
	desk.post(reportPath, async (call, request) => {
		const view = found(await viewOf(call, request, wiring));
		const id = await freezeReport(call, view.nodeId, view.campaign.id, view.period);
		return seeOther(`${reportPath}/${id}`, 'figures_report_frozen');
	});

	desk.get(`${reportPath}/${uuid}`, async (call, request) => {
		const report = found(await findReport(call, request.param('id')));
		const unit = (await namesOf(call, [report.unitId], report.to)).get(report.unitId);
		return {
			title: m.figures_report_of({ unit: unit?.name ?? '', period: formatPeriod(report.from, report.to) }),
			lead: m.figures_report_lead({ version: report.version, at: formatDateTime(report.frozenAt) }),
			crumbs: [{ label: m.figures_title(), href: `${figuresPath}?don-vi=${report.unitId}` }],
			body: (
				<>
					<Facts
						rows={[
							[m.figures_report_sha256(), report.sha256],
							[
								m.figures_report_check(),
								hashOf(report.figures) === report.sha256 ? m.figures_report_intact() : m.figures_report_broken(),
							],
						]}
					/>
					<Part title={m.figures_title()}>
						<Facts
							rows={Object.entries(report.figures.figures).map(([key, amount]): [string, string] => {
								const metric = metricNamed(key);
								return [metric ? metricLabel(metric.key) : key, formatNumber(Number(amount))];
							})}
						/>
					</Part>
				</>
			),
		};
	});
}

export const FreezeForm = ({ view }: { view: View }) => (
	<ActionForm action={viewHref(view, { basis: 'was' }, reportPath)}>
		<Button weight="plain">{m.figures_report_freeze()}</Button>
	</ActionForm>
);

export const Reports = ({ reports }: { reports: FrozenReport[] }) => (
	<Table
		caption={m.figures_reports()}
		columns={columns()}
		rows={reports}
		rowHref={(report) => `${reportPath}/${report.id}`}
		empty={<EmptyState title={m.figures_reports_none()}>{m.figures_reports_none_hint()}</EmptyState>}
	/>
);

const columns = (): Column<FrozenReport>[] => [
	{ key: 'period', title: m.figures_report_period(), cell: (report) => formatPeriod(report.from, report.to) },
	{ key: 'version', title: m.figures_report_version(), cell: (report) => formatNumber(report.version), align: 'end' },
	{ key: 'frozen', title: m.figures_report_frozenAt(), cell: (report) => formatDateTime(report.frozenAt) },
];
