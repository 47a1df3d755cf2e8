-- Whatever continues a unit is the unit; the unit above what was abolished goes on with its work and is not (unit_heir.by_abolition).
-- Who must not know: the officers a case is about and their declared relatives; the members of their units, on the day
-- and today; all whom they lead; the whole unit, also once officers are named; the heads of every unit between those and the
-- handling body; who handled an earlier stage, except where nobody else could review (app.seats_again); who stepped back. Asked at every read and
-- write, so that it follows each change at once.

create table feedback_officer (
	feedback_id uuid not null references feedback,
	member_id uuid not null references member,
	identified_by uuid references account,
	elsewhere boolean not null default false,
	primary key (feedback_id, member_id, elsewhere)
);
create index feedback_officer_member on feedback_officer (member_id);
comment on table feedback_officer is 'An officer whom a case is about, once known. Read within a case, never searched across. elsewhere: named in another matter of the same letter, or in a case joined to this one; kept away from it in the same way, and neither named nor heard in it.';

create table feedback_part (
	feedback_id uuid not null references feedback,
	account_id uuid not null references account,
	stage smallint not null,
	recused boolean not null default false,
	primary key (feedback_id, account_id, stage)
);
create index feedback_part_account on feedback_part (account_id, feedback_id);
comment on table feedback_part is 'Who handled a case at which stage: none of them decides on a later one, but where the oversight body has nobody else. recused: stepped back by themselves.';

call app.protect('feedback_officer');
call app.protect('feedback_part');

-- Cases that are matters of one letter, or were joined, however far; the case itself among them.
create function app.kin_of(about uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return array(
		with recursive kin (id) as (
			select about
			union
			select n.id from kin k cross join lateral (
				select unnest(array[f.split_from, f.merged_into]) as id from feedback f where f.id = k.id
				union all
				select f.id from feedback f where f.split_from = k.id
				union all
				select f.id from feedback f where f.merged_into = k.id) n
			where n.id is not null)
		select id from kin);
end $$;

-- Who is named in one of them, or stepped back from it, is kept from all of them, from the moment on in which they are kin; for good, for who has
-- known of one knows of the other. Who handled an earlier stage of a letter is kept from the matters that are split off it later, too.
create function app.kin_know() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	kin uuid[] := app.kin_of(new.id);
begin
	if new.merged_into is not null and app.caller() like 'session:%' and not exists (
		select from feedback i where i.id = new.merged_into and i.kind = new.kind
			and (i.handling_unit_id, i.with_oversight) is not distinct from (new.handling_unit_id, new.with_oversight)) then
		raise exception 'feedback %: not the caller''s to join', new.id using errcode = 'VD010';
	end if;
	insert into feedback_officer (feedback_id, member_id, identified_by, elsewhere)
	select k, o.member_id, o.identified_by, true
	from unnest(kin) k cross join (
		select distinct on (o.member_id) o.member_id, o.identified_by from feedback_officer o where o.feedback_id = any (kin)) o
	where not exists (select from feedback_officer h where h.feedback_id = k and h.member_id = o.member_id)
	on conflict do nothing;
	insert into feedback_part as mine (feedback_id, account_id, stage, recused)
	select f.id, p.account_id, f.stage, true from feedback f cross join (
		select p.account_id from feedback_part p where p.feedback_id = any (kin) and p.recused
		union
		select p.account_id from feedback_part p join feedback l on l.id = p.feedback_id
		where tg_op = 'INSERT' and p.feedback_id = new.split_from and p.stage < l.stage and not (p.account_id = any (app.seats_again(l.id)))) p
	where f.id = any (case when tg_op = 'INSERT' then array[new.id] else kin end)
	on conflict (feedback_id, account_id, stage) do update set recused = true where not mine.recused;
	return null;
end $$;

create function app.officer_has_kin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into feedback_officer (feedback_id, member_id, identified_by, elsewhere)
	select k, new.member_id, new.identified_by, true from unnest(app.kin_of(new.feedback_id)) k
	where not exists (select from feedback_officer h where h.feedback_id = k and h.member_id = new.member_id)
	on conflict do nothing;
	return null;
end $$;

create function app.recusal_has_kin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into feedback_part as mine (feedback_id, account_id, stage, recused)
	select f.id, new.account_id, f.stage, true from feedback f where f.id = any (app.kin_of(new.feedback_id))
		and not exists (select from feedback_part p where p.feedback_id = f.id and p.account_id = new.account_id and p.recused)
	on conflict (feedback_id, account_id, stage) do update set recused = true where not mine.recused;
	return null;
end $$;

alter function app.kin_of(uuid) owner to vidan_definer;
alter function app.kin_know() owner to vidan_definer;
alter function app.officer_has_kin() owner to vidan_definer;
alter function app.recusal_has_kin() owner to vidan_definer;
revoke execute on function app.kin_of(uuid) from public;
create trigger kin_know after insert on feedback for each row when (new.split_from is not null or new.merged_into is not null)
	execute function app.kin_know();
create trigger kin_know_joined after update of merged_into on feedback for each row
	when (new.merged_into is not null and new.merged_into is distinct from old.merged_into) execute function app.kin_know();
create trigger officer_has_kin after insert on feedback_officer for each row when (not new.elsewhere) execute function app.officer_has_kin();
create trigger recusal_has_kin after insert or update of recused on feedback_part for each row when (new.recused)
	execute function app.recusal_has_kin();

-- Was this what was recorded of somebody's service when the case came in (received_at is rounded down)? A day that is over is asked of that
-- alone: nobody is posted out of the set afterwards, and nobody into it.
create function app.said_when_received(since timestamptz, until timestamptz, received_at timestamptz, sealed boolean) returns boolean
language sql stable parallel safe
return until > received_at and since < received_at + case when sealed then interval '1 day' else interval '1 hour' end;

-- Through whom these people came to be let in: who gave them a role that they hold, and whose link they set their password by last; and through
-- whom those did. Whoever may not know of a case must not come to it in the place of somebody they let in. A seat of the oversight body is let in
-- by no administrator alone (app.keeps_own_door, app.seats_agree) and so by nobody here. Only who serves or holds a post can be in the set.
create function app.let_in_by(people uuid[]) returns table (account_id uuid, by_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return query
		with recursive through (id, by_id) as (
			select p.id, p.id from unnest(people) p (id)
			where not exists (select from oversight_seat s where s.account_id = p.id and app.sits_today(s.since, s.until))
			union
			select t.id, g.by_id from through t cross join lateral (
				select p.granted_by as by_id from post p where p.account_id = t.by_id and p.valid @> app.today()
				union all
				(select l.issued_by from one_time_link l where l.account_id = t.by_id and l.used_at is not null order by l.used_at desc limit 1)) g
			where g.by_id is not null)
		select t.id, t.by_id from through t where t.by_id <> t.id;
end $$;

-- Answered for one person over all cases, because that set is small and its cost does not depend on how many cases there are.
-- By one plan from the first call on: planning it anew takes longer than answering.
create function app.concerned_of(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	me uuid := (select a.member_id from account a where a.id = who);
	day date := app.today();
	-- Where I am: units of my postings and posts, as they stand today …
	mine int[] := coalesce((
		select array_agg(distinct h.heir_id) from (
			select p.unit_id from posting p where p.member_id = me and p.valid @> day
			union all
			select p.unit_id from post p where p.account_id = who and p.valid @> day
				and p.role not in ('custodian', 'auditor', 'administrator')
		) held join unit_heir h on h.unit_id = held.unit_id and h.principal and not h.by_abolition and h.valid @> day), '{}');
	-- … and where I am counted since mine was abolished, until I am posted anew.
	left_at int[] := coalesce((
		select array_agg(distinct h.heir_id) from posting p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.by_abolition and h.valid @> day
		where p.member_id = me and p.valid @> day), '{}');
	-- Those and all above them: a case about one of these as a whole is about me.
	above int[] := coalesce((select array_agg(distinct s.node_id) from unit_standing s where s.unit_id = any (mine || left_at) and s.valid @> day), '{}');
	-- The same as they were named in their time.
	subjects int[] := coalesce((select array_agg(distinct h.unit_id) from unit_heir h where h.heir_id = any (above) and not h.by_abolition and h.valid @> day), '{}');
	-- Whom I lead.
	led int[] := coalesce((
		select array_agg(distinct h.heir_id) from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
		where p.account_id = who and p.role = 'unitHead' and p.valid @> day), '{}');
	-- Nothing is handled outside the root.
	led_inside int[] := array(select unnest(led) except select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day);
begin
	return coalesce((
		select array_agg(barred.feedback_id) from (select distinct feedback_id from (
			-- named, or a relative of somebody named
			select o.feedback_id from feedback_officer o where o.member_id = me
			union all
			select o.feedback_id from (
				select r.relative_id as id, '-infinity'::date as after, r.ended_on from declared_relation r where r.member_id = me
				union all
				-- declared by the other alone: of what came later; confirmed by the oversight body: of everything; not found true: of nothing
				select r.member_id, case when r.confirmed then '-infinity' else r.declared_on end, r.ended_on from declared_relation r
				where r.relative_id = me and r.confirmed is not false) relative
			join feedback_officer o on o.member_id = relative.id
			join feedback f on f.id = o.feedback_id and f.received_on > relative.after
				and (relative.ended_on is null or f.received_on <= relative.ended_on)
			union all
			-- of the unit that is the subject as a whole: today, whatever continues it
			select f.id from feedback f
			where f.accuses and f.unit_known and f.unit_id = any (subjects)
			union all
			-- and on the day, where the unit of the posting, or what continued it by then, stood
			select f.id from app.postings_recorded() p
			join unit_standing s on s.unit_id = p.unit_id and s.valid && p.valid
			join feedback f on f.unit_id = s.node_id and f.accuses and f.unit_known
				and p.valid @> coalesce(f.happened_on, f.received_on) and s.valid @> coalesce(f.happened_on, f.received_on)
			where p.member_id = me and app.said_when_received(p.since, p.until, f.received_at, f.sealed)
			union all
			-- of the unit of an officer, today
			select o.feedback_id
			from unit_heir h
			join posting q on q.unit_id = h.unit_id and q.valid @> day
			join feedback_officer o on o.member_id = q.member_id
			where h.heir_id = any (mine || left_at) and h.heir_id = any (case when h.by_abolition then left_at else mine end)
				and h.principal and h.valid @> day
			union all
			-- and on the day; two units may have been one by then
			select o.feedback_id
			from app.postings_recorded() p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid && p.valid
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.by_abolition = h.by_abolition and g.valid && h.valid
			join app.postings_recorded() q on q.unit_id = g.unit_id and q.valid && g.valid
			join feedback_officer o on o.member_id = q.member_id
			join feedback f on f.id = o.feedback_id
			cross join lateral (select coalesce(f.happened_on, f.received_on) as day) happened
			where p.member_id = me and p.valid @> happened.day and h.valid @> happened.day and g.valid @> happened.day
				and q.valid @> happened.day and app.said_when_received(p.since, p.until, f.received_at, f.sealed)
				and app.said_when_received(q.since, q.until, f.received_at, f.sealed)
			union all
			-- led by an officer it is about, today or on the day
			select o.feedback_id
			from unit_heir h
			join (
				select w.account_id, w.role, w.unit_id, w.valid from post w
				union all
				select w.account_id, w.role, w.unit_id, w.valid from post_was w) p on p.unit_id = h.unit_id and p.role = 'unitHead'
			join account a on a.id = p.account_id
			join feedback_officer o on o.member_id = a.member_id
			join feedback f on f.id = o.feedback_id
			where h.heir_id = any (above) and h.principal and not h.by_abolition and h.valid @> day
				and (p.valid @> day or p.valid @> coalesce(f.happened_on, f.received_on))
			union all
			-- head of a unit between the subject and the handling body
			select f.id
			from unit_standing s
			join feedback f on f.unit_id = s.unit_id and f.accuses and f.unit_known and f.handling_unit_id is null
			where s.node_id = any (led) and s.valid @> day
			union all
			select f.id
			from unit_standing s
			join feedback f on f.unit_id = s.unit_id and f.accuses and f.unit_known and f.handling_unit_id is not null
			where s.node_id = any (led_inside) and s.valid @> day and not exists (
				select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = s.node_id and b.valid @> day)
			union all
			select o.feedback_id
			from unit_standing s
			join posting q on q.unit_id = s.unit_id and q.valid @> day
			join feedback_officer o on o.member_id = q.member_id
			join feedback f on f.id = o.feedback_id
			where s.node_id = any (led) and s.valid @> day and not exists (
				select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = s.node_id and b.valid @> day)
		) each_reason) barred), '{}');
end $$;

-- All of it: who is concerned, or was let in by somebody who is, …
create function app.barred_of(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return coalesce((
		select array_agg(barred.feedback_id) from (select distinct feedback_id from (
			select unnest(app.concerned_of(who)) as feedback_id
			union all
			select unnest(app.concerned_of(l.by_id)) from app.let_in_by(array[who]) l
			union all
			-- … handled an earlier stage, or stepped back
			select p.feedback_id from feedback_part p where p.account_id = who and p.recused
			union all
			-- … of it or of what it is joined to
			select unnest(array(select f.id union all select j.id from feedback j where j.merged_into = f.id))
			from feedback_part p join feedback f on f.id = p.feedback_id
			where p.account_id = who and p.stage < f.stage and not (f.with_oversight and who = any (app.seats_again(f.id)))
		) each_reason) barred), '{}');
end $$;

-- The same set from the other side: who of these people must not know of one case. What follows from the case is found once for all of them,
-- so that a desk with many people costs hardly more than one with few. First who is concerned, whatever part they had in it …
create function app.concerned_among(about uuid, people uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	f feedback := (select f from feedback f where f.id = about);
	day date := app.today();
	happened date := coalesce(f.happened_on, f.received_on);
	officers uuid[] := array(select o.member_id from feedback_officer o where o.feedback_id = about);
	whole boolean := f.accuses and f.unit_known and f.unit_id is not null;
	-- Nodes by which somebody is concerned: who is in one of them or below it …
	over_me int[] := array(
		select h.heir_id from unit_heir h where whole and h.unit_id = f.unit_id and not h.by_abolition and h.valid @> day
		union
		select h.heir_id from (
			select w.account_id, w.role, w.unit_id, w.valid from post w
			union all
			select w.account_id, w.role, w.unit_id, w.valid from post_was w) p
		join account a on a.id = p.account_id
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
		where a.member_id = any (officers) and p.role = 'unitHead' and (p.valid @> day or p.valid @> happened));
	-- … who is in one of them, as officers are who are there since theirs was abolished (negative), or not …
	with_officers int[] := array(
		select case when h.by_abolition then -h.heir_id else h.heir_id end
		from posting q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> day
		where q.member_id = any (officers) and q.valid @> day);
	-- … who was in one of them on the day, in the same way …
	with_officers_then int[] := array(
		select case when h.by_abolition then -h.heir_id else h.heir_id end
		from app.postings_recorded() q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> happened
		where q.member_id = any (officers) and q.valid @> happened
			and app.said_when_received(q.since, q.until, f.received_at, f.sealed));
	-- … and who leads one of them: between the subject or an officer and the handling body.
	heads_between int[] := array(
		select n.node_id from (
			select s.node_id from unit_standing s where whole and s.unit_id = f.unit_id and s.valid @> day
				and (f.handling_unit_id is null or s.node_id not in (
					select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day))
			union
			select s.node_id from posting q join unit_standing s on s.unit_id = q.unit_id and s.valid @> day
			where q.member_id = any (officers) and q.valid @> day) n
		where not exists (
			select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = n.node_id and b.valid @> day));
begin
	return array(
		select a.id from account a where a.id = any (people) and (
			a.member_id = any (officers)
			or exists (select from declared_relation r where r.member_id = a.member_id and r.relative_id = any (officers)
				and (r.ended_on is null or f.received_on <= r.ended_on))
			or exists (select from declared_relation r where r.relative_id = a.member_id and r.member_id = any (officers)
				and r.confirmed is not false and (r.confirmed or f.received_on > r.declared_on) and (r.ended_on is null or f.received_on <= r.ended_on))
			or exists (
				select from (
					select p.unit_id, true as serves from posting p where p.member_id = a.member_id and p.valid @> day
					union all
					select p.unit_id, false from post p where p.account_id = a.id and p.valid @> day
						and p.role not in ('custodian', 'auditor', 'administrator')) held
				join unit_heir h on h.unit_id = held.unit_id and h.principal and (held.serves or not h.by_abolition) and h.valid @> day
				where case when h.by_abolition then -h.heir_id else h.heir_id end = any (with_officers) or exists (
					select from unit_standing s where s.unit_id = h.heir_id and s.valid @> day and s.node_id = any (over_me)))
			or exists (
				select from app.postings_recorded() p join unit_standing s on s.unit_id = p.unit_id and s.valid @> happened
				where whole and p.member_id = a.member_id and p.valid @> happened and s.node_id = f.unit_id
					and app.said_when_received(p.since, p.until, f.received_at, f.sealed))
			or exists (
				select from app.postings_recorded() p join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> happened
				where p.member_id = a.member_id and p.valid @> happened
					and case when h.by_abolition then -h.heir_id else h.heir_id end = any (with_officers_then)
					and app.said_when_received(p.since, p.until, f.received_at, f.sealed))
			or exists (
				select from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
				where p.account_id = a.id and p.role = 'unitHead' and p.valid @> day and h.heir_id = any (heads_between))));
end $$;

-- … and then who was let in by one of them, handled an earlier stage, or stepped back.
create function app.barred_among(about uuid, people uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	concerned uuid[] := app.concerned_among(about, people || array(select distinct l.by_id from app.let_in_by(people) l));
begin
	return array(
		(select unnest(people) intersect select unnest(concerned))
		union
		select l.account_id from app.let_in_by(people) l where l.by_id = any (concerned)
		union
		select p.account_id from feedback_part p where p.feedback_id = about and p.account_id = any (people) and p.recused
		union
		select p.account_id from feedback_part p join feedback f on f.id = p.feedback_id
		where p.feedback_id in (about, (select b.merged_into from feedback b where b.id = about)) and p.account_id = any (people)
			and p.stage < f.stage and not (f.with_oversight and p.account_id = any (app.seats_again(f.id))));
end $$;

-- Above the oversight body there is nobody. With fewer than two seats that are free of the case (an answer takes two), all its seats
-- review it that are not concerned and did not step back, those too who handled it before: rather the same people than nobody.
create function app.seats_again(about uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	seats uuid[] := array(
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and f.stage > 0 and app.sits_today(s.since, s.until)
		join account a on a.id = s.account_id and a.disabled_at is null
		where f.id = about);
	may uuid[] := array(
		select unnest(seats) except select unnest(app.concerned_among(about, seats))
		except select p.account_id from feedback_part p where p.feedback_id = about and p.recused);
begin
	return case when (
		select count(*) < 2 from unnest(may) as free where not exists (
			select from feedback_part p join feedback f on f.id = p.feedback_id
			where p.feedback_id = about and p.account_id = free and p.stage < f.stage)) then may else '{}' end;
end $$;

create function app.barred_feedback() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.barred_of(app.account_id());
end $$;

alter function app.let_in_by(uuid[]) owner to vidan_definer;
alter function app.concerned_of(uuid) owner to vidan_definer;
alter function app.barred_of(uuid) owner to vidan_definer;
alter function app.concerned_among(uuid, uuid[]) owner to vidan_definer;
alter function app.barred_among(uuid, uuid[]) owner to vidan_definer;
alter function app.seats_again(uuid) owner to vidan_definer;
alter function app.barred_feedback() owner to vidan_definer;
revoke execute on function app.let_in_by(uuid[]), app.concerned_of(uuid), app.barred_of(uuid), app.concerned_among(uuid, uuid[]),
	app.barred_among(uuid, uuid[]), app.seats_again(uuid) from public;
grant execute on function app.barred_of(uuid), app.barred_among(uuid, uuid[]) to vidan_jobs, vidan_operator;
