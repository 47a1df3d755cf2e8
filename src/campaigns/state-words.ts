import { m } from '#words';
import type { StateKind } from '#ui';
import type { CampaignMove, CampaignState } from './campaign.ts';
import type { PlanState } from './plan.ts';
import type { Decision } from './task.ts';

/** The word of a campaign's state. */
export const stateWord = (state: CampaignState): string => m[`campaigns_state_${state}`]();
/** What the button of a move says. */
export const moveWord = (move: CampaignMove): string => m[`campaigns_move_${move}`]();
export const planStateWord = (state: PlanState): string => m[`campaigns_plan_state_${state}`]();
export const decisionWord = (decision: Decision): string => m[`campaigns_decision_${decision}`]();

export const stateKind: Record<CampaignState, StateKind> = {
	draft: 'open',
	issued: 'running',
	launched: 'running',
	running: 'running',
	reviewing: 'soon',
	closed: 'done',
	archived: 'stopped',
};

export const planStateKind: Record<PlanState, StateKind> = {
	draft: 'open',
	inReview: 'soon',
	signed: 'running',
	issued: 'done',
	amended: 'done',
	superseded: 'stopped',
	closed: 'stopped',
};
