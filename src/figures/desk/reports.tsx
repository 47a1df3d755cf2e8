import { found, seeOther, type Desk } from '#platform';
import { ActionForm, Button, EmptyState, Table, type Column } from '#ui';
import { formatDateTime, formatNumber, formatPeriod, m } from '#words';
import { freezeReport } from '../report/freeze-report.ts';
import type { FrozenReport } from './dashboard.store.ts';
import { reportHref, reportPath, viewHref, viewOf, type FiguresWiring, type View } from './view.ts';

/** Freezes the figures of a unit over a period, as they are published from now on. */
export const freezing = (desk: Desk, wiring: FiguresWiring): void =>
	desk.post(reportPath, async (call, request) => {
		const view = found(await viewOf(call, request, wiring));
		const id = await freezeReport(call, view.nodeId, view.campaign.id, view.period);
		return seeOther(reportHref(id), 'figures_report_frozen');
	});

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
		rowHref={({ id }) => reportHref(id)}
		empty={<EmptyState title={m.figures_reports_none()}>{m.figures_reports_none_hint()}</EmptyState>}
	/>
);

const columns = (): Column<FrozenReport>[] => [
	{ key: 'period', title: m.figures_report_period(), cell: (report) => formatPeriod(report.from, report.to) },
	{ key: 'version', title: m.figures_report_version(), cell: (report) => formatNumber(report.version), align: 'end' },
	{ key: 'frozen', title: m.figures_report_frozenAt(), cell: (report) => formatDateTime(report.frozenAt) },
];
