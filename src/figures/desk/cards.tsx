import { Figure, Figures } from '#ui';
import { formatDate, formatPeriod, m } from '#words';
import type { Figures as AllFigures } from '../figures-of.ts';
import type { Freshness } from '../figures.store.ts';
import { metricLabel, metricNamed, rateOf, type MetricKey } from '../metrics.ts';
import { measureOf, type Measure } from './measure.ts';
import { actsPath, viewHref, type View } from './view.ts';

type CardsProps = {
	view: View;
	figures: AllFigures;
	/** The same period a year before. */
	before: AllFigures;
	/** A number of things done; beside a share, percents. */
	targets: ReadonlyMap<string, number>;
	freshness: Freshness;
	now: Date;
};

/** Every figure of the campaign: what of, against what, how fresh, and the way down to the acts. */
export const Cards = (props: CardsProps) => (
	<Figures>
		{shownIn(Object.keys(props.figures.amounts) as MetricKey[]).map((metric) => (
			<Card {...props} metric={metric} />
		))}
	</Figures>
);

const Card = ({ view, figures, before, targets, freshness, now, metric }: CardsProps & { metric: MetricKey }) => (
	<Figure
		label={metricLabel(metric)}
		value={measureOf(metric, figures)}
		period={periodOf(view, metric)}
		target={targets.get(metric)}
		previous={meaningful(measureOf(metric, before))}
		asOf={freshness.waitingSince ?? undefined}
		now={now}
		estimated={figures.estimated.includes(metric)}
		href={viewHref(view, { metric }, actsPath)}
	/>
);

/** A share of nothing is no ground to compare with. */
const meaningful = (measure: Measure): Measure | undefined =>
	typeof measure === 'number' || measure.denominator > 0 ? measure : undefined;

const periodOf = ({ period }: View, metric: MetricKey): string =>
	metricNamed(metric)!.kind === 'stock'
		? m.figures_until({ day: formatDate(period.to) })
		: formatPeriod(period.from, period.to);

/** Shares first; what is only the denominator of a share stands under it and not again beside it. */
export function shownIn(known: readonly MetricKey[]): MetricKey[] {
	const rates = known.filter((metric) => rateOf(metric));
	const denominators = new Set(rates.map((metric) => rateOf(metric)!.denominator));
	return [
		...rates,
		...known.filter((metric) => !rates.includes(metric) && (!denominators.has(metric) || isOwn(metric))),
	];
}

/** Worth a figure of its own, although it is a denominator too. */
const isOwn = (metric: MetricKey): boolean =>
	(['memberOnStrength', 'trainee', 'finding', 'opinionReceived'] satisfies MetricKey[]).some((own) => own === metric);
