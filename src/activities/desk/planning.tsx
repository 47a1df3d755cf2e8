import { listCampaigns, takesWork } from '#campaigns';
import { lineOf, listPath } from '#organisation';
import {
	allow,
	anId,
	found,
	numberAsked,
	numberIn,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Checkboxes,
	DateField,
	ErrorSummary,
	Notice,
	Select,
	TextArea,
	TextField,
	typed,
	type Choice,
} from '#ui';
import { m } from '#words';
import { activityKinds } from '../activity.ts';
import { planForm } from '../activity.form.ts';
import { mayKeep, mayPlan } from '../activity.policy.ts';
import { findActivity, listParticipants } from '../activity.store.ts';
import { activitiesPath, activityPath, planningPath, replanningPath } from '../paths.ts';
import { markOfPlanned, planActivity, replanActivity } from '../plan-activity.ts';
import { kindWord } from '../state-words.tsx';
import { choicesBelow, choicesHeld, unitNamed } from '../unit-choices.ts';

/** Planning an event, and changing what is planned. */
export function planning(desk: Desk): void {
	desk.form(planningPath, {
		schema: planForm,
		async show(call, request, state) {
			const held = await choicesHeld(call, 'unitHead', 'focalOfficer');
			const unitId = numberAsked(request.query('don-vi')) ?? Number(held[0]?.value);
			allow(held.length > 0 && mayPlan(call.actor, await lineOf(call, unitId)));
			const first = { kind: request.query('loai') };
			return form(
				call,
				{ unitId, action: `${planningPath}?don-vi=${unitId}`, title: m.activities_plan_new(), held },
				state,
				first,
			);
		},
		async accept(call, request, plan) {
			const id = await planActivity(call, numberIn(request.query('don-vi')), plan);
			return seeOther(activityPath(id), 'activities_notice_planned');
		},
	});

	desk.form(replanningPath(anId()), {
		schema: planForm,
		async show(call, request, state) {
			const event = found(await findActivity(call, request.param('id')));
			allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
			const participants = (await listParticipants(call, event.id)).map((unit) => String(unit.unitId));
			const stored = { ...event, campaigns: event.campaignIds.map(String), participants };
			return form(
				call,
				{
					unitId: event.keeperId,
					action: replanningPath(event.id),
					title: m.activities_replan(),
					held: [],
					seen: await markOfPlanned(call, event),
				},
				state,
				stored,
			);
		},
		async accept(call, request, plan) {
			await replanActivity(call, request.param('id'), plan, await request.seen());
			return seeOther(activityPath(request.param('id')), 'activities_notice_replanned');
		},
	});
}

type Setting = { unitId: number; action: string; title: string; held: Choice[]; seen?: string };

async function form(
	call: Call,
	setting: Setting,
	{ values, errors, problem }: FormState,
	stored: Record<string, unknown>,
): Promise<View> {
	const shown: Record<string, unknown> = Object.keys(values).length > 0 ? values : stored;
	const field = typed(shown, errors);
	const served = new Set(listOf(stored['campaigns']));
	const campaigns = (await listCampaigns(call)).filter(({ id, state }) => takesWork(state) || served.has(String(id)));
	const neighbours = await neighboursOf(call, setting.unitId);
	return {
		title: setting.title,
		lead: m.activities_owner({ unit: await unitNamed(call, setting.unitId) }),
		crumbs: [{ href: activitiesPath, label: m.activities_title() }],
		body: (
			<>
				{setting.held.length > 1 && (
					<p class="muted">
						{m.activities_otherUnit()}{' '}
						{setting.held
							.filter((unit) => unit.value !== String(setting.unitId))
							.map((unit) => (
								<a href={`${planningPath}?don-vi=${unit.value}`}>{unit.label}</a>
							))}
					</p>
				)}
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={setting.action} seen={setting.seen}>
					<Select
						{...field('kind')}
						label={m.activities_kind()}
						choices={activityKinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
					/>
					<TextField {...field('title')} label={m.activities_event_title()} maxlength={300} />
					<Checkboxes
						name="campaigns[]"
						error={errors['campaigns']}
						label={m.activities_campaigns()}
						hint={m.activities_campaigns_hint()}
						values={listOf(shown['campaigns'])}
						choices={campaigns.map((campaign) => ({ value: String(campaign.id), label: campaign.title }))}
					/>
					<DateField {...field('takesPlaceOn')} label={m.activities_day()} />
					<TextField
						{...field('begins')}
						label={m.activities_begins()}
						size="short"
						optional
						hint={m.activities_time_hint()}
					/>
					<TextField {...field('ends')} label={m.activities_ends()} size="short" optional />
					<TextField {...field('place')} label={m.activities_place()} optional maxlength={300} />
					<TextField {...field('chair')} label={m.activities_chair()} optional maxlength={200} />
					<TextArea {...field('programme')} label={m.activities_programme()} optional rows={6} />
					{neighbours.length > 0 && (
						<Checkboxes
							name="participants[]"
							label={m.activities_participants()}
							hint={m.activities_participants_hint()}
							optional
							values={listOf(shown['participants'])}
							choices={neighbours}
						/>
					)}
					<Buttons>
						<Button>{m.activities_plan_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

/** Units that may take part: those under the owner and those beside it. */
async function neighboursOf(call: Call, unitId: number): Promise<Choice[]> {
	const [, parent] = await listPath(call, unitId);
	const beside = parent === undefined ? [] : await choicesBelow(call, parent.id);
	return [...(await choicesBelow(call, unitId)), ...beside.filter((unit) => unit.value !== String(unitId))];
}

const listOf = (value: unknown): string[] => [value ?? []].flat().filter((each) => typeof each === 'string');
