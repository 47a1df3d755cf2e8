import { lineOf } from '#organisation';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, Confirmation, ErrorSummary, Notice, TextField, typed } from '#ui';
import { m } from '#words';
import { exemptionForm } from '../commitment.form.ts';
import { mayExempt } from '../commitment.policy.ts';
import { findAuthor, findCommitment, type Paper } from '../commitment.store.ts';
import { exemptMember, recallMember } from '../exempt-member.ts';
import { exemptionPath, paperPath, recallPath } from '../paths.ts';
import { crumbsOf } from './writing.tsx';

/** Taking a member off the denominator, and asking again. */
export function exempting(desk: Desk): void {
	desk.form(exemptionPath(anId()), {
		schema: exemptionForm,
		show: async (call, request, state) => form(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, { reason }) {
			await exemptMember(call, request.param('id'), reason);
			return seeOther(paperPath(request.param('id')), 'commitments_notice_exempted');
		},
	});

	desk.get(recallPath(anId()), async (call, request) => {
		const paper = found(await findCommitment(call, request.param('id')));
		allow(mayExempt(call.actor, paper, await lineOf(call, paper.unitId)));
		const name = (await findAuthor(call, paper))?.fullName ?? '';
		return {
			title: m.commitments_recall_title({ name }),
			crumbs: crumbsOf(paper),
			body: (
				<Confirmation action={recallPath(paper.id)} confirm={m.commitments_recall_do()} back={paperPath(paper.id)}>
					<p>{m.commitments_recall_what({ reason: paper.exemptReason ?? '' })}</p>
				</Confirmation>
			),
		};
	});
	desk.post(recallPath(anId()), async (call, request) => {
		await recallMember(call, request.param('id'));
		return seeOther(paperPath(request.param('id')), 'commitments_notice_recalled');
	});
}

async function form(call: Call, paper: Paper, { values, errors, problem }: FormState): Promise<View> {
	allow(mayExempt(call.actor, paper, await lineOf(call, paper.unitId)));
	const field = typed(values, errors);
	return {
		title: m.commitments_exempt_title({ name: (await findAuthor(call, paper))?.fullName ?? '' }),
		lead: m.commitments_exempt_what(),
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={exemptionPath(paper.id)}>
					<TextField
						{...field('reason')}
						label={m.commitments_exempt_reason()}
						hint={m.commitments_exempt_reason_hint()}
						maxlength={300}
					/>
					<Buttons>
						<Button>{m.commitments_exempt_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
