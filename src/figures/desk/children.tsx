import { Rate, Table, tableQuery, type Column, type TableQuery } from '#ui';
import { formatNumber, m } from '#words';
import type { NamedUnit } from '#organisation';
import type { Figures } from '../figures-of.ts';
import { metricLabel, rateOf, type MetricKey } from '../metrics.ts';
import { shownIn } from './cards.tsx';
import { measureOf, sizeOf, valueOf } from './measure.ts';
import { figuresPath, viewHref, type View } from './view.ts';

export type Child = Pick<NamedUnit, 'id' | 'code' | 'name'> & { figures: Figures };

/** Metrics compared beside each other: a table is for comparing, not for everything. */
const columnsAtMost = 5;

/** What the table needs to know of each child: what is compared, and what that is measured against. */
export const neededFor = (view: View, known: readonly MetricKey[]): MetricKey[] =>
	compared(view, known)
		.flatMap((metric) => {
			const rate = rateOf(metric);
			return rate ? [metric, rate.denominator, ...rate.minus] : [metric];
		})
		.filter((metric) => known.includes(metric));

/** Which metrics are compared: the chosen one, then shares, then the rest. */
const compared = (view: View, known: readonly MetricKey[]): MetricKey[] =>
	[...new Set([...(view.metric ? [view.metric] : []), ...shownIn(known)])].slice(0, columnsAtMost);

export const childColumns = (view: View, known: readonly MetricKey[]): Column<Child>[] => [
	{
		key: 'name',
		title: m.figures_children_unit(),
		cell: (child) => child.name,
		text: (child) => child.name,
		sortable: true,
	},
	...compared(view, known).map((metric): Column<Child> => ({
		key: metric,
		title: metricLabel(metric),
		cell: (child) => <MeasureCell metric={metric} figures={child.figures} />,
		text: (child) => valueOf(metric, child.figures),
		align: 'end',
		sortable: true,
	})),
];

/** For a file: every figure as a number, numerators and denominators in columns of their own. */
export const childFileColumns = (figures: Figures): Column<Child>[] => [
	{ key: 'code', title: m.figures_children_code(), cell: () => '', text: (child) => child.code },
	{ key: 'name', title: m.figures_children_unit(), cell: () => '', text: (child) => child.name },
	...(Object.keys(figures.amounts) as MetricKey[]).map((metric): Column<Child> => ({
		key: metric,
		title: metricLabel(metric),
		cell: () => '',
		text: (child) => valueOf(metric, child.figures),
	})),
];

export const childQuery = (address: Record<string, string>, view: View, known: readonly MetricKey[]): TableQuery =>
	tableQuery(address, ['name', ...compared(view, known)]);

/** Sorted as asked; equal ones stay in the order of their names. */
export function sortedChildren(children: readonly Child[], query: TableQuery): Child[] {
	if (query.sort === 'name') return query.dir === 'asc' ? [...children] : children.toReversed();
	const metric = query.sort as MetricKey;
	const sizes = new Map(children.map((child) => [child, sizeOf(measureOf(metric, child.figures))]));
	const larger = (a: Child, b: Child) => sizes.get(a)! - sizes.get(b)!;
	return children.toSorted((a, b) => (query.dir === 'asc' ? larger(a, b) : larger(b, a)));
}

export const ChildrenTable = (props: { view: View; known: readonly MetricKey[]; rows: Child[]; query: TableQuery }) => (
	<Table
		caption={m.figures_children()}
		columns={childColumns(props.view, props.known)}
		rows={sortedChildren(props.rows, props.query)}
		rowHref={(child) => viewHref(props.view, { nodeId: child.id })}
		query={props.query}
		path={figuresPath}
		csv
		wide
	/>
);

/** Units that stood here in the period and have gone since: a zero beside the others would be untrue. */
export const Elsewhere = ({ units }: { units: readonly Pick<Child, 'name'>[] }) =>
	units.length > 0 && <p>{m.figures_children_elsewhere({ units: units.map(({ name }) => name).join(', ') })}</p>;

/** A figure in a table: a count, or a share over what it is made of. */
export const MeasureCell = ({ metric, figures }: { metric: MetricKey; figures: Figures }) => {
	const measure = measureOf(metric, figures);
	const estimated = figures.estimated.includes(metric) && <small> {m.figures_estimated()}</small>;
	return (
		<>
			{typeof measure === 'number' ? formatNumber(measure) : <Rate {...measure} />}
			{estimated}
		</>
	);
};
