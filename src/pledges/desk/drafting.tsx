import { listActivities } from '#activities';
import { listCampaigns, takesWork } from '#campaigns';
import { allow, anId, found, Invalid, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Checkboxes,
	ErrorSummary,
	Fieldset,
	Notice,
	Select,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { listBlockUnits } from '../block.store.ts';
import { draftPledge, editPledge, markOfDraft } from '../draft-pledge.ts';
import { blockOf, type BlockInLine } from '../open-block.ts';
import { blockPath, draftingPath, editingPath, pledgePath, pledgesPath } from '../paths.ts';
import { movementRows, pledgeForm } from '../pledge.form.ts';
import { mayPrepare } from '../pledge.policy.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import type { Party, Pledge } from '../pledge.ts';
import { MovementFields, rowsToShow, TargetFields } from './text-fields.tsx';

/** Writing a pledge while it is a draft. */
export function drafting(desk: Desk): void {
	desk.form(draftingPath(anId()), {
		schema: pledgeForm,
		async show(call, request, state) {
			const block = await blockOf(call, request.param('id'));
			const units = await listBlockUnits(call, block.id);
			const first = {
				title: m.pledges_draft_title({ block: block.name, year: block.year }),
				parties: units.map((unit) => String(unit.unitId)),
			};
			return form(call, block, { action: draftingPath(block.id), isNew: true }, state, first);
		},
		async accept(call, request, draft) {
			if (!(draft.campaignId > 0)) throw Invalid.at('campaign', () => m.pledges_error_campaign());
			const id = await draftPledge(call, { ...draft, blockId: request.param('id') });
			return seeOther(pledgePath(id), 'pledges_notice_drafted');
		},
	});

	desk.form(editingPath(anId()), {
		schema: pledgeForm,
		async show(call, request, state) {
			const pledge = found(await findPledge(call, request.param('id')));
			const block = await blockOf(call, pledge.blockId);
			const parties = await listParties(call, pledge.id);
			const setting = { action: editingPath(pledge.id), isNew: false, seen: markOfDraft(pledge, parties) };
			return form(call, block, setting, state, fieldsOf(pledge, parties));
		},
		async accept(call, request, draft) {
			await editPledge(call, request.param('id'), draft, await request.seen());
			return seeOther(pledgePath(request.param('id')), 'pledges_notice_edited');
		},
	});
}

type Shown = Record<string, unknown>;

async function form(
	call: Call,
	block: BlockInLine,
	setting: { action: string; isNew: boolean; seen?: string },
	{ values, errors, problem }: FormState,
	stored: Shown,
): Promise<View> {
	allow(mayPrepare(call.actor, block));
	const shown: Shown = Object.keys(values).length > 0 ? values : stored;
	const field = typed(shown, errors);
	const units = await listBlockUnits(call, block.id);
	const campaigns = (await listCampaigns(call)).filter(({ state }) => takesWork(state));
	const ceremonies = (
		await listActivities(call, { q: '', state: '', kind: '', unitId: null, limit: 200, offset: 0 })
	).rows.filter(
		({ kind, state }) => (kind === 'launchCeremony' || kind === 'signingCeremony') && state !== 'cancelled',
	);
	return {
		title: setting.isNew ? m.pledges_draft_new() : m.pledges_edit(),
		lead: m.pledges_block_lead_line({ block: block.name, year: block.year }),
		crumbs: [
			{ href: pledgesPath, label: m.pledges_title() },
			{ href: blockPath(block.id), label: block.name },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={setting.action} seen={setting.seen}>
					<TextField {...field('title')} label={m.pledges_pledge_title()} maxlength={300} />
					{setting.isNew && (
						<Select
							{...field('campaign')}
							label={m.pledges_campaign()}
							choices={campaigns.map((each) => ({ value: String(each.id), label: each.title }))}
						/>
					)}
					<Select
						{...field('activity')}
						label={m.pledges_ceremony()}
						optional
						empty={m.pledges_ceremony_none()}
						choices={ceremonies.map((event) => ({
							value: event.id,
							label: `${event.title} (${formatDate(event.takesPlaceOn)})`,
						}))}
					/>
					<Checkboxes
						name="parties[]"
						error={errors['parties']}
						label={m.pledges_parties()}
						hint={m.pledges_parties_hint()}
						values={[shown['parties'] ?? []].flat().map(String)}
						choices={units.map((unit) => ({ value: String(unit.unitId), label: unit.name }))}
					/>
					<TextArea {...field('grounds')} label={m.pledges_grounds()} optional rows={3} />
					<Fieldset title={m.pledges_movements()} hint={m.pledges_movements_hint()}>
						{rowsToShow(shown, 'movement', movementRows, 1).map((row) => (
							<MovementFields field={field} row={row} />
						))}
					</Fieldset>
					<Fieldset title={m.pledges_targets()} hint={m.pledges_targets_hint()}>
						<TargetFields field={field} shown={shown} />
					</Fieldset>
					<Fieldset title={m.pledges_titles()} hint={m.pledges_titles_hint()}>
						{units.map((unit) => (
							<TextField {...field(`title_${unit.unitId}`)} label={unit.name} optional maxlength={200} />
						))}
					</Fieldset>
					<TextArea {...field('checking')} label={m.pledges_checking()} optional rows={3} />
					<Buttons>
						<Button>{m.pledges_draft_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

/** A stored pledge as the fields of its form. */
const fieldsOf = ({ title, activityId, content }: Pledge, parties: readonly Party[]): Shown => ({
	title,
	activity: activityId ?? '',
	grounds: content.grounds,
	checking: content.checking,
	parties: parties.map((party) => String(party.unitId)),
	...Object.fromEntries(content.titles.map((each) => [`title_${each.unitId}`, each.title])),
	...Object.fromEntries(
		content.movements.flatMap((movement, row) => [
			[`movement${row}`, movement.name],
			[`goal${row}`, movement.goal],
			[`starts${row}`, movement.startsOn],
			[`reviewed${row}`, movement.reviewedOn],
		]),
	),
	...Object.fromEntries(
		content.targets.flatMap((target, row) => [
			[`indicator${row}`, target.indicator],
			[`unit${row}`, target.unit],
			[`plan${row}`, target.plan],
			[`note${row}`, target.note],
		]),
	),
});
