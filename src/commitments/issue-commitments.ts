import { workIn } from '#campaigns';
import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { mayIssue } from './commitment.policy.ts';
import {
	addIssue,
	allowTime,
	enrol,
	isOvertaken,
	lockIssue,
	lockIssueById,
	saveRun,
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
			throw Invalid.at('referenceOn', () => m.commitments_error_future());
		}
		if (ordered.dueOn < ordered.referenceOn) {
			throw Invalid.at('dueOn', () => m.commitments_error_dueBefore());
		}
		if (ordered.year > Number(call.today.slice(0, 4)) + 1) {
			throw Invalid.at('year', () => m.commitments_error_yearFar());
		}
		await workIn(call, [ordered.campaignId]);
		await addIssue(call, ordered);
		const issue = found(await lockIssue(call, ordered.campaignId, ordered.unitId, ordered.year));
		if (await isOvertaken(call, issue)) {
			throw Invalid.at('year', () => m.commitments_error_yearOvertaken());
		}
		return runIssue(call, issue);
	});

/** A further run of an issue, for members who arrived since. */
export const repeatIssue = (call: Call, id: string): Promise<Run> =>
	transact(call, async (call) => {
		const issue = found(await lockIssueById(call, id));
		allow(mayIssue(call.actor, await lineOf(call, issue.nodeId)));
		await workIn(call, [issue.campaignId]);
		if (await isOvertaken(call, issue)) throw new Conflict(() => m.commitments_error_yearOvertaken());
		return runIssue(call, issue);
	});

async function runIssue(call: Call, issue: Issue): Promise<Run> {
	await allowTime(call);
	const run = await saveRun(call, issue.id);
	const day = run === 1 ? issue.referenceOn : call.today;
	const { asked, exempt } = await enrol(call, issue.id, day);
	await record(call, 'commitment.issued', {
		unitId: issue.nodeId,
		subject: issue.id,
		payload: { campaignId: issue.campaignId, run, asked, exempt },
	});
	return { issueId: issue.id, asked, exempt };
}
