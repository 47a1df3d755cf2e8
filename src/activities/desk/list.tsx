import { csv, type Desk } from '#platform';
import { EmptyState, LinkButton, Table, TableFilter, tableCsv, tableQuery, wantsCsv, type Column } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { plansAnywhere } from '../activity.policy.ts';
import { activityKinds } from '../activity.ts';
import { listActivities, type ActivityRow } from '../activity.store.ts';
import { activitiesPath, activityPath, planningPath } from '../paths.ts';
import { EventState, kindWord, stateWord } from '../state-words.tsx';

/** Events that concern the caller, the latest first. */
export function list(desk: Desk): void {
	desk.get(activitiesPath, async (call, request) => {
		const address = Object.fromEntries(request.url.searchParams);
		const query = tableQuery(address, ['day'], 'desc', ['state', 'kind']);
		const wanted = { q: query.q, state: query.filters['state'] ?? '', kind: query.filters['kind'] ?? '', unitId: null };
		if (wantsCsv(address)) {
			return csv(
				'su-kien.csv',
				tableCsv(columns(), (await listActivities(call, { ...wanted, limit: 10_000, offset: 0 })).rows),
			);
		}
		const { rows, total } = await listActivities(call, { ...wanted, limit: query.limit, offset: query.offset });
		const action = plansAnywhere(call.actor) ? (
			<LinkButton href={planningPath}>{m.activities_plan_new()}</LinkButton>
		) : undefined;
		return {
			title: m.activities_title(),
			lead: m.activities_lead(),
			action,
			body: (
				<Table
					caption={m.activities_title()}
					columns={columns()}
					rows={rows}
					total={total}
					query={query}
					path={activitiesPath}
					filter={m.activities_filter()}
					csv
					filters={
						<>
							<TableFilter
								name="kind"
								label={m.activities_kind()}
								all={m.activities_kind_all()}
								choices={activityKinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
								query={query}
							/>
							<TableFilter
								name="state"
								label={m.activities_state()}
								all={m.activities_state_all()}
								choices={(['planned', 'held', 'cancelled'] as const).map((state) => ({
									value: state,
									label: stateWord(state),
								}))}
								query={query}
							/>
						</>
					}
					rowHref={(event) => activityPath(event.id)}
					rowState={(event) => (event.state === 'planned' && event.takesPlaceOn < call.today ? 'late' : undefined)}
					empty={
						<EmptyState title={m.activities_none()} action={action}>
							{m.activities_what()}
						</EmptyState>
					}
				/>
			),
		};
	});
}

/** A number that was given instead of a list is everybody's; of a list only who sees all of it is told how many. */
const isCounted = ({ state, whole, counted }: ActivityRow): boolean => state === 'held' && (whole || counted > 0);

const columns = (): Column<ActivityRow>[] => [
	{ key: 'title', title: m.activities_event(), cell: (event) => event.title, text: (event) => event.title },
	{
		key: 'kind',
		title: m.activities_kind(),
		cell: (event) => kindWord(event.kind),
		text: (event) => kindWord(event.kind),
	},
	{ key: 'unit', title: m.activities_unit(), cell: (event) => event.unitName, text: (event) => event.unitName },
	{
		key: 'day',
		title: m.activities_day(),
		cell: (event) => formatDate(event.takesPlaceOn),
		text: (event) => event.takesPlaceOn,
		sortable: false,
	},
	{
		key: 'state',
		title: m.activities_state(),
		cell: (event) => <EventState state={event.state} />,
		text: (event) => stateWord(event.state),
	},
	{
		key: 'attendance',
		title: m.activities_attendance(),
		cell: (event) => (isCounted(event) ? formatNumber(event.present + event.counted) : ''),
		text: (event) => (isCounted(event) ? event.present + event.counted : ''),
		align: 'end',
	},
];
