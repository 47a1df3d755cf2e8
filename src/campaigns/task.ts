/** What a task says, in one of its versions. */
export type TaskContent = {
	measureId: number | null;
	content: string;
	leadUnitId: number | null;
	coordinating: number[];
	startsOn: string | null;
	dueOn: string | null;
	product: string;
	/** Key of the metric whose acts are counted against the target. */
	metricKey: string | null;
	target: number | null;
};

export const decisions = ['takenOver', 'adapted', 'notApplicable'] as const;
/** What a unit says to a task of the superior plan. No answer yet: undecided. */
export type Decision = (typeof decisions)[number];

/** A task in the version in force. */
export type Task = TaskContent & {
	id: string;
	planId: string;
	position: number;
	version: number;
	withdrawn: boolean;
	/** Why this version differs from the one before. */
	reason: string;
	parentTaskId: string | null;
	decision: Decision | null;
	/** Why not applicable, or why the own wording was kept. */
	decisionReason: string;
	/** The version of the parent's task that was looked at last. */
	seenVersion: number | null;
	doneOn: string | null;
};

/** A task of the superior plan beside the unit's own answer to it. */
export type ForkedTask = { parent: Task; own: Task | undefined };

/** How much of the superior plan has been dealt with. */
export type Coverage = { dealtWith: number; all: number };

/** Does it come down to the units below? Not when it was withdrawn, nor when the superior unit itself declared it not applicable. */
export const comesDown = (task: Task): boolean => !task.withdrawn && task.decision !== 'notApplicable';

/** Puts each task of the superior plan that comes down beside the answer to it. */
export function forkOf(parentTasks: readonly Task[], ownTasks: readonly Task[]): ForkedTask[] {
	const answers = new Map(ownTasks.filter((task) => task.parentTaskId).map((task) => [task.parentTaskId, task]));
	return parentTasks.filter(comesDown).map((parent) => ({ parent, own: answers.get(parent.id) }));
}

export const coverageOf = (fork: readonly ForkedTask[]): Coverage => ({
	dealtWith: fork.filter(({ own }) => own).length,
	all: fork.length,
});

/** In whole percent, rounded down: 100 means that nothing is left. A plan without a superior one has dealt with all. */
export const coveragePercent = ({ dealtWith, all }: Coverage): number =>
	all === 0 ? 100 : Math.floor((dealtWith / all) * 100);

/** What a task lacks before its plan can be submitted. Local lead, date and number are what a copied plan lacks. */
export const lacks = (task: TaskContent): ('content' | 'leadUnitId' | 'dueOn' | 'target')[] =>
	(['content', 'leadUnitId', 'dueOn', 'target'] as const).filter((field) => task[field] === null || task[field] === '');

/** What stands between a draft and its review. */
export type Missing =
	| { kind: 'noTasks' }
	| { kind: 'noPurpose' }
	| { kind: 'undecided'; parentTaskId: string; content: string }
	| { kind: 'incomplete'; taskId: string; content: string; fields: ReturnType<typeof lacks> };

/** @param fork the tasks of the superior plan with their answers; empty for a plan without a superior one */
export function missingIn(purpose: string, ownTasks: readonly Task[], fork: readonly ForkedTask[]): Missing[] {
	const real = ownTasks.filter((task) => task.decision !== 'notApplicable' && !task.withdrawn);
	return [
		...(purpose === '' ? [{ kind: 'noPurpose' as const }] : []),
		...(real.length === 0 && fork.length === 0 ? [{ kind: 'noTasks' as const }] : []),
		...fork
			.filter(({ own }) => !own)
			.map(({ parent }) => ({ kind: 'undecided' as const, parentTaskId: parent.id, content: parent.content })),
		...real
			.map((task) => ({ kind: 'incomplete' as const, taskId: task.id, content: task.content, fields: lacks(task) }))
			.filter(({ fields }) => fields.length > 0),
	];
}

/** A change in the superior plan that the unit has not yet answered: a new wording, a withdrawal, or a new task. */
export type Proposal = { kind: 'changed' | 'withdrawn' | 'added'; parent: Task; own: Task | undefined };

/**
 * The proposals that wait for an answer. An undecided task is a proposal only once the own plan is in force; before, it
 * is simply a task still to be decided.
 */
export function proposalsFor(parentTasks: readonly Task[], ownTasks: readonly Task[], ownInForce: boolean): Proposal[] {
	const answers = new Map(ownTasks.filter((task) => task.parentTaskId).map((task) => [task.parentTaskId, task]));
	return parentTasks.flatMap((parent): Proposal[] => {
		const own = answers.get(parent.id);
		if (!own) return ownInForce && comesDown(parent) ? [{ kind: 'added', parent, own }] : [];
		if (own.withdrawn || own.seenVersion === parent.version) return [];
		return [{ kind: parent.withdrawn ? 'withdrawn' : 'changed', parent, own }];
	});
}
