import { expect, test } from 'vitest';
import type { Actor } from '#platform';
import * as policy from './campaign.policy.ts';
import type { CampaignMove } from './campaign.ts';

const actor = (kind: Actor['kind'], ...posts: [role: string, unitId: number][]): Actor => ({
	kind,
	accountId: kind === 'operator' ? null : 'somebody',
	memberId: null,
	displayName: '',
	unitId: null,
	posts: posts.map(([role, unitId]) => ({ role, unitId })),
	elevatedAt: null,
});
const [ministry, province] = [1, 2];
const plan = { keeperId: province };

const people = {
	head: actor('session', ['unitHead', province]),
	focal: actor('session', ['focalOfficer', province]),
	member: actor('session', ['member', province]),
	auditor: actor('session', ['auditor', province]),
	administrator: actor('session', ['administrator', province]),
	above: actor('session', ['unitHead', ministry], ['focalOfficer', ministry]),
	nobody: actor('public'),
	operator: actor('operator'),
};
type Person = keyof typeof people;
const allowed = (may: (who: Actor) => boolean) =>
	(Object.keys(people) as Person[]).filter((person) => may(people[person]));

test.each([
	['create a campaign', (who: Actor) => policy.mayCreateCampaign(who, province), ['head', 'focal', 'operator']],
	['write a plan', (who: Actor) => policy.mayEditPlan(who, plan), ['head', 'focal', 'operator']],
	['sign a plan', (who: Actor) => policy.maySignPlan(who, plan), ['head', 'operator']],
	['return a plan', (who: Actor) => policy.mayReturnPlan(who, plan), ['head', 'operator']],
	['issue a plan', (who: Actor) => policy.mayIssuePlan(who, plan), ['head', 'focal', 'operator']],
	['cascade a plan', (who: Actor) => policy.mayCascadePlan(who, plan), ['head', 'focal', 'operator']],
	['amend a plan', (who: Actor) => policy.mayAmendPlan(who, plan), ['head', 'operator']],
	['close a plan', (who: Actor) => policy.mayClosePlan(who, plan), ['head', 'operator']],
	['say that a task is done', (who: Actor) => policy.mayCompleteTask(who, province), ['head', 'focal', 'operator']],
] as const)('who may %s', (_what, may, who) => expect(allowed(may)).toEqual(who));

test.each<[CampaignMove, Person[]]>([
	['issue', ['head', 'operator']],
	['launch', ['head', 'focal', 'operator']],
	['run', ['head', 'focal', 'operator']],
	['review', ['head', 'focal', 'operator']],
	['close', ['head', 'operator']],
	['archive', ['head', 'operator']],
])('who may %s a campaign', (move, who) => {
	expect(allowed((person) => policy.mayMoveCampaign(person, plan, move))).toEqual(who);
});

test('an approver of the unit may publish a campaign, an approver of another may not', () => {
	expect(policy.mayPublishCampaign(actor('session', ['approver', province]), plan)).toBe(true);
	expect(policy.mayPublishCampaign(actor('session', ['approver', ministry]), plan)).toBe(false);
});
