import { csv, type Desk } from '#platform';
import { EmptyState, LinkButton, Part, Table, tableCsv, tableQuery, wantsCsv, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { listBlocks, type Block } from '../block.store.ts';
import { arrangingPath, blockPath, pledgePath, pledgesPath } from '../paths.ts';
import { arrangesAnywhere } from '../pledge.policy.ts';
import { listPledges, type PledgeRow } from '../pledge.store.ts';
import { StateOfPledge, stateWord } from '../state-words.tsx';

/** Pledges and blocks that the caller's units have to do with. */
export function list(desk: Desk): void {
	desk.get(pledgesPath, async (call, request) => {
		const address = Object.fromEntries(request.url.searchParams);
		const pledges = await listPledges(call);
		if (wantsCsv(address)) return csv('giao-uoc.csv', tableCsv(columns(), pledges));
		const arrange = arrangesAnywhere(call.actor) ? (
			<LinkButton href={arrangingPath} weight="plain">
				{m.pledges_block_new()}
			</LinkButton>
		) : undefined;
		return {
			title: m.pledges_title(),
			lead: m.pledges_lead(),
			body: (
				<>
					<Table
						caption={m.pledges_title()}
						columns={columns()}
						rows={pledges}
						rowHref={(pledge) => pledgePath(pledge.id)}
						query={tableQuery(address, ['year'], 'desc')}
						path={pledgesPath}
						csv
						empty={<EmptyState title={m.pledges_none()}>{m.pledges_what()}</EmptyState>}
					/>
					<Part title={m.pledges_blocks()} action={arrange}>
						<Table
							caption={m.pledges_blocks()}
							columns={blockColumns()}
							rows={await listBlocks(call)}
							rowHref={(block) => blockPath(block.id)}
							empty={<EmptyState title={m.pledges_blocks_none()}>{m.pledges_blocks_what()}</EmptyState>}
						/>
					</Part>
				</>
			),
		};
	});
}

const signedOf = ({ signed, parties }: PledgeRow) => `${formatNumber(signed)}/${formatNumber(parties)}`;

const columns = (): Column<PledgeRow>[] => [
	{ key: 'title', title: m.pledges_pledge(), cell: (pledge) => pledge.title, text: (pledge) => pledge.title },
	{ key: 'block', title: m.pledges_block(), cell: (pledge) => pledge.blockName, text: (pledge) => pledge.blockName },
	{
		key: 'year',
		title: m.pledges_year(),
		cell: (pledge) => String(pledge.year),
		text: (pledge) => pledge.year,
		align: 'end',
	},
	{
		key: 'state',
		title: m.pledges_state(),
		cell: (pledge) => <StateOfPledge state={pledge.state} />,
		text: (pledge) => stateWord(pledge.state),
	},
	{
		key: 'signed',
		title: m.pledges_signatures(),
		cell: signedOf,
		text: signedOf,
		align: 'end',
	},
	{
		key: 'signedOn',
		title: m.pledges_signedOn(),
		cell: (pledge) => formatDate(pledge.signedOn),
		text: (pledge) => pledge.signedOn ?? '',
	},
];

const blockColumns = (): Column<Block>[] => [
	{ key: 'name', title: m.pledges_block(), cell: (block) => block.name },
	{ key: 'year', title: m.pledges_year(), cell: (block) => String(block.year), align: 'end' },
	{ key: 'lead', title: m.pledges_block_lead(), cell: (block) => block.leadName },
	{ key: 'deputy', title: m.pledges_block_deputy(), cell: (block) => block.deputyName ?? '' },
];
