import { unitNamed } from '#activities';
import { lineOf } from '#organisation';
import { allow, anId, aNumber, csv, found, numberAsked, numberIn, type Call, type Desk, type Request } from '#platform';
import {
	ActionForm,
	Button,
	EmptyState,
	Facts,
	LinkButton,
	Part,
	Rate,
	Table,
	TableFilter,
	tableCsv,
	tableQuery,
	wantsCsv,
	type Column,
} from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { commitmentStates, progressOf, type Progress } from '../commitment.ts';
import { mayFollow, mayIssue } from '../commitment.policy.ts';
import { findIssue, type Issue } from '../issue.store.ts';
import { commitmentsPath, issuePath, paperPath, rollPath, runPath } from '../paths.ts';
import { countStates, countStatesBelow, listRoll, type RollRow } from '../progress.store.ts';
import { PaperState, progressWords, standingWord, stateWord } from '../state-words.tsx';
import { followedNode } from './mine.tsx';

/** How far an issue is: under a unit, unit by unit, and the list of those who serve at a unit itself. */
export function progress(desk: Desk): void {
	desk.get(issuePath(anId()), async (call, request) => {
		const issue = found(await findIssue(call, request.param('id')));
		const node = numberAsked(request.query('don-vi')) ?? followedNode(call) ?? issue.nodeId;
		const line = await lineOf(call, node);
		allow(mayFollow(call.actor, line));
		const below = await countStatesBelow(call, issue, node);
		const rows = below.map((unit) => ({ ...unit, progress: progressOf(unit.counts) }));
		if (wantsCsv(addressOf(request))) return csv('cam-ket.csv', tableCsv(unitColumns(), rows));
		const all = progressOf(await countStates(call, issue, node));
		return {
			title: issue.title,
			lead: m.commitments_progress_lead({ unit: await unitNamed(call, node), progress: progressWords(all) }),
			crumbs: [{ href: commitmentsPath, label: m.commitments_title() }],
			action: (
				<LinkButton href={rollPath(issue.id, node)} weight="plain">
					{m.commitments_roll_open()}
				</LinkButton>
			),
			body: (
				<>
					<Facts rows={[...issueFacts(issue), [m.commitments_confirmed(), shareOf(all.confirmed, all)]]} />
					<Part title={m.commitments_progress_below()}>
						<Table
							caption={m.commitments_progress_below()}
							columns={unitColumns()}
							rows={rows}
							rowHref={(unit) => issuePath(issue.id, unit.unitId)}
							empty={
								<EmptyState title={m.commitments_progress_none()}>{m.commitments_progress_none_what()}</EmptyState>
							}
						/>
					</Part>
					{mayIssue(call.actor, await lineOf(call, issue.nodeId)) && (
						<Part title={m.commitments_run_title()}>
							<p>{m.commitments_run_what()}</p>
							<ActionForm action={runPath(issue.id)} guarded={false}>
								<Button weight="plain">{m.commitments_run_do()}</Button>
							</ActionForm>
						</Part>
					)}
				</>
			),
		};
	});

	desk.get(rollPath(anId(), aNumber('unit')), async (call, request) => {
		const issue = found(await findIssue(call, request.param('id')));
		const node = numberIn(request.param('unit'));
		allow(mayFollow(call.actor, await lineOf(call, node)));
		return roll(call, request, issue, node);
	});
}

async function roll(call: Call, request: Request, issue: Issue, node: number) {
	const path = rollPath(issue.id, node);
	const query = tableQuery(addressOf(request), ['name'], 'asc', ['state']);
	const state = query.filters['state'] ?? '';
	if (wantsCsv(addressOf(request))) {
		const whole = await listRoll(call, issue, node, { state, limit: 100_000, offset: 0 });
		return csv('danh-sach-cam-ket.csv', tableCsv(rollColumns(), whole.rows));
	}
	const { rows, total } = await listRoll(call, issue, node, { state, limit: query.limit, offset: query.offset });
	const title = m.commitments_roll_title({ unit: await unitNamed(call, node) });
	return {
		title,
		lead: m.commitments_roll_lead({ title: issue.title }),
		crumbs: [
			{ href: commitmentsPath, label: m.commitments_title() },
			{ href: issuePath(issue.id, node), label: issue.title },
		],
		body: (
			<Table
				caption={title}
				columns={rollColumns()}
				rows={rows}
				total={total}
				query={query}
				path={path}
				csv
				filters={
					<TableFilter
						name="state"
						label={m.commitments_state()}
						all={m.commitments_state_all()}
						choices={commitmentStates.map((each) => ({ value: each, label: stateWord(each) }))}
						query={query}
					/>
				}
				rowHref={(row) => paperPath(row.id)}
				empty={<EmptyState title={m.commitments_roll_none()}>{m.commitments_roll_none_what()}</EmptyState>}
			/>
		),
	};
}

const issueFacts = (issue: Issue): [string, string][] => [
	[m.commitments_issue_campaign(), issue.campaignTitle],
	[m.commitments_issue_unit(), issue.unitName],
	[m.commitments_issue_reference(), formatDate(issue.referenceOn)],
	[m.commitments_issue_due(), formatDate(issue.dueOn)],
];

const shareOf = (count: number, { onStrength, exempt }: Progress) => (
	<Rate numerator={count} denominator={onStrength - exempt} />
);

const unitColumns = (): Column<{ unitId: number; name: string; progress: Progress }>[] => [
	{ key: 'name', title: m.commitments_unit(), cell: (unit) => unit.name, text: (unit) => unit.name },
	{
		key: 'onStrength',
		title: m.commitments_onStrength(),
		cell: (unit) => formatNumber(unit.progress.onStrength),
		text: (unit) => unit.progress.onStrength,
		align: 'end',
	},
	{
		key: 'exempt',
		title: m.commitments_exempt(),
		cell: (unit) => formatNumber(unit.progress.exempt),
		text: (unit) => unit.progress.exempt,
		align: 'end',
	},
	{
		key: 'signed',
		title: m.commitments_signed(),
		cell: (unit) => shareOf(unit.progress.signed, unit.progress),
		text: (unit) => unit.progress.signed,
		align: 'end',
	},
	{
		key: 'confirmed',
		title: m.commitments_confirmed(),
		cell: (unit) => shareOf(unit.progress.confirmed, unit.progress),
		text: (unit) => unit.progress.confirmed,
		align: 'end',
	},
];

const rollColumns = (): Column<RollRow>[] => [
	{ key: 'name', title: m.commitments_member(), cell: (row) => row.fullName, text: (row) => row.fullName },
	{ key: 'number', title: m.commitments_number(), cell: (row) => row.number, text: (row) => row.number },
	{ key: 'position', title: m.commitments_position(), cell: (row) => row.position, text: (row) => row.position },
	{
		key: 'state',
		title: m.commitments_state(),
		cell: (row) => (
			<>
				<PaperState paper={row} />
				{row.onPaper && <small class="muted"> {m.commitments_onPaper()}</small>}
			</>
		),
		text: (row) => standingWord(row),
	},
	{
		key: 'reason',
		title: m.commitments_exempt_reason(),
		cell: (row) => row.exemptReason ?? '',
		text: (row) => row.exemptReason ?? '',
	},
];

const addressOf = (request: Request): Record<string, string> => Object.fromEntries(request.url.searchParams);
