-- Relatives, as members declare them: neither handles nor sees what concerns the other.

create table declared_relation (
	member_id uuid not null references member,
	relative_id uuid not null references member,
	declared_by uuid references account,
	declared_on date not null default app.today(),
	ended_on date,
	end_asked_on date,
	confirmed boolean,
	judged_by uuid references account,
	judged_on date,
	ground text check (length(ground) between 10 and 1000),
	primary key (member_id, relative_id, declared_on),
	check (member_id <> relative_id),
	check (num_nulls(confirmed, judged_by, judged_on, ground) in (0, 4))
);
create index declared_relation_relative on declared_relation (relative_id);
comment on table declared_relation is 'Two members who are relatives, as declared by one of them (member_id), who from then on neither handles nor sees what concerns the other. The other is kept from what concerns them in cases received after that day, or once they declare it too or the oversight body confirms it: nobody chooses who handles a case that is under way. ended_on: taken back by who declared it, or, once the other or the oversight body confirmed it, ended by the oversight body, which is asked to (end_asked_on); it holds for whatever was received until that day. confirmed: what the oversight body found, by whom and on what ground; null: nobody has looked; false: the other is not kept from anything by it.';

call app.protect('declared_relation');

-- Confirmed by the oversight body, or by the other, who declares it too.
create function app.relation_is_confirmed(declarer uuid, relative uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and exists (
		select from declared_relation r where r.ended_on is null
			and ((r.member_id = declarer and r.relative_id = relative and r.confirmed) or (r.member_id = relative and r.relative_id = declarer)));
end $$;
alter function app.relation_is_confirmed(uuid, uuid) owner to vidan_definer;
revoke execute on function app.relation_is_confirmed(uuid, uuid) from public;
grant execute on function app.relation_is_confirmed(uuid, uuid) to vidan_staff;

-- Nobody keeps a whole desk from later cases by declaring all of it: five at once that nobody else has confirmed or refused.
create function app.relations_are_few() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and not app.relation_is_confirmed(new.member_id, new.relative_id) then
		perform pg_advisory_xact_lock(hashtextextended('relatives of ' || new.member_id, 0));
		if (select count(*) from declared_relation r where r.member_id = new.member_id and r.ended_on is null and r.confirmed is null
			and not app.relation_is_confirmed(r.member_id, r.relative_id)) >= 5 then
			raise exception 'member %: too many relatives whom nobody confirmed', new.member_id using errcode = 'VD010';
		end if;
	end if;
	return new;
end $$;
alter function app.relations_are_few() owner to vidan_definer;
create trigger relations_are_few before insert on declared_relation for each row execute function app.relations_are_few();

-- Taken back only by who declared it, from today on, and never deleted: it holds for what is under way. What was confirmed is not taken
-- back: the oversight body is asked to end it.
grant select, insert (member_id, relative_id, declared_by), update (ended_on, end_asked_on) on declared_relation to vidan_staff;
create policy own on declared_relation for select to vidan_staff
	using (member_id = (select app.member_id()) or relative_id = (select app.member_id()));
create policy declares on declared_relation for insert to vidan_staff
	with check (declared_by = (select app.account_id()) and member_id = (select app.member_id()) and ended_on is null);
create policy takes_back on declared_relation for update to vidan_staff
	using (member_id = (select app.member_id()) and ended_on is null and not app.relation_is_confirmed(member_id, relative_id))
	with check (member_id = (select app.member_id()) and ended_on = (select app.today()) and confirmed is not true
		and not app.relation_is_confirmed(member_id, relative_id));
create policy asks_to_end on declared_relation for update to vidan_staff
	using (member_id = (select app.member_id()) and ended_on is null and app.relation_is_confirmed(member_id, relative_id))
	with check (member_id = (select app.member_id()) and ended_on is null and end_asked_on = (select app.today()));

-- Declared anew after it was taken back, it is another declaration: what held until then holds for what was received until then. What the
-- oversight body found untrue stays so however often it is declared; the other, whom it would keep away, may still declare it too.
create function app.relate(member uuid, relative uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	refused declared_relation;
begin
	if not exists (select from declared_relation r where r.member_id = member and r.relative_id = relative and r.ended_on is null) then
		select r.* into refused from declared_relation r
		where r.member_id = member and r.relative_id = relative and r.confirmed is not null order by r.declared_on desc limit 1;
		if refused.confirmed then
			refused := null;
		end if;
		insert into declared_relation (member_id, relative_id, declared_by, confirmed, judged_by, judged_on, ground)
		values (member, relative, app.account_id(), refused.confirmed, refused.judged_by, refused.judged_on, refused.ground)
		on conflict (member_id, relative_id, declared_on) do update set ended_on = null, end_asked_on = null;
	end if;
end $$;

-- Somebody declares a relative by number and name: both must be right, so that nobody is looked up here. No answer but yes or no.
create function app.declare_relative(asked text, named text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	me uuid := app.member_id();
	other uuid := (select m.id from member m where m.number = asked and app.fold(m.full_name) = app.fold(named));
begin
	if me is null or other is null or me = other then
		return false;
	end if;
	perform app.relate(me, other);
	return true;
end $$;

-- Somebody confirms what a relative declared, and is bound by it as if they had declared it themselves.
create function app.confirm_relative(other uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	me uuid := app.member_id();
begin
	if not exists (select from declared_relation r where r.member_id = other and r.relative_id = me and r.ended_on is null) then
		return false;
	end if;
	perform app.relate(me, other);
	return true;
end $$;

-- What one member declared and the other has not confirmed: the oversight body, which has no part in either, looks into it. Who belongs to
-- the pair is not shown their own.
create function app.relations_to_judge()
	returns table (member_id uuid, full_name text, unit_id int, relative_id uuid, relative_name text, relative_unit_id int, declared_on date, ending boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	me uuid := app.member_id();
begin
	if not app.oversees() then
		return;
	end if;
	return query
		select r.member_id, m.full_name, (select app.keeper_of(p.unit_id) from posting p where p.member_id = m.id and p.valid @> app.today() order by p.unit_id limit 1),
			r.relative_id, o.full_name, (select app.keeper_of(p.unit_id) from posting p where p.member_id = o.id and p.valid @> app.today() order by p.unit_id limit 1),
			r.declared_on, r.end_asked_on is not null
		from declared_relation r join member m on m.id = r.member_id join member o on o.id = r.relative_id
		where r.ended_on is null and me is distinct from r.member_id and me is distinct from r.relative_id
			and (r.end_asked_on is not null or (r.confirmed is null
				and not exists (select from declared_relation b where b.member_id = r.relative_id and b.relative_id = r.member_id and b.ended_on is null)))
		order by r.declared_on, m.full_name, o.full_name;
end $$;

-- False: nothing of the kind waits for this caller. Confirmed, it binds the relative as if they had declared it themselves. Where it was
-- asked to end what was confirmed, it goes on, or ends for both; it was true until then, and holds for what was received.
create function app.judge_relation(declarer uuid, relative uuid, agrees boolean, why text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not exists (select from app.relations_to_judge() w where w.member_id = declarer and w.relative_id = relative) then
		return false;
	end if;
	if exists (select from declared_relation r where r.member_id = declarer and r.relative_id = judge_relation.relative
		and r.ended_on is null and r.end_asked_on is not null) then
		update declared_relation r set confirmed = true, judged_by = app.account_id(), judged_on = app.today(), ground = why,
			end_asked_on = null, ended_on = case when not agrees then app.today() end
		where r.ended_on is null and ((r.member_id = declarer and r.relative_id = judge_relation.relative)
			or (r.member_id = judge_relation.relative and r.relative_id = declarer));
		return found;
	end if;
	update declared_relation r set confirmed = agrees, judged_by = app.account_id(), judged_on = app.today(), ground = why
	where r.member_id = declarer and r.relative_id = judge_relation.relative and r.ended_on is null and r.confirmed is null;
	return found;
end $$;

alter function app.relate(uuid, uuid) owner to vidan_definer;
alter function app.declare_relative(text, text) owner to vidan_definer;
alter function app.confirm_relative(uuid) owner to vidan_definer;
alter function app.relations_to_judge() owner to vidan_definer;
alter function app.judge_relation(uuid, uuid, boolean, text) owner to vidan_definer;
revoke execute on function app.relate(uuid, uuid), app.declare_relative(text, text), app.confirm_relative(uuid), app.relations_to_judge(),
	app.judge_relation(uuid, uuid, boolean, text) from public;
grant execute on function app.declare_relative(text, text), app.confirm_relative(uuid), app.relations_to_judge(),
	app.judge_relation(uuid, uuid, boolean, text) to vidan_staff;
