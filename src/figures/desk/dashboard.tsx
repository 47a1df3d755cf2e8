import { surroundingsOf } from '#organisation';
import {
	csv,
	found,
	notModified,
	versionOf,
	type Call,
	type Desk,
	type Request,
	type View as PageView,
} from '#platform';
import { EmptyState, Part, tableCsv, wantsCsv } from '#ui';
import { formatPeriod, m } from '#words';
import { figuresFrom, figuresOf, figuresOfChildren, throughMonths } from '../figures-of.ts';
import { findVisible } from '../figures.store.ts';
import type { MetricKey } from '../metrics.ts';
import { yearBefore } from '../period.ts';
import { mayFreeze } from '../report/freeze-report.ts';
import { Cards, shownIn } from './cards.tsx';
import { childFileColumns, childQuery, ChildrenTable, Elsewhere, neededFor, type Child } from './children.tsx';
import { BasisTabs, Controls } from './controls.tsx';
import { findFigures, findStanding, type FrozenReport, type Standing } from './dashboard.store.ts';
import { freshnessLine, StaleNotice } from './freshness.tsx';
import { FreezeForm, Reports } from './reports.tsx';
import { Trend, trendChart } from './trend.tsx';
import { askedView, figuresPath, questionOf, viewHref, viewOf, type FiguresWiring, type View } from './view.ts';

/** The figures of any node over any period: against target, against the year before, its children compared. */
export const dashboard = (desk: Desk, wiring: FiguresWiring): void =>
	desk.get(figuresPath, async (call, request) => {
		if (wantsCsv(request.queries())) return file(call, found(await viewOf(call, request, wiring)));
		const view = await askedView(call, request, wiring);
		if (!view) return { title: m.figures_title(), body: <EmptyState title={m.figures_noCampaign()} /> };
		return shown(call, request, view, wiring);
	});

/** Every figure of the units under the node, for a spreadsheet. */
async function file(call: Call, view: View): Promise<Response> {
	const figures = await figuresOf(call, view.nodeId, questionOf(view));
	const children = await figuresOfChildren(call, view.nodeId, questionOf(view));
	return csv('so-lieu.csv', tableCsv(childFileColumns(figures), children));
}

async function shown(call: Call, request: Request, view: View, wiring: FiguresWiring): Promise<PageView | Response> {
	const standing = await findStanding(call, view.nodeId, view.campaign.id);
	const { freshness, reports } = standing;
	const version = versionOf(freshness, standing.stale, standing.visible, reports, call.today, request.locale);
	if (request.holds(version)) return notModified(version);
	const around = await surroundingsOf(
		call,
		view.nodeId,
		view.period.to,
		view.basis === 'now' ? call.today : view.period.to,
	);
	const known = shownIn(standing.known);
	const metric = view.metric ?? known[0];
	const figures = await figuresIn(call, view, standing, around.children, metric);
	const targets = await wiring.targetsFor(call, view.nodeId, view.campaign.id);
	return {
		version,
		title: m.figures_of({ unit: around.self?.name ?? '' }),
		lead: `${view.campaign.title} · ${formatPeriod(view.period.from, view.period.to)} · ${freshnessLine(freshness, call.now)}`,
		crumbs: around.line
			.slice(1)
			.filter(({ id }) => standing.visible.includes(id))
			.toReversed()
			.map((unit) => ({ label: unit.short ?? unit.name, href: viewHref(view, { nodeId: unit.id }) })),
		body: (
			<>
				<BasisTabs view={view} published={publishedFor(view, reports)} />
				{view.basis === 'now' && standing.stale && <StaleNotice />}
				<Controls view={view} known={known} />
				{figures ? (
					<>
						<Cards
							view={view}
							figures={figures.own}
							before={figures.before}
							targets={new Map(targets.map(({ metric, target }) => [metric, target]))}
							freshness={freshness}
							now={call.now}
						/>
						<Trend view={view} metric={figures.metric} chart={trendChart(figures.metric, figures.trend)} />
					</>
				) : (
					<EmptyState title={m.figures_none()}>{m.figures_none_hint()}</EmptyState>
				)}
				{figures && around.children.length > 0 && (
					<Part title={m.figures_children()}>
						{figures.children.length > 0 && (
							<ChildrenTable
								view={view}
								known={standing.known}
								rows={figures.children}
								query={childQuery(request.queries(), view, standing.known)}
							/>
						)}
						<Elsewhere units={figures.elsewhere} />
					</Part>
				)}
				<Part title={m.figures_reports()} action={mayFreeze(call, view.nodeId) && <FreezeForm view={view} />}>
					<Reports reports={reports} />
				</Part>
			</>
		),
	};
}

/** The last report of exactly these days. */
const publishedFor = ({ period }: View, reports: readonly FrozenReport[]): string | undefined =>
	reports.find(({ from, to }) => from === period.from && to === period.to)?.id;

/** What the page shows of a node that the caller may see; undefined while the campaign has no figures. */
async function figuresIn(
	call: Call,
	view: View,
	{ known }: Standing,
	units: readonly Omit<Child, 'figures'>[],
	metric: MetricKey | undefined,
) {
	if (!metric) {
		found(await findVisible(call, view.nodeId));
		return undefined;
	}
	const compared = neededFor(view, known);
	const seen = found(
		await findFigures(call, view.nodeId, {
			...questionOf(view),
			earlier: yearBefore(view.period),
			others: units.map(({ id }) => id),
			compared,
			trend: metric,
		}),
	);
	return {
		metric,
		own: figuresFrom(known, seen.own),
		before: figuresFrom(known, seen.earlier),
		trend: throughMonths(metric, view.period, seen.months, seen.begin),
		children: units.flatMap((unit) => {
			const amounts = seen.others.get(unit.id);
			return amounts ? [{ ...unit, figures: figuresFrom(compared, amounts) }] : [];
		}),
		elsewhere: units.filter(({ id }) => !seen.others.has(id)),
	};
}
