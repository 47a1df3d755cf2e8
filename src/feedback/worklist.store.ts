import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import type { Kind, State, Topic } from './feedback.ts';
import { toDo } from './to-do.store.ts';

/** A case in a queue. */
export type WorkItem = {
	id: string;
	reference: string;
	kind: Kind;
	topic: Topic | null;
	state: State;
	unitId: number | null;
	unitKnown: boolean;
	receivedOn: string;
	dueOn: string;
	pausedOn: string | null;
	answeredOn: string | null;
	handlerId: string | null;
	lookDueAt: Date;
	lookedAt: Date | null;
};

/** Whose queue: of the desks and heads where the caller is, the caller's own, what is offered, what the oversight body has. */
export const lanes = ['desk', 'mine', 'offered', 'oversight'] as const;
export type Lane = (typeof lanes)[number];

export type WorkFilter = { lane: Lane; state?: State; kind?: Kind; topic?: Topic };

/** More are not counted: nobody pages that far, and counting would cost more than showing. */
export const mostCounted = 2_000;

/**
 * What nobody looked at in time comes first, then what is due next, and what is late before that; with how many there are, up to
 * {@link mostCounted}. In one statement that names the table once, since each naming asks anew for the cases that the caller must not know of.
 */
export async function listWork(
	call: Call,
	filter: WorkFilter,
	page: { limit: number; offset: number },
): Promise<{ rows: WorkItem[]; total: number }> {
	const most = Math.max(mostCounted, page.limit);
	const { rows } = await sql<WorkItem & { total: number }>`${kept}
		with f as materialized (select f.* from ${inLane(filter, most)} order by f.due_on, f.id limit ${most})
		select ${columns}, (select count(*) from f) as total from f
		order by ${isLookLate(call)} desc, f.due_on, f.id limit ${page.limit} offset ${page.offset}`.execute(call.db);
	return { rows, total: rows[0]?.total ?? 0 };
}

/** The rows that the queue marks so: `isLookLate` of its pages. */
const isLookLate = (call: Call) => sql`(f.state = 'received' and f.looked_at is null and f.look_due_at < ${call.now})`;

/** The case of a reference, wherever it stands; nothing when the caller may not know of it. */
export async function findWork(call: Call, reference: string): Promise<{ rows: WorkItem[]; total: number }> {
	const { rows } = await sql<WorkItem>`select ${columns} from feedback f
		where f.reference = ${reference.trim().toUpperCase()}`.execute(call.db);
	return { rows, total: rows.length };
}

/** Cases that wait, by whose they are: see {@link countWaiting}. */
export type Waiting = Record<Lane, number>;

/**
 * How many cases wait for somebody of a desk, in whatever state nobody handles them, for the caller as their handler, as offers, and for
 * a seat of the oversight body; each up to a hundred, in no order.
 */
export async function countWaiting(call: Call): Promise<Waiting> {
	const { rows } = await sql<Waiting>`${kept} select
		(select count(*) from (select from unnest((select app.kept_units('feedbackDesk', 'inspector', 'unitHead'))::int[]) kept(unit)
			cross join lateral (
				select from feedback f where f.handling_unit_id = kept.unit and f.state in ('received', 'screened', 'reopened')
				union all
				select from feedback f where f.handling_unit_id = kept.unit and ${isNobodys}
				limit 100) f limit 100) counted) as desk,
		(select count(*) from (select from feedback f where f.handler_id = (select app.account_id())
			and f.state in ('assigned', 'accepted', 'inProgress', 'underReview') limit 100) counted) as mine,
		(select count(*) from (select from unnest((select app.kept_units('feedbackDesk', 'unitHead'))::int[]) kept(unit)
			cross join lateral (select from feedback f where f.offered_unit_id = kept.unit and f.state = 'transferOffered'
				limit 100) f limit 100) counted) as offered,
		(select count(*) from (select from (select app.oversees() as is_seat) me cross join lateral (
			select from feedback f where me.is_seat and f.with_oversight and (f.state in ('received', 'screened', 'reopened') or ${isNobodys})
				limit 100) f) counted) as oversight`.execute(call.db);
	return rows[0]!;
}

const columns = sql`f.id, f.reference, f.kind, f.topic, f.state, app.keeper_of(f.unit_id) as unit_id, f.unit_known, f.received_on, f.due_on,
	f.paused_on, f.answered_on, f.handler_id, f.look_due_at, f.looked_at`;

/** Under way, and nobody handles it: the condition of the index `feedback_nobodys`, word for word. */
const isNobodys = sql`f.handler_id is null and f.state in ('assigned', 'accepted', 'inProgress', 'awaitingSender', 'suspended', 'underReview')`;

/** Once it is over, what was found to be without ground is in no list; whoever has its reference finds it. */
const notUnfounded = sql`not (f.unfounded and f.state = 'closed')`;

/** Cases of a lane by what is due next. Unit by unit, so that each is read in the order of its index and only as far as needed. */
function inLane(filter: WorkFilter, most: number): RawBuilder<unknown> {
	const wanted = sql.join(
		[
			filter.state ? sql`f.state = ${filter.state} and ${notUnfounded}` : toDo,
			...(filter.kind ? [sql`f.kind = ${filter.kind}`] : []),
			...(filter.topic ? [sql`f.topic = ${filter.topic}`] : []),
		],
		sql` and `,
	);
	const of = (source: RawBuilder<unknown>, where: RawBuilder<unknown>) =>
		sql`${source} cross join lateral (select * from feedback f where ${where} and ${wanted} order by f.due_on, f.id limit ${most}) f`;
	switch (filter.lane) {
		case 'desk':
			return of(
				sql`unnest((select app.kept_units('feedbackDesk', 'inspector', 'unitHead'))::int[]) kept(unit)`,
				sql`f.handling_unit_id = kept.unit`,
			);
		case 'offered':
			return of(
				sql`unnest((select app.kept_units('feedbackDesk', 'unitHead'))::int[]) kept(unit)`,
				sql`f.offered_unit_id = kept.unit`,
			);
		case 'mine':
			return of(sql`(select app.account_id() as id) me`, sql`f.handler_id = me.id`);
		default:
			return of(sql`(select app.oversees() as is_seat) me`, sql`me.is_seat and f.with_oversight`);
	}
}
