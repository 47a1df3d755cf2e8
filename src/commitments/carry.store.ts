import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import type { MetricKey } from '#figures';

/**
 * Which moves of members are followed: those of one import, the last one of a member, or, of the last so many days each, those entered
 * ahead whose day has come, and those just recorded, which a list that was made at the same moment did not see.
 */
export type Moves = { importId: string } | { memberId: string } | { cameWithin: number; recordedWithin: number };

/** How much a stock of a unit grows (or shrinks) on a day because members were posted elsewhere. */
export type Carried = { campaignId: number; unitId: number; metric: MetricKey; onDate: string; members: number };

/**
 * Lets the commitments in force follow their members to where they serve today, which a posting that was entered late or ahead does not
 * change; in one statement. Who left takes theirs out of force; who comes back, into it. Nobody is taken from a stock before the day
 * they came into it, and each unit is the one that it was, or was continued by, on that day.
 */
export async function carry(call: Call, moves: Moves): Promise<Carried[]> {
	const { rows } = await sql<Carried>`
		with moved as (
			select distinct on (v.member_id) v.member_id, v.from_unit_id, v.to_unit_id, v.on_date
			from member_move v
			where ${which(moves)}
			order by v.member_id, v.id desc
		), last as (
			select distinct on (p.member_id) p.member_id, case when p.valid @> app.today() then p.unit_id end as unit_id,
				case when p.valid @> app.today() then lower(p.valid) else upper(p.valid) end as on_date
			from posting p where p.member_id in (select member_id from moved) and lower(p.valid) <= app.today()
			order by p.member_id, lower(p.valid) desc
		), following as (
			select c.id, l.unit_id as to_unit_id, case when c.in_force then c.unit_id end as from_unit_id,
				case when l.unit_id is not distinct from v.to_unit_id then v.on_date else l.on_date end as on_date
			from moved v join last l on l.member_id = v.member_id join commitment c on c.member_id = v.member_id
			where (c.in_force and c.unit_id is distinct from l.unit_id)
				or (not c.in_force and l.unit_id is not null and not exists (
					select from commitment later
					where later.member_id = c.member_id and later.campaign_id = c.campaign_id and later.year > c.year))
		), carried as (
			update commitment c set unit_id = coalesce(f.to_unit_id, c.unit_id), in_force = f.to_unit_id is not null,
				counted_on = greatest(c.counted_on, f.on_date)
			from following f where c.id = f.id
			returning c.campaign_id, c.state, f.from_unit_id, f.to_unit_id, c.counted_on, c.exempted_on as exempted,
				(c.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as signed,
				(c.confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date as confirmed
		), counted as (
			select r.campaign_id, place.unit_id, k.metric, place.sign, greatest(r.counted_on, case k.metric
				when 'memberExempt' then r.exempted when 'commitmentSigned' then r.signed when 'commitmentConfirmed' then r.confirmed end) as on_date
			from carried r
			cross join lateral unnest(app.stocks_in(r.state)) k (metric)
			cross join lateral (values (r.from_unit_id, -1), (r.to_unit_id, 1)) place (unit_id, sign)
			where place.unit_id is not null
		)
		select c.campaign_id, coalesce(h.heir_id, c.unit_id) as unit_id, c.metric, c.on_date, sum(c.sign)::int as members
		from counted c left join unit_heir h on h.unit_id = c.unit_id and h.principal and h.valid @> c.on_date
		group by 1, 2, 3, 4 having sum(c.sign) <> 0
		order by 1, 2, 3, 4`.execute(call.db);
	return rows;
}

function which(moves: Moves): RawBuilder<unknown> {
	if ('importId' in moves) return sql`v.import_id = ${moves.importId}`;
	if ('memberId' in moves) return sql`v.member_id = ${moves.memberId}`;
	return sql`(v.on_date > v.recorded_on and v.on_date between app.today() - ${moves.cameWithin}::int and app.today())
		or (v.recorded_on >= app.today() - ${moves.recordedWithin}::int and v.on_date <= app.today())`;
}
