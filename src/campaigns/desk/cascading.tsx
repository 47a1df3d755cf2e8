import { kindWord } from '#organisation';
import { allow, anId, seeOther, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, Checkboxes, DateField, ErrorSummary, Notice, Radios, typed } from '#ui';
import { formatNumber, m, parseDate } from '#words';
import { mayCascadePlan } from '../campaign.policy.ts';
import { cascadePlan } from '../cascade-plan.ts';
import { listBelow, type UnitBelow } from '../cascade.store.ts';
import { openPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { cascadeForm } from '../plan.form.ts';

/** Sends a plan down. “See whom it reaches” shows the same form with the counts, as an address that can be sent on. */
export function cascading(desk: Desk): void {
	const path = (id: string): string => `${planPath(id)}/gui-cap-duoi`;
	desk.form(path(anId()), {
		schema: cascadeForm,
		async show(call, request, state) {
			const { plan, unit } = await openPlan(call, request.param('id'));
			allow(mayCascadePlan(call.actor, plan));
			const given = Object.keys(state.values).length > 0 ? state.values : fromQuery(request.url.searchParams);
			const shown = { on: call.today, who: 'all', ...given };
			const on = parseDate(shown.on) ?? call.today;
			const below = await listBelow(call, plan.campaignId, plan.keeperId, on);
			return {
				title: m.campaigns_plan_cascade_title(),
				lead: m.campaigns_plan_cascade_lead(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<>
						<ErrorSummary errors={state.errors} />
						<Notice kind="info" title={reach(below.filter((each) => isMeant(each, shown)))} />
						<CascadeForm action={path(plan.id)} shown={shown} errors={state.errors} below={below} />
					</>
				),
			};
		},
		async accept(call, request, cascade) {
			const made = await cascadePlan(call, request.param('id'), cascade);
			return seeOther(
				planPath(request.param('id')),
				made > 0 ? 'campaigns_plan_cascaded' : 'campaigns_plan_cascadedNothing',
			);
		},
	});
}

type Shown = Record<string, unknown> & { who?: unknown; kinds?: unknown; codes?: unknown };

const fromQuery = (query: URLSearchParams): FormState['values'] =>
	query.has('who')
		? {
				on: query.get('on') ?? '',
				dueOn: query.get('dueOn') ?? '',
				who: query.get('who') ?? 'all',
				kinds: query.getAll('kinds[]'),
				codes: query.getAll('codes[]'),
			}
		: {};

const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const isMeant = ({ kind, code }: UnitBelow, { who, kinds, codes }: Shown): boolean => {
	if (who === 'kinds') return listed(kinds).includes(kind);
	return who === 'codes' ? listed(codes).includes(code) : true;
};

const reach = (meant: UnitBelow[]): string => {
	const there = meant.filter(({ planId }) => planId).length;
	return m.campaigns_plan_cascade_preview({
		all: formatNumber(meant.length),
		new: formatNumber(meant.length - there),
		there: formatNumber(there),
	});
};

type FormProps = { action: string; shown: Shown; errors: Record<string, string>; below: UnitBelow[] };

const CascadeForm = ({ action, shown, errors, below }: FormProps) => {
	const field = typed(shown, errors);
	const kinds = [...new Set(below.map(({ kind }) => kind))];
	return (
		<ActionForm action={action}>
			<DateField {...field('on')} label={m.campaigns_plan_cascade_on()} />
			<DateField {...field('dueOn')} label={m.campaigns_plan_cascade_due()} optional />
			<Radios
				{...field('who')}
				label={m.campaigns_plan_cascade_who()}
				choices={[
					{ value: 'all', label: m.campaigns_plan_cascade_all() },
					{ value: 'kinds', label: m.campaigns_plan_cascade_kinds() },
					{ value: 'codes', label: m.campaigns_plan_cascade_codes() },
				]}
			/>
			{kinds.length > 1 && (
				<Checkboxes
					name="kinds[]"
					label={m.campaigns_plan_cascade_kinds_label()}
					values={listed(shown.kinds)}
					choices={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
					optional
				/>
			)}
			<details open={shown.who === 'codes'}>
				<summary>{m.campaigns_plan_cascade_codes()}</summary>
				<Checkboxes
					name="codes[]"
					label={m.campaigns_plan_cascade_codes_label()}
					values={listed(shown.codes)}
					choices={below.map(({ code, name }) => ({ value: code, label: name }))}
					optional
				/>
			</details>
			<Buttons>
				<Button>{m.campaigns_plan_cascade()}</Button>
				<button class="btn" type="submit" formmethod="get" formaction={action}>
					{m.campaigns_plan_cascade_check()}
				</button>
			</Buttons>
		</ActionForm>
	);
};
