import { z } from 'zod';
import { namesOf } from '#organisation';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type Request, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Facts,
	Notice,
	Radios,
	Table,
	TextArea,
	typed,
	type Column,
} from '#ui';
import { formatDate, m } from '#words';
import { written } from '../desk/desk.form.ts';
import { judgeRelative } from '../routing/judge-relative.ts';
import { listRelationsToJudge, type WaitingRelation } from '../routing/relation.store.ts';
import { seatOf } from '../seat.store.ts';
import { judgedPath, judgingPath, oversightPath } from './paths.ts';

const judgement = z.object({
	confirmed: z.enum(['yes', 'no'], { error: () => m.feedback_desk_error_choose() }),
	ground: written(1_000).min(10, { error: () => m.feedback_judging_error_ground() }),
});

/** Relatives whom one member declared and the other did not confirm: the oversight body looks into them. */
export function judging(desk: Desk): void {
	desk.get(judgingPath, (call) => list(call));
	desk.form(judgedPath(anId('member'), anId('relative')), {
		schema: judgement,
		show: async (call, request, state) => one(call, await waiting(call, pairOf(request)), state),
		async accept(call, request, { confirmed, ground }) {
			await judgeRelative(call, pairOf(request), { confirmed: confirmed === 'yes', ground });
			return seeOther(judgingPath, 'feedback_judging_notice_judged');
		},
	});
}

const pairOf = (request: Request) => ({ memberId: request.param('member'), relativeId: request.param('relative') });

const waiting = async (call: Call, { memberId, relativeId }: ReturnType<typeof pairOf>): Promise<WaitingRelation> =>
	found(
		(await listRelationsToJudge(call)).find((each) => each.memberId === memberId && each.relativeId === relativeId),
	);

const crumbs = () => [{ href: oversightPath, label: m.feedback_oversight_title() }];

async function list(call: Call): Promise<View> {
	allow((await seatOf(call)).oversees);
	const rows = await listRelationsToJudge(call);
	return {
		title: m.feedback_judging_title(),
		lead: m.feedback_judging_lead(),
		crumbs: crumbs(),
		body: (
			<Table
				caption={m.feedback_judging_title()}
				columns={columns(await unitsOf(call, rows))}
				rows={rows}
				rowHref={({ memberId, relativeId }) => judgedPath(memberId, relativeId)}
				empty={<EmptyState title={m.feedback_judging_none()}>{m.feedback_judging_none_what()}</EmptyState>}
			/>
		),
	};
}

type Units = Awaited<ReturnType<typeof namesOf>>;
const unitsOf = (call: Call, rows: readonly WaitingRelation[]): Promise<Units> =>
	namesOf(
		call,
		rows.flatMap(({ unitId, relativeUnitId }) => [unitId ?? [], relativeUnitId ?? []].flat()),
	);
const nameIn = (units: Units, unitId: number | null): string | undefined =>
	unitId === null ? undefined : units.get(unitId)?.name;

const columns = (units: Units): Column<WaitingRelation>[] => [
	{ key: 'by', title: m.feedback_judging_by(), cell: ({ fullName }) => fullName },
	{ key: 'relative', title: m.feedback_judging_relative(), cell: ({ relativeName }) => relativeName },
	{ key: 'unit', title: m.feedback_judging_unit(), cell: ({ unitId }) => nameIn(units, unitId) },
	{
		key: 'relativeUnit',
		title: m.feedback_judging_relativeUnit(),
		cell: ({ relativeUnitId }) => nameIn(units, relativeUnitId),
	},
	{ key: 'on', title: m.feedback_judging_on(), cell: ({ declaredOn }) => formatDate(declaredOn) },
];

async function one(call: Call, relation: WaitingRelation, { values, errors, problem }: FormState): Promise<View> {
	const units = await unitsOf(call, [relation]);
	const field = typed(values, errors);
	return {
		title: m.feedback_judging_of({ name: relation.fullName, relative: relation.relativeName }),
		lead: relation.ending ? m.feedback_judging_ending() : m.feedback_judging_what(),
		crumbs: [...crumbs(), { href: judgingPath, label: m.feedback_judging_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Facts
					rows={[
						[m.feedback_judging_by(), relation.fullName],
						[m.feedback_judging_unit(), nameIn(units, relation.unitId)],
						[m.feedback_judging_relative(), relation.relativeName],
						[m.feedback_judging_relativeUnit(), nameIn(units, relation.relativeUnitId)],
						[m.feedback_judging_on(), formatDate(relation.declaredOn)],
					]}
				/>
				<ActionForm action={judgedPath(relation.memberId, relation.relativeId)}>
					<Radios
						{...field('confirmed')}
						label={m.feedback_judging_choice()}
						choices={[
							{ value: 'yes', label: m.feedback_judging_yes() },
							{ value: 'no', label: relation.ending ? m.feedback_judging_no_ending() : m.feedback_judging_no() },
						]}
					/>
					<TextArea
						{...field('ground')}
						label={m.feedback_judging_ground()}
						hint={m.feedback_judging_ground_hint()}
						maxlength={1_000}
					/>
					<Buttons>
						<Button>{m.feedback_judging_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
