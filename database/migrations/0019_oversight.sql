-- Who keeps the keys: the external oversight body, and the custodians of sealed content.

create table oversight_seat (
	account_id uuid not null references account,
	body text not null check (body <> '' and length(body) <= 300),
	since date not null default app.today(),
	until date check (until >= since),
	seated_by uuid references account,
	agreed_by uuid references account,
	log_id uuid not null unique default gen_random_uuid(),
	primary key (account_id, since),
	check (seated_by is distinct from account_id)
);
create unique index oversight_seat_held on oversight_seat (account_id) where until is null;
comment on table oversight_seat is 'A person of the external oversight body (a council, the Front, the superior inspectorate). Cases that no desk may handle are theirs; complaints and denunciations are taken once two hold a seat. Who left may be seated again, as another row.';

create table custodian_key (
	id uuid primary key default gen_random_uuid(),
	account_id uuid not null references account,
	recipient text not null unique check (recipient ~ '^age1[a-z0-9]+$' and length(recipient) between 50 and 2100),
	made_at timestamptz not null default app.now(),
	tested_at timestamptz,
	retired_at timestamptz
);
comment on table custodian_key is 'The public half of a key by which sealed content is encrypted. The private half is made in the browser of its holder and never comes here. Used only once a test message was opened with it.';

create table seat_return (
	account_id uuid not null references account,
	agreed_by uuid not null references account,
	agreed_at timestamptz not null default app.now(),
	primary key (account_id, agreed_at),
	check (agreed_by <> account_id)
);
comment on table seat_return is 'A person of the oversight body agrees that another of it, who lost password or telephone, is let in again within a day by whoever administers the account.';

create table seat_change (
	id uuid primary key default gen_random_uuid(),
	account_id uuid not null references account,
	body text check (body <> '' and length(body) <= 300),
	proposed_by uuid not null references account,
	proposed_at timestamptz not null default app.now(),
	agreed_by uuid references account,
	agreed_at timestamptz,
	check (agreed_by <> proposed_by),
	check (proposed_by <> account_id),
	check ((agreed_by is null) = (agreed_at is null))
);
create unique index seat_change_open on seat_change (account_id) where agreed_at is null;
comment on table seat_change is 'Once two seats sit, whoever administers the whole proposes only: somebody is seated for a body, or a seat ends (body null). Nothing comes of it until somebody who sits agrees (app.agree_seat_change).';

call app.protect('oversight_seat');
call app.protect('seat_change');
call app.protect('seat_return');
call app.protect('custodian_key');

-- Is a seat of these days held today? Asked of rows: without a search_path of its own it is written out where it is asked.
create function app.sits_today(since date, until date) returns boolean
language sql stable parallel safe
return since <= app.today() and (until is null or until > app.today());

-- Does the caller hold a seat in the oversight body?
create function app.oversees() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid := app.account_id();
begin
	return exists (select from oversight_seat s where s.account_id = who and app.sits_today(s.since, s.until));
end $$;
alter function app.oversees() owner to vidan_definer;
revoke execute on function app.oversees() from public;
grant execute on function app.oversees() to vidan_staff, vidan_custody;

-- Does somebody hold a seat and has signed in? Then nobody of the body sets their password, takes away what they sign in with, or closes their
-- account, but with the agreement of another seat, for a day: who acts in the place of a seat reads what is sealed for it.
create function app.keeps_own_door(who uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null
		and exists (select from oversight_seat s where s.account_id = who and app.sits_today(s.since, s.until))
		and exists (select from account a where a.id = who and (a.password_hash is not null
			or exists (select from session s where s.account_id = a.id) or exists (select from passkey k where k.account_id = a.id)))
		and not exists (
			select from seat_return r join oversight_seat s on s.account_id = r.agreed_by and app.sits_today(s.since, s.until)
			where r.account_id = who and r.agreed_at > app.now() - interval '1 day');
end $$;
alter function app.keeps_own_door(uuid) owner to vidan_definer;
revoke execute on function app.keeps_own_door(uuid) from public;
grant execute on function app.keeps_own_door(uuid) to vidan_staff;

-- Do two sit who tested a key? Then nobody joins them or leaves without one of them: whoever administers the whole replaces nobody alone.
create function app.seats_agree() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and (
		select count(distinct s.account_id) >= 2 from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
		where app.sits_today(s.since, s.until)
			and exists (select from custodian_key k where k.account_id = s.account_id and k.tested_at is not null));
end $$;

-- Somebody who sits, and proved anew who they are, agrees to what another proposed. It happens today.
create function app.agree_seat_change(change uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	c seat_change;
	seat uuid;
begin
	select * into c from seat_change where id = change and agreed_at is null for update;
	if c.id is null or not app.oversees() or not app.elevated() or c.proposed_by = app.account_id() then
		raise exception 'change of a seat %: not the caller''s to agree to', change using errcode = 'VD010';
	end if;
	update seat_change set agreed_by = app.account_id(), agreed_at = app.now() where id = c.id;
	if c.body is null then
		update oversight_seat s set until = app.today() where s.account_id = c.account_id and s.until is null returning s.log_id into seat;
	else
		insert into oversight_seat as s (account_id, body, seated_by, agreed_by) values (c.account_id, c.body, c.proposed_by, app.account_id())
		on conflict (account_id, since) do update set until = null, body = excluded.body, seated_by = excluded.seated_by, agreed_by = excluded.agreed_by
		returning s.log_id into seat;
	end if;
	return seat;
end $$;
alter function app.seats_agree() owner to vidan_definer;
alter function app.agree_seat_change(uuid) owner to vidan_definer;
revoke execute on function app.seats_agree(), app.agree_seat_change(uuid) from public;
grant execute on function app.seats_agree(), app.agree_seat_change(uuid) to vidan_staff;

grant select, insert (account_id, agreed_by) on seat_return to vidan_staff;
create policy known on seat_return for select to vidan_staff using ((select app.oversees()) or account_id = (select app.account_id()));
create policy agreed on seat_return for insert to vidan_staff with check (
	agreed_by = (select app.account_id()) and (select app.oversees()) and (select app.elevated()) and exists (
		select from oversight_seat s where s.account_id = seat_return.account_id and app.sits_today(s.since, s.until)));

grant select on oversight_seat, custodian_key to vidan_staff;
create policy known on oversight_seat for select to vidan_staff using ((select app.account_id()) is not null);
create policy known on custodian_key for select to vidan_staff using ((select app.account_id()) is not null);
grant insert (account_id, body, since, seated_by), update (until) on oversight_seat to vidan_staff;
create policy seated on oversight_seat for insert to vidan_staff with check (
	seated_by = (select app.account_id()) and account_id <> (select app.account_id()) and (select app.keeps_clock()) and not (select app.seats_agree()));
create policy ended on oversight_seat for update to vidan_staff
	using ((select app.keeps_clock()) and not (select app.seats_agree())) with check ((select app.keeps_clock()));
grant select, insert (account_id, body, proposed_by), delete on seat_change to vidan_staff;
create policy known on seat_change for select to vidan_staff using ((select app.account_id()) is not null);
create policy proposed on seat_change for insert to vidan_staff with check (proposed_by = (select app.account_id()) and (select app.keeps_clock()));
create policy taken_back on seat_change for delete to vidan_staff using (agreed_at is null and (select app.keeps_clock()));
grant insert (account_id, recipient), update (tested_at, retired_at) on custodian_key to vidan_staff;
create policy own on custodian_key for insert to vidan_staff with check (account_id = (select app.account_id()) and (select app.elevated()));
create policy own_tested on custodian_key for update to vidan_staff
	using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));

create function app.seat_names() returns table (account_id uuid, user_name text, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.account_id();
	return query select a.id, a.user_name, a.display_name from account a where a.id in (
		select s.account_id from oversight_seat s union select unnest(array[c.account_id, c.proposed_by]) from seat_change c);
end $$;

-- Could the oversight body not go on without this seat? While anything open is sealed, or with it, two others are needed; for what is
-- sealed, others who can open it: each with a key that was tested before it came (keys that were replaced since open it still). received_at is rounded down.
create function app.seat_is_needed(seated uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	others uuid[];
begin
	if app.caller() is null then
		return null;
	end if;
	others := array(
		select s.account_id from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
		where s.account_id <> seated and app.sits_today(s.since, s.until));
	return exists (
		select from feedback f where f.state not in ('closed', 'merged', 'withdrawn')
			and ((f.with_oversight and cardinality(others) < 2) or (f.in_custody and (
				select count(distinct k.account_id) < 2 from custodian_key k where k.account_id = any (others)
					and k.tested_at <= f.received_at and (k.retired_at is null or k.retired_at > f.received_at)))));
end $$;

-- Are sealed kinds taken? Two persons of the oversight body, each with a tested key.
create function app.takes_sealed() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and (
		select count(distinct s.account_id) >= 2 from oversight_seat s join custodian_key k on k.account_id = s.account_id
		join account a on a.id = s.account_id and a.disabled_at is null
		where app.sits_today(s.since, s.until) and k.tested_at is not null and k.retired_at is null);
end $$;

-- The public keys to which sealed content is encrypted.
create function app.seal_recipients() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k join account a on a.id = k.account_id and a.disabled_at is null
		where k.tested_at is not null and k.retired_at is null and (
			exists (select from oversight_seat s where s.account_id = k.account_id and app.sits_today(s.since, s.until))
			or exists (
				select from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
				where p.account_id = k.account_id and p.role = 'custodian' and p.valid @> app.today()))), '{}');
end $$;

-- To whom it is sealed when a sender says that they were pressed: the keys of the seats, without those of custodians of units.
create function app.oversight_recipients() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k join oversight_seat s on s.account_id = k.account_id
		join account a on a.id = k.account_id and a.disabled_at is null
		where k.tested_at is not null and k.retired_at is null and app.sits_today(s.since, s.until)), '{}');
end $$;

alter function app.seat_names() owner to vidan_definer;
alter function app.seat_is_needed(uuid) owner to vidan_definer;
alter function app.takes_sealed() owner to vidan_definer;
alter function app.seal_recipients() owner to vidan_definer;
alter function app.oversight_recipients() owner to vidan_definer;
revoke execute on function app.seat_names(), app.seat_is_needed(uuid), app.takes_sealed(), app.seal_recipients(),
	app.oversight_recipients() from public;
grant execute on function app.seat_names(), app.seat_is_needed(uuid) to vidan_staff;
grant execute on function app.takes_sealed(), app.seal_recipients() to vidan_public, vidan_staff, vidan_jobs, vidan_operator;
grant execute on function app.oversight_recipients() to vidan_public, vidan_operator;

-- Whoever administers the whole cannot leave what waits for the oversight body to nobody, by the end of a seat or by closing its account.
create function app.seat_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	seated uuid := to_jsonb(old) ->> tg_argv[0];
begin
	perform pg_advisory_xact_lock(hashtextextended('oversight seats', 0));
	if app.caller() like 'session:%' and app.seat_is_needed(seated)
		and exists (select from oversight_seat s where s.account_id = seated and app.sits_today(s.since, s.until)) then
		raise exception 'seat of %: needed by what is open', seated using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.seat_stays() owner to vidan_definer;
create trigger seat_stays before update of until on oversight_seat for each row
	when (old.until is null and new.until is not null) execute function app.seat_stays('account_id');
create trigger seat_stays before update of disabled_at on account for each row
	when (old.disabled_at is null and new.disabled_at is not null) execute function app.seat_stays('id');
