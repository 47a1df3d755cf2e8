import { unitsHeld, type Call, type Desk } from '#platform';
import { Deadline, EmptyState, LinkButton, Part, Table, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { issuesAnywhere } from '../commitment.policy.ts';
import { listCommitmentsOf, type Paper } from '../commitment.store.ts';
import { isSigned, progressOf } from '../commitment.ts';
import { listIssues, type IssueSeen } from '../issue.store.ts';
import { commitmentsPath, filedPath, issuePath, issuingPath, paperPath, queuePath } from '../paths.ts';
import { countStates, findWaiting } from '../progress.store.ts';
import { PaperState, progressWords } from '../state-words.tsx';

/** The front page of the room: one's own commitments; the papers to answer; how far the units one follows are. */
export function mine(desk: Desk): void {
	desk.get(commitmentsPath, async (call) => {
		const own = call.actor.memberId === null ? [] : await listCommitmentsOf(call, call.actor.memberId);
		const waiting = await findWaiting(call);
		const filed = await findWaiting(call, 0, 'filed');
		const node = followedNode(call);
		const issues = node === undefined ? [] : await listIssues(call, node);
		const rows = await Promise.all(
			issues.map(async (issue) => ({
				issue,
				progress: progressWords(progressOf(await countStates(call, issue, issue.countedAt))),
			})),
		);
		return {
			title: m.commitments_title(),
			lead: m.commitments_lead(),
			action: issuesAnywhere(call.actor) ? (
				<LinkButton href={issuingPath}>{m.commitments_issue_new()}</LinkButton>
			) : undefined,
			body: (
				<>
					{waiting.count > 0 && (
						<Part title={m.commitments_queue_title()}>
							<p>{m.commitments_queue_waiting({ count: formatNumber(waiting.count) })}</p>
							<LinkButton href={queuePath} weight="plain">
								{m.commitments_queue_open()}
							</LinkButton>
						</Part>
					)}
					{filed.count > 0 && (
						<Part title={m.commitments_filed_title()}>
							<p>{m.commitments_review_waiting({ count: formatNumber(filed.count) })}</p>
							<LinkButton href={filedPath} weight="plain">
								{m.commitments_queue_open()}
							</LinkButton>
						</Part>
					)}
					<Part title={m.commitments_mine()}>
						<Table
							caption={m.commitments_mine()}
							columns={ownColumns(call)}
							rows={own}
							rowHref={(paper) => paperPath(paper.id)}
							empty={<EmptyState title={m.commitments_mine_none()}>{m.commitments_mine_what()}</EmptyState>}
						/>
					</Part>
					{node !== undefined && (
						<Part title={m.commitments_issues()}>
							<Table
								caption={m.commitments_issues()}
								columns={issueColumns(call)}
								rows={rows}
								rowHref={({ issue }) => issuePath(issue.id, issue.countedAt)}
								empty={<EmptyState title={m.commitments_issues_none()}>{m.commitments_issues_what()}</EmptyState>}
							/>
						</Part>
					)}
				</>
			),
		};
	});
}

/** The unit whose papers the caller follows: the first post that does. */
export const followedNode = (call: Call): number | undefined =>
	unitsHeld(call.actor, 'unitHead', 'focalOfficer', 'auditor')[0];

const ownColumns = (call: Call): Column<Paper>[] => [
	{ key: 'title', title: m.commitments_issue_title(), cell: (paper) => paper.title },
	{ key: 'year', title: m.commitments_issue_year(), cell: (paper) => String(paper.year), align: 'end' },
	{ key: 'state', title: m.commitments_state(), cell: (paper) => <PaperState paper={paper} /> },
	{
		key: 'due',
		title: m.commitments_issue_due(),
		cell: (paper) => (
			<Deadline due={paper.dueOn} today={call.today} doneOn={isSigned(paper) ? paper.signedOn : undefined} />
		),
	},
];

const issueColumns = (call: Call): Column<{ issue: IssueSeen; progress: string }>[] => [
	{ key: 'title', title: m.commitments_issue_title(), cell: ({ issue }) => issue.title },
	{ key: 'unit', title: m.commitments_issue_unit(), cell: ({ issue }) => issue.unitName },
	{ key: 'campaign', title: m.commitments_issue_campaign(), cell: ({ issue }) => issue.campaignTitle },
	{ key: 'year', title: m.commitments_issue_year(), cell: ({ issue }) => String(issue.year), align: 'end' },
	{ key: 'progress', title: m.commitments_issue_progress(), cell: ({ progress }) => progress },
	{
		key: 'due',
		title: m.commitments_issue_due(),
		cell: ({ issue }) => (issue.isOver ? formatDate(issue.dueOn) : <Deadline due={issue.dueOn} today={call.today} />),
	},
];
