import { holds, isOperator, unitsHeld, type Actor } from '#platform';
import type { Campaign, CampaignMove } from './campaign.ts';
import type { Plan } from './plan.ts';

type Kept = Pick<Campaign | Plan, 'keeperId'>;

/** Who may begin a campaign led by a unit: its head and its focal officers. */
export const mayCreateCampaign = (actor: Actor, unitId: number): boolean => writes(actor, unitId);

/** Who may change what a draft campaign says. */
export const mayEditCampaign = (actor: Actor, campaign: Kept): boolean => writes(actor, campaign.keeperId);

/** Issuing, closing and archiving are the head's; the steps between are daily work and the focal officer's too. */
export const mayMoveCampaign = (actor: Actor, campaign: Kept, move: CampaignMove): boolean =>
	['issue', 'close', 'archive'].includes(move) ? heads(actor, campaign.keeperId) : writes(actor, campaign.keeperId);

/** Who may show a campaign on the portal, or take it off: the head, or an approver of the unit. */
export const mayPublishCampaign = (actor: Actor, campaign: Kept): boolean =>
	isOperator(actor) || holds(actor, campaign.keeperId, 'unitHead', 'approver');

/** Who writes a plan: people of the unit itself, never of the unit above. */
export const mayDraftPlan = (actor: Actor, unitId: number): boolean => writes(actor, unitId);
export const mayEditPlan = (actor: Actor, plan: Kept): boolean => writes(actor, plan.keeperId);
export const maySubmitPlan = mayEditPlan;

/** The head reads what was submitted, and returns or signs it. */
export const mayReturnPlan = (actor: Actor, plan: Kept): boolean => heads(actor, plan.keeperId);
export const maySignPlan = (actor: Actor, plan: Kept): boolean => heads(actor, plan.keeperId);

/** A signed plan is numbered and sent out by the head or, as a clerk would, by a focal officer. */
export const mayIssuePlan = mayEditPlan;
export const mayCascadePlan = mayEditPlan;

/** What changes a signed plan needs the head, as signing did; so does an answer to a proposal once it is in force. */
export const mayAmendPlan = (actor: Actor, plan: Kept): boolean => heads(actor, plan.keeperId);
export const mayClosePlan = mayAmendPlan;

/** The unit that leads a task says that it is done. */
export const mayCompleteTask = (actor: Actor, leadKeeperId: number): boolean => writes(actor, leadKeeperId);

/** Units for which somebody writes: as focal officer or head. */
export const writesFor = (actor: Actor): number[] => unitsHeld(actor, 'focalOfficer', 'unitHead');
export const writesAnywhere = (actor: Actor): boolean => isOperator(actor) || writesFor(actor).length > 0;

const heads = (actor: Actor, unitId: number): boolean => isOperator(actor) || holds(actor, unitId, 'unitHead');
const writes = (actor: Actor, unitId: number): boolean =>
	isOperator(actor) || holds(actor, unitId, 'focalOfficer', 'unitHead');
