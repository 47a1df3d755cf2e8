import { formatNumber, formatPercent, m, relativeAge } from '#words';
import type { Child } from 'hono/jsx';
import { Icon } from '../icon.tsx';

/** A count, or a share that keeps what it is made of: percentages are never stored, added or averaged. */
export type Amount = number | { numerator: number; denominator: number };

type FigureProps = {
	/** What is counted: “Cam kết đã xác nhận”. */
	label: string;
	value: Amount;
	/** When: “Quý I/2025”. */
	period?: string;
	/** A count, or whole percent for a share. */
	target?: number;
	/** The same measure in the same period before. */
	previous?: Amount;
	/** When it was last brought up to date, and the time of the request. */
	asOf?: Date;
	now?: Date;
	/** From parts of units that were split: said beside the figure. */
	estimated?: boolean;
	/** Down to what it is made of. */
	href?: string;
};

/** A figure that is never alone: what of, when, against what, how fresh, and a way down to what it is made of. */
export const Figure = (props: FigureProps) => (
	<div class="figure">
		<p class="figure-label">
			{props.label}
			{props.period && <small>{props.period}</small>}
		</p>
		<p class="figure-value">
			{shown(props.value)}
			{props.estimated && <small>{m.ui_figure_estimated()}</small>}
		</p>
		{typeof props.value === 'object' && <p class="figure-of">{madeOf(props.value)}</p>}
		<FigureComparison {...props} />
		<p class="figure-foot">
			{props.asOf && props.now && <span>{m.ui_figure_asOf({ age: relativeAge(props.asOf, props.now) })}</span>}
			{props.href && (
				<a href={props.href}>
					{m.ui_figure_detail()}
					<span class="sr-only">: {props.label}</span>
				</a>
			)}
		</p>
	</div>
);

/** Figures side by side; they wrap. */
export const Figures = ({ children }: { children: Child }) => <div class="figures">{children}</div>;

/** A share in a table cell: the percent, and under it in small type what it is made of. */
export const Rate = (share: { numerator: number; denominator: number }) => (
	<span class="rate">
		{shown(share)}
		<small>
			{formatNumber(share.numerator)}/{formatNumber(share.denominator)}
		</small>
	</span>
);

const FigureComparison = ({ value, target, previous }: FigureProps) => {
	if (target === undefined && previous === undefined) return null;
	const isShare = typeof value === 'object';
	return (
		<p class="figure-against">
			{target !== undefined && (
				<span class={reached(value, target) ? 'reached' : undefined}>
					{reached(value, target) && <Icon name="check" />}
					{m.ui_figure_target({ target: isShare ? `${formatNumber(target)}%` : formatNumber(target) })}
				</span>
			)}
			{previous !== undefined && (
				<span>
					{[m.ui_figure_previous({ previous: shown(previous) }), change(value, previous)].filter(Boolean).join(', ')}
				</span>
			)}
		</p>
	);
};

const shown = (amount: Amount): string =>
	typeof amount === 'number' ? formatNumber(amount) : formatPercent(amount.numerator, amount.denominator);

const madeOf = ({ numerator, denominator }: { numerator: number; denominator: number }): string =>
	m.ui_figure_of({ numerator: formatNumber(numerator), denominator: formatNumber(denominator) });

const sizeOf = (amount: Amount): number =>
	typeof amount === 'number' ? amount : (amount.numerator / amount.denominator) * 100;

const reached = (value: Amount, target: number): boolean => sizeOf(value) >= target;

/**
 * Shares change by points, counts by their number; whole points, because more would be a promise of precision, and those between
 * the shares as they are written. Nothing when one of them is a share of nobody.
 */
const change = (value: Amount, previous: Amount): string | undefined => {
	const isShare = typeof value === 'object';
	const difference = rounded(value) - rounded(previous);
	if (!Number.isFinite(difference)) return undefined;
	if (difference === 0) return m.ui_figure_same();
	const size = formatNumber(Math.round(Math.abs(difference) * 100) / 100);
	const words = isShare ? pointsWord(Math.abs(difference), size) : size;
	return difference > 0 ? m.ui_figure_up({ change: words }) : m.ui_figure_down({ change: words });
};

const rounded = (amount: Amount): number => (typeof amount === 'number' ? amount : Math.round(sizeOf(amount)));

const pointsWord = (points: number, written: string): string =>
	points === 1 ? m.ui_figure_point() : m.ui_figure_points({ points: written });
