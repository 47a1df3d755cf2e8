import { csv, holdsAnywhere, type Call, type Desk, type Request, type View } from '#platform';
import { namesOf } from '#organisation';
import {
	EmptyState,
	LinkButton,
	standing,
	State,
	Table,
	tableCsv,
	TableFilter,
	tableQuery,
	Tabs,
	wantsCsv,
	type Column,
	type TableQuery,
} from '#ui';
import { formatDate, m } from '#words';
import { kinds, states, topics } from '../feedback.ts';
import { mayEnterOnBehalf } from '../feedback.policy.ts';
import { namesOfAccounts } from '../routing/handler.store.ts';
import { seatOf } from '../seat.store.ts';
import { kindWord, stateWord, topicWord } from '../words.ts';
import {
	findWork,
	lanes,
	listWork,
	mostCounted,
	type Lane,
	type WorkFilter,
	type WorkItem,
} from '../worklist.store.ts';
import { Besides } from './besides.tsx';
import { doneOn, isLookLate } from './case-clock.tsx';
import { kindChoices, stateChoices, topicChoices } from './choices.ts';
import { casePath, entryPath, feedbackPath } from './paths.ts';

type Row = WorkItem & { unit: string; handler: string };

/** What is due next, and what is late before that. */
export function queue(desk: Desk): void {
	desk.get(feedbackPath, async (call, request) => {
		const query = tableQuery(request.queries(), ['due'], 'asc', ['trang-thai', 'loai', 'noi-dung']);
		const open = await lanesOf(call);
		const filter = filterOf(query, open);
		if (wantsCsv(request.queries()))
			return csv('gop-y.csv', tableCsv(columns(call), (await rows(call, filter, query, 10_000)).shown));
		return page(call, request, { query, open, filter });
	});
}

async function page(
	call: Call,
	request: Request,
	{ query, open, filter }: { query: TableQuery; open: readonly Lane[]; filter: WorkFilter },
): Promise<View> {
	const { shown, total } = await rows(call, filter, query);
	return {
		title: m.feedback_desk_title(),
		lead: total === mostCounted ? m.feedback_desk_queue_many({ most: mostCounted }) : m.feedback_desk_queue_lead(),
		action: mayEnterOnBehalf(call.actor) ? (
			<LinkButton href={entryPath}>{m.feedback_desk_enter()}</LinkButton>
		) : undefined,
		body: (
			<>
				{open.length > 1 && (
					<Tabs
						label={m.feedback_desk_lane()}
						path={`${feedbackPath}?hang=${filter.lane}`}
						tabs={open.map((lane) => ({ href: `${feedbackPath}?hang=${lane}`, label: laneWord(lane) }))}
					/>
				)}
				<Table
					caption={laneWord(filter.lane)}
					columns={columns(call)}
					rows={shown}
					total={total}
					query={query}
					path={feedbackPath}
					filter={m.feedback_desk_queue_reference()}
					filters={<Filters query={query} lane={filter.lane} />}
					csv
					rowHref={(row) => casePath(row.id)}
					rowState={(row) => (stateOf(call, row).kind === 'late' || isLookLate(row, call.now) ? 'late' : undefined)}
					empty={<EmptyState title={m.feedback_desk_queue_none()}>{m.feedback_desk_queue_none_what()}</EmptyState>}
				/>
				<Besides actor={call.actor} {...await seatOf(call)} />
			</>
		),
	};
}

/** The queues that somebody has at all. */
async function lanesOf(call: Call): Promise<Lane[]> {
	const { oversees } = await seatOf(call);
	const has: Record<Lane, boolean> = {
		desk: holdsAnywhere(call.actor, 'feedbackDesk', 'inspector', 'unitHead'),
		mine: true,
		offered: holdsAnywhere(call.actor, 'feedbackDesk', 'unitHead'),
		oversight: oversees,
	};
	return lanes.filter((lane) => has[lane]);
}

const filterOf = ({ filters, kept }: TableQuery, open: readonly Lane[]): WorkFilter => ({
	// What waits for a body before what was given to oneself, which the start page names.
	lane: open.find((lane) => lane === kept['hang']) ?? open.find((lane) => lane !== 'mine') ?? 'mine',
	state: states.find((state) => state === filters['trang-thai']),
	kind: kinds.find((kind) => kind === filters['loai']),
	topic: topics.find((topic) => topic === filters['noi-dung']),
});

async function rows(
	call: Call,
	filter: WorkFilter,
	query: TableQuery,
	most?: number,
): Promise<{ shown: Row[]; total: number }> {
	const page = most === undefined ? query : { limit: most, offset: 0 };
	const found = query.q ? await findWork(call, query.q) : await listWork(call, filter, page);
	const units = await namesOf(
		call,
		found.rows.flatMap(({ unitId }) => unitId ?? []),
	);
	const handlers = await namesOfAccounts(
		call,
		found.rows.map(({ handlerId }) => handlerId),
	);
	const shown = found.rows.map((item) => ({
		...item,
		unit: (item.unitId !== null && units.get(item.unitId)?.name) || m.feedback_desk_unit_unknown(),
		handler: (item.handlerId !== null && handlers.get(item.handlerId)) || '',
	}));
	return { shown, total: found.total };
}

const columns = (call: Call): Column<Row>[] => [
	{
		key: 'reference',
		title: m.feedback_desk_reference(),
		cell: (row) => <span class="whitespace-nowrap">{row.reference}</span>,
		text: (row) => row.reference,
	},
	{
		key: 'due',
		title: m.feedback_desk_due(),
		cell: (row) => (
			<span class="deadline">
				<State kind={stateOf(call, row).kind}>{stateOf(call, row).word}</State>
				<small>{formatDate(row.dueOn)}</small>
				{isLookLate(row, call.now) && <State kind="late">{m.feedback_desk_look_badge()}</State>}
			</span>
		),
		text: (row) => row.dueOn,
	},
	{
		key: 'state',
		title: m.feedback_desk_state(),
		cell: (row) => stateWord(row.state),
		text: (row) => stateWord(row.state),
	},
	{ key: 'unit', title: m.feedback_desk_unit(), cell: (row) => row.unit, text: (row) => row.unit },
	{ key: 'kind', title: m.feedback_desk_kind(), cell: (row) => kindWord(row.kind), text: (row) => kindWord(row.kind) },
	{
		key: 'topic',
		title: m.feedback_desk_topic_short(),
		cell: (row) => row.topic && topicWord(row.topic),
		text: (row) => (row.topic ? topicWord(row.topic) : ''),
	},
	{ key: 'handler', title: m.feedback_desk_handler(), cell: (row) => row.handler, text: (row) => row.handler },
];

const stateOf = (call: Call, row: WorkItem): ReturnType<typeof standing> =>
	row.pausedOn
		? { kind: 'stopped', word: m.feedback_desk_paused({ date: formatDate(row.pausedOn) }) }
		: standing(row.dueOn, call.today, doneOn(row));

const Filters = ({ query, lane }: { query: TableQuery; lane: Lane }) => (
	<>
		<input type="hidden" name="hang" value={lane} />
		<TableFilter
			name="trang-thai"
			label={m.feedback_desk_state()}
			all={m.feedback_desk_state_toDo()}
			choices={stateChoices()}
			query={query}
		/>
		<TableFilter
			name="loai"
			label={m.feedback_desk_kind()}
			all={m.feedback_desk_kind_all()}
			choices={kindChoices()}
			query={query}
		/>
		<TableFilter
			name="noi-dung"
			label={m.feedback_desk_topic()}
			all={m.feedback_desk_topic_all()}
			choices={topicChoices()}
			query={query}
		/>
	</>
);

const laneWord = (lane: Lane): string =>
	({
		desk: m.feedback_desk_lane_desk,
		mine: m.feedback_desk_lane_mine,
		offered: m.feedback_desk_lane_offered,
		oversight: m.feedback_desk_lane_oversight,
	})[lane]();
