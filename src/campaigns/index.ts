/**
 * Campaigns, the plans of units in them, and how a plan goes down the tree: cascaded by the unit above, forked by the
 * unit below, signed, issued, amended.
 */
export { campaignStates, takesPlans, type Campaign, type CampaignState, type Measure } from './campaign.ts';
export type { Coverage, Decision } from './task.ts';
export type { Expectation } from './due.ts';
export type { Plan, PlanState } from './plan.ts';
