-- What outlives a case: what is to be put right, praise handed on, and who is put forward because of it.

create table feedback_rectification (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	unit_id int not null references unit,
	task text not null check (task <> '' and length(task) <= 1000),
	due_on date not null check (due_on > ordered_on),
	ordered_by uuid not null references account,
	ordered_on date not null,
	done_on date,
	done_by uuid references account,
	done_note text check (length(done_note) <= 2000),
	verified_on date,
	verified_by uuid references account,
	check ((done_on is null) = (done_by is null)),
	check ((verified_on is null) = (verified_by is null)),
	check (verified_on is null or done_on is not null),
	check (verified_by is null or verified_by <> done_by)
);
create index feedback_rectification_unit on feedback_rectification (unit_id) where verified_on is null;
create index feedback_rectification_feedback on feedback_rectification (feedback_id);
comment on table feedback_rectification is 'What an answer orders a unit to put right: a task that outlives the case. Its words name neither sender nor officer. Verified by somebody else than who did it.';

call app.protect('feedback_rectification');

-- What is to be put right is known to the unit that has to, too.
create policy staff on feedback_rectification to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
-- Before the answer the unit would be told too early; guidance is no answer.
create policy answered on feedback_rectification as restrictive for insert to vidan_staff
	with check ((select app.caller()) is not null
		and exists (select from feedback_answer a where a.feedback_id = feedback_rectification.feedback_id and a.state = 'approved'));
create policy ordered on feedback_rectification for select to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]));
create policy done on feedback_rectification for update to vidan_staff
	using (verified_on is null and unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]))
	with check (done_by = (select app.account_id()) and verified_on is null);
create policy sender on feedback_rectification for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select, insert, update (done_on, done_by, done_note, verified_on, verified_by) on feedback_rectification to vidan_staff;
grant select on feedback_rectification to vidan_public;
create trigger signs_own before insert or update on feedback_rectification
	for each row execute function app.signs_own('ordered_by', 'done_by', 'verified_by');

-- What a case says and who was named in it is erased together; who was kept away would not be any more. So an erased case is nobody's of the
-- staff, but while something that it ordered is to be put right, and as long stays who must not know of it (src/feedback/watch/erase-feedback.ts).
create function app.orders_open(about uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null
		and exists (select from feedback_rectification r where r.feedback_id = about and r.verified_on is null);
end $$;
alter function app.orders_open(uuid) owner to vidan_definer;
revoke execute on function app.orders_open(uuid) from public;
grant execute on function app.orders_open(uuid) to vidan_jobs, vidan_operator;
-- All of them at once, asked only where something erased is met: of what is over, most is.
create function app.erased_in_order() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return array(
		select r.feedback_id from feedback_rectification r join feedback f on f.id = r.feedback_id and f.erased_at is not null
		where r.verified_on is null and app.caller() is not null);
end $$;
alter function app.erased_in_order() owner to vidan_definer;
revoke execute on function app.erased_in_order() from public;
grant execute on function app.erased_in_order() to vidan_staff, vidan_custody;
create policy erased on feedback as restrictive to vidan_staff, vidan_custody
	using ((select app.caller()) is not null and (erased_at is null or id in (select unnest((select app.erased_in_order())::uuid[]))))
	with check ((select app.caller()) is not null);

create table feedback_commendation (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	unit_id int not null references unit,
	words text not null check (words <> '' and length(words) <= 2000),
	told_by uuid not null references account,
	told_on date not null
);
create index feedback_commendation_unit on feedback_commendation (unit_id, told_on);
create unique index feedback_commendation_once on feedback_commendation (feedback_id, unit_id);
comment on table feedback_commendation is 'Praise handed on to the unit of the officer, in words that do not name the sender. Once to each.';

call app.protect('feedback_commendation');
create policy staff on feedback_commendation to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (told_by = (select app.account_id()));
create policy told on feedback_commendation for select to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]));
grant select, insert on feedback_commendation to vidan_staff;
create trigger signs_own before insert or update on feedback_commendation for each row execute function app.signs_own('told_by');

-- Praise that reached a unit becomes a nomination: its head puts a member forward, the head of the nearest unit above decides.
create table nomination (
	id uuid primary key default gen_random_uuid(),
	commendation_id uuid not null references feedback_commendation,
	praised_on date not null,
	unit_id int not null references unit,
	member_id uuid not null references member,
	form text not null check (form in ('mention', 'certificate', 'diploma')),
	ground text not null check (ground <> '' and length(ground) <= 2000),
	proposed_by uuid not null references account,
	proposed_on date not null,
	deciding_unit_id int not null references unit,
	state text not null default 'proposed' check (state in ('proposed', 'approved', 'declined')),
	decided_by uuid references account,
	decided_on date,
	reason text check (reason <> '' and length(reason) <= 1000),
	check (decided_by is distinct from proposed_by),
	check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_on is null)),
	check (state <> 'declined' or reason is not null)
);
create unique index nomination_once on nomination (commendation_id, member_id) where state <> 'declined';
create index nomination_unit on nomination (unit_id, proposed_on);
create index nomination_deciding on nomination (deciding_unit_id) where state = 'proposed';
comment on table nomination is 'A member put forward for commendation because of praise that reached the unit. In words of the unit''s own: nothing of what the sender wrote stands here.';
comment on column nomination.deciding_unit_id is 'The nearest unit above whose head is neither who proposes nor the member; another one when heads change before it is decided.';

call app.protect('nomination');
create policy own_unit on nomination for select to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]));
create policy decides on nomination for select to vidan_staff using (deciding_unit_id = any ((select app.kept_units('unitHead'))::int[]));
create policy proposed on nomination for insert to vidan_staff with check (
	state = 'proposed' and proposed_by = (select app.account_id()) and unit_id = any ((select app.kept_units('unitHead'))::int[])
	and exists (select from feedback_commendation c where c.id = commendation_id and c.unit_id = nomination.unit_id));
create policy decided on nomination for update to vidan_staff
	using (state = 'proposed' and deciding_unit_id = any ((select app.kept_units('unitHead'))::int[]))
	with check (decided_by = (select app.account_id()) and state in ('approved', 'declined'));
grant select, insert (id, commendation_id, unit_id, member_id, form, ground, proposed_by, proposed_on), update (state, decided_by, decided_on, reason)
	on nomination to vidan_staff;
create trigger signs_own before insert or update on nomination for each row execute function app.signs_own('proposed_by', 'decided_by');

-- The nearest unit above with a head who is neither of these two; none when there is no such head.
create function app.decider_above(unit int, proposer uuid, member uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	day date := app.today();
begin
	return (
		select c.ancestor from unit_closure c
		where c.descendant = app.keeper_of(unit) and c.depth > 0 and c.valid @> day and exists (
			select from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
			where h.heir_id = c.ancestor and h.principal and not h.by_abolition and h.valid @> day and p.role = 'unitHead' and p.valid @> day
				and a.disabled_at is null and a.id is distinct from proposer and (member is null or a.member_id is distinct from member))
		order by c.depth limit 1);
end $$;

-- Is there a head above a unit, neither this account nor this member, who decides on what it proposes? Asked before anything is written.
create function app.has_head_above(unit int, besides uuid, member uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and app.decider_above(unit, besides, member) is not null;
end $$;

alter function app.decider_above(int, uuid, uuid) owner to vidan_definer;
alter function app.has_head_above(int, uuid, uuid) owner to vidan_definer;
revoke execute on function app.decider_above(int, uuid, uuid), app.has_head_above(int, uuid, uuid) from public;
grant execute on function app.decider_above(int, uuid, uuid) to vidan_jobs, vidan_operator;
grant execute on function app.has_head_above(int, uuid, uuid) to vidan_staff, vidan_operator;

-- Who is put forward serves in the unit or below it today and puts nobody forward who is themselves; who decides is found here, and neither is
-- decided upon nor below the one who proposed.
create function app.nomination_holds() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	day date := app.today();
	home int := app.keeper_of(new.unit_id);
begin
	if tg_op = 'UPDATE' then
		if exists (select from account a where a.id = new.decided_by and a.member_id = new.member_id) then
			raise exception 'nomination %: nobody decides on their own', new.id using errcode = 'VD010';
		end if;
		return new;
	end if;
	if exists (select from account a where a.id = new.proposed_by and a.member_id = new.member_id) then
		raise exception 'nomination: nobody puts themselves forward' using errcode = 'VD010';
	end if;
	if not exists (
		select from posting q join unit_standing s on s.unit_id = q.unit_id and s.valid @> day
		where q.member_id = new.member_id and q.valid @> day and s.node_id = home) then
		raise exception 'nomination: the member does not serve in the unit' using errcode = 'VD010';
	end if;
	-- The same praise may have reached several units: it puts a member forward once, and nothing is written the second time.
	perform from feedback f join feedback_commendation c on c.feedback_id = f.id where c.id = new.commendation_id for no key update of f;
	if exists (
		select from feedback_commendation c
		join feedback_commendation other on other.feedback_id = c.feedback_id
		join nomination n on n.commendation_id = other.id and n.member_id = new.member_id and n.state <> 'declined'
		where c.id = new.commendation_id) then
		return null;
	end if;
	new.praised_on := (select c.told_on from feedback_commendation c where c.id = new.commendation_id);
	new.deciding_unit_id := app.decider_above(home, new.proposed_by, new.member_id);
	if new.deciding_unit_id is null then
		raise exception 'nomination: nobody above decides' using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.nomination_holds() owner to vidan_definer;
create trigger nomination_holds before insert or update on nomination for each row execute function app.nomination_holds();
