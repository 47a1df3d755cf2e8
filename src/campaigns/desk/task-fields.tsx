import { Checkboxes, DateField, NumberField, Select, TextArea, TextField, typed } from '#ui';
import { m } from '#words';
import type { TaskContent } from '../task.ts';
import type { TaskChoices } from './choices.ts';

type Typed = { shown: Record<string, unknown>; errors: Record<string, string>; choices: TaskChoices };

/** The fields of a task: what, under which measure, and the local ones. */
export const TaskFields = ({ shown, errors, choices }: Typed) => {
	const field = typed(shown, errors);
	return (
		<>
			<TextArea {...field('content')} label={m.campaigns_task_content()} rows={3} maxlength={4000} />
			<Select {...field('measureId')} label={m.campaigns_task_measure()} choices={choices.measures} optional />
			<LocalFields shown={shown} errors={errors} choices={choices} />
			<TextField {...field('product')} label={m.campaigns_task_product()} maxlength={500} optional />
			<Select
				{...field('metricKey')}
				label={m.campaigns_task_metric()}
				choices={choices.metrics}
				empty={m.campaigns_task_metric_none()}
				optional
			/>
		</>
	);
};

/** Who leads, by when, how many: what a unit must say for itself. */
export const LocalFields = ({ shown, errors, choices }: Typed) => {
	const field = typed(shown, errors);
	return (
		<>
			<Select {...field('leadUnitId')} label={m.campaigns_task_lead()} choices={choices.units} />
			<DateField {...field('startsOn')} label={m.campaigns_task_from()} optional />
			<DateField {...field('dueOn')} label={m.campaigns_task_due()} />
			<NumberField {...field('target')} label={m.campaigns_task_target()} hint={m.campaigns_task_target_hint()} />
			{choices.units.length > 1 && (
				<details>
					<summary>{m.campaigns_task_coordinating()}</summary>
					<Checkboxes
						name="coordinating[]"
						label={m.campaigns_task_coordinating()}
						error={errors['coordinating']}
						values={listed(shown['coordinating'])}
						choices={choices.units}
						optional
					/>
				</details>
			)}
		</>
	);
};

/** A task as its form shows it. */
export const shownTask = (task: Partial<TaskContent>): Record<string, unknown> => ({
	...task,
	measureId: task.measureId ?? '',
	leadUnitId: task.leadUnitId ?? '',
	coordinating: (task.coordinating ?? []).map(String),
	startsOn: task.startsOn ?? '',
	dueOn: task.dueOn ?? '',
	metricKey: task.metricKey ?? '',
	target: task.target ?? '',
});

const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
