-- The ground: who asks, what is written down, what is done later.
-- Roles and logins are made before the migrations (src/platform/database/roles.ts), because they belong to the cluster.

create extension if not exists btree_gist;
create schema app;
grant usage on schema app to public;
grant usage on schema public to vidan_public, vidan_staff, vidan_signin, vidan_custody, vidan_jobs, vidan_operator, vidan_definer;
-- A function can be given to vidan_definer only while that role may create in the schema.
grant create, usage on schema app to vidan_definer;

-- Who asks. A transaction declares its caller; until it does, every policy raises. What is declared is worth nothing by
-- itself: a session is known by its secret token, looked up at each use, so that injected SQL cannot name another one.
create function app.caller() returns text
language plpgsql stable parallel safe set search_path = pg_catalog as $$
declare
	said text := current_setting('app.caller', true);
	login text := case split_part(said, ':', 1)
		when 'session' then 'vidan_login_staff'
		when 'custody' then 'vidan_login_custody'
		when 'public' then 'vidan_login_public'
		when 'signin' then 'vidan_login_signin'
		when 'job' then 'vidan_login_jobs'
		when 'operator' then 'vidan_login_operator' end;
begin
	-- A setting that any earlier transaction set reverts to the empty string, not to null.
	if coalesce(said, '') = '' then
		raise exception 'no caller declared' using errcode = 'VD001';
	end if;
	-- Each login may say one kind of caller only, so that no SQL that slips through can promote itself to the operator.
	if session_user is distinct from login then
		raise exception 'this login is not a %', split_part(said, ':', 1) using errcode = 'VD001';
	end if;
	return said;
end $$;

-- Today in Viet Nam. Only the operator's login may set the clock: demonstration data and tests live on past days.
-- Both are asked for every row of large scans (“valid on this day”). Their bodies are bound when they are made, so they need
-- no search_path of their own; one would keep the planner from writing them out and cost 35 µs a row.
create function app.now() returns timestamptz
language sql stable parallel safe
return case when session_user = 'vidan_login_operator'
	then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())
	else now() end;

create function app.today() returns date
language sql stable parallel safe
return (app.now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- Public pages, jobs, sign-in and the command line say what they are; they gain nothing by lying, since their login
-- allows one role only.
create function app.enter_as(who text) returns void
language plpgsql set search_path = pg_catalog as $$
begin
	if who !~ '^(public|signin|job:.+|operator:.+)$' then
		raise exception 'not a caller: %', who using errcode = 'VD001';
	end if;
	perform set_config('app.caller', who, true);
end $$;

-- The usual protection of a table: forced row-level security; the reviewed definer functions pass; jobs and the
-- operator pass once declared. What staff and the public may see is said by each table's own policies.
create procedure app.protect(protected regclass)
language plpgsql set search_path = pg_catalog as $$
begin
	execute format('alter table %s enable row level security', protected);
	execute format('alter table %s force row level security', protected);
	execute format('create policy definer on %s to vidan_definer using (true) with check (true)', protected);
	execute format($p$create policy house on %s to vidan_jobs, vidan_operator
		using ((select app.caller()) is not null) with check ((select app.caller()) is not null)$p$, protected);
	execute format('grant select, insert, update, delete on %s to vidan_definer, vidan_jobs, vidan_operator', protected);
end $$;

-- What happened: written in the transaction that did it. Never changed, never deleted by the product.
create table event (
	id bigint generated always as identity primary key,
	at timestamptz not null default app.now(),
	kind text not null,
	unit_id int,
	account_id uuid,
	caller text not null,
	subject text,
	payload jsonb not null default '{}'
);
create index event_unit on event (unit_id, at desc);
create index event_subject on event (subject, at desc) where subject is not null;
comment on table event is 'What happened, by whom, in which unit. Append-only. The payload holds ids and words of the domain, no personal text.';
call app.protect('event');
revoke update, delete on event from vidan_jobs, vidan_operator;
grant insert on event to vidan_signin, vidan_public;
create policy write_unnamed on event for insert to vidan_signin, vidan_public
	with check ((select app.caller()) is not null and account_id is null);

-- What is to be done later: drained by one worker into the job queue, once per batch.
create table outbox (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	task text not null,
	payload jsonb not null default '{}'
);
comment on table outbox is 'Tasks promised by a committed transaction and not yet handed to the job queue.';
call app.protect('outbox');
grant insert on outbox to vidan_staff, vidan_signin, vidan_public;
create policy write on outbox for insert to vidan_staff, vidan_signin, vidan_public with check ((select app.caller()) is not null);

-- One effect per key: the first answer is kept and repeated.
create table idempotency_key (
	caller_hash bytea not null,
	key uuid not null,
	body_hash bytea not null,
	answer jsonb,
	at timestamptz not null default now(),
	primary key (caller_hash, key)
);
create index idempotency_key_at on idempotency_key (at);
comment on table idempotency_key is 'The answers given to unsafe requests, kept two days so that a repeated send is answered and not done again.';
call app.protect('idempotency_key');

-- The hash of the caller keeps one person''s keys from another''s; for a session it is of the account, so that it survives a new sign-in.
create function app.caller_hash() returns bytea
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
	said text := app.caller();
begin
	if said like 'session:%' or said like 'custody:%' then
		return sha256(convert_to('account:' || app.account_id()::text, 'UTF8'));
	end if;
	return sha256(convert_to(said, 'UTF8'));
end $$;

-- Takes a key for the caller; false when it was taken before, by the same content or by another. And keeps the answer that was
-- given. Functions, so that who asks is asked once in each: every request that changes something needs both.
create function app.take_key(wanted uuid, body bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into idempotency_key (caller_hash, key, body_hash) values (app.caller_hash(), wanted, body)
	on conflict do nothing;
	return found;
end $$;
create function app.keep_answer(taken uuid, given jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	mine bytea := app.caller_hash();
begin
	update idempotency_key k set answer = given where k.caller_hash = mine and k.key = taken;
end $$;
alter function app.take_key(uuid, bytea) owner to vidan_definer;
alter function app.keep_answer(uuid, jsonb) owner to vidan_definer;
-- A key is taken in the statement that sets the role, and rights are asked before it begins: so, like entering, anybody may.
revoke execute on function app.keep_answer(uuid, jsonb) from public;
grant execute on function app.keep_answer(uuid, jsonb) to vidan_staff, vidan_public, vidan_signin;

grant select, insert, update on idempotency_key to vidan_staff, vidan_public, vidan_signin;
create policy own on idempotency_key to vidan_staff, vidan_public, vidan_signin
	using (caller_hash = (select app.caller_hash())) with check (caller_hash = (select app.caller_hash()));

-- Files by their content. The row exists only when the bytes are safe on disk under the name of their hash.
create table file (
	id uuid primary key default gen_random_uuid(),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null check (size >= 0),
	media_type text not null,
	name text not null check (length(name) <= 200),
	unit_id int,
	uploaded_by uuid,
	uploaded_at timestamptz not null default app.now()
);
comment on table file is 'A file kept under its hash below the data directory. Who may fetch it is said by the room whose record points to it.';
call app.protect('file');

-- Which stored public pages are out of date: every web process looks here once a second and drops those that show it.
create table page_change (
	tag text primary key,
	changed_at timestamptz not null default clock_timestamp()
);
create index page_change_at on page_change (changed_at);
comment on table page_change is 'The last change of a thing that public pages show (campaign:12, units, figures:12). Stored pages remember their tags.';
call app.protect('page_change');
grant select on page_change to vidan_public, vidan_staff;
grant insert, update on page_change to vidan_staff;
create policy seen on page_change for select to vidan_public using ((select app.caller()) is not null);
create policy changed on page_change to vidan_staff using ((select app.caller()) is not null) with check ((select app.caller()) is not null);

-- Lets the planner know what a large import has brought in, before its own transaction goes on with it.
create function app.measure() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	analyze;
end $$;
revoke execute on function app.measure() from public;
grant execute on function app.measure() to vidan_operator, vidan_jobs;
