import { formatDate, m } from '#words';
import type { CampaignMatter } from './campaign-matter.ts';
import { titleOf, vietnamese, type PublicTask } from './public-campaign.ts';
import { SaidText } from './said.tsx';

/** The measure groups of the plan, each with its tasks. */
export const Measures = ({ matter: { plan, measures, tasks } }: { matter: CampaignMatter }) => {
	const grouped = new Set(measures.map(({ id }) => id));
	const others = tasks.filter(({ measureId }) => measureId === null || !grouped.has(measureId));
	return (
		<>
			{!plan && <p class="muted">{m.portal_campaign_measures_none()}</p>}
			<ol class="measures">
				{measures.map((measure) => (
					<li>
						<h3>
							<SaidText said={titleOf(measure)} />
						</h3>
						<Tasks tasks={tasks.filter(({ measureId }) => measureId === measure.id)} />
					</li>
				))}
			</ol>
			{others.length > 0 && (
				<>
					<h3>{m.portal_campaign_measures_other()}</h3>
					<Tasks tasks={others} />
				</>
			)}
		</>
	);
};

const Tasks = ({ tasks }: { tasks: PublicTask[] }) =>
	tasks.length === 0 ? null : (
		<ul class="tasks">
			{tasks.map((task) => (
				<li>
					<SaidText said={vietnamese(task.content)} />
					<TaskAbout task={task} />
				</li>
			))}
		</ul>
	);

const TaskAbout = ({ task: { product, lead, dueOn } }: { task: PublicTask }) => {
	const about = [
		product && m.portal_task_product({ product }),
		lead && m.portal_task_lead({ lead }),
		dueOn && m.portal_task_due({ date: formatDate(dueOn) }),
	].filter(Boolean);
	return about.length === 0 ? null : <small class="muted">{about.join(' · ')}</small>;
};
