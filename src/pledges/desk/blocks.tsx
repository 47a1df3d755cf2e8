import { choicesBelow, choicesHeld, unitNamed } from '#activities';
import { lineOf } from '#organisation';
import {
	allow,
	anId,
	numberAsked,
	numberIn,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type Request,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Checkboxes,
	EmptyState,
	ErrorSummary,
	Facts,
	LinkButton,
	Notice,
	NumberField,
	Part,
	Select,
	TextField,
	typed,
} from '#ui';
import { m } from '#words';
import { arrangeBlock } from '../arrange-block.ts';
import { listBlockUnits } from '../block.store.ts';
import { blockOf } from '../open-block.ts';
import { arrangingPath, blockPath, draftingPath, pledgesPath } from '../paths.ts';
import { blockForm } from '../pledge.form.ts';
import { mayArrange, mayPrepare } from '../pledge.policy.ts';

/** Arranging the units under a unit in blocks, and one block. */
export function blocks(desk: Desk): void {
	desk.form(arrangingPath, {
		schema: blockForm,
		show: form,
		async accept(call, request, { lead, deputy, ...block }) {
			const unitId = numberIn(request.query('don-vi'));
			const id = await arrangeBlock(call, { ...block, unitId, leadUnitId: lead, deputyUnitId: deputy });
			return seeOther(blockPath(id), 'pledges_notice_arranged');
		},
	});

	desk.get(blockPath(anId()), async (call, request) => {
		const block = await blockOf(call, request.param('id'));
		const units = await listBlockUnits(call, block.id);
		const prepares = mayPrepare(call.actor, block);
		return {
			title: block.name,
			lead: m.pledges_block_of({ year: block.year, unit: await unitNamed(call, block.nodeId) }),
			crumbs: [{ href: pledgesPath, label: m.pledges_title() }],
			action: prepares ? <LinkButton href={draftingPath(block.id)}>{m.pledges_draft_new()}</LinkButton> : undefined,
			body: (
				<>
					<Facts
						rows={[
							[m.pledges_block_lead(), block.leadName],
							[m.pledges_block_deputy(), block.deputyName],
						]}
					/>
					<Part title={m.pledges_block_units()}>
						<ul>
							{units.map((unit) => (
								<li>{unit.name}</li>
							))}
						</ul>
					</Part>
				</>
			),
		};
	});
}

async function form(call: Call, request: Request, { values, errors, problem }: FormState): Promise<View> {
	const held = await choicesHeld(call, 'unitHead', 'focalOfficer');
	const unitId = numberAsked(request.query('don-vi')) ?? Number(held[0]?.value);
	allow(held.length > 0 && mayArrange(call.actor, { line: await lineOf(call, unitId) }));
	const units = await choicesBelow(call, unitId);
	const field = typed(Object.keys(values).length > 0 ? values : { year: Number(call.today.slice(0, 4)) }, errors);
	const crumbs = [{ href: pledgesPath, label: m.pledges_title() }];
	const title = m.pledges_block_new();
	if (units.length < 2) {
		return {
			title,
			crumbs,
			body: <EmptyState title={m.pledges_block_alone()}>{m.pledges_block_alone_what()}</EmptyState>,
		};
	}
	return {
		title,
		lead: m.pledges_block_under({ unit: await unitNamed(call, unitId) }),
		crumbs,
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={`${arrangingPath}?don-vi=${unitId}`}>
					<TextField
						{...field('name')}
						label={m.pledges_block_name()}
						hint={m.pledges_block_name_hint()}
						maxlength={200}
					/>
					<NumberField {...field('year')} value={String(field('year').value ?? '')} label={m.pledges_year()} />
					<Checkboxes
						name="units[]"
						error={errors['units']}
						label={m.pledges_block_units()}
						hint={m.pledges_block_units_hint()}
						values={[values['units'] ?? []].flat()}
						choices={units}
					/>
					<Select {...field('lead')} label={m.pledges_block_lead()} choices={units} />
					<Select {...field('deputy')} label={m.pledges_block_deputy()} choices={units} optional />
					<Buttons>
						<Button>{m.pledges_block_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
