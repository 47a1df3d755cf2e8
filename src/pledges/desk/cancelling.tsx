import { allow, anId, Conflict, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Hint, LinkButton, Notice, TextField, typed } from '#ui';
import { m } from '#words';
import { cancelPledge } from '../cancel-pledge.ts';
import { blockOf } from '../open-block.ts';
import { cancellationPath, pledgePath, pledgesPath } from '../paths.ts';
import { cancellationForm } from '../pledge.form.ts';
import { mayArrange } from '../pledge.policy.ts';
import { findPledge } from '../pledge.store.ts';
import { after, type Pledge } from '../pledge.ts';

/** A pledge that not all sign is given up, with a reason. */
export function cancelling(desk: Desk): void {
	desk.form(cancellationPath(anId()), {
		schema: cancellationForm,
		show: async (call, request, state) => form(call, found(await findPledge(call, request.param('id'))), state),
		async accept(call, request, { reason }) {
			await cancelPledge(call, request.param('id'), reason);
			return seeOther(pledgePath(request.param('id')), 'pledges_notice_cancelled');
		},
	});
}

async function form(call: Call, pledge: Pledge, { values, errors, problem }: FormState): Promise<View> {
	const block = await blockOf(call, pledge.blockId);
	allow(mayArrange(call.actor, block));
	if (after(pledge.state, 'cancel') === undefined) throw new Conflict(() => m.pledges_conflict_notCancellable());
	const field = typed(values, errors);
	return {
		title: m.pledges_cancel(),
		lead: pledge.title,
		crumbs: [
			{ href: pledgesPath, label: m.pledges_title() },
			{ href: pledgePath(pledge.id), label: pledge.title },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={cancellationPath(pledge.id)}>
					<Hint>{m.pledges_cancel_what()}</Hint>
					<TextField {...field('reason')} label={m.pledges_cancel_reason()} maxlength={500} />
					<Buttons>
						<Button>{m.pledges_cancel_do()}</Button>
						<LinkButton href={pledgePath(pledge.id)} weight="quiet">
							{m.pledges_cancel_back()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
