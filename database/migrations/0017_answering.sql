-- What the body needs in order to answer: a second person for less protection, praise handed on, relatives declared, and the
-- questions about other people that a desk may ask without learning why somebody is not in the answer.

create table feedback_reclassification (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	from_kind text not null check (from_kind in ('praise', 'opinion', 'rating', 'complaint', 'denunciation')),
	to_kind text not null check (to_kind in ('praise', 'opinion', 'rating', 'complaint', 'denunciation')),
	drops_accusation boolean not null default false,
	text_id uuid not null references feedback_text,
	proposed_by uuid not null references account,
	proposed_at timestamptz not null,
	decided_by uuid references account,
	decided_at timestamptz,
	agreed boolean,
	ended_at timestamptz check (ended_at is null or decided_by is null),
	check (from_kind <> to_kind or drops_accusation),
	check (decided_by is distinct from proposed_by),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null))
);
create unique index feedback_reclassification_open on feedback_reclassification (feedback_id)
	where decided_by is null and ended_at is null;
create index feedback_reclassification_feedback on feedback_reclassification (feedback_id);
comment on table feedback_reclassification is 'Somebody proposes that a case is of a less protected kind, or that it is about nobody''s conduct (drops_accusation), and why; a second person agrees or does not. The sender is told. ended_at: it became of another kind meanwhile, and nobody has to decide.';

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

call app.protect('feedback_reclassification');
call app.protect('feedback_commendation');
create policy staff on feedback_reclassification for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy proposed on feedback_reclassification for insert to vidan_staff with check (
	proposed_by = (select app.account_id()) and decided_by is null and exists (select from feedback f where f.id = feedback_id));
create policy decided on feedback_reclassification for update to vidan_staff
	using (decided_by is null and ended_at is null and proposed_by <> (select app.account_id())
		and exists (select from feedback f where f.id = feedback_id))
	with check (decided_by = (select app.account_id()));
grant select, insert, update (decided_by, decided_at, agreed) on feedback_reclassification to vidan_staff;

create policy staff on feedback_commendation to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (told_by = (select app.account_id()));
create policy told on feedback_commendation for select to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]));
grant select, insert on feedback_commendation to vidan_staff;

-- Two persons decide that a case is less protected, and that it is about nobody's conduct; the table holds it too, whatever the code does.
create function app.feedback_kind_protects() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	ranks constant text[] := '{rating, opinion, complaint, denunciation}';
	before int := array_position(ranks, replace(old.kind, 'praise', 'opinion'));
	after int := array_position(ranks, replace(new.kind, 'praise', 'opinion'));
begin
	if (after < before or (old.accuses and not new.accuses)) and not exists (
		select from feedback_reclassification r
		where r.feedback_id = new.id and r.from_kind = old.kind and r.to_kind = new.kind and r.agreed
			and (r.drops_accusation or new.accuses or not old.accuses)) then
		raise exception 'feedback %: less protection needs a second person', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_kind_protects() owner to vidan_definer;
create trigger feedback_kind_protects before update of kind, accuses on feedback
	for each row when ((old.kind, old.accuses) is distinct from (new.kind, new.accuses)) execute function app.feedback_kind_protects();

-- What was proposed of one kind is no proposal of another.
create function app.proposed_kind_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback_reclassification set ended_at = app.now() where feedback_id = new.id and decided_by is null and ended_at is null;
	return null;
end $$;
alter function app.proposed_kind_ends() owner to vidan_definer;
create trigger proposed_kind_ends after update of kind on feedback for each row when (old.kind <> new.kind) execute function app.proposed_kind_ends();

-- What everybody reads of a case is taken away when its content becomes sealed, or is erased.
create function app.publication_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	delete from feedback_publication where feedback_id = new.id;
	return null;
end $$;
alter function app.publication_ends() owner to vidan_definer;
create trigger publication_ends after update on feedback
	for each row when ((new.sealed and not old.sealed) or (new.erased_at is not null and old.erased_at is null))
	execute function app.publication_ends();

-- Somebody was named by mistake. One person says so; another, who sees the case with the officer still in its conflict set, decides.
create table feedback_clearing (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	member_id uuid references member,
	text_id uuid not null references feedback_text,
	proposed_by uuid not null references account,
	proposed_at timestamptz not null,
	decided_by uuid references account,
	decided_at timestamptz,
	agreed boolean,
	check (decided_by is distinct from proposed_by),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null)),
	check ((member_id is null) = (agreed is not null and agreed))
);
create unique index feedback_clearing_open on feedback_clearing (feedback_id) where decided_by is null;
create index feedback_clearing_feedback on feedback_clearing (feedback_id);
comment on table feedback_clearing is 'Somebody says that an officer was named in a case by mistake, and why; a second person agrees or does not. Agreed, nothing here says any more who it was.';

call app.protect('feedback_clearing');
create policy staff on feedback_clearing for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy proposed on feedback_clearing for insert to vidan_staff with check (
	proposed_by = (select app.account_id()) and decided_by is null and exists (select from feedback f where f.id = feedback_id)
	and exists (select from feedback_officer o where o.feedback_id = feedback_clearing.feedback_id and o.member_id = feedback_clearing.member_id));
-- Decided by app.decide_clearing alone.
grant select, insert on feedback_clearing to vidan_staff;

-- A second person of the handling body, or a seat of the oversight body that has the case, who is not in its conflict set as it stands
-- with the officer in it. Agreed: who was named is named no more and was asked nothing; the set is another from the next statement on. The
-- one who was named stays away from the case like somebody who stepped back, so that nobody clears an officer into handling it.
create function app.decide_clearing(decided uuid, agrees boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	c feedback_clearing;
begin
	select * into c from feedback_clearing where id = decided and decided_by is null for update;
	if c.id is null or c.proposed_by = app.account_id() or not exists (
		select from feedback f where f.id = c.feedback_id and not (f.id = any (app.barred_feedback()))
			and (f.handling_unit_id = any (app.kept_units('feedbackDesk', 'inspector', 'unitHead')) or (f.with_oversight and app.oversees()))) then
		raise exception 'clearing %: not the caller''s to decide', decided using errcode = 'VD010';
	end if;
	update feedback_clearing set decided_by = app.account_id(), decided_at = app.now(), agreed = agrees,
		member_id = case when not agrees then member_id end where id = c.id;
	if not agrees then
		return;
	end if;
	delete from feedback_officer where feedback_id = c.feedback_id and member_id = c.member_id;
	update feedback_statement set closed_at = coalesce(closed_at, app.now()), cleared = true
		where feedback_id = c.feedback_id and member_id = c.member_id;
	insert into feedback_part (feedback_id, account_id, stage, recused)
	select f.id, a.id, f.stage, true from feedback f join account a on a.member_id = c.member_id where f.id = c.feedback_id
	on conflict (feedback_id, account_id, stage) do update set recused = true;
	update feedback f set officer_known = exists (select from feedback_officer o where o.feedback_id = f.id),
		routed_at = case when f.state in ('closed', 'merged', 'withdrawn') then f.routed_at end
	where f.id = c.feedback_id;
end $$;
alter function app.decide_clearing(uuid, boolean) owner to vidan_definer;
revoke execute on function app.decide_clearing(uuid, boolean) from public;
grant execute on function app.decide_clearing(uuid, boolean) to vidan_staff;

-- What an accused says is written by nobody else.
create function app.statement_is_own() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if (old.statement, old.stated_at) is distinct from (new.statement, new.stated_at)
		and app.caller() like 'session:%' and new.member_id is distinct from app.member_id() then
		raise exception 'statement %: not the caller''s to write', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.statement_is_own() owner to vidan_definer;
create trigger statement_is_own before update on feedback_statement for each row execute function app.statement_is_own();

-- Guidance ends a complaint or denunciation as an answer does: one person proposes it, another agrees.
create table feedback_guidance (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	text_id uuid not null references feedback_text,
	proposed_by uuid not null references account,
	proposed_at timestamptz not null,
	decided_by uuid references account,
	decided_at timestamptz,
	agreed boolean,
	step int check ((step is null) = (agreed is null)),
	check (decided_by is distinct from proposed_by),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null))
);
create unique index feedback_guidance_open on feedback_guidance (feedback_id) where decided_by is null;
create index feedback_guidance_feedback on feedback_guidance (feedback_id);
comment on table feedback_guidance is 'Somebody proposes that the sender of a sealed case is guided elsewhere, in these words; a second person agrees or does not, at this step of the case.';

call app.protect('feedback_guidance');
create policy staff on feedback_guidance for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy proposed on feedback_guidance for insert to vidan_staff with check (
	proposed_by = (select app.account_id()) and decided_by is null and exists (select from feedback f where f.id = feedback_id));
create policy decided on feedback_guidance for update to vidan_staff
	using (decided_by is null and proposed_by <> (select app.account_id()) and exists (select from feedback f where f.id = feedback_id))
	with check (decided_by = (select app.account_id()));
grant select, insert, update (decided_by, decided_at, agreed, step) on feedback_guidance to vidan_staff;

create function app.sealed_is_guided_by_two() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not exists (select from feedback_guidance g where g.feedback_id = new.id and g.agreed and g.step = old.step) then
		raise exception 'feedback %: guidance needs a second person', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.sealed_is_guided_by_two() owner to vidan_definer;
create trigger sealed_is_guided_by_two before update on feedback
	for each row when (old.sealed and old.state <> 'guided' and new.state = 'guided') execute function app.sealed_is_guided_by_two();

-- An answer stands between one author and one body. When the case goes to another handler, body or stage, what was being written goes back as
-- a draft that whoever handles it then may take over, and guidance that was proposed is proposed no more.
create function app.open_answer_goes_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback_answer set state = 'sentBack' where feedback_id = new.id and state in ('draft', 'proposed');
	delete from feedback_guidance where feedback_id = new.id and decided_by is null;
	return null;
end $$;
alter function app.open_answer_goes_back() owner to vidan_definer;
create trigger open_answer_goes_back after update of handler_id, handling_unit_id, with_oversight, stage on feedback
	for each row when ((old.handler_id, old.handling_unit_id, old.with_oversight, old.stage)
		is distinct from (new.handler_id, new.handling_unit_id, new.with_oversight, new.stage)) execute function app.open_answer_goes_back();

-- Released is what the present handler proposed for the present stage, by somebody else; never what somebody wrote who must not know of the case.
create function app.stands_when_released() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if old.state <> 'proposed' or not exists (
		select from feedback f where f.id = new.feedback_id and f.stage = new.stage and f.handler_id = new.drafted_by
			and f.handler_id <> new.approved_by)
		or new.drafted_by = any (app.barred_among(new.feedback_id, array[new.drafted_by])) then
		raise exception 'answer %: not to be released as it stands', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.stands_when_released() owner to vidan_definer;
create trigger stands_when_released before update on feedback_answer
	for each row when (old.state <> 'approved' and new.state = 'approved') execute function app.stands_when_released();

-- ── Questions about other people ─────────────────────────────────────────────────────────────────────────────────────────

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
		select p.account_id from feedback f
		join unit_heir h on h.heir_id = app.keeper_of(f.handling_unit_id) and h.principal and h.valid @> app.today()
		join post p on p.unit_id = h.unit_id and p.valid @> app.today()
			and p.role in ('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember')
		where f.id = about
		union
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and s.since <= app.today() and (s.until is null or s.until > app.today())
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

-- Did the case move up because this unit, or one that it continues, let it lie? What is opened again begins anew.
create function app.let_lie(about uuid, unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from feedback f
		join feedback_step up on up.feedback_id = f.id and up.event = 'escalated' and up.detail ->> 'rung' = '150'
		cross join lateral (
			select s.unit_id from feedback_step s where s.feedback_id = f.id and s.step < up.step order by s.step desc limit 1) before
		where f.id = about and f.rung_from is not null and before.unit_id is distinct from up.unit_id
			and app.keeper_of(before.unit_id) = app.keeper_of(unit)
			-- Where it is now it may stay, also when the one below became a part of it.
			and app.keeper_of(unit) is distinct from app.keeper_of(f.handling_unit_id));
end $$;

-- It never goes back there, by no offer and by no other way.
create function app.feedback_stays_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if (new.offered_unit_id is distinct from old.offered_unit_id and app.let_lie(new.id, new.offered_unit_id))
		or (new.handling_unit_id is distinct from old.handling_unit_id and app.let_lie(new.id, new.handling_unit_id)) then
		raise exception 'feedback %: not back to who let it lie', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger feedback_stays_up before update of offered_unit_id, handling_unit_id on feedback
	for each row when (old.rung_from is not null) execute function app.feedback_stays_up();

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
	if f.accuses and f.unit_known and exists (
		select from unit_closure c where c.descendant = app.keeper_of(receiver) and c.ancestor = app.keeper_of(f.unit_id) and c.valid @> day) then
		return false;
	end if;
	people := array(
		select a.id from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
		where h.heir_id = app.keeper_of(receiver) and h.principal and h.valid @> day and p.role = 'feedbackDesk' and p.valid @> day
			and a.disabled_at is null);
	return not people <@ app.barred_among(about, people);
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

-- Declared anew after it was taken back, it is another declaration: what held until then holds for what was received until then.
create function app.relate(member uuid, relative uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not exists (select from declared_relation r where r.member_id = member and r.relative_id = relative and r.ended_on is null) then
		insert into declared_relation (member_id, relative_id, declared_by) values (member, relative, app.account_id())
		on conflict (member_id, relative_id, declared_on) do update set ended_on = null, end_asked_on = null;
	end if;
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

-- A case came to be of a sealed kind: from here on what it says is readable for custodians alone. Never the other way.
create function app.seal_texts(about uuid, texts jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.runs_feedback(about) then
		raise exception 'feedback %: not the caller''s to seal', about using errcode = 'VD010';
	end if;
	update feedback_text t set custody = true, body = decode(s.body, 'base64')
	from jsonb_to_recordset(texts) as s (id uuid, body text)
	where t.id = s.id and t.feedback_id = about and not t.custody;
	update feedback_file set custody = true where feedback_id = about;
end $$;

-- Whoever gave an offer back does not see the case any more, and so cannot write the row itself. Harmless for anybody: only an
-- offer that does not stand is forgotten.
create function app.end_offer(about uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback set offered_unit_id = null where id = about and state <> 'transferOffered' and app.caller() is not null;
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
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.valid @> app.today()
			where p.account_id = handler and p.valid @> app.today()
				and p.role in ('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'));
		seated := exists (
			select from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
			where s.account_id = handler and s.since <= app.today() and (s.until is null or s.until > app.today()));
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
		served := array(select h.unit_id from unit_heir h where h.heir_id = unit and h.principal and h.valid @> app.today());
		concerned := null; -- by nobody at all: every case
		for handler in select distinct a.id from post p join account a on a.id = p.account_id and a.disabled_at is null
			where p.unit_id = any (served) and p.role = 'feedbackDesk' and p.valid @> app.today()
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

alter function app.runs_feedback(uuid) owner to vidan_definer;
alter function app.eligible_handlers(uuid) owner to vidan_definer;
alter function app.let_lie(uuid, int) owner to vidan_definer;
alter function app.feedback_stays_up() owner to vidan_definer;
alter function app.may_receive(uuid, int) owner to vidan_definer;
alter function app.names_of_accounts(uuid[]) owner to vidan_definer;
alter function app.names_of_members(uuid[]) owner to vidan_definer;
alter function app.member_numbered(uuid, text) owner to vidan_definer;
alter function app.declare_relative(text, text) owner to vidan_definer;
alter function app.confirm_relative(uuid) owner to vidan_definer;
alter function app.relate(uuid, uuid) owner to vidan_definer;
alter function app.relations_to_judge() owner to vidan_definer;
alter function app.judge_relation(uuid, uuid, boolean, text) owner to vidan_definer;
alter function app.seal_texts(uuid, jsonb) owner to vidan_definer;
alter function app.end_offer(uuid) owner to vidan_definer;
alter function app.unroute_barred() owner to vidan_definer;
revoke execute on function app.runs_feedback(uuid), app.let_lie(uuid, int), app.eligible_handlers(uuid), app.may_receive(uuid, int), app.names_of_accounts(uuid[]),
	app.names_of_members(uuid[]), app.member_numbered(uuid, text), app.declare_relative(text, text), app.confirm_relative(uuid),
	app.relate(uuid, uuid), app.relations_to_judge(), app.judge_relation(uuid, uuid, boolean, text), app.seal_texts(uuid, jsonb), app.end_offer(uuid),
	app.unroute_barred() from public;
grant execute on function app.eligible_handlers(uuid), app.may_receive(uuid, int), app.names_of_accounts(uuid[]), app.names_of_members(uuid[]),
	app.member_numbered(uuid, text), app.seal_texts(uuid, jsonb), app.end_offer(uuid) to vidan_staff, vidan_jobs, vidan_operator;
grant execute on function app.names_of_accounts(uuid[]) to vidan_public;
grant execute on function app.declare_relative(text, text), app.confirm_relative(uuid), app.relations_to_judge(),
	app.judge_relation(uuid, uuid, boolean, text) to vidan_staff;
grant execute on function app.unroute_barred() to vidan_jobs, vidan_operator;
