import { stableId } from '#campaigns';
import { recordActs, type NewAct } from '#figures';
import { lineOf } from '#organisation';
import { allow, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { stocksIn } from './commitment.ts';
import { mayIssue } from './commitment.policy.ts';
import {
	addIssue,
	allowTime,
	enrol,
	lockIssue,
	lockIssueById,
	saveRun,
	type Enrolled,
	type Issue,
	type NewIssue,
} from './issue.store.ts';

/** What a run did: the issue, and how many members it put on the list. */
export type Run = { issueId: string; asked: number; exempt: number };

/**
 * Asks everybody on strength under a node for a commitment. Done again it adds only who came since: who is on strength
 * today, by the template of the first run. Counted by unit, one act per stock, not by person.
 */
export const issueCommitments = (call: Call, ordered: NewIssue): Promise<Run> =>
	transact(call, async (call) => {
		allow(mayIssue(call.actor, await lineOf(call, ordered.unitId)));
		if (ordered.referenceOn > call.today) {
			throw new Invalid(() => m.commitments_error_future(), { referenceOn: () => m.commitments_error_future() });
		}
		if (ordered.dueOn < ordered.referenceOn) {
			throw new Invalid(() => m.commitments_error_dueBefore(), { dueOn: () => m.commitments_error_dueBefore() });
		}
		await addIssue(call, ordered);
		return runIssue(call, found(await lockIssue(call, ordered.campaignId, ordered.unitId, ordered.year)));
	});

/** A further run of an issue, for members who arrived since. */
export const repeatIssue = (call: Call, id: string): Promise<Run> =>
	transact(call, async (call) => {
		const issue = found(await lockIssueById(call, id));
		allow(mayIssue(call.actor, await lineOf(call, issue.nodeId)));
		return runIssue(call, issue);
	});

async function runIssue(call: Call, issue: Issue): Promise<Run> {
	await allowTime(call);
	const run = await saveRun(call, issue.id);
	const day = run === 1 ? issue.referenceOn : call.today;
	const enrolled = await enrol(call, issue.id, day);
	await recordActs(
		call,
		enrolled.flatMap((group) => actsOf(issue, run, day, group)),
	);
	const asked = sum(enrolled.filter((group) => group.wasAsked));
	const exempt = sum(enrolled.filter((group) => group.wasAsked && group.state === 'exempt'));
	await record(call, 'commitment.issued', {
		unitId: issue.nodeId,
		subject: issue.id,
		payload: { campaignId: issue.campaignId, run, asked, exempt },
	});
	return { issueId: issue.id, asked, exempt };
}

/** Those who are asked come into the stocks of their state; the commitments of earlier years leave theirs. */
const actsOf = (issue: Issue, run: number, day: string, { wasAsked, unitId, state, members }: Enrolled): NewAct[] =>
	stocksIn(state).map((metric) => ({
		id: stableId('commitment issue', issue.id, run, String(wasAsked), unitId, state, metric),
		unitId,
		campaignId: issue.campaignId,
		metric,
		qty: wasAsked ? members : -members,
		occurredOn: day,
		source: 'commitment',
	}));

const sum = (groups: readonly Enrolled[]): number => groups.reduce((total, group) => total + group.members, 0);
