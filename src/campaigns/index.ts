/**
 * Campaigns, the plans of units in them, and how a plan goes down the tree: cascaded by the unit above, forked by the
 * unit below, signed, issued, amended.
 */
export {
	campaignStates,
	takesPlans,
	takesWork,
	type Campaign,
	type CampaignMove,
	type CampaignState,
	type Measure,
} from './campaign.ts';
export {
	findCampaign as campaignBySlug,
	findCampaignById as campaignById,
	listCampaigns,
	listMeasures,
	readCampaignTitle,
	type ListedCampaign,
} from './campaign.store.ts';
export { createCampaign, type NewCampaign } from './create-campaign.ts';
export { addMeasure, dropMeasure, editCampaign, editMeasure } from './edit-campaign.ts';
export { moveCampaign, publishCampaign } from './move-campaign.ts';
export { stateKind as campaignStateKind, stateWord as campaignStateWord } from './state-words.ts';

export type { Plan, PlanState, PlanText } from './plan.ts';
export { findPlan, findPlanOf } from './plan.store.ts';
export { comesDown, type Coverage, type Decision, type Task, type TaskContent } from './task.ts';
export { listTasks } from './task.store.ts';
export { draftPlan, replacePlan } from './draft-plan.ts';
export { addTask, dropTask, editTask, writePlan } from './write-plan.ts';
export { decideTask, type Local, type TaskDecision } from './decide-task.ts';
export { returnPlan, submitPlan } from './submit-plan.ts';
export { signPlan, type SignPlan } from './sign-plan.ts';
export { closePlan, issuePlan } from './issue-plan.ts';
export { cascadePlan, type Cascade } from './cascade-plan.ts';
export { addTaskLater, amendTask } from './amend-plan.ts';
export { answerProposal, listProposals, type ProposalAnswer } from './answer-proposal.ts';
export { completeTask, reopenTask } from './complete-task.ts';

export { dueBy, waits, type Expectation } from './due.ts';
export { expectedOf } from './expectations.ts';
export { targetsFor } from './targets.ts';
export { workIn } from './taking-work.ts';
export { campaignPath, campaignsPath, planPath } from './paths.ts';

/** Canonical JSON, its hash, and ids that follow from a fact: for whatever is signed or counted once. */
export { canonicalJson, sha256, stableId, type Json } from './canonical.ts';

export { campaignsCreate, campaignsList } from './commands.ts';
export { campaignsTasks, campaignsTimetable } from './remind.ts';
export { campaignsDesk } from './desk.ts';
export { titleOf as campaignTitle } from './desk/listing.tsx';
