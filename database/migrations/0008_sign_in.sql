-- Signing in: the slowing down of guessing, second factors asked for, questions to passkeys. Sign-in has a login of its own, which may do
-- nothing but call the reviewed functions below.

create table signin_throttle (
	bucket bytea primary key,
	level double precision not null,
	at timestamptz not null
);
create index signin_throttle_at on signin_throttle (at);
comment on table signin_throttle is 'How fast somebody is guessing: a leaking bucket for each account name (a keyed hash, whether it exists or not) and one for all. No address.';

create table signin_step (
	token_hash bytea primary key,
	account_id uuid not null references account,
	expires_at timestamptz not null default now() + interval '5 minutes',
	tries smallint not null default 0
);
create index signin_step_expiry on signin_step (expires_at);
comment on table signin_step is 'Somebody who gave the right password and still owes the second factor.';

create table passkey_challenge (
	challenge_hash bytea primary key,
	expires_at timestamptz not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);
comment on table passkey_challenge is 'A question that a passkey answered rightly, kept for longer than it could be answered: each once.';

call app.protect('signin_throttle');
call app.protect('signin_step');
call app.protect('passkey_challenge');

create schema signin;
grant usage, create on schema signin to vidan_definer;
grant usage on schema signin to vidan_signin;

-- Lets a try through, or answers how many seconds to wait. Each account name has a bucket that leaks one try a minute;
-- unless the browser is one that signed in before, all tries together have another one. A try that turns out right is
-- given back (signin.admitted_rightly), so that only wrong ones fill them.
create function signin.admit(name_bucket bytea, with_all boolean) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	wait int;
begin
	perform app.caller();
	wait := signin.pour(name_bucket, 6, 1.0 / 60);
	if wait = 0 and with_all then
		wait := signin.pour('\x00', 300, 5);
		if wait > 0 then
			update signin_throttle set level = level - 1 where bucket = name_bucket;
		end if;
	end if;
	return wait;
end $$;

create function signin.pour(into_bucket bytea, capacity double precision, per_second double precision) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	filled double precision;
begin
	perform app.caller();
	insert into signin_throttle as t values (into_bucket, 1, clock_timestamp())
	on conflict (bucket) do update
		set level = greatest(0, t.level - per_second * extract(epoch from excluded.at - t.at)) + 1, at = excluded.at
		where greatest(0, t.level - per_second * extract(epoch from excluded.at - t.at)) + 1 <= capacity
	returning 0 into filled;
	if found then
		return 0;
	end if;
	select greatest(0, level - per_second * extract(epoch from clock_timestamp() - at)) into filled
	from signin_throttle where bucket = into_bucket;
	return greatest(1, ceil((filled + 1 - capacity) / per_second));
end $$;

create function signin.admitted_rightly(name_bucket bytea, with_all boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	delete from signin_throttle where bucket = name_bucket;
	if with_all then
		update signin_throttle set level = greatest(0, level - 1) where bucket = '\x00';
	end if;
end $$;

create function signin.find(name text)
returns table (account_id uuid, password_hash text, second_factor boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select a.id, a.password_hash, exists (select from totp t where t.account_id = a.id)
	from account a where a.user_name = name and a.disabled_at is null;
end $$;

-- Begins a session; the one that the browser had before ends, so that no token lives on past a sign-in.
create function signin.begin_session(who uuid, new_hash bytea, in_device text, by_method text, old_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	update session set ended_at = now() where token_hash = old_hash and ended_at is null;
	insert into session (token_hash, account_id, device, elevated_at)
	select new_hash, a.id, in_device, now() from account a where a.id = who and a.disabled_at is null;
	if not found then
		raise exception 'no such account' using errcode = 'VD002';
	end if;
	insert into event (kind, account_id, caller, payload)
	values ('session.begun', who, app.caller(), jsonb_build_object('method', by_method));
end $$;

-- Whose session it is, for proving anew who they are.
create function signin.whose(session_hash bytea)
returns table (account_id uuid, user_name text, display_name text, password_hash text, second_factor boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select a.id, a.user_name, a.display_name, a.password_hash, exists (select from totp t where t.account_id = a.id)
	from session s join account a on a.id = s.account_id
	where s.token_hash = session_hash and s.ended_at is null and a.disabled_at is null
		and s.seen_at > now() - interval '31 minutes' and s.created_at > now() - interval '12 hours';
end $$;

-- The person proved anew who they are: the token changes with the right it gained. The 12 hours go on.
create function signin.elevate(old_hash bytea, new_hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not exists (select from signin.whose(old_hash)) then
		return false;
	end if;
	update session set token_hash = new_hash, elevated_at = now(), seen_at = now() where token_hash = old_hash;
	return found;
end $$;

create function signin.touch(session_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	update session set seen_at = now()
	where token_hash = session_hash and ended_at is null and seen_at > now() - interval '31 minutes';
end $$;

create function signin.set_password(session_hash bytea, new_password_hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid;
begin
	select w.account_id into who from signin.whose(session_hash) w;
	if who is null then
		return false;
	end if;
	update account set password_hash = new_password_hash where id = who;
	update session set ended_at = now() where account_id = who and token_hash <> session_hash and ended_at is null;
	update one_time_link set expires_at = now() where account_id = who and used_at is null and expires_at > now();
	insert into event (kind, account_id, caller, payload) values ('password.changed', who, app.caller(), '{}');
	return true;
end $$;

create function signin.owe_second_factor(who uuid, step_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	insert into signin_step (token_hash, account_id) values (step_hash, who);
end $$;

-- One try of the second factor: who owes it, and the sealed secret. Five tries for each right password; the wait of the
-- account itself is kept by the bucket.
create function signin.try_second_factor(step_hash bytea)
returns table (account_id uuid, secret bytea, last_step bigint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query
	with tried as (
		update signin_step s set tries = s.tries + 1
		where s.token_hash = step_hash and s.expires_at > now() and s.tries < 5
		returning s.account_id)
	select tried.account_id, t.secret, t.last_step
	from tried join account a on a.id = tried.account_id and a.disabled_at is null left join totp t on t.account_id = tried.account_id;
end $$;

create function signin.step_owner(step_hash bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return (select s.account_id from signin_step s where s.token_hash = step_hash and s.expires_at > now() and s.tries < 5);
end $$;

create function signin.end_step(step_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	delete from signin_step where token_hash = step_hash;
end $$;

create function signin.totp_of(who uuid) returns table (secret bytea, last_step bigint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select t.secret, t.last_step from totp t where t.account_id = who;
end $$;

-- Takes the code of a half minute: true once, however many ask at the same time.
create function signin.use_totp(who uuid, step bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	update totp set last_step = step where account_id = who and last_step < step;
	return found;
end $$;

create function signin.use_recovery_code(who uuid, hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	update recovery_code set used_at = now() where account_id = who and code_hash = hash and used_at is null;
	if found then
		insert into event (kind, account_id, caller, payload) values ('recoveryCode.used', who, app.caller(), '{}');
		return true;
	end if;
	return false;
end $$;

-- A question to a passkey is answered once. It bears our signature and its time, and nothing is kept of those that nobody answers.
create function signin.take_challenge(hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	insert into passkey_challenge values (hash, now() + interval '10 minutes') on conflict do nothing;
	return found;
end $$;

create function signin.find_passkey(passkey_id text)
returns table (account_id uuid, public_key bytea, counter bigint, transports text[])
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select p.account_id, p.public_key, p.counter, p.transports
	from passkey p join account a on a.id = p.account_id where p.id = passkey_id and a.disabled_at is null;
end $$;

-- A counter that does not grow means a copied key; keys without one always say 0.
create function signin.use_passkey(passkey_id text, new_counter bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	update passkey p set counter = new_counter, used_at = now()
	where p.id = passkey_id and (new_counter > p.counter or (new_counter = 0 and p.counter = 0));
	return found;
end $$;

create function signin.find_link(link_hash bytea) returns table (account_id uuid, user_name text, display_name text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select a.id, a.user_name, a.display_name
	from one_time_link l join account a on a.id = l.account_id
	where l.token_hash = link_hash and l.used_at is null and l.expires_at > now() and a.disabled_at is null;
end $$;

create function signin.use_link(link_hash bytea, new_password_hash text) returns table (account_id uuid, second_factor boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid;
begin
	perform app.caller();
	update one_time_link l set used_at = now()
	from account a
	where l.token_hash = link_hash and l.used_at is null and l.expires_at > now() and a.id = l.account_id and a.disabled_at is null
	returning l.account_id into who;
	if who is null then
		return;
	end if;
	update account set password_hash = new_password_hash where id = who;
	update session s set ended_at = now() where s.account_id = who and s.ended_at is null;
	insert into event (kind, account_id, caller, payload) values ('password.set', who, app.caller(), '{}');
	return query select who, exists (select from totp t where t.account_id = who);
end $$;

do $$
declare
	each regprocedure;
begin
	for each in select p.oid from pg_proc p where p.pronamespace = 'signin'::regnamespace loop
		execute format('alter function %s owner to vidan_definer', each);
		execute format('revoke execute on function %s from public', each);
		execute format('grant execute on function %s to vidan_signin, vidan_definer', each);
	end loop;
end $$;
revoke execute on function signin.pour(bytea, double precision, double precision) from vidan_signin;
