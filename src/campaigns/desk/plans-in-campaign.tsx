import { namesOf } from '#organisation';
import type { Call } from '#platform';
import { ActionForm, Button, Deadline, EmptyState, Notice, Part, Rate, State, Table, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { writesFor } from '../campaign.policy.ts';
import { takesPlans, type Campaign } from '../campaign.ts';
import { listBelow, type UnitBelow } from '../cascade.store.ts';
import { campaignPath, planPath } from '../paths.ts';
import { findLeadingPlan, findPlanOf } from '../plan.store.ts';
import { planStateKind, planStateWord } from '../state-words.ts';

/** The plans of the caller's units, and those directly below one unit (the one asked for, else the caller's first). */
export async function plansInCampaign(call: Call, campaign: Campaign, asked: number | undefined) {
	const units = writesFor(call.actor);
	const node = asked ?? call.actor.posts[0]?.unitId ?? campaign.keeperId;
	const names = await namesOf(call, [...units, node]);
	const below = await listBelow(call, campaign.id, node, call.today);
	const own = [];
	for (const unitId of units) own.push(await ownPlan(call, campaign, unitId, names.get(unitId)?.name ?? ''));
	return (
		<>
			{own.length > 0 && (
				<Part title={m.campaigns_plans_own()}>
					{campaign.state === 'draft' && <p class="muted">{m.campaigns_campaign_issue_hint()}</p>}
					{own}
				</Part>
			)}
			<Part title={m.campaigns_plans_below_of({ unit: names.get(node)?.name ?? '' })}>
				{below.length > 0 && <p class="muted">{summary(below)}</p>}
				<Table
					caption={m.campaigns_plans_below()}
					columns={columns(call.today)}
					rows={below}
					rowHref={({ planId }) => (planId ? planPath(planId) : undefined)}
					rowState={({ state, dueOn }) => (isLate(state, dueOn, call.today) ? 'late' : undefined)}
					empty={<EmptyState title={m.campaigns_plans_below_empty()} />}
				/>
			</Part>
		</>
	);
}

async function ownPlan(call: Call, campaign: Campaign, unitId: number, unit: string) {
	const leading = campaign.keeperId === unitId ? await findLeadingPlan(call, campaign) : undefined;
	const plan = leading ?? (await findPlanOf(call, campaign.id, unitId));
	if (plan) {
		return (
			<p>
				<a href={planPath(plan.id)}>{m.campaigns_plan_title({ unit })}</a>{' '}
				<State kind={planStateKind[plan.state]}>{planStateWord(plan.state)}</State>
			</p>
		);
	}
	if (!takesPlans(campaign.state)) return <Notice kind="info" title={m.campaigns_plans_own_none({ unit })} />;
	return (
		<ActionForm action={`${campaignPath(campaign.slug)}/ke-hoach`} guarded={false}>
			<p>{m.campaigns_plans_own_none({ unit })}</p>
			<input type="hidden" name="unitId" value={String(unitId)} />
			<Button>{m.campaigns_plans_start()}</Button>
		</ActionForm>
	);
}

const issued = ['issued', 'amended', 'closed'];
const isLate = (state: string | null, dueOn: string | null, today: string): boolean =>
	dueOn !== null && dueOn < today && !issued.includes(state ?? '');

const summary = (below: UnitBelow[]): string =>
	m.campaigns_plans_summary({
		issued: formatNumber(below.filter(({ state }) => state && issued.includes(state)).length),
		all: formatNumber(below.length),
	});

const columns = (today: string): Column<UnitBelow>[] => [
	{ key: 'unit', title: m.campaigns_plans_unit(), cell: ({ name }) => name },
	{
		key: 'state',
		title: m.campaigns_campaign_state(),
		cell: ({ state }) =>
			state ? (
				<State kind={planStateKind[state]}>{planStateWord(state)}</State>
			) : (
				<span class="muted">{m.campaigns_plans_none()}</span>
			),
	},
	{
		key: 'coverage',
		title: m.campaigns_plans_coverage(),
		align: 'end',
		cell: ({ coverage }) =>
			coverage && coverage.all > 0 && <Rate numerator={coverage.dealtWith} denominator={coverage.all} />,
	},
	{
		key: 'due',
		title: m.campaigns_plans_due(),
		cell: ({ dueOn, issuedOn, state }) =>
			issuedOn && !dueOn ? (
				formatDate(issuedOn)
			) : (
				<Deadline due={dueOn} today={today} doneOn={state && issued.includes(state) ? issuedOn : null} />
			),
	},
];
