import { markOf } from '#platform';
import type { Plan, PlanText } from './plan.ts';
import type { Task } from './task.ts';

/** What is decided, answered or amended is a task in one version: an amended plan never rewrites one. */
export const markOfTask = ({ id, version }: Pick<Task, 'id' | 'version'>): string => markOf(id, version);

/** What somebody rewrites in a draft, so that nobody writes over what another wrote meanwhile. */
export const markOfDraftedTask = (task: Task): string =>
	markOf(
		task.id,
		task.measureId,
		task.content,
		task.leadUnitId,
		task.coordinating,
		task.startsOn,
		task.dueOn,
		task.product,
		task.metricKey,
		task.target,
	);

export const markOfPlanText = ({ dueOn }: Plan, { slogan, purpose, legalGrounds, organisation }: PlanText): string =>
	markOf(dueOn, slogan, purpose, legalGrounds, organisation);
