import { allow, anId, Invalid, seeOther, type Call, type Desk, type Request, type View } from '#platform';
import { ActionForm, Button, Buttons, Diff, EmptyState, LinkButton, Notice, Part, TextField } from '#ui';
import { m } from '#words';
import { answerProposal } from '../answer-proposal.ts';
import { mayAmendPlan, mayEditPlan } from '../campaign.policy.ts';
import { markOfTask } from '../marks.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { isInForce } from '../plan.ts';
import { proposalForm } from '../plan.form.ts';
import type { Proposal } from '../task.ts';
import { findTaskVersion } from '../task.store.ts';

const kindWords = {
	changed: () => m.campaigns_proposal_changed(),
	withdrawn: () => m.campaigns_proposal_withdrawn(),
	added: () => m.campaigns_proposal_added(),
};

/** What changed above since the unit last looked, each with its difference and the two answers. */
export function proposing(desk: Desk): void {
	const changes = async (call: Call, request: Request): Promise<View> => {
		const open = await openPlan(call, request.param('id'));
		allow(mayEditPlan(call.actor, open.plan));
		const shown = [];
		const answers = !isInForce(open.plan.state) || mayAmendPlan(call.actor, open.plan);
		for (const proposal of open.proposals) shown.push(await one(call, open, proposal, answers));
		return {
			title: m.campaigns_proposals_title(),
			crumbs: [{ label: m.campaigns_plan_title({ unit: open.unit.name }), href: planPath(open.plan.id) }],
			body: (
				<>
					{open.proposals.length === 0 && <EmptyState title={m.campaigns_proposals_empty()} />}
					{open.proposals.length > 0 && !answers && <Notice kind="info" title={m.campaigns_proposal_headOnly()} />}
					{shown}
				</>
			),
		};
	};
	desk.get(`${planPath(anId())}/thay-doi`, changes);

	desk.post(
		`${planPath(anId())}/thay-doi/${anId('task')}`,
		async (call, request) => {
			const read = proposalForm.safeParse(await request.values());
			if (!read.success) throw new Invalid(() => m.platform_invalid_detail());
			await answerProposal(call, request.param('id'), request.param('task'), read.data, await request.seen());
			const notice = read.data.answer === 'accepted' ? 'campaigns_proposal_accepted' : 'campaigns_proposal_kept';
			return seeOther(`${planPath(request.param('id'))}/thay-doi`, notice);
		},
		changes,
	);
}

async function one(call: Call, { plan }: OpenPlan, { kind, parent, own }: Proposal, answers: boolean) {
	const seen = own?.seenVersion ? await findTaskVersion(call, parent.id, own.seenVersion) : undefined;
	return (
		<Part title={kindWords[kind]()}>
			<Diff before={kind === 'added' ? '' : (seen?.content ?? '')} after={kind === 'withdrawn' ? '' : parent.content} />
			{parent.reason && <p class="muted">{m.campaigns_proposal_why({ reason: parent.reason })}</p>}
			{answers && kind === 'added' && (
				<LinkButton href={`${planPath(plan.id)}/ke-thua/${parent.id}`}>{m.campaigns_fork_decide()}</LinkButton>
			)}
			{answers && kind !== 'added' && (
				<AnswerForm action={`${planPath(plan.id)}/thay-doi/${parent.id}`} seen={markOfTask(parent)} />
			)}
		</Part>
	);
}

const AnswerForm = ({ action, seen }: { action: string; seen: string }) => (
	<ActionForm action={action} seen={seen}>
		<TextField
			name="reason"
			label={m.campaigns_proposal_keep_reason()}
			hint={m.campaigns_proposal_keep_hint()}
			maxlength={1000}
			optional
		/>
		<Buttons>
			<Button name="answer" value="accepted">
				{m.campaigns_proposal_accept()}
			</Button>
			<Button name="answer" value="kept" weight="plain">
				{m.campaigns_proposal_keep()}
			</Button>
		</Buttons>
	</ActionForm>
);
