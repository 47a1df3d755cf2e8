import { sql } from 'kysely';
import type { Call } from '#platform';

/**
 * The tree once more, from what was decided (units, parents, lineage) and not from what is derived and kept: three
 * temporary tables that end with the transaction.
 *
 * - `verify_line`: who stood under whom, from – until
 * - `verify_standing`: where a unit stood, and after its end what takes its place
 * - `verify_weight`: which part of what a unit did in a time counts under a node today
 */
export async function buildTree(call: Call): Promise<void> {
	await buildLines(call);
	await buildStandings(call);
	await buildWeights(call);
}

async function buildLines(call: Call): Promise<void> {
	await sql`create temporary table verify_line on commit drop as
		with recursive line as (
			select id as unit_id, id as node_id, daterange(born, dies) as valid from unit where dies is null or dies > born
			union all
			select l.unit_id, p.parent_id, l.valid * p.valid
			from line l join unit_parent p on p.unit_id = l.node_id and p.valid && l.valid and p.parent_id is not null
		)
		select unit_id, node_id, lower(valid) as since, coalesce(upper(valid), 'infinity') as until from line`.execute(
		call.db,
	);
	await sql`create index on verify_line (unit_id)`.execute(call.db);
	await sql`analyze verify_line`.execute(call.db);
}

/** After its end a unit's place is taken by its principal heir, or by the unit it stood under when nobody continues it. */
async function buildStandings(call: Call): Promise<void> {
	await sql`create temporary table verify_passing on commit drop as
		select l.src, l.on_date, l.kind, coalesce(l.dst, p.parent_id) as dst, l.principal or l.dst is null as principal,
			coalesce(l.share::numeric, round(1::numeric(140, 70) / count(*) over (partition by l.src, l.on_date), 60)) as part,
			bool_or(l.dst = l.src) over (partition by l.src, l.on_date) as lives_on
		from unit_lineage l
		left join unit_parent p on l.dst is null and p.unit_id = l.src and p.valid @> (l.on_date - 1)
		where l.kind in ('merge', 'split', 'abolish')`.execute(call.db);
	await sql`create index on verify_passing (src, on_date)`.execute(call.db);
	await sql`create temporary table verify_carrier on commit drop as
		with recursive carrier as (
			select id as unit_id, id as at, born as since, dies as until from unit where dies is null or dies > born
			union all
			select c.unit_id, heir.id, greatest(c.since, c.until), heir.dies
			from carrier c
			join verify_passing p on p.src = c.at and p.on_date = (select dies from unit where id = c.at) and p.principal
			join unit heir on heir.id = p.dst
			where c.until is not null
		)
		select unit_id, at, since, coalesce(until, 'infinity') as until from carrier where until is null or since < until`.execute(
		call.db,
	);
	await sql`create index on verify_carrier (unit_id)`.execute(call.db);
	await sql`create temporary table verify_standing on commit drop as
		select c.unit_id, l.node_id, greatest(c.since, l.since) as since, least(c.until, l.until) as until
		from verify_carrier c
		join verify_line l on l.unit_id = c.at and l.since < c.until and c.since < l.until`.execute(call.db);
	await sql`create index on verify_standing (unit_id)`.execute(call.db);
	await sql`create index on verify_standing (node_id)`.execute(call.db);
	await sql`analyze verify_standing`.execute(call.db);
}

/**
 * Follows what each unit did through everything that has happened to its holders until today. A holder that is split and
 * lives on keeps what is done from that day; what an abolished unit leaves is the unit's above it, before that day does anything to that one.
 */
async function buildWeights(call: Call): Promise<void> {
	await sql`create temporary table verify_holding on commit drop as
		with recursive holding as (
			select id as unit_id, id as holder, 1::numeric as part, born as since, daterange(null, null) as during
			from unit where born <= app.today() and (dies is null or dies > born)
			union all
			select h.unit_id, n.holder, round(h.part * n.part, 60), n.since, n.during
			from holding h
			cross join lateral (
				select min(p.on_date) as on_date from verify_passing p
				where p.src = h.holder and p.on_date > h.since and p.on_date <= app.today()
			) next
			cross join lateral (
				select p.dst as holder, 1::numeric as part, next.on_date - 1 as since, h.during
				from verify_passing p
				where p.src = h.holder and p.on_date = next.on_date and p.kind = 'abolish' and p.dst is not null
				union all
				select p.dst, p.part, next.on_date, case when p.lives_on then h.during * daterange(null, next.on_date) else h.during end
				from verify_passing p
				where p.src = h.holder and p.on_date = next.on_date and p.kind <> 'abolish'
				union all
				select h.holder, 1, next.on_date, h.during * daterange(next.on_date, null)
				from verify_passing p
				where p.src = h.holder and p.on_date = next.on_date and p.dst = h.holder
			) n
			where next.on_date is not null and not isempty(n.during)
		)
		select h.* from holding h
		where not exists (
			select from verify_passing p where p.src = h.holder and p.on_date > h.since and p.on_date <= app.today())`.execute(
		call.db,
	);
	await sql`create index on verify_holding (unit_id)`.execute(call.db);
	await sql`analyze verify_holding`.execute(call.db);
	await sql`create temporary table verify_weight on commit drop as
		with cut as (
			select unit_id, lower(during) as day from verify_holding
			union select unit_id, upper(during) from verify_holding where not upper_inf(during)
			union select unit_id, null from verify_holding
		), segment as (
			select unit_id, coalesce(day, '-infinity') as since,
				coalesce(lead(day) over (partition by unit_id order by day nulls first), 'infinity') as until
			from cut
		)
		select s.unit_id, s.since, s.until, l.node_id, round(sum(h.part), 20) as weight
		from segment s
		join verify_holding h on h.unit_id = s.unit_id
			and (lower_inf(h.during) or lower(h.during) <= s.since) and (upper_inf(h.during) or upper(h.during) >= s.until)
		join verify_line l on l.unit_id = h.holder and l.since <= app.today() and app.today() < l.until
		group by 1, 2, 3, 4 having round(sum(h.part), 20) > 0`.execute(call.db);
	await sql`create index on verify_weight (unit_id)`.execute(call.db);
	await sql`create index on verify_weight (node_id)`.execute(call.db);
	await sql`analyze verify_weight`.execute(call.db);
}
