import type { Child } from 'hono/jsx';
import { Facts, Notice, Part, Progress, State, Steps, Timeline, type Step } from '#ui';
import { anId, type Call, type Desk } from '#platform';
import { formatDate, m } from '#words';
import { missingWords } from '../missing-words.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { campaignPath, planPath } from '../paths.ts';
import { isWritten, printedNumber, type PlanState } from '../plan.ts';
import { listEditions } from '../plan.store.ts';
import { copiedIn } from '../similarity.ts';
import { planStateKind, planStateWord } from '../state-words.ts';
import { Lines } from './lines.tsx';
import { titleOf } from './listing.tsx';
import { mainAction, PlanActions } from './plan-actions.tsx';
import { TaskTable } from './task-table.tsx';

/** A plan: where it stands, what it lacks, what it says. */
export function planPages(desk: Desk): void {
	desk.get(planPath(anId()), async (call, request) => {
		const open = await openPlan(call, request.param('id'));
		const { plan, campaign, unit } = open;
		return {
			title: m.campaigns_plan_title({ unit: unit.name }),
			lead: titleOf(campaign),
			state: <State kind={planStateKind[plan.state]}>{planStateWord(plan.state)}</State>,
			action: mainAction(call, open),
			crumbs: [{ label: titleOf(campaign), href: campaignPath(campaign.slug) }],
			body: (
				<>
					<Steps label={m.campaigns_campaign_state()} steps={stepsOf(plan.state)} />
					{open.readable ? <Hints open={open} /> : <Notice kind="info" title={m.campaigns_plan_hidden()} />}
					{open.coverage.all > 0 && <Coverage open={open} />}
					<PlanActions call={call} open={open} />
					<PlanMatter call={call} open={open} />
					{open.readable && !isWritten(plan.state) && plan.state !== 'inReview' && (await editions(call, plan.id))}
				</>
			),
		};
	});
}

/** What a plan says, as far as the reader may read it. */
export const PlanMatter = ({ call, open }: { call: Call; open: OpenPlan }) => (
	<>
		<Part title={m.campaigns_plan_about()}>
			<Facts rows={facts(open)} />
		</Part>
		{open.readable && (
			<Part title={m.campaigns_plan_tasks()}>
				<TaskTable call={call} open={open} />
			</Part>
		)}
	</>
);

const way: readonly PlanState[] = ['draft', 'inReview', 'signed', 'issued'];

function stepsOf(state: PlanState): Step[] {
	const at = way.indexOf(state);
	const now = at === -1 ? way.length : at;
	const steps = way.map((each, position): Step => ({
		label: planStateWord(each),
		state: position < now ? 'done' : position === now ? 'now' : 'later',
	}));
	return at === -1 ? [...steps, { label: planStateWord(state), state: 'now' }] : steps;
}

/** What the reader should see to before anything else. */
const Hints = ({ open: { plan, text, missing, proposals, fork } }: { open: OpenPlan }) => {
	const copied = copiedIn(fork);
	return (
		<>
			{plan.state === 'draft' && text.returnReason && (
				<Notice kind="warning" title={m.campaigns_plan_returned({ reason: text.returnReason })} />
			)}
			{proposals.length > 0 && (
				<Notice kind="warning" title={m.campaigns_plan_proposals({ count: proposals.length })}>
					<a href={`${planPath(plan.id)}/thay-doi`}>{m.campaigns_plan_proposals_open()}</a>
				</Notice>
			)}
			{copied.copied > 0 && (
				<Notice kind="warning" title={m.campaigns_plan_copied({ copied: copied.copied, of: copied.of })} />
			)}
			{plan.state === 'draft' && missing.length > 0 && (
				<Notice kind="info" title={m.campaigns_plan_missing()}>
					<ul>
						{missingWords(missing)
							.slice(0, 20)
							.map((sentence) => (
								<li>{sentence}</li>
							))}
					</ul>
				</Notice>
			)}
			{plan.state === 'draft' && missing.length === 0 && <Notice kind="done" title={m.campaigns_plan_ready()} />}
		</>
	);
};

const Coverage = ({ open: { coverage } }: { open: OpenPlan }) => (
	<Progress label={m.campaigns_plan_coverage()} done={coverage.dealtWith} total={coverage.all} />
);

const facts = ({ plan, parent, text, readable }: OpenPlan): [string, Child][] => [
	...(plan.number === null
		? []
		: ([
				[m.campaigns_plan_number(), printedNumber(plan)],
				[m.campaigns_plan_signedOn(), formatDate(plan.signedOn)],
				[m.campaigns_plan_signer(), `${plan.signerName}, ${plan.signerPosition}`],
			] as [string, Child][])),
	...(parent
		? ([
				[
					m.campaigns_plan_parent(),
					<a href={planPath(parent.plan.id)}>{m.campaigns_plan_parent_of({ unit: parent.unit.name })}</a>,
				],
			] as [string, Child][])
		: []),
	...(plan.dueOn ? ([[m.campaigns_plan_due(), formatDate(plan.dueOn)]] as [string, Child][]) : []),
	...(readable
		? ([
				[m.campaigns_plan_slogan(), text.slogan],
				[m.campaigns_plan_purpose(), text.purpose && <Lines text={text.purpose} />],
				[m.campaigns_campaign_grounds(), text.legalGrounds.join('; ')],
				[m.campaigns_plan_organisation(), text.organisation && <Lines text={text.organisation} />],
			] as [string, Child][])
		: []),
];

async function editions(call: Call, planId: string) {
	const entries = (await listEditions(call, planId)).map(
		({ edition, reason, fixedAt, signerName, signerPosition, sha256 }) => ({
			at: fixedAt,
			title:
				edition === 1
					? m.campaigns_plan_edition_signed()
					: m.campaigns_plan_edition_amended({ n: edition - 1, reason }),
			who: `${signerName}, ${signerPosition}`,
			detail: <small class="hash">{m.campaigns_plan_edition_hash({ hash: sha256 })}</small>,
		}),
	);
	return (
		<Part title={m.campaigns_plan_editions()}>
			<Timeline entries={entries.toReversed()} />
		</Part>
	);
}
