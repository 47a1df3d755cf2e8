import { findUnit, lineOf, listChildren, type UnitOn } from '#organisation';
import { allow, csv, found, json, numberAsked, type Call, type Desk, type Request } from '#platform';
import { EmptyState, LinkButton, Part, Table, tableQuery, wantsCsv, type Column } from '#ui';
import { formatDate, formatNumber, m, parseDate } from '#words';
import { mayKeepMembers, maySeeMembers } from '../people.policy.ts';
import { countServing, listServing, searchMembers, type ListQuery, type Serving } from '../people.store.ts';
import { unitChoices } from './choices.ts';
import { enteringPath, importingPath, memberPath, membersPath, unitsPath } from './paths.ts';

/** Who serves in a unit on a day; or, with words, who of that name serves in it or below it today. */
export function list(desk: Desk): void {
	desk.get(unitsPath, async (call, request) => json(await unitChoices(call, request.query('q'))));

	desk.get(membersPath, async (call, request) => {
		const on = parseDate(request.query('ngay')) ?? call.today;
		const unit = await unitInView(call, request, on);
		const line = await lineOf(call, unit.id);
		allow(maySeeMembers(call.actor, line));
		const address = Object.fromEntries(request.url.searchParams);
		const query = tableQuery(address, ['name', 'number', 'since']);
		if (wantsCsv(address)) return file(await rowsOf(call, unit.id, on, { ...query, limit: null, offset: 0 }));

		const { rows, total } = await pageOf(call, unit.id, on, query);
		const children = await listChildren(call, unit.id, on);
		return {
			title: m.people_list_title({ unit: unit.name }),
			lead: m.people_list_lead({ count: formatNumber(await countServing(call, unit.id, on)), date: formatDate(on) }),
			action: mayKeepMembers(call.actor, line) ? (
				<>
					<LinkButton href={`${enteringPath}?don-vi=${unit.id}`}>{m.people_enter()}</LinkButton>
					<LinkButton href={importingPath} weight="quiet">
						{m.people_import()}
					</LinkButton>
				</>
			) : undefined,
			body: (
				<>
					<Table
						caption={m.people_list_title({ unit: unit.name })}
						columns={columns()}
						rows={rows}
						total={total}
						query={{ ...query, kept: { ...query.kept, 'don-vi': String(unit.id) } }}
						path={membersPath}
						filter={m.people_list_filter()}
						filters={<input type="hidden" name="don-vi" value={String(unit.id)} />}
						rowHref={(row) => memberPath(row.id)}
						csv
						empty={<EmptyState title={m.people_list_none()}>{m.people_list_what()}</EmptyState>}
					/>
					{children.length > 0 && <Below units={children} />}
				</>
			),
		};
	});
}

/** The unit named in the address, else the first one where the caller holds a post. */
async function unitInView(call: Call, request: Request, on: string): Promise<UnitOn> {
	const named = numberAsked(request.query('don-vi'));
	const held = call.actor.posts.find(({ role }) => role !== 'member' && role !== 'custodian')?.unitId;
	const id = named ?? held;
	return found(id === undefined ? undefined : await findUnit(call, id, on));
}

type Query = { q: string; sort: string; dir: 'asc' | 'desc'; limit: number | null; offset: number };

const rowsOf = (call: Call, unitId: number, on: string, query: Query): Promise<Serving[]> =>
	query.q === '' ? listServing(call, unitId, on, query as ListQuery) : searchMembers(call, unitId, query.q);

async function pageOf(call: Call, unitId: number, on: string, query: Query) {
	const rows = await rowsOf(call, unitId, on, query);
	return { rows, total: query.q === '' ? await countServing(call, unitId, on) : rows.length };
}

const columns = (): Column<Serving>[] => [
	{ key: 'number', title: m.people_number(), cell: (row) => row.number, sortable: true },
	{ key: 'name', title: m.people_name(), cell: (row) => row.fullName, sortable: true, link: true },
	{ key: 'rank', title: m.people_rank(), cell: (row) => row.rank ?? '' },
	{ key: 'position', title: m.people_position(), cell: (row) => row.position },
	{ key: 'unit', title: m.people_unit(), cell: (row) => row.unitName },
	{ key: 'since', title: m.people_since(), cell: (row) => formatDate(row.since), sortable: true },
	{ key: 'exempt', title: m.people_exempt(), cell: (row) => (row.exempt ? m.people_exempt_yes() : '') },
];

const file = (rows: Serving[]) =>
	csv('thanh-vien.csv', [
		columns().map(({ title }) => title),
		...rows.map((row) => [
			row.number,
			row.fullName,
			row.rank,
			row.position,
			row.unitName,
			row.since,
			row.exempt ? m.people_exempt_yes() : '',
		]),
	]);

const Below = ({ units }: { units: UnitOn[] }) => (
	<Part title={m.people_list_below()}>
		<ul>
			{units.map((unit) => (
				<li class="py-1">
					<a class="inline-block" href={`${membersPath}?don-vi=${unit.id}`}>
						{unit.name}
					</a>
				</li>
			))}
		</ul>
	</Part>
);
