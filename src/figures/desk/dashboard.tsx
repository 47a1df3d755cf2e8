import { namesOf } from '#organisation';
import { csv, type Call, type Desk, type Request, type View as PageView } from '#platform';
import { EmptyState, Part, tableCsv, wantsCsv } from '#ui';
import { formatPeriod, m } from '#words';
import { figuresOf, figuresOfChildren } from '../figures-of.ts';
import { findFreshness } from '../figures.store.ts';
import type { MetricKey } from '../metrics.ts';
import { isNowStale } from '../now.store.ts';
import { yearBefore } from '../period.ts';
import { listReports } from '../report/report.store.ts';
import { mayFreeze } from '../report/freeze-report.ts';
import { Cards, shownIn } from './cards.tsx';
import { childFileColumns, childQuery, ChildrenTable, neededFor } from './children.tsx';
import { BasisTabs, Controls } from './controls.tsx';
import { freshnessLine, StaleNotice } from './freshness.tsx';
import { FreezeForm, Reports } from './reports.tsx';
import { Trend, trendChart } from './trend.tsx';
import { figuresPath, questionOf, viewHref, viewOf, type FiguresWiring, type View } from './view.ts';

/** The figures of any node over any period: against target, against the year before, its children compared. */
export const dashboard = (desk: Desk, wiring: FiguresWiring): void =>
	desk.get(figuresPath, async (call, request) => {
		const view = await viewOf(call, request, wiring);
		if (!view) return { title: m.figures_title(), body: <EmptyState title={m.figures_noCampaign()} /> };
		return shown(call, request, view, wiring);
	});

async function shown(call: Call, request: Request, view: View, wiring: FiguresWiring): Promise<PageView | Response> {
	const question = questionOf(view);
	const figures = await figuresOf(call, view.nodeId, question);
	if (wantsCsv(request.queries())) {
		const children = await figuresOfChildren(call, view.nodeId, question);
		return csv('so-lieu.csv', tableCsv(childFileColumns(figures), children));
	}

	const children = await figuresOfChildren(call, view.nodeId, { ...question, metrics: neededFor(view, figures) });
	const metrics = Object.keys(figures.amounts) as MetricKey[];
	const before = await figuresOf(call, view.nodeId, { ...question, metrics, period: yearBefore(view.period) });
	const targets = await wiring.targetsFor(call, view.nodeId, view.campaign.id);
	const freshness = await findFreshness(call);
	const known = shownIn(figures);
	const metric = view.metric ?? known[0];
	const reports = await listReports(call, view.nodeId, view.campaign.id);
	return {
		title: m.figures_of({ unit: await nameOf(call, view) }),
		lead: `${view.campaign.title} · ${formatPeriod(view.period.from, view.period.to)} · ${freshnessLine(freshness, call.now)}`,
		crumbs: view.line
			.slice(1)
			.toReversed()
			.map((unit) => ({ label: unit.short ?? unit.name, href: viewHref(view, { nodeId: unit.id }) })),
		body: (
			<>
				<BasisTabs view={view} />
				{view.basis === 'now' && (await isNowStale(call)) && <StaleNotice />}
				<Controls view={view} known={known} />
				{metric ? (
					<>
						<Cards
							view={view}
							figures={figures}
							before={before}
							targets={new Map(targets.map(({ metric, target }) => [metric, target]))}
							freshness={freshness}
							now={call.now}
						/>
						<Trend view={view} metric={metric} chart={await trendChart(call, view, metric)} />
					</>
				) : (
					<EmptyState title={m.figures_none()}>{m.figures_none_hint()}</EmptyState>
				)}
				{children.length > 0 && metric && (
					<Part title={m.figures_children()}>
						<ChildrenTable
							view={view}
							figures={figures}
							rows={children}
							query={childQuery(request.queries(), view, figures)}
						/>
					</Part>
				)}
				<Part title={m.figures_reports()} action={mayFreeze(call, view.nodeId) && <FreezeForm view={view} />}>
					<Reports reports={reports} />
				</Part>
			</>
		),
	};
}

/** As it is called on the last day of the period, or was called last. */
async function nameOf(call: Call, view: View): Promise<string> {
	return (await namesOf(call, [view.nodeId], view.period.to)).get(view.nodeId)?.name ?? '';
}
