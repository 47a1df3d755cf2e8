-- What is published of feedback: answers that may be read by everybody; as figures first what anybody can count in the log themselves, then finer
-- tables, with small groups kept back.

create table feedback_publication (
	feedback_id uuid primary key references feedback,
	list_id uuid not null unique default gen_random_uuid(),
	question text not null check (question <> '' and length(question) <= 5000),
	answer text not null check (answer <> '' and length(answer) <= 10000),
	folded text not null generated always as (app.fold(question || ' ' || answer)) stored,
	kind text not null check (kind in ('opinion', 'praise')),
	topic text,
	unit_id int references unit,
	days int not null check (days >= 0),
	overall smallint,
	redacted_by uuid not null references account,
	approved_by uuid references account,
	published_at timestamptz,
	check ((approved_by is null) = (published_at is null)),
	check (approved_by is distinct from redacted_by)
);
create index feedback_publication_published on feedback_publication (published_at desc) where published_at is not null;
comment on table feedback_publication is 'A question and its answer, rewritten for the public without personal data by one person and released by another.';
create index feedback_publication_words on feedback_publication using gin (to_tsvector('simple', folded)) where published_at is not null;

call app.protect('feedback_publication');
create policy staff on feedback_publication to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
create policy published on feedback_publication for select to vidan_public using ((select app.caller()) = 'public' and published_at is not null);
grant select, insert, update on feedback_publication to vidan_staff;
grant select on feedback_publication to vidan_public;
call app.decided_by_another('feedback_publication', 'redacted_by', 'approved_by');

-- Only an answer that was released and stands is told to everybody: no guidance, nothing that was withdrawn or is under review, and no
-- accusation that was found to be without ground.
create function app.tells_an_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and not exists (
		select from feedback f where f.id = new.feedback_id and f.wants_publication and f.kind = new.kind and f.withdrawn_on is null and not f.unfounded
			and f.state in ('answered', 'satisfied', 'silent', 'answeredFinal', 'closed')
			and exists (select from feedback_answer a where a.feedback_id = f.id and a.state = 'approved')) then
		raise exception 'feedback %: no answer to publish', new.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.tells_an_answer() owner to vidan_definer;
create trigger tells_an_answer before insert or update on feedback_publication
	for each row execute function app.tells_an_answer();

-- Whoever changes the words is their author, and so does not release them; what is public is written over by nobody.
create function app.redaction_is_own() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if old.published_at is not null then
		raise exception 'publication %: it is public', old.feedback_id using errcode = 'VD010';
	end if;
	if app.caller() like 'session:%' and new.redacted_by is distinct from app.account_id() then
		raise exception 'publication %: written in another name', old.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger redaction_is_own before update on feedback_publication
	for each row when ((old.question, old.answer) is distinct from (new.question, new.answer)) execute function app.redaction_is_own();

-- What everybody reads of a case is taken away when its content becomes sealed, is erased, or its sender does not accept the answer: what
-- comes of that may be published anew.
create function app.publication_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	delete from feedback_publication where feedback_id = new.id;
	if found then
		insert into page_change (tag) values ('feedback') on conflict (tag) do update set changed_at = clock_timestamp();
	end if;
	return null;
end $$;
alter function app.publication_ends() owner to vidan_definer;
create trigger publication_ends after update on feedback
	for each row when ((new.sealed and not old.sealed) or (new.erased_at is not null and old.erased_at is null)
		or (new.state in ('objected', 'reopened') and new.state <> old.state))
	execute function app.publication_ends();

-- Finds published answers by words, with or without marks; those that have the words exactly as typed, marks included, come first.
-- Only what everybody may read is looked at.
create function app.find_answers(words text, most int, skip int) returns table (list_id uuid, total bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return;
	end if;
	return query
		select p.list_id, count(*) over ()
		from feedback_publication p
		where p.published_at is not null and to_tsvector('simple', p.folded) @@ plainto_tsquery('simple', app.fold(words))
		order by position(lower(normalize(words)) in lower(p.question || ' ' || p.answer)) > 0 desc, p.published_at desc, p.list_id
		limit most offset skip;
end $$;
alter function app.find_answers(text, int, int) owner to vidan_definer;
revoke execute on function app.find_answers(text, int, int) from public;
grant execute on function app.find_answers(text, int, int) to vidan_public, vidan_staff;

create table feedback_count (
	body text not null check (body <> ''),
	period text not null check (period ~ '^\d{4}-\d{2}$'),
	received int not null check (received >= 0),
	answered int not null check (answered between 0 and received),
	on_time int not null check (on_time between 0 and answered),
	overdue int not null check (overdue >= 0),
	guided int not null check (guided between 0 and received),
	counted_on date not null,
	primary key (body, period)
);
comment on table feedback_count is 'Cases received by a province-level body in a month: as counted from the log, where anybody can count them again.';

create table feedback_table (
	period text not null check (period ~ '^\d{4}-Q[1-4]$'),
	version int not null check (version > 0),
	made_on date not null,
	content jsonb not null check (jsonb_typeof(content) = 'object'),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	primary key (period, version)
);
comment on table feedback_table is 'The finer tables of a closed quarter, after suppression, as published: a leaf of the log holds their hash. Never changed: a correction is a new version, made by a person.';

call app.protect('feedback_count');
call app.protect('feedback_table');

revoke update, delete on feedback_table from vidan_jobs, vidan_operator;
grant select on feedback_count, feedback_table to vidan_public, vidan_staff;
create policy published on feedback_count for select to vidan_public, vidan_staff using ((select app.caller()) is not null);
create policy published on feedback_table for select to vidan_public, vidan_staff using ((select app.caller()) is not null);

-- The cases that are late and may be named: by their list id, never those that are sealed. `total`: so many there are. Whether an officer is
-- named tells nothing here, and takes no case off the list.
create function app.late_list(day date, most int) returns table (list_id uuid, body text, due_on date, total bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return;
	end if;
	return query
		select f.list_id, app.province_code(coalesce(f.handling_unit_id, f.unit_id)), f.due_on, count(*) over ()
		from feedback f
		where not f.sealed and f.due_on < late_list.day
			-- What was answered before is late again in a review, and when it was opened again.
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed', 'merged', 'withdrawn', 'awaitingSender')
			-- Suspended for longer than the law allows is late like any other.
			and not (f.state = 'suspended' and exists (
				select from clock_profile p where p.id = f.profile_id and f.paused_on + p.suspend_days >= late_list.day))
		order by f.due_on, f.list_id
		limit most;
end $$;
alter function app.late_list(date, int) owner to vidan_definer;
revoke execute on function app.late_list(date, int) from public;
grant execute on function app.late_list(date, int) to vidan_public, vidan_staff;
