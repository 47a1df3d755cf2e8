-- Whose a case is: the desk that may handle it, whom it may be offered or given to, and when it has to be found anew.

-- The public code of the province-level body over a unit: the one directly below the root; the root's own for the root itself.
create function app.province_code(unit int) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	home int := app.keeper_of(unit);
	today date := app.today();
begin
	if app.caller() is null then
		return null;
	end if;
	return (
		select n.code
		from (select c.ancestor, c.depth from unit_closure c where c.descendant = home and c.valid @> today order by c.depth desc limit 2) as top
		join unit_name n on n.unit_id = top.ancestor and n.valid @> today
		order by top.depth limit 1);
end $$;

-- Is the unit that answers for this one today the unit itself, or what continues it? Not the one above, where it was abolished.
create function app.is_continued(unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null
		and exists (select from unit_heir h where h.unit_id = unit and h.principal and not h.by_abolition and h.valid @> app.today());
end $$;

-- Who can sign in and holds one of these roles today at a unit, or at one that it continues: the people of its desk.
create function app.people_at(unit int, variadic roles text[]) returns uuid[]
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
	return array(
		select distinct a.id from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
		where h.heir_id = unit and h.principal and not h.by_abolition and h.valid @> app.today() and p.role = any (roles) and p.valid @> app.today()
			and a.disabled_at is null);
end $$;

-- Did the case, or one that is kin to it, move up because this unit, or one that it continues, let it lie? What is opened again begins anew.
create function app.let_lie(about uuid, unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from feedback f
		join feedback_step up on up.feedback_id = f.id and up.event = 'escalated' and up.detail ->> 'rung' = '150'
		cross join lateral (
			select s.unit_id from feedback_step s where s.feedback_id = f.id and s.step < up.step order by s.step desc limit 1) before
		where f.id = any (app.kin_of(about)) and f.rung_from is not null and before.unit_id is distinct from up.unit_id
			and app.keeper_of(before.unit_id) = app.keeper_of(unit)
			-- Where it is now it may stay, also when the one below became a part of it.
			and app.keeper_of(unit) is distinct from app.keeper_of(f.handling_unit_id));
end $$;

-- The unit whose desk may handle a case: from the subject upwards, the first whose desk has somebody who is not barred; none
-- when there is no such desk, and then it is the oversight body's. Whoever may be the subject is passed over: a case that accuses
-- is never handled by the unit it is about, and none by a unit that let it lie. `above`: only strictly above this unit (a review goes one level up).
create function app.eligible_desk(about uuid, above int default null) returns int
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	f feedback;
	day date := app.today();
	start int;
	home int;
	candidate record;
	people uuid[];
begin
	select * into strict f from feedback where id = about;
	start := coalesce(above, f.unit_id, (select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day limit 1));
	home := app.keeper_of(start);
	for candidate in
		select c.ancestor, c.depth from unit_closure c
		where c.descendant = home and c.valid @> day
			and (c.depth > 0 or (above is null and (f.unit_id is null or (f.unit_known and not f.accuses) or not app.is_continued(f.unit_id))))
		order by c.depth
	loop
		people := app.people_at(candidate.ancestor, 'feedbackDesk');
		if people <> '{}' and not app.let_lie(about, candidate.ancestor)
			and not people <@ app.barred_among(about, people) then
			return candidate.ancestor;
		end if;
	end loop;
	return null;
end $$;

-- May this unit be offered a case: it has a desk with somebody who is not barred, the case is not about it, and it did not let it lie.
create function app.may_receive(about uuid, receiver int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	f feedback;
	day date := app.today();
	people uuid[];
begin
	select * into f from feedback where id = about;
	if f.id is null or not app.runs_feedback(about) or app.keeper_of(receiver) is null or app.let_lie(about, receiver) then
		return false;
	end if;
	if f.accuses and f.unit_known and app.is_continued(f.unit_id) and exists (
		select from unit_closure c where c.descendant = app.keeper_of(receiver) and c.ancestor = app.keeper_of(f.unit_id) and c.valid @> day) then
		return false;
	end if;
	people := app.people_at(app.keeper_of(receiver), 'feedbackDesk');
	return not people <@ app.barred_among(about, people);
end $$;

-- Whoever gave an offer back does not see the case any more, and so cannot write the row itself. Harmless for anybody: only an
-- offer that does not stand is forgotten.
create function app.end_offer(about uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback set offered_unit_id = null where id = about and state <> 'transferOffered' and app.caller() is not null;
end $$;

-- Who may be given a case: people with a post at the handling body, or seats of the oversight body, who are not barred. Who is
-- missing is missing without a reason. Where the oversight body reviews what it answered itself, another hand writes: who wrote or guided
-- before is asked only when there is nobody else.
create function app.eligible_handlers(about uuid) returns table (account_id uuid, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	people uuid[];
	barred uuid[];
	wrote uuid[];
begin
	if not app.runs_feedback(about) then
		return;
	end if;
	people := array(
		select unnest(app.people_at(app.keeper_of(f.handling_unit_id), 'feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))
		from feedback f where f.id = about
		union
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and app.sits_today(s.since, s.until)
		where f.id = about);
	barred := app.barred_among(about, people);
	people := array(select a.id from account a where a.id = any (people) and not (a.id = any (barred)) and a.disabled_at is null);
	wrote := array(
		select w.drafted_by from feedback_answer w join feedback f on f.id = w.feedback_id and f.with_oversight and w.stage < f.stage where f.id = about
		union
		select g.account_id from feedback_step g join feedback f on f.id = g.feedback_id and f.with_oversight and f.stage > 0
		where f.id = about and g.event = 'guided');
	return query
		select a.id, a.display_name from account a
		where a.id = any (people) and (not (a.id = any (wrote)) or people <@ wrote) order by 2;
end $$;

-- A handler who has come to be in the conflict set since the case was given to them, or who could not be given it any more because they
-- hold no post at its body: the case is routed again. So is one that nobody handles, at a body whose desk has nobody for it.
create function app.unroute_barred() returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	handler uuid;
	moved int := 0;
	changed int;
	barred uuid[];
	served int[];
	seated boolean;
	unit int;
	concerned uuid[];
begin
	for handler in select distinct f.handler_id from feedback f
		where f.handler_id is not null and f.routed_at is not null and f.state not in ('closed', 'merged', 'withdrawn')
	loop
		barred := app.barred_of(handler); -- once, not row by row
		served := array(
			select g.unit_id from post p join account a on a.id = p.account_id and a.disabled_at is null
			join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.valid @> app.today()
			where p.account_id = handler and p.valid @> app.today()
				and p.role in ('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'));
		seated := exists (
			select from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
			where s.account_id = handler and app.sits_today(s.since, s.until));
		update feedback f set routed_at = null
		where f.handler_id = handler and f.routed_at is not null and f.state not in ('closed', 'merged', 'withdrawn')
			and (f.id = any (barred)
				or (f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal')
					and not (f.with_oversight and seated) and (f.handling_unit_id = any (served)) is not true));
		get diagnostics changed = row_count;
		moved := moved + changed;
	end loop;
	-- What nobody handles waits for its desk: where nobody is at it, or all who are must not know of the case.
	for unit in select distinct app.keeper_of(f.handling_unit_id) from feedback f
		where f.handler_id is null and f.handling_unit_id is not null and f.routed_at is not null
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal', 'closed', 'merged', 'withdrawn')
	loop
		concerned := null; -- by nobody at all: every case
		foreach handler in array app.people_at(unit, 'feedbackDesk')
		loop
			barred := app.barred_of(handler);
			concerned := case when concerned is null then barred
				else array(select unnest(concerned) intersect select unnest(barred)) end;
			exit when concerned = '{}';
		end loop;
		update feedback f set routed_at = null
		where f.handler_id is null and app.keeper_of(f.handling_unit_id) = unit and f.routed_at is not null
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal', 'closed', 'merged', 'withdrawn')
			and (concerned is null or f.id = any (concerned));
		get diagnostics changed = row_count;
		moved := moved + changed;
	end loop;
	return moved;
end $$;

alter function app.province_code(int) owner to vidan_definer;
alter function app.is_continued(int) owner to vidan_definer;
alter function app.let_lie(uuid, int) owner to vidan_definer;
alter function app.eligible_desk(uuid, int) owner to vidan_definer;
alter function app.may_receive(uuid, int) owner to vidan_definer;
alter function app.end_offer(uuid) owner to vidan_definer;
alter function app.eligible_handlers(uuid) owner to vidan_definer;
alter function app.unroute_barred() owner to vidan_definer;
revoke execute on function app.people_at(int, text[]), app.is_continued(int), app.let_lie(uuid, int), app.eligible_desk(uuid, int), app.may_receive(uuid, int),
	app.end_offer(uuid), app.eligible_handlers(uuid), app.unroute_barred() from public;
grant execute on function app.people_at(int, text[]) to vidan_definer;
grant execute on function app.eligible_desk(uuid, int), app.unroute_barred() to vidan_jobs, vidan_operator;
grant execute on function app.may_receive(uuid, int), app.end_offer(uuid), app.eligible_handlers(uuid) to vidan_staff, vidan_jobs, vidan_operator;

-- To who let it lie it never goes back, by no offer and by no other way.
create function app.feedback_stays_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if (new.offered_unit_id is distinct from old.offered_unit_id and app.let_lie(new.id, new.offered_unit_id))
		or (new.handling_unit_id is distinct from old.handling_unit_id and app.let_lie(new.id, new.handling_unit_id)) then
		raise exception 'feedback %: not back to who let it lie', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_stays_up() owner to vidan_definer;
create trigger feedback_stays_up before update of offered_unit_id, handling_unit_id on feedback
	for each row when (old.rung_from is not null or old.split_from is not null) execute function app.feedback_stays_up();
