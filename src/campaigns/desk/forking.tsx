import { requireElevation } from '#access';
import { allow, anId, found, seeOther, type Desk, type FormState } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	ErrorSummary,
	Facts,
	Fieldset,
	Notice,
	Progress,
	Radios,
	State,
	Table,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { mayEditPlan } from '../campaign.policy.ts';
import { decideTask, type TaskDecision } from '../decide-task.ts';
import { markOfTask } from '../marks.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { isInForce } from '../plan.ts';
import { decideForm } from '../plan.form.ts';
import { copiesParent } from '../similarity.ts';
import { decisionWord } from '../state-words.ts';
import { targetWord } from '../target-words.ts';
import { decisions, type ForkedTask } from '../task.ts';
import { taskChoices, type TaskChoices } from './choices.ts';
import { LocalFields, shownTask } from './task-fields.tsx';

const forkPath = (id: string): string => `${planPath(id)}/ke-thua`;

/** The tasks of the superior plan one beside the other with what was decided, and the page to decide each. */
export function forking(desk: Desk): void {
	desk.get(forkPath(anId()), async (call, request) => {
		const open = await openPlan(call, request.param('id'));
		allow(mayEditPlan(call.actor, open.plan));
		return {
			title: m.campaigns_fork_title(),
			lead: m.campaigns_fork_lead(),
			crumbs: [{ label: m.campaigns_plan_title({ unit: open.unit.name }), href: planPath(open.plan.id) }],
			body: open.parent ? <ForkTable open={open} /> : <Notice kind="info" title={m.campaigns_fork_none()} />,
		};
	});

	desk.form(`${forkPath(anId())}/${anId('task')}`, {
		schema: decideForm,
		async show(call, request, state) {
			const open = await openPlan(call, request.param('id'));
			allow(mayEditPlan(call.actor, open.plan));
			// Decided in a plan in force, it is an amendment of it, which is signed.
			if (isInForce(open.plan.state)) requireElevation(call);
			const forked = found(open.fork.find(({ parent }) => parent.id === request.param('task')));
			return {
				title: m.campaigns_fork_answer(),
				crumbs: [{ label: m.campaigns_fork_title(), href: forkPath(open.plan.id) }],
				body: <DecideForm open={open} forked={forked} state={state} choices={await taskChoices(call, open.plan)} />,
			};
		},
		async accept(call, request, typed) {
			await decideTask(call, request.param('id'), request.param('task'), typed as TaskDecision, await request.seen());
			const { fork, plan } = await openPlan(call, request.param('id'));
			const next = fork.find(({ own }) => !own);
			const goesOn = (await request.form()).get('next') === 'yes' && next;
			return seeOther(goesOn ? `${forkPath(plan.id)}/${next.parent.id}` : forkPath(plan.id), 'campaigns_fork_decided');
		},
	});
}

const ForkTable = ({ open: { fork, plan, coverage } }: { open: OpenPlan }) => (
	<>
		<Progress label={m.campaigns_plan_coverage()} done={coverage.dealtWith} total={coverage.all} />
		<Table
			caption={m.campaigns_fork_title()}
			columns={[
				{ key: 'theirs', title: m.campaigns_fork_theirs(), cell: ({ parent }) => parent.content },
				{ key: 'answer', title: m.campaigns_fork_answer(), cell: (forked) => <Answer {...forked} /> },
				{ key: 'due', title: m.campaigns_task_due(), cell: ({ own }) => formatDate(own?.dueOn) },
				{
					key: 'target',
					title: m.campaigns_task_target(),
					align: 'end',
					cell: ({ own }) => own && targetWord(own),
				},
			]}
			rows={fork}
			rowHref={({ parent }) => `${forkPath(plan.id)}/${parent.id}`}
		/>
	</>
);

const Answer = ({ parent, own }: ForkedTask) => {
	if (!own?.decision) return <State kind="open">{m.campaigns_decision_undecided()}</State>;
	return (
		<>
			<State kind="done">{decisionWord(own.decision)}</State>
			{own.decisionReason && <small class="muted block">{own.decisionReason}</small>}
			{own.decision !== 'notApplicable' && copiesParent(parent, own) && (
				<State kind="soon">{m.campaigns_fork_copies()}</State>
			)}
		</>
	);
};

type DecideProps = { open: OpenPlan; forked: ForkedTask; state: FormState; choices: TaskChoices };

const DecideForm = ({ open: { plan, names }, forked: { parent, own }, state, choices }: DecideProps) => {
	const stored = own
		? { ...shownTask(own), decision: own.decision, reason: own.decisionReason }
		: { ...shownTask({ leadUnitId: plan.keeperId }), content: parent.content, product: parent.product };
	const shown: Record<string, unknown> = { ...stored, ...state.values };
	const field = typed(shown, state.errors);
	return (
		<>
			<ErrorSummary errors={state.errors} />
			{state.problem && <Notice kind="problem" title={state.problem} />}
			<Facts
				rows={[
					[m.campaigns_fork_theirs(), parent.content],
					[m.campaigns_task_lead(), (parent.leadUnitId && names.get(parent.leadUnitId)?.name) || ''],
					[m.campaigns_task_due(), formatDate(parent.dueOn)],
					[m.campaigns_task_product(), parent.product],
					[m.campaigns_task_target(), targetWord(parent)],
				]}
			/>
			<ActionForm action={`${forkPath(plan.id)}/${parent.id}`} seen={markOfTask(parent)}>
				<Radios
					{...field('decision')}
					label={m.campaigns_fork_answer()}
					choices={decisions.map((decision) => ({ value: decision, label: decisionWord(decision) }))}
				/>
				<div class="unless-notApplicable">
					<Fieldset title={m.campaigns_fork_local()} hint={m.campaigns_fork_local_hint()}>
						<LocalFields shown={shown} errors={state.errors} choices={choices} />
					</Fieldset>
				</div>
				<div class="if-adapted">
					<Fieldset title={m.campaigns_fork_own()} hint={m.campaigns_fork_own_hint()}>
						<TextArea {...field('content')} label={m.campaigns_task_content()} rows={3} maxlength={4000} />
						<TextField {...field('product')} label={m.campaigns_task_product()} maxlength={500} optional />
					</Fieldset>
				</div>
				<div class="if-notApplicable">
					<TextArea
						{...field('reason')}
						label={m.campaigns_decide_reason()}
						hint={m.campaigns_decide_reason_hint()}
						rows={2}
						maxlength={1000}
					/>
				</div>
				<Buttons>
					<Button name="next" value="yes">
						{m.campaigns_fork_next()}
					</Button>
					<Button weight="plain">{m.ui_save()}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
};
