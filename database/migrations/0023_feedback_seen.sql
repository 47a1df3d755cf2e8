-- Who sees a case, who moves it, and what no move may do; the rows of a case are seen by who sees the case.

-- Staff: the desk, the inspectors and the head of the handling body; whoever a case was given to, while they hold a post there; the body it is
-- offered to; the oversight body. And over all of that, whoever is in the conflict set sees and changes nothing.
create policy unbarred on feedback as restrictive to vidan_staff, vidan_custody
	-- By a hash of the set, however large it is; an array would be walked for every row. Asked within a select of its own, else the planner asks
	-- it too, to guess how many there are.
	using (id not in (select unnest((select app.barred_feedback())::uuid[]))) with check (id not in (select unnest((select app.barred_feedback())::uuid[])));
create policy at_desk on feedback to vidan_staff
	using (handling_unit_id = any ((select app.kept_units('feedbackDesk', 'inspector', 'unitHead'))::int[]))
	with check ((select app.caller()) is not null);
create policy offered on feedback to vidan_staff
	using (offered_unit_id = any ((select app.kept_units('feedbackDesk', 'unitHead'))::int[])) with check ((select app.caller()) is not null);
create policy given on feedback to vidan_staff
	using (handler_id = (select app.account_id()) and (with_oversight and (select app.oversees()) or handling_unit_id = any (
		(select app.kept_units('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))::int[]))) with check ((select app.caller()) is not null);
-- Whoever handles a case, and may know of it, reads what was joined to it: what its sender adds belongs to the same matter. The conflict set
-- is asked only where there is something to read.
create function app.joined_feedback() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	joined uuid[];
begin
	joined := array(
		select j.id from feedback f join feedback j on j.merged_into = f.id
		where f.handler_id = (select app.account_id())
			and f.state in ('assigned', 'accepted', 'inProgress', 'awaitingSender', 'suspended', 'underReview')
			and (f.with_oversight and (select app.oversees()) or f.handling_unit_id = any (
				(select app.kept_units('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))::int[])));
	if joined = '{}' then
		return joined;
	end if;
	return array(select j.id from feedback j where j.id = any (joined) and not (j.merged_into = any (app.barred_feedback())));
end $$;
alter function app.joined_feedback() owner to vidan_definer;
revoke execute on function app.joined_feedback() from public;
grant execute on function app.joined_feedback() to vidan_staff;
create policy joined on feedback for select to vidan_staff using (id = any ((select app.joined_feedback())::uuid[]));
create policy oversight on feedback to vidan_staff
	using (with_oversight and (select app.oversees())) with check ((select app.caller()) is not null);
create policy sender on feedback to vidan_public
	using (id = (select app.sender_case())) with check (id = (select app.sender_case()));

-- Custodians see the sealed cases of their unit; the oversight body those it has and all sealed ones. What was sealed once is theirs to read.
create policy custodian on feedback for select to vidan_custody using (
	handling_unit_id = any ((select app.kept_units('custodian'))::int[]) or ((in_custody or with_oversight) and (select app.oversees())));
create policy custodian_follows on feedback for select to vidan_staff using (
	in_custody and (handling_unit_id = any ((select app.kept_units('custodian'))::int[]) or (select app.oversees())));
grant select on feedback to vidan_staff, vidan_public, vidan_custody;

-- Whom it is about (unit_id, unit_known) was said by the sender.
grant update (kind, profile_id, state, before_state, step, stage, topic, accuses, officer_known, looked_at, due_on, runs_from, extensions, paused_on, paused_days, rolled_days,
	noted_on, handling_unit_id, with_oversight, routing, routed_at, offered_unit_id, handler_id, merged_into, answered_on, answered_in_time, closed_on, unfounded, erase_on, erase_why)
	on feedback to vidan_staff;
grant update (state, before_state, step, withdrawn_on, paused_on, paused_days, rolled_days, due_on, runs_from, reopened, closed_on, erase_on, erase_why) on feedback to vidan_public;

-- The due date moves only with what moves it by law; whether an answer was in time is fixed with the answer; only what is over is
-- erased; and what was entered on behalf of somebody is withdrawn by nobody who holds a receipt, and with the one that a clerk has seen
-- nothing is done to it (generated columns are not made yet when a trigger looks).
create function app.feedback_clock_holds() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if new.state = 'withdrawn' and old.state <> 'withdrawn' and new.entered_by is not null then
		raise exception 'feedback %: entered on behalf, not withdrawn by receipt', old.id using errcode = 'VD010';
	end if;
	if new.entered_by is not null and app.caller() = 'public' and to_jsonb(new) - '{step,sealed}'::text[] <> to_jsonb(old) - '{step,sealed}'::text[]
		and not exists (select from feedback_receipt r where r.feedback_id = new.id and r.renewed) then
		raise exception 'feedback %: entered on behalf, not moved with the receipt that a clerk saw', old.id using errcode = 'VD010';
	end if;
	if new.entered_by is not null and app.caller() = 'public' and new.state = 'satisfied' and old.state <> 'satisfied' and not app.receipt_is_settled() then
		raise exception 'feedback %: entered on behalf, its receipt was replaced too lately', new.id using errcode = 'VD010';
	end if;
	-- Erased by the rule of its kind (the days of retention.ts), or by the request of its sender, which was granted.
	if (new.erase_on, new.erase_why) is distinct from (old.erase_on, old.erase_why) and new.erase_on is not null
		and (app.caller() = 'public' or (app.caller() like 'session:%' and not (
			(new.erase_why = 'request' and exists (select from data_request d where d.feedback_id = new.id and d.kind = 'erase' and d.granted))
			or (new.erase_why = 'rule' and new.erase_on >= app.today()
				+ 365 * case when new.kind in ('complaint', 'denunciation') then 5 when new.kind = 'rating' then 1 else 2 end)))) then
		raise exception 'feedback %: neither rule nor request erases it', old.id using errcode = 'VD010';
	end if;
	if app.caller() not like 'session:%' then
		return new;
	end if;
	if new.due_on <> old.due_on and not (new.kind <> old.kind or new.extensions = old.extensions + 1 or new.stage > old.stage
		or (old.state in ('awaitingSender', 'suspended') and new.state <> old.state and new.due_on > old.due_on
			and new.due_on <= app.resumed_at_most(old)) or (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened) or old.state = 'reopened') then
		raise exception 'feedback %: nothing moved the due date', old.id using errcode = 'VD010';
	end if;
	if new.paused_days < old.paused_days or (new.rolled_days <> old.rolled_days and new.due_on = old.due_on
		and not (old.state in ('awaitingSender', 'suspended') and new.state <> old.state)) then
		raise exception 'feedback %: the days that its clock stood still are counted once', old.id using errcode = 'VD010';
	end if;
	if new.runs_from is distinct from old.runs_from and not (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened
		and new.runs_from <= app.today()) then
		raise exception 'feedback %: nothing began its time anew', old.id using errcode = 'VD010';
	end if;
	if new.answered_in_time is distinct from old.answered_in_time and not (old.answered_in_time is null and old.answered_on is null
		and new.answered_on is not null and new.answered_in_time = (new.answered_on <= old.due_on)) then
		raise exception 'feedback %: whether it was in time is fixed by the answer', old.id using errcode = 'VD010';
	end if;
	if new.erase_on is distinct from old.erase_on and new.erase_on is not null and new.state not in ('closed', 'merged', 'withdrawn') then
		raise exception 'feedback %: what still runs is not erased', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_clock_holds() owner to vidan_definer;
create trigger feedback_clock_holds before update on feedback for each row execute function app.feedback_clock_holds();

create policy staff on feedback_step to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (account_id = (select app.account_id()));
create policy sender on feedback_step for select to vidan_public using (told and feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_step for insert to vidan_public with check (feedback_id = (select app.sender_case()) and account_id is null);
grant select, insert on feedback_step to vidan_staff, vidan_public;

create policy staff on feedback_officer to vidan_staff
	using ((select app.caller()) is not null and not elsewhere and exists (select from feedback f where f.id = feedback_id))
	with check (identified_by = (select app.account_id()) and not elsewhere and exists (select from feedback f where f.id = feedback_id));
-- Who was named stays named, unless two persons agree that it was a mistake (app.decide_clearing).
grant select, insert on feedback_officer to vidan_staff;

create policy staff on feedback_part to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (account_id = (select app.account_id()));
grant select, insert, update (recused) on feedback_part to vidan_staff;

-- May the caller run this case: the desk or the head of the handling body, or the oversight body, and not barred? For the
-- functions below, which see more than their caller does.
create function app.runs_feedback(about uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'operator:%' or app.caller() like 'job:%' then
		return true;
	end if;
	return exists (
		select from feedback f where f.id = about and not (f.id = any (app.barred_feedback()))
			and (f.handling_unit_id = any (app.kept_units('feedbackDesk', 'unitHead')) or (f.with_oversight and app.oversees())));
end $$;

-- What people are called whose ids stand in rows that the caller sees.
create function app.names_of_accounts(who uuid[]) returns table (account_id uuid, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query select a.id, a.display_name from account a where app.caller() is not null and a.id = any (who);
end $$;

create function app.names_of_members(who uuid[]) returns table (member_id uuid, full_name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query select m.id, m.full_name from member m where app.caller() is not null and m.id = any (who);
end $$;

-- The officer of a service number, for whoever runs or handles the case in which somebody is identified: nobody is looked up here.
create function app.member_numbered(about uuid, asked text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.runs_feedback(about) then
		if not exists (select from feedback f where f.id = about and f.handler_id = app.account_id() and not (f.id = any (app.barred_feedback()))) then
			return null;
		end if;
	end if;
	return (select m.id from member m where m.number = asked);
end $$;

alter function app.runs_feedback(uuid) owner to vidan_definer;
alter function app.names_of_accounts(uuid[]) owner to vidan_definer;
alter function app.names_of_members(uuid[]) owner to vidan_definer;
alter function app.member_numbered(uuid, text) owner to vidan_definer;
revoke execute on function app.runs_feedback(uuid), app.names_of_accounts(uuid[]), app.names_of_members(uuid[]),
	app.member_numbered(uuid, text) from public;
grant execute on function app.names_of_accounts(uuid[]) to vidan_public, vidan_staff, vidan_jobs, vidan_operator;
grant execute on function app.names_of_members(uuid[]), app.member_numbered(uuid, text) to vidan_staff, vidan_jobs, vidan_operator;
