import { allow, anId, type Desk } from '#platform';
import { PrintDocument } from '#ui';
import { formatDate, formatPeriod, m } from '#words';
import type { Measure } from '../campaign.ts';
import { listMeasures } from '../campaign.store.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { printedNumber } from '../plan.ts';
import { listEditions } from '../plan.store.ts';
import { targetWord } from '../target-words.ts';
import type { Task } from '../task.ts';

/** The plan on paper, as Decree 30/2020/NĐ-CP lays a plan out: purpose, measures with their tasks, organisation, signer, recipients. */
export function printing(desk: Desk): void {
	desk.get(`${planPath(anId())}/in`, async (call, request) => {
		const open = await openPlan(call, request.param('id'));
		allow(open.readable);
		const [measures, editions] = [await listMeasures(call, open.campaign.id), await listEditions(call, open.plan.id)];
		const amendedAt = editions.length > 1 ? editions.at(-1)!.fixedAt : undefined;
		return {
			paper: ({ illustration }) => (
				<PlanPaper open={open} measures={measures} amendedAt={amendedAt} illustration={illustration} />
			),
		};
	});
}

type PaperProps = { open: OpenPlan; measures: Measure[]; amendedAt: Date | undefined; illustration: boolean };

const PlanPaper = ({ open, measures, amendedAt, illustration }: PaperProps) => {
	const { plan, campaign, unit, parent, text } = open;
	const tasks = open.tasks.filter((task) => !task.withdrawn && task.decision !== 'notApplicable');
	const known = new Set(measures.map(({ id }) => id));
	const groups = [
		...measures.map((measure) => ({
			title: `${measure.position}. ${measure.title}`,
			tasks: tasks.filter(({ measureId }) => measureId === measure.id),
		})),
		{
			title: m.campaigns_print_other(),
			tasks: tasks.filter(({ measureId }) => measureId === null || !known.has(measureId)),
		},
	].filter((group) => group.tasks.length > 0);
	const grounds = text.legalGrounds.length > 0 ? text.legalGrounds : campaign.legalGrounds;
	return (
		<PrintDocument
			superior={parent?.unit.name}
			issuer={unit.name}
			symbol={plan.number === null ? undefined : printedNumber(plan)}
			date={plan.signedOn ?? undefined}
			kind={m.campaigns_plan_kind()}
			subject={m.campaigns_print_subject({ title: campaign.title })}
			signatures={[
				{
					position: plan.signerPosition ?? '',
					name: plan.signerName ?? undefined,
					signedOn: plan.signedOn ? m.campaigns_print_signedMark() : undefined,
				},
			]}
			recipients={[
				...(parent ? [m.campaigns_print_above({ unit: parent.unit.name })] : []),
				m.campaigns_print_below(),
				m.campaigns_print_keep({ unit: unit.short || unit.code }),
			]}
			back={planPath(plan.id)}
			illustration={illustration}
		>
			{amendedAt && (
				<p>
					<em>({m.campaigns_print_consolidated({ date: formatDate(amendedAt) })})</em>
				</p>
			)}
			{grounds.map((ground, at) => (
				<p class="paper-ground">
					<em>
						{ground}
						{at === grounds.length - 1 ? '.' : ';'}
					</em>
				</p>
			))}
			<h2>{m.campaigns_print_part_purpose()}</h2>
			<Paragraphs text={text.purpose || campaign.purpose} />
			{(text.slogan || campaign.slogan) && (
				<p>{m.campaigns_print_slogan({ slogan: text.slogan || campaign.slogan })}</p>
			)}
			<p>{m.campaigns_print_period({ period: formatPeriod(campaign.startsOn, campaign.endsOn) })}</p>
			<h2>{m.campaigns_print_part_measures()}</h2>
			{groups.map((group) => (
				<>
					<p>
						<strong>{group.title}</strong>
					</p>
					{group.tasks.map((task) => (
						<p>- {sentence(task, open)}</p>
					))}
				</>
			))}
			<h2>{m.campaigns_print_part_organisation()}</h2>
			<Paragraphs text={`${text.organisation.replace(/\.$/, '')}${m.campaigns_print_end()}`} />
		</PrintDocument>
	);
};

const Paragraphs = ({ text }: { text: string }) => (
	<>
		{text
			.split('\n')
			.filter(Boolean)
			.map((line) => (
				<p>{line}</p>
			))}
	</>
);

const sentence = (task: Task, { names }: OpenPlan): string =>
	m.campaigns_print_task({
		content: /[.;!]$/.test(task.content) ? task.content : `${task.content}.`,
		lead: (task.leadUnitId !== null && names.get(task.leadUnitId)?.name) || '……',
		due: task.dueOn ? formatDate(task.dueOn) : '……',
		target: targetWord(task) || '……',
	});
