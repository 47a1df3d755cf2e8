import { namesOf } from '#organisation';
import type { Call, Desk } from '#platform';
import { EmptyState, Table, tableQuery, type Column } from '#ui';
import { formatDate, formatNumber, formatPercent, formatPeriod, m } from '#words';
import { countedAtMost, countActsBehind, listActsBehind, type ActBehind } from '../acts-behind.store.ts';
import { figuresOf } from '../figures-of.ts';
import { metricLabel } from '../metrics.ts';
import { actsPath, questionOf, viewHref, viewOf, type FiguresWiring } from './view.ts';

/** What a figure is made of: the acts themselves, the latest first. */
export const acts = (desk: Desk, wiring: FiguresWiring): void =>
	desk.get(actsPath, async (call, request) => {
		const view = await viewOf(call, request, wiring);
		const metric = view?.metric;
		if (!view || !metric) return { title: m.figures_acts(), body: <EmptyState title={m.figures_acts_choose()} /> };
		const query = tableQuery(request.queries(), ['day'], 'desc');
		const question = { ...questionOf(view), nodeId: view.nodeId, metric };
		const rows = await named(call, await listActsBehind(call, question, query));
		const total = await countActsBehind(call, question);
		const figure = (await figuresOf(call, view.nodeId, questionOf(view))).amounts[metric] ?? '0';
		const unit = (await namesOf(call, [view.nodeId], view.period.to)).get(view.nodeId)?.name ?? '';
		return {
			title: m.figures_acts_of({ metric: metricLabel(metric), unit }),
			lead: m.figures_acts_lead({
				period: formatPeriod(view.period.from, view.period.to),
				figure: formatNumber(Number(figure)),
				acts: total > countedAtMost ? `>${formatNumber(countedAtMost)}` : formatNumber(total),
			}),
			crumbs: [{ label: m.figures_of({ unit }), href: viewHref(view, { metric: undefined }) }],
			body: (
				<Table
					caption={m.figures_acts()}
					columns={columns(rows.some(({ share }) => share !== '1'))}
					rows={rows}
					query={query}
					path={actsPath}
					total={Math.min(total, countedAtMost)}
					empty={<EmptyState title={m.figures_acts_none()}>{m.figures_acts_none_hint()}</EmptyState>}
				/>
			),
		};
	});

type NamedAct = ActBehind & { unit: string };

/** With the names that the units bore on the days of their acts. */
async function named(call: Call, acts: readonly ActBehind[]): Promise<NamedAct[]> {
	const names = await namesOf(
		call,
		acts.map((act) => act.unitId),
	);
	return acts.map((act) => ({ ...act, unit: names.get(act.unitId)?.name ?? '' }));
}

const columns = (isShared: boolean): Column<NamedAct>[] => [
	{ key: 'unit', title: m.figures_children_unit(), cell: (act) => act.unit },
	{ key: 'day', title: m.figures_act_day(), cell: (act) => formatDate(act.occurredOn), sortable: true },
	{ key: 'qty', title: m.figures_act_qty(), cell: (act) => formatNumber(Number(act.qty)), align: 'end' },
	...(isShared ? [shareColumn()] : []),
	{
		key: 'note',
		title: m.figures_act_note(),
		cell: (act) => (act.isCorrection ? m.figures_act_correction() : (act.note ?? '')),
	},
];

/** Where a divided unit's acts are shared among its heirs. */
const shareColumn = (): Column<NamedAct> => ({
	key: 'share',
	title: m.figures_act_share(),
	cell: ({ share }) => formatPercent(Number(share), 1),
	align: 'end',
});
