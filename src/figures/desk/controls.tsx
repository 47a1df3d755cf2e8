import { Button, DateField, Select, Tabs } from '#ui';
import { m } from '#words';
import { metricLabel, type MetricKey } from '../metrics.ts';
import { figuresPath, reportHref, viewHref, type View } from './view.ts';

/**
 * By which tree the figures are told, each with its own address; as they were published too, where this very period was frozen.
 *
 * @param published the report that tells them so
 */
export const BasisTabs = ({
	view,
	published,
	current = view.basis,
}: {
	view: View;
	published: string | undefined;
	current?: View['basis'] | 'published';
}) => {
	const was = { href: viewHref(view, { basis: 'was' }), label: m.figures_basis_was() };
	const now = { href: viewHref(view, { basis: 'now' }), label: m.figures_basis_now() };
	const frozen = published && { href: reportHref(published), label: m.figures_basis_published() };
	return (
		<Tabs
			label={m.figures_basis()}
			tabs={frozen ? [was, now, frozen] : [was, now]}
			path={frozen && current === 'published' ? frozen.href : viewHref(view)}
		/>
	);
};

/** No metric in particular. */
const all = 'tat-ca';

/** Which campaign, which days, which metric is compared; a form of GET, so that the view is its address. */
export const Controls = ({ view, known }: { view: View; known: readonly MetricKey[] }) => (
	<form class="mb-8 flex flex-wrap items-end gap-4" action={figuresPath}>
		<input type="hidden" name="don-vi" value={String(view.nodeId)} />
		{view.basis === 'now' && <input type="hidden" name="to-chuc" value="now" />}
		<Select
			name="cuoc"
			label={m.figures_campaign()}
			value={view.campaign.slug}
			choices={view.campaigns.map(({ slug, title }) => ({ value: slug, label: title }))}
			empty={false}
		/>
		<DateField name="tu" label={m.figures_from()} value={view.period.from} />
		<DateField name="den" label={m.figures_to()} value={view.period.to} />
		<Select
			name="chi-so"
			label={m.figures_metric()}
			value={view.metric ?? all}
			choices={[
				{ value: all, label: m.figures_metric_all() },
				...known.map((metric) => ({ value: metric, label: metricLabel(metric) })),
			]}
			empty={false}
		/>
		<Button weight="plain">{m.figures_show()}</Button>
	</form>
);
