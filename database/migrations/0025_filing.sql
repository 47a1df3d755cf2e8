-- Taking a case in: what is good once, files that wait for their form, and the filing itself. No instant is kept finer than the
-- hour, of what is good for sealed kinds too than the day: it would tell when somebody was at the form.

-- What is good once: a proof of work, the form of a sender. Spent within the transaction that it pays for, so that a filing that failed
-- spends nothing.
create table feedback_spent (
	nonce text collate "C" primary key check (nonce ~ '^[0-9a-f]{32}$'),
	good_until timestamptz not null
);
create index feedback_spent_until on feedback_spent (good_until);
comment on table feedback_spent is 'Random values of proofs of work and of senders'' forms that were used, until they would be over anyway. Tells nothing of what they were used for.';

call app.protect('feedback_spent');

create function app.spend_once(spent text, until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face spends them' using errcode = 'VD001';
	end if;
	insert into feedback_spent (nonce, good_until) values (spent, date_trunc('day', until, 'Asia/Ho_Chi_Minh') + interval '1 day') on conflict do nothing;
	return found;
end $$;

-- Files of a form that was not sent yet. The key of each travels with the form alone, so that what is kept here can be read by nobody.
create table feedback_upload (
	id uuid primary key default gen_random_uuid(),
	form_hash bytea not null check (length(form_hash) = 32),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null check (size > 0),
	good_until timestamptz not null,
	place bigint generated always as identity
);
create index feedback_upload_form on feedback_upload (form_hash);
create index feedback_upload_until on feedback_upload (good_until);
comment on table feedback_upload is 'A cleaned file that waits, encrypted, for its form to be sent; removed with its content when that does not happen. Also the content that a case names no more, until it is removed: it waits for no form (good_until -infinity) and takes the place of none.';
comment on column feedback_upload.form_hash is 'A keyed hash of the random key of the form.';
comment on column feedback_upload.place is 'Which came before which, without saying when.';

call app.protect('feedback_upload');

-- What a case named and names no more, erased or sealed anew, is removed by the sweep, also when whoever was to remove it at once died.
create function app.file_content_goes() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into feedback_upload (form_hash, sha256, size, good_until)
	values (sha256(convert_to(old.id::text, 'UTF8')), old.sha256, old.size, '-infinity');
	return null;
end $$;
alter function app.file_content_goes() owner to vidan_definer;
create trigger file_content_goes after delete on feedback_file for each row execute function app.file_content_goes();
create trigger file_content_is_other after update of sha256 on feedback_file
	for each row when (old.sha256 <> new.sha256) execute function app.file_content_goes();

-- Null: the form has as many files as it may. Where those of all forms together take more room than they are given, the ones that have waited
-- longest give way: whoever fills the room shuts nobody out who sends what they attached soon after.
create function app.stage_upload(form bytea, file_sha256 text, file_size bigint, until timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	room constant bigint := 20::bigint * 1024 * 1024 * 1024;
	most constant int := 50000;
	staged uuid;
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face stages files' using errcode = 'VD001';
	end if;
	if (select count(*) from feedback_upload u where u.form_hash = form) >= 10 then
		return null;
	end if;
	if (select count(*) >= most or sum(u.size) + file_size > room from feedback_upload u where u.good_until > app.now()) then
		update feedback_upload u set good_until = app.now()
		from (
			select w.id, row_number() over newest as count, sum(w.size) over newest as size from feedback_upload w
			where w.good_until > app.now() window newest as (order by w.place desc)
		) waiting
		where u.id = waiting.id and (waiting.count >= most or waiting.size + file_size > room);
	end if;
	insert into feedback_upload (form_hash, sha256, size, good_until) values (form, file_sha256, file_size, date_trunc('hour', until) + interval '1 hour') returning id into staged;
	return staged;
end $$;

-- A staged file of this form, once: the row of the case takes its place. Null when it is not there any more.
create function app.take_upload(form bytea, staged uuid) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	kept text;
begin
	update feedback_upload u set good_until = app.now() where u.id = staged and u.form_hash = form and u.good_until > app.now()
		returning u.sha256 into kept;
	return kept;
end $$;

-- Whether a case takes files of so many bytes: not while it waits for its turn without a proof of work, and no more than half a
-- gigabyte of all its files together.
create function app.takes_files(about uuid, more bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null or (app.caller() = 'public' and about <> app.sender_case()) then
		return 'waits';
	end if;
	return case
		when exists (select from feedback f where f.id = about and f.held and f.routed_at is null) then 'waits'
		when (select coalesce(sum(k.size), 0) + more > 500 * 1024 * 1024 from feedback_file k where k.feedback_id = about) then 'full'
		else 'yes' end;
end $$;
create function app.sender_sends_enough() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() = 'public' and app.takes_files(new.feedback_id, new.size) <> 'yes' then
		raise exception 'feedback %: takes no more files', new.feedback_id using errcode = 'VD429';
	end if;
	return new;
end $$;
create trigger sender_sends_enough before insert on feedback_file for each row execute function app.sender_sends_enough();

-- Places to choose from: publishable units directly below one, or below the one at the top, which need not be publishable itself.
create function app.public_places(above int default null) returns table (id int, name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return;
	end if;
	return query
	select n.unit_id, n.name
	from unit u
	join unit_parent p on p.unit_id = u.id and p.valid @> app.today()
	join unit_name n on n.unit_id = u.id and n.valid @> app.today()
	where u.publishable and n.tree = 'main' and p.parent_id = coalesce(above, (
		select t.unit_id from unit_parent t join unit x on x.id = t.unit_id and x.tree = 'main'
		where t.parent_id is null and t.valid @> app.today() limit 1))
	order by n.folded, n.code limit 400;
end $$;

-- One statement takes a case in: the same form sent again (filing_key) changes nothing and answers false. A function, so that
-- neither face needs a right to insert and a filing is one round trip. Staff enter on behalf of somebody, who then sees by whom:
-- entered_by says that they saw the receipt. That of a part goes to whoever has that of the whole:
-- to its sender alone, or to the clerk who entered it and may have replaced the receipt first.
create function app.file_feedback(matter jsonb, receipt bytea, case_key bytea, texts jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	new_id uuid := (matter->>'id')::uuid;
	clerk uuid := case when app.caller() like 'session:%' then app.account_id() else (matter->>'enteredBy')::uuid end;
begin
	if app.caller() = 'public' and (clerk is not null or matter->>'splitFrom' is not null or matter->>'channel' <> 'portal') then
		raise exception 'the public face files for itself' using errcode = 'VD010';
	end if;
	-- The oversight body has no desk; it only divides what it has.
	if app.caller() like 'session:%' and cardinality(app.posts('feedbackDesk')) = 0 and not (app.oversees()
		and exists (select from feedback f where f.id = (matter->>'splitFrom')::uuid and f.with_oversight)) then
		raise exception 'only a desk enters on behalf' using errcode = 'VD010';
	end if;
	-- What keeps people from the one keeps them from the other (app.kin_know).
	if app.caller() like 'session:%' and matter->>'splitFrom' is not null and not app.runs_feedback((matter->>'splitFrom')::uuid) then
		raise exception 'feedback %: not the caller''s to divide', matter->>'splitFrom' using errcode = 'VD010';
	end if;
	if (matter->>'kind') in ('complaint', 'denunciation') and not app.takes_sealed() then
		raise exception 'sealed kinds are not open' using errcode = 'VD010';
	end if;
	if (matter->>'held')::boolean and (select count(*) >= 2000 from (
		select from feedback where held and routed_at is null limit 2000) as waiting) then
		raise exception 'too many wait for their turn' using errcode = 'VD429';
	end if;
	insert into feedback (id, log_id, reference, filing_key, kind, topic, channel, from_organisation, accuses, unit_id, unit_known, happened_on,
		received_at, received_on, profile_id, calendar_version, look_due_at, due_on, wants_publication, entered_by, split_from, held)
	values (new_id, (matter->>'logId')::uuid, matter->>'reference', (matter->>'filingKey')::uuid, matter->>'kind', matter->>'topic', matter->>'channel',
		(matter->>'fromOrganisation')::boolean, (matter->>'accuses')::boolean, (matter->>'unitId')::int, (matter->>'unitKnown')::boolean,
		(matter->>'happenedOn')::date, (matter->>'receivedAt')::timestamptz, (matter->>'receivedOn')::date, (matter->>'profileId')::int,
		(matter->>'calendarVersion')::int, (matter->>'lookDueAt')::timestamptz, (matter->>'dueOn')::date, (matter->>'wantsPublication')::boolean,
		case when matter->>'splitFrom' is null then clerk else (select f.entered_by from feedback f where f.id = (matter->>'splitFrom')::uuid) end,
		(matter->>'splitFrom')::uuid, coalesce((matter->>'held')::boolean, false))
	on conflict (filing_key) do nothing;
	if not found then
		return false;
	end if;
	insert into feedback_receipt (feedback_id, receipt_hash, promise, said_hash) values (new_id, receipt, matter->>'promise', decode(matter->>'saidHash', 'hex'));
	insert into feedback_key (feedback_id, wrapped) values (new_id, case_key);
	insert into feedback_text (id, feedback_id, part, custody, body)
	select t.id, new_id, t.part, t.custody, decode(t.body, 'base64') from jsonb_to_recordset(texts) as t (id uuid, part text, custody boolean, body text);
	insert into feedback_step (feedback_id, step, event, state, at, account_id, detail)
	values (new_id, 1, 'received', 'received', (matter->>'receivedAt')::timestamptz, clerk, matter->'detail');
	return true;
end $$;

alter function app.spend_once(text, timestamptz) owner to vidan_definer;
alter function app.stage_upload(bytea, text, bigint, timestamptz) owner to vidan_definer;
alter function app.take_upload(bytea, uuid) owner to vidan_definer;
alter function app.takes_files(uuid, bigint) owner to vidan_definer;
alter function app.sender_sends_enough() owner to vidan_definer;
alter function app.public_places(int) owner to vidan_definer;
alter function app.file_feedback(jsonb, bytea, bytea, jsonb) owner to vidan_definer;
revoke execute on function app.spend_once(text, timestamptz), app.stage_upload(bytea, text, bigint, timestamptz), app.take_upload(bytea, uuid),
	app.takes_files(uuid, bigint), app.public_places(int), app.file_feedback(jsonb, bytea, bytea, jsonb) from public;
grant execute on function app.spend_once(text, timestamptz), app.stage_upload(bytea, text, bigint, timestamptz), app.take_upload(bytea, uuid),
	app.takes_files(uuid, bigint), app.public_places(int) to vidan_public, vidan_operator;
grant execute on function app.file_feedback(jsonb, bytea, bytea, jsonb) to vidan_public, vidan_staff, vidan_jobs, vidan_operator;

-- The log takes leaves from every face, so that a step and its leaf are one transaction. Somebody without an account begins a case
-- with it, and goes on with none but that whose receipt was shown.
create function app.public_leaf_is_own() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
	said jsonb := convert_from(new.leaf, 'UTF8')::jsonb;
begin
	if said ->> 'class' not in ('praise', 'opinion', 'rating', 'sealed')
		or (said ->> 'seq', said ->> 'event') is distinct from ('1', 'received')
		and not exists (select from feedback f where f.id = app.sender_case() and f.log_id::text = new.subject) then
		raise exception 'a leaf of somebody else''s case' using errcode = 'VD012';
	end if;
	return new;
end $$;
create trigger public_leaf_is_own before insert on ledger_queue for each row when (session_user = 'vidan_login_public')
	execute function app.public_leaf_is_own();
