import { planPath } from '#campaigns';
import { m } from '#words';
import { unitsHeld, type Call } from '#platform';
import { mayChangeInstallation, installationOf } from '#portal';
import { findHouseProgress, findPlanProgress, findProgress } from './guide.store.ts';

/** A step of a newcomer's way into the house. */
export type GuideStep = { label: string; hint: string; href: string; done: boolean };

/** The way of this person by the roles held. Empty once all of it is done: then there is nothing to guide. */
export async function guideOf(call: Call): Promise<GuideStep[]> {
	const steps = [...(await ownSteps(call)), ...(await unitSteps(call)), ...(await houseSteps(call))];
	return steps.every(({ done }) => done) ? [] : steps;
}

/** Everybody's: the account, what is to be studied, the own commitment. */
async function ownSteps(call: Call): Promise<GuideStep[]> {
	const { secondFactor, documentsRead, commitmentSent } = await findProgress(call);
	return [
		{
			label: m.home_guide_secondFactor(),
			hint: m.home_guide_secondFactor_hint(),
			href: '/lam-viec/tai-khoan',
			done: secondFactor,
		},
		...step(documentsRead, { label: m.home_guide_read(), hint: m.home_guide_read_hint(), href: '/lam-viec/tai-lieu' }),
		...step(commitmentSent, {
			label: m.home_guide_commit(),
			hint: m.home_guide_commit_hint(),
			href: '/lam-viec/cam-ket',
		}),
	];
}

/** Of who keeps the papers of a unit: its plan, and the launch. */
async function unitSteps(call: Call): Promise<GuideStep[]> {
	const units = unitsHeld(call.actor, 'focalOfficer', 'unitHead');
	const plan = units.length === 0 ? undefined : await findPlanProgress(call, units);
	if (!plan) return [];
	const href = planPath(plan.planId);
	return [
		{ label: m.home_guide_decide(), hint: m.home_guide_decide_hint(), href, done: plan.decided },
		{ label: m.home_guide_issue(), hint: m.home_guide_issue_hint(), href, done: plan.issued },
		{
			label: m.home_guide_launch(),
			hint: m.home_guide_launch_hint(),
			href: '/lam-viec/su-kien',
			done: plan.launched,
		},
	];
}

/** Of the administrator of the root: what a house needs before anything else can be done in it. */
async function houseSteps(call: Call): Promise<GuideStep[]> {
	if (!mayChangeInstallation(call.actor, await installationOf(call))) return [];
	const { units, members, accounts, contact } = await findHouseProgress(call);
	return [
		{
			label: m.home_guide_units(),
			hint: m.home_guide_units_hint(),
			href: '/lam-viec/sap-xep/nhap-don-vi',
			done: units,
		},
		{ label: m.home_guide_members(), hint: m.home_guide_members_hint(), href: '/lam-viec/thanh-vien', done: members },
		{
			label: m.home_guide_accounts(),
			hint: m.home_guide_accounts_hint(),
			href: '/lam-viec/nguoi-dung',
			done: accounts,
		},
		{
			label: m.home_guide_contact(),
			hint: m.home_guide_contact_hint(),
			href: '/lam-viec/cong-thong-tin',
			done: contact,
		},
	];
}

const step = (done: boolean | null, about: Omit<GuideStep, 'done'>): GuideStep[] =>
	done === null ? [] : [{ ...about, done }];
