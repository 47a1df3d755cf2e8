import { Facts, Notice, Part, Table, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { tallied, tally } from '../documents/tally.ts';
import type { DryRun } from './dry-run.ts';

/** The dry run on a page: what changes in sum, what moves along, which nodes grow or shrink, what to look at twice. */
export const DryRunParts = ({ run }: { run: DryRun }) => (
	<>
		<Part title={m.organisation_dryRun()}>
			<p>{m.organisation_dryRun_says({ date: formatDate(run.changes.on), tally: tallied(tally(run.changes)) })}</p>
			{run.moves.length > 0 && (
				<>
					<h3>{m.organisation_dryRun_moves()}</h3>
					<Facts rows={run.moves.map(({ label, count }): [string, string] => [label, formatNumber(count)])} />
				</>
			)}
		</Part>
		{run.ending.count > 0 && (
			<Part title={m.organisation_dryRun_ending({ count: formatNumber(run.ending.count) })}>
				<p>{m.organisation_dryRun_ending_why()}</p>
				<Table
					caption={m.organisation_dryRun_ending({ count: formatNumber(run.ending.count) })}
					columns={endingColumns()}
					rows={run.ending.posts}
				/>
				{run.ending.count > run.ending.posts.length && (
					<p>
						{m.organisation_dryRun_ending_more({ count: formatNumber(run.ending.count - run.ending.posts.length) })}
					</p>
				)}
			</Part>
		)}
		{run.warnings.length > 0 && (
			<Notice kind="warning" title={m.organisation_dryRun_warnings()}>
				<ul>
					{run.warnings.map((warning) => (
						<li>{warning}</li>
					))}
				</ul>
			</Notice>
		)}
		{run.nodes.length > 0 && (
			<Part title={m.organisation_dryRun_nodes()}>
				<Table caption={m.organisation_dryRun_nodes()} columns={columns()} rows={run.nodes} />
			</Part>
		)}
	</>
);

const endingColumns = (): Column<DryRun['ending']['posts'][number]>[] => [
	{ key: 'holder', title: m.organisation_dryRun_holder(), cell: ({ holder }) => holder },
	{ key: 'role', title: m.organisation_dryRun_role(), cell: ({ role }) => role },
	{ key: 'unit', title: m.organisation_unit(), cell: ({ unit }) => unit },
];

type Node = DryRun['nodes'][number];
const columns = (): Column<Node>[] => [
	{ key: 'name', title: m.organisation_unit(), cell: (node) => node.name },
	{ key: 'code', title: m.organisation_code(), cell: (node) => node.code },
	amount('before', m.organisation_dryRun_before(), ({ before }) => before.units),
	amount('after', m.organisation_dryRun_after(), ({ after }) => after.units),
	amount('membersBefore', m.organisation_dryRun_membersBefore(), ({ before }) => before.members),
	amount('membersAfter', m.organisation_dryRun_membersAfter(), ({ after }) => after.members),
];

const amount = (key: string, title: string, of: (node: Node) => number): Column<Node> => ({
	key,
	title,
	cell: (node) => formatNumber(of(node)),
	align: 'end',
});
