-- A list of papers is made, and a paper is signed: by one function each, because row by row, and in the one week in which everybody signs, the
-- policies would cost more than the work.

-- Puts everybody on strength under the node of an issue on a day on the list, those exempt with the reason; who is on it stays as
-- they are. Who moved or left since that day stands where they serve today, or in no stock. The commitments of earlier years of those
-- who were put on it end; who has one of a later year is listed and not counted. Whose commitment of an earlier year followed them since
-- that day is counted by it until then, and by the new one from then on: nobody is in a stock twice. One run of a campaign follows the other. Counted by unit, metric and day, one act each, and never before the day on which somebody came into the stock;
-- a unit that ended means its principal heir of that day. Answers how many were put on the list and are counted, and how many of those
-- are exempt. Without nested loops: tables that were just loaded have no statistics, from which the planner concludes that one is cheap.
create function app.enrol_members(issue uuid, day date)
returns table (asked int, exempt int)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set enable_nestloop = off as $$
#variable_conflict use_column
declare
	about commitment_issue;
	node int;
begin
	select * into strict about from commitment_issue i where i.id = issue for update;
	if app.caller() like 'session:%' then
		if not exists (
			select from unit_standing s where s.unit_id = about.unit_id and s.valid @> app.today()
				and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[])) then
			raise exception 'issue %: not the caller''s', issue using errcode = 'VD010';
		end if;
	end if;
	perform pg_advisory_xact_lock(hashtextextended('commitments of campaign ' || about.campaign_id, 0));
	select h.heir_id into node from unit_heir h where h.unit_id = about.unit_id and h.principal and h.valid @> day limit 1;
	return query
		with home as materialized (
			select distinct h.unit_id, h.heir_id
			from unit_closure c join unit_heir h on h.heir_id = c.descendant and h.principal and h.valid @> day
			where c.ancestor = node and c.valid @> day
		), newer as materialized (
			select distinct on (p.member_id) p.member_id, p.unit_id, p.valid
			from posting p where lower(p.valid) > day and lower(p.valid) <= app.today() order by p.member_id, lower(p.valid) desc
		), later as materialized (
			select distinct c.member_id from commitment c where c.campaign_id = about.campaign_id and c.year > about.year
		), earlier as materialized (
			select c.member_id, max(c.counted_on) as counted_on from commitment c
			where c.campaign_id = about.campaign_id and c.year < about.year group by 1
		), served as materialized (
			select p.member_id, h.heir_id as then_at, e.reason, l.member_id is null as counts, greatest(day, b.counted_on) as begins,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then null
					when coalesce(n.unit_id, p.unit_id) = p.unit_id then h.heir_id else n.unit_id end as now_at,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then upper(coalesce(n.valid, p.valid))
					else lower(n.valid) end as moved_on
			from posting p join home h on h.unit_id = p.unit_id
			left join exemption e on e.member_id = p.member_id and e.valid @> day
			left join newer n on n.member_id = p.member_id
			left join later l on l.member_id = p.member_id
			left join earlier b on b.member_id = p.member_id
			where p.valid @> day
		), enrolled as (
			insert into commitment (issue_id, campaign_id, year, member_id, unit_id, issued_unit_id, state, exempt_reason, exempted_on,
				in_force, counted_on)
			select about.id, about.campaign_id, about.year, s.member_id, coalesce(s.now_at, s.then_at), s.then_at,
				case when s.reason is null then 'notStarted' else 'exempt' end, s.reason, case when s.reason is not null then day end,
				s.counts and s.now_at is not null, greatest(s.begins, case when s.now_at is distinct from s.then_at then s.moved_on end)
			from served s
			on conflict (member_id, campaign_id, year) do nothing
			returning member_id, state
		), entered as materialized (
			select case when s.moved_on <= s.begins then s.now_at else s.then_at end as then_at, s.now_at, s.begins, s.moved_on, n.state, count(*)::int as members
			from enrolled n join served s on s.member_id = n.member_id
			where s.counts
			group by 1, 2, 3, 4, 5
		), ended as (
			update commitment c set in_force = false, counted_on = greatest(c.counted_on, day)
			from enrolled n
			where c.member_id = n.member_id and c.campaign_id = about.campaign_id and c.year < about.year and c.in_force
			returning c.unit_id, c.state, c.counted_on, c.exempted_on, c.submitted_at, c.confirmed_at
		), left_over as materialized (
			select e.unit_id, e.state, e.counted_on as since, e.exempted_on as exempted,
				(e.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as signed,
				(e.confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date as confirmed, count(*)::int as members
			from ended e
			group by 1, 2, 3, 4, 5, 6
		), counted as materialized (
			select 'asked' as part, g.then_at as unit_id, k.metric, g.begins as on_date, g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			where g.then_at is not null
			union all
			select 'moved', place.unit_id, k.metric, g.moved_on, place.sign * g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			cross join lateral (values (g.then_at, -1), (g.now_at, 1)) place (unit_id, sign)
			where g.now_at is distinct from g.then_at and place.unit_id is not null
			union all
			select 'ended', g.unit_id, k.metric, greatest(g.since, case k.metric
				when 'memberExempt' then g.exempted when 'commitmentSigned' then g.signed when 'commitmentConfirmed' then g.confirmed end), -g.members
			from left_over g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
		), written as (
			insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on, source)
			select gen_random_uuid(), h.heir_id, about.campaign_id, m.id, sum(c.members), c.on_date, 'commitment'
			from counted c join unit_heir h on h.unit_id = c.unit_id and h.principal and h.valid @> c.on_date
			join metric m on m.key = c.metric
			group by c.part, h.heir_id, m.id, c.on_date
		)
		select coalesce(sum(c.members) filter (where c.metric = 'memberOnStrength'), 0)::int,
			coalesce(sum(c.members) filter (where c.metric = 'memberExempt'), 0)::int
		from counted c where c.part = 'asked';
end $$;
alter function app.enrol_members(uuid, date) owner to vidan_definer;
revoke execute on function app.enrol_members(uuid, date) from public;
grant execute on function app.enrol_members(uuid, date) to vidan_staff, vidan_jobs, vidan_operator;

-- A member signs: the text, the state (the stocks follow it), and what happened. Only the author passes; what may follow what is held by
-- commitment_moves. False: not as it was read.
create function app.sign_commitment(paper uuid, from_step int, signer uuid, said jsonb, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	who text := app.caller();
	author uuid;
	signed commitment;
	unit int;
begin
	if who like 'session:%' then
		who := 'session';
		author := app.member_id();
		signer := app.account_id();
	else
		author := (select a.member_id from account a where a.id = signer);
	end if;
	update commitment c set state = 'submitted', step = from_step + 1, on_paper = false, signed_on = app.today(),
		submitted_by = signer, submitted_at = app.now(), text_sha256 = hash
	where c.id = paper and c.member_id = author and c.step = from_step and c.state in ('notStarted', 'draft', 'returned')
	returning c.* into signed;
	if not found then
		return false;
	end if;
	unit := app.keeper_of(signed.unit_id);
	insert into commitment_text as had (commitment_id, content, saved_at) values (paper, said, app.now())
	on conflict (commitment_id) do update
		set content = excluded.content, scan_file_id = null, entered_by = null, saved_at = excluded.saved_at;
	insert into event (kind, unit_id, account_id, caller, subject, payload)
	values ('commitment.submitted', unit, signer, who, paper::text,
		jsonb_build_object('campaignId', signed.campaign_id, 'step', signed.step));
	return true;
end $$;
alter function app.sign_commitment(uuid, int, uuid, jsonb, text) owner to vidan_definer;
revoke execute on function app.sign_commitment(uuid, int, uuid, jsonb, text) from public;
grant execute on function app.sign_commitment(uuid, int, uuid, jsonb, text) to vidan_staff, vidan_operator;
