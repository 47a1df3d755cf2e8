import { choicesBelow } from '#activities';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Fieldset, Notice, Select, TextArea, TextField, typed } from '#ui';
import { m } from '#words';
import { joinPledge } from '../join-pledge.ts';
import { blockOf } from '../open-block.ts';
import { addendumPath, pledgePath, pledgesPath } from '../paths.ts';
import { addendumForm } from '../pledge.form.ts';
import { mayPrepare } from '../pledge.policy.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import type { Pledge } from '../pledge.ts';
import { TargetFields } from './text-fields.tsx';

/** A unit joins a signed pledge by an addendum. */
export function joining(desk: Desk): void {
	desk.form(addendumPath(anId()), {
		schema: addendumForm,
		show: async (call, request, state) => form(call, found(await findPledge(call, request.param('id'))), state),
		async accept(call, request, { unitId, addendum }) {
			await joinPledge(call, request.param('id'), unitId, addendum);
			return seeOther(pledgePath(request.param('id')), 'pledges_notice_joined');
		},
	});
}

async function form(call: Call, pledge: Pledge, { values, errors, problem }: FormState): Promise<View> {
	const block = await blockOf(call, pledge.blockId);
	allow(mayPrepare(call.actor, block));
	const parties = new Set((await listParties(call, pledge.id)).map((party) => String(party.keeperId)));
	const units = (await choicesBelow(call, block.nodeId)).filter((unit) => !parties.has(unit.value));
	const field = typed(values, errors);
	return {
		title: m.pledges_addendum_new(),
		lead: pledge.title,
		crumbs: [
			{ href: pledgesPath, label: m.pledges_title() },
			{ href: pledgePath(pledge.id), label: pledge.title },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={addendumPath(pledge.id)}>
					<Select
						{...field('unit')}
						label={m.pledges_addendum_unit()}
						hint={m.pledges_addendum_unit_hint()}
						choices={units}
					/>
					<Fieldset title={m.pledges_addendum_targets()}>
						<TargetFields field={field} shown={values} />
					</Fieldset>
					<TextField {...field('title')} label={m.pledges_titles()} optional maxlength={200} />
					<TextArea {...field('note')} label={m.pledges_note()} optional rows={3} />
					<Buttons>
						<Button>{m.pledges_addendum_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
