import { formatDate, m } from '#words';
import type { Expectation } from '#campaigns';
import { figuresPath, type MetricKey } from '#figures';
import { namesOf } from '#organisation';
import type { Call, Desk } from '#platform';
import { Checklist, Deadline, EmptyState, Figure, Figures, Part } from '#ui';
import type { Duties as Expected } from './duties.ts';
import { guideOf, type GuideStep } from './guide.ts';
import { unitFigures, type UnitFigures } from './unit-figures.ts';

/** `/lam-viec`: late things first, then the week, for a newcomer the way in until it is gone, then what has time and how the unit stands. */
export const startPage =
	({ dutiesOf }: { dutiesOf: (call: Call) => Promise<Expected> }) =>
	(desk: Desk): void => {
		desk.get('/lam-viec', async (call) => {
			const { late, thisWeek, later } = await dutiesOf(call);
			const guide = await guideOf(call);
			const figures = await unitFigures(call);
			const isIdle = late.length + thisWeek.length + later.length + guide.length === 0;
			return {
				title: m.home_title(),
				lead: await whoAndWhen(call),
				body: (
					<>
						{isIdle && <EmptyState title={m.home_nothing()}>{m.home_nothing_detail()}</EmptyState>}
						<Duties title={m.home_late()} duties={late} today={call.today} />
						<Duties title={m.home_thisWeek()} duties={thisWeek} today={call.today} />
						<Guide steps={guide} />
						<Duties title={m.home_later()} duties={later} today={call.today} />
						{figures.map((of) => (
							<Standing figures={of} now={call.now} />
						))}
					</>
				),
			};
		});
	};

async function whoAndWhen(call: Call): Promise<string> {
	const { displayName, unitId, posts } = call.actor;
	const at = unitId ?? posts[0]?.unitId;
	const unit = at === undefined ? undefined : (await namesOf(call, [at])).get(at)?.name;
	return [displayName, unit, formatDate(call.today)].filter(Boolean).join(' · ');
}

const Guide = ({ steps }: { steps: GuideStep[] }) =>
	steps.length === 0 ? null : <Checklist title={m.home_guide()} items={steps} />;

const Duties = ({ title, duties, today }: { title: string; duties: Expectation[]; today: string }) =>
	duties.length === 0 ? null : (
		<Part title={title}>
			<ul class="duties m-0 list-none p-0">
				{duties.map(({ label, href, dueOn }) => (
					<li class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-base-300 py-2">
						<a href={href}>{label}</a>
						<Deadline due={dueOn} today={today} />
					</li>
				))}
			</ul>
		</Part>
	);

const Standing = ({ figures, now }: { figures: UnitFigures; now: Date }) => {
	const about = { period: figures.campaign.title, asOf: figures.asOf ?? undefined, now };
	return (
		<Part title={m.home_figures({ unit: figures.unit })}>
			<Figures>
				<Figure
					label={m.home_figures_commitments()}
					value={figures.commitments}
					href={dashboardHref(figures, 'commitmentSigned')}
					{...about}
				/>
				<Figure
					label={m.home_figures_plans()}
					value={figures.plans}
					href={dashboardHref(figures, 'planIssued')}
					{...about}
				/>
			</Figures>
		</Part>
	);
};

/** The dashboard of the same unit, campaign, days and metric, so that it shows the same figure. */
const dashboardHref = ({ unitId, campaign, period }: UnitFigures, metric: MetricKey): string => {
	const view = { 'don-vi': String(unitId), cuoc: campaign.slug, tu: period.from, den: period.to, 'chi-so': metric };
	return `${figuresPath}?${new URLSearchParams(view)}`;
};
