-- The answer, and what the accused says before it.

create table feedback_answer (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	stage smallint not null,
	state text not null default 'draft' check (state in ('draft', 'proposed', 'sentBack', 'approved')),
	text_id uuid not null references feedback_text,
	outcome text not null check (outcome in ('upheld', 'partlyUpheld', 'notUpheld', 'explained', 'thanked')),
	by_unit_id int references unit,
	done_on date,
	drafted_by uuid not null references account,
	drafted_at timestamptz not null,
	approved_by uuid references account,
	approved_at timestamptz,
	step int,
	shared_from uuid references feedback_answer,
	check ((state = 'approved') = (approved_by is not null and approved_at is not null)),
	check (approved_by is distinct from drafted_by),
	check (step is null or state = 'approved')
);
create unique index feedback_answer_shared on feedback_answer (feedback_id, shared_from);
create unique index feedback_answer_open on feedback_answer (feedback_id) where state <> 'approved';
create index feedback_answer_feedback on feedback_answer (feedback_id);
comment on table feedback_answer is 'The answer of a stage: what was found, what was done, when, by which unit, legal basis, evidence. Approved by somebody other than its author, at this step of the case. shared_from: a copy of the answer of the case that this one was joined to.';

call app.protect('feedback_answer');
create policy staff on feedback_answer for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_answer for insert to vidan_staff
	with check (drafted_by = (select app.account_id()) and state <> 'approved' and exists (select from feedback f where f.id = feedback_id));
-- What was approved is never changed, and approved only by who is signed in.
create policy staff_decides on feedback_answer for update to vidan_staff
	using (state <> 'approved' and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (approved_by is null or approved_by = (select app.account_id()));
create policy sender on feedback_answer for select to vidan_public using (state = 'approved' and feedback_id = (select app.sender_case()));
grant select, insert, update on feedback_answer to vidan_staff;
grant select on feedback_answer to vidan_public;
create trigger signs_own before insert or update on feedback_answer for each row execute function app.signs_own('drafted_by', 'approved_by');

-- What the body writes is written over until it is approved.
create policy staff_rewrites on feedback_text for update to vidan_staff
	using (not custody and part in ('answer', 'brief', 'note') and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and not exists (select from feedback_answer a where a.text_id = feedback_text.id and a.state = 'approved'))
	with check (not custody);

-- Released is what the present handler proposed for the present stage, by somebody else; never what somebody wrote who must not know of the case;
-- and nothing is found against an officer who was asked nothing.
create function app.stands_when_released() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if old.state <> 'proposed' or not exists (
		select from feedback f where f.id = new.feedback_id and f.stage = new.stage and f.step = new.step and f.handler_id = new.drafted_by
			and f.handler_id <> new.approved_by)
		or new.drafted_by = any (app.barred_among(new.feedback_id, array[new.drafted_by])) then
		raise exception 'answer %: not to be released as it stands', old.id using errcode = 'VD010';
	end if;
	if new.outcome in ('upheld', 'partlyUpheld') and exists (
		select from feedback f join feedback_officer o on o.feedback_id = f.id and not o.elsewhere
		where f.id = new.feedback_id and f.accuses and not exists (
			select from feedback_statement s where s.feedback_id = f.id and s.member_id = o.member_id)) then
		raise exception 'answer %: somebody named was not heard', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.stands_when_released() owner to vidan_definer;
create trigger stands_when_released before update on feedback_answer
	for each row when (old.state <> 'approved' and new.state = 'approved') execute function app.stands_when_released();

-- Answered is what has an answer that was released at this step; the one before does not answer it again.
create function app.answered_has_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not exists (select from feedback_answer a where a.feedback_id = new.id and a.state = 'approved' and a.stage = new.stage and a.step = old.step) then
		raise exception 'feedback %: answered without an answer', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.answered_has_answer() owner to vidan_definer;
create trigger answered_has_answer before update on feedback
	for each row when (old.state <> new.state and new.state in ('answered', 'answeredFinal')) execute function app.answered_has_answer();

-- An answer stands between one author and one body. When the case goes to another handler, body or stage, what was being written goes back as
-- a draft that whoever handles it then may take over.
create function app.open_answer_goes_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback_answer set state = 'sentBack' where feedback_id = new.id and state in ('draft', 'proposed');
	return null;
end $$;
alter function app.open_answer_goes_back() owner to vidan_definer;
create trigger open_answer_goes_back after update of handler_id, handling_unit_id, with_oversight, stage on feedback
	for each row when ((old.handler_id, old.handling_unit_id, old.with_oversight, old.stage)
		is distinct from (new.handler_id, new.handling_unit_id, new.with_oversight, new.stage)) execute function app.open_answer_goes_back();

create table feedback_statement (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	member_id uuid not null references member,
	question bytea not null,
	asked_by uuid not null references account,
	asked_at timestamptz not null,
	statement bytea,
	stated_at timestamptz,
	closed_at timestamptz,
	cleared boolean not null default false
);
create index feedback_statement_member on feedback_statement (member_id);
comment on table feedback_statement is 'The accused is heard: a question put by the handler, without who spoke, and what the accused says to it, facts to be corrected included. cleared: nothing against them was found.';

call app.protect('feedback_statement');

-- The accused reads the question put to them and nothing else of the case.
create policy staff on feedback_statement for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_asks on feedback_statement for insert to vidan_staff
	with check (asked_by = (select app.account_id()) and statement is null and exists (select from feedback f where f.id = feedback_id));
create policy staff_closes on feedback_statement for update to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (closed_at is not null);
create policy accused on feedback_statement for select to vidan_staff using (member_id = (select app.member_id()));
create policy accused_states on feedback_statement for update to vidan_staff
	using (member_id = (select app.member_id()) and closed_at is null) with check (member_id = (select app.member_id()));
grant select, insert, update (statement, stated_at, closed_at, cleared) on feedback_statement to vidan_staff;
create trigger signs_own before insert or update on feedback_statement for each row execute function app.signs_own('asked_by');

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

-- The accused says what they say, and no more: they are cleared by an answer.
create function app.statement_is_closed_by_body() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and new.member_id is not distinct from app.member_id() then
		raise exception 'statement %: not for the accused to close', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.statement_is_closed_by_body() owner to vidan_definer;
create trigger statement_is_closed_by_body before update on feedback_statement
	for each row when ((old.closed_at, old.cleared) is distinct from (new.closed_at, new.cleared))
	execute function app.statement_is_closed_by_body();

-- With the end of a case nothing more is asked of the accused, however it ended; what was found of them stays.
create function app.statements_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback_statement set closed_at = app.now() where feedback_id = new.id and closed_at is null;
	return null;
end $$;
alter function app.statements_end() owner to vidan_definer;
create trigger statements_end after update of state on feedback
	for each row when (new.state in ('guided', 'merged', 'closed') and new.state <> old.state) execute function app.statements_end();
