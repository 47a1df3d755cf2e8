-- What two persons decide before an answer: that a case is less protected, that an officer was named by mistake, that a sealed case is guided
-- elsewhere or joined to another.

-- The same rules hold for whatever one person proposes and a second decides on, what is published too: nobody decides on their own; it stands as
-- long as whoever proposed it may know of the case, and so not once they stepped back; it ends with the state of the case in which it was made; and
-- who decides says what they saw (src/feedback/proposals).

create function app.stands(proposer uuid, about uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and not (proposer = any (app.barred_among(about, array[proposer])));
end $$;

-- What fell with its proposer gives way to what is proposed next. The arguments are the columns of who proposes and who decides.
create function app.fallen_gives_way() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	execute format('delete from %I p where p.feedback_id = $1 and p.%I is null and not app.stands(p.%I, p.feedback_id)',
		tg_table_name, tg_argv[1], tg_argv[0]) using new.feedback_id;
	return new;
end $$;

alter function app.stands(uuid, uuid) owner to vidan_definer;
alter function app.fallen_gives_way() owner to vidan_definer;
revoke execute on function app.stands(uuid, uuid) from public;
grant execute on function app.stands(uuid, uuid) to vidan_staff, vidan_definer;

create procedure app.decided_by_another(proposals regclass, proposer name, decider name)
language plpgsql set search_path = pg_catalog as $$
begin
	execute format('create policy stands on %s as restrictive to vidan_staff using (%I is not null or app.stands(%I, feedback_id))',
		proposals, decider, proposer);
	execute format('create trigger signs_own before insert or update on %s for each row execute function app.signs_own(%L, %L)',
		proposals, proposer, decider);
	execute format('create trigger fallen_gives_way before insert on %s for each row execute function app.fallen_gives_way(%L, %L)',
		proposals, proposer, decider);
end $$;

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
	step int check ((step is null) = (agreed is null)),
	check (from_kind <> to_kind or drops_accusation),
	check (decided_by is distinct from proposed_by),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null))
);
create unique index feedback_reclassification_open on feedback_reclassification (feedback_id) where decided_by is null;
create index feedback_reclassification_feedback on feedback_reclassification (feedback_id);
comment on table feedback_reclassification is 'Somebody proposes that a case is of a less protected kind, or that it is about nobody''s conduct (drops_accusation), and why; a second person agrees or does not, at this step of the case. The sender is told.';

call app.protect('feedback_reclassification');
create policy staff on feedback_reclassification for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy proposed on feedback_reclassification for insert to vidan_staff with check (
	proposed_by = (select app.account_id()) and decided_by is null and exists (select from feedback f where f.id = feedback_id));
create policy decided on feedback_reclassification for update to vidan_staff
	using (decided_by is null and proposed_by <> (select app.account_id()) and exists (select from feedback f where f.id = feedback_id))
	with check (decided_by = (select app.account_id()) and exists (
		select from feedback f where f.id = feedback_id and f.step = feedback_reclassification.step));
grant select, insert, update (decided_by, decided_at, agreed, step) on feedback_reclassification to vidan_staff;
call app.decided_by_another('feedback_reclassification', 'proposed_by', 'decided_by');

-- Two persons decide that a case is less protected, and that it is about nobody's conduct; the table holds it too, whatever the code does. What
-- they agreed to holds once.
create function app.protects_less(than text, kind text) returns boolean
language sql immutable set search_path = pg_catalog as $$
	select array_position('{rating, opinion, complaint, denunciation}'::text[], replace(kind, 'praise', 'opinion'))
		< array_position('{rating, opinion, complaint, denunciation}'::text[], replace(than, 'praise', 'opinion'))
$$;
revoke execute on function app.protects_less(text, text) from public;
grant execute on function app.protects_less(text, text) to vidan_definer;

create function app.feedback_kind_protects() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if (app.protects_less(old.kind, new.kind) or (old.accuses and not new.accuses)) and not exists (
		select from feedback_reclassification r
		where r.feedback_id = new.id and r.from_kind = old.kind and r.to_kind = new.kind and r.agreed and r.step = old.step
			and (r.drops_accusation or new.accuses or not old.accuses)) then
		raise exception 'feedback %: less protection needs a second person', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
-- One person splits off a matter, in their own words: so it begins no less protected than the letter it is from.
create function app.part_is_protected() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if exists (select from feedback f where f.id = new.split_from
		and (app.protects_less(f.kind, new.kind) or (f.accuses and not new.accuses))) then
		raise exception 'feedback %: a part protected less than the whole', new.split_from using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_kind_protects() owner to vidan_definer;
alter function app.part_is_protected() owner to vidan_definer;
create trigger part_is_protected before insert on feedback for each row when (new.split_from is not null) execute function app.part_is_protected();
create trigger feedback_kind_protects before update of kind, accuses on feedback
	for each row when ((old.kind, old.accuses) is distinct from (new.kind, new.accuses)) execute function app.feedback_kind_protects();

-- What its sender wrote becomes readable for custodians alone, files and what they asked about their data too, and how it came as who
-- entered it noted, once the case is sealed. Never the other way, and nothing else: the words of the body stay as they are.
create function app.seal_texts(about uuid, texts jsonb, files jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.runs_feedback(about) or not exists (select from feedback f where f.id = about and f.sealed) then
		raise exception 'feedback %: not to be sealed by the caller', about using errcode = 'VD010';
	end if;
	update feedback_text t set custody = true, body = decode(s.body, 'base64')
	from jsonb_to_recordset(texts) as s (id uuid, body text)
	where t.id = s.id and t.feedback_id = about and not t.custody and (t.part in ('matter', 'officer', 'place', 'when', 'entry')
		or (t.part = 'message' and (exists (select from feedback_message g where g.text_id = t.id and g.from_sender)
			or exists (select from data_request r where r.text_id = t.id))));
	update feedback_file k set custody = true, sha256 = s.sha256
	from jsonb_to_recordset(files) as s (id uuid, sha256 text)
	where k.id = s.id and k.feedback_id = about and not k.custody;
end $$;
alter function app.seal_texts(uuid, jsonb, jsonb) owner to vidan_definer;
revoke execute on function app.seal_texts(uuid, jsonb, jsonb) from public;
grant execute on function app.seal_texts(uuid, jsonb, jsonb) to vidan_staff, vidan_jobs, vidan_operator;

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
	and exists (select from feedback_officer o where o.feedback_id = feedback_clearing.feedback_id
		and o.member_id = feedback_clearing.member_id and not o.elsewhere));
-- Decided by app.decide_clearing alone.
grant select, insert on feedback_clearing to vidan_staff;
call app.decided_by_another('feedback_clearing', 'proposed_by', 'decided_by');

-- A second person of the handling body, or a seat of the oversight body that has the case, who is not in its conflict set as it stands
-- with the officer in it. Agreed: who was named is named no more and was asked nothing; the set is another from the next statement on. The
-- one who was named stays away from the case like somebody who stepped back, so that nobody clears an officer into handling it.
create function app.decide_clearing(decided uuid, agrees boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	c feedback_clearing;
begin
	select * into c from feedback_clearing where id = decided and decided_by is null for update;
	if c.id is null or c.proposed_by = app.account_id() or not app.stands(c.proposed_by, c.feedback_id) or not exists (
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
	-- Nor elsewhere, unless another of its kin names them too.
	if exists (select from feedback_officer o where o.feedback_id = any (app.kin_of(c.feedback_id)) and o.member_id = c.member_id and not o.elsewhere) then
		insert into feedback_officer (feedback_id, member_id, elsewhere) values (c.feedback_id, c.member_id, true);
	else
		delete from feedback_officer where feedback_id = any (app.kin_of(c.feedback_id)) and member_id = c.member_id;
	end if;
	update feedback_statement set closed_at = coalesce(closed_at, app.now()), cleared = true
		where feedback_id = c.feedback_id and member_id = c.member_id;
	insert into feedback_part (feedback_id, account_id, stage, recused)
	select f.id, a.id, f.stage, true from feedback f join account a on a.member_id = c.member_id where f.id = c.feedback_id
	on conflict (feedback_id, account_id, stage) do update set recused = true;
	update feedback f set officer_known = exists (select from feedback_officer o where o.feedback_id = f.id and not o.elsewhere),
		routed_at = case when f.state in ('closed', 'merged', 'withdrawn') then f.routed_at end
	where f.id = c.feedback_id;
end $$;
alter function app.decide_clearing(uuid, boolean) owner to vidan_definer;
revoke execute on function app.decide_clearing(uuid, boolean) from public;
grant execute on function app.decide_clearing(uuid, boolean) to vidan_staff;

-- A complaint or denunciation ends without an answer of its own when its sender is guided elsewhere, or when it is joined to another case: as with
-- an answer, one person proposes it, another agrees.
create table feedback_ending (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	text_id uuid references feedback_text,
	into_id uuid references feedback,
	proposed_by uuid not null references account,
	proposed_at timestamptz not null,
	decided_by uuid references account,
	decided_at timestamptz,
	agreed boolean,
	step int check ((step is null) = (agreed is null)),
	check ((text_id is null) <> (into_id is null)),
	check (decided_by is distinct from proposed_by),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null))
);
create unique index feedback_ending_open on feedback_ending (feedback_id) where decided_by is null;
create index feedback_ending_feedback on feedback_ending (feedback_id);
comment on table feedback_ending is 'Somebody proposes that the sender of a sealed case is guided elsewhere, in these words (text_id), or that it is joined to another case (into_id); a second person agrees or does not, at this step of the case.';

call app.protect('feedback_ending');
create policy staff on feedback_ending for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy proposed on feedback_ending for insert to vidan_staff with check (
	proposed_by = (select app.account_id()) and decided_by is null and exists (select from feedback f where f.id = feedback_id));
create policy decided on feedback_ending for update to vidan_staff
	using (decided_by is null and proposed_by <> (select app.account_id()) and exists (select from feedback f where f.id = feedback_id))
	with check (decided_by = (select app.account_id()) and exists (
		select from feedback f where f.id = feedback_id and f.step = feedback_ending.step));
grant select, insert, update (decided_by, decided_at, agreed, step) on feedback_ending to vidan_staff;
call app.decided_by_another('feedback_ending', 'proposed_by', 'decided_by');

-- What was joined is joined anew by the worker alone, when the other case is joined itself.
create function app.sealed_is_ended_by_two() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not (old.state = 'merged' and app.caller() like 'job:%') and not exists (
		select from feedback_ending e where e.feedback_id = new.id and e.agreed and e.step = old.step
			and case new.state when 'guided' then e.text_id is not null else e.into_id = new.merged_into end) then
		raise exception 'feedback %: needs a second person to end without an answer', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.sealed_is_ended_by_two() owner to vidan_definer;
create trigger sealed_is_ended_by_two before update on feedback for each row when (old.sealed and new.state in ('guided', 'merged')
	and (old.state, old.merged_into) is distinct from (new.state, new.merged_into)) execute function app.sealed_is_ended_by_two();

-- With another body or stage, and once the case is over, all of it ends; what was proposed of one kind is no proposal of another; guidance and
-- joining end with another handler, too, and where nobody guides or joins.
create function app.proposals_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	ended boolean := (old.handling_unit_id, old.with_oversight, old.stage) is distinct from (new.handling_unit_id, new.with_oversight, new.stage)
		or new.state in ('closed', 'merged', 'withdrawn');
begin
	delete from feedback_ending e where e.feedback_id = new.id and e.decided_by is null
		and (ended or old.kind <> new.kind or old.handler_id is distinct from new.handler_id or not exists (
			select from feedback_transition t where t.from_state = new.state and not t.by_sender
				and t.to_state = case when e.into_id is null then 'guided' else 'merged' end));
	if ended or old.kind <> new.kind then
		delete from feedback_reclassification where feedback_id = new.id and decided_by is null;
	end if;
	if ended then
		delete from feedback_clearing where feedback_id = new.id and decided_by is null;
	end if;
	return null;
end $$;
alter function app.proposals_end() owner to vidan_definer;
create trigger proposals_end after update of state, kind, handler_id, handling_unit_id, with_oversight, stage on feedback
	for each row when ((old.state, old.kind, old.handler_id, old.handling_unit_id, old.with_oversight, old.stage)
		is distinct from (new.state, new.kind, new.handler_id, new.handling_unit_id, new.with_oversight, new.stage))
	execute function app.proposals_end();
