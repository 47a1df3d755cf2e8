-- The face of the sender: who handles the case, proofs of work that were spent, files that wait for the form to be sent.

-- Handlers are never hidden from the sender, though neither their accounts nor units that are not publishable can be read by
-- the public face otherwise. Step 0 is now.
create function app.sender_handled() returns table (step int, unit text, who text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	own uuid := app.sender_case();
	today date := app.today();
begin
	return query
	select handled.step, n.name::text, a.display_name::text
	from (
		select 0 as step, f.handling_unit_id as unit_id, f.handler_id as account_id from feedback f where f.id = own
		union all
		select s.step, s.unit_id, s.account_id from feedback_step s where s.feedback_id = own and s.told
	) handled
	-- What app.keeper_of answers, joined.
	left join lateral (
		select h.heir_id from unit_heir h where h.unit_id = handled.unit_id and h.principal and h.valid @> today limit 1) keeper on true
	left join unit_name n on n.unit_id = keeper.heir_id and n.valid @> today
	left join account a on a.id = handled.account_id;
end $$;
alter function app.sender_handled() owner to vidan_definer;

create function app.sender_openings() returns table (at timestamptz, who text, reason text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query
	select o.at, a.display_name::text, o.reason from feedback_opening o join account a on a.id = o.account_id
	where o.feedback_id = app.sender_case();
end $$;
alter function app.sender_openings() owner to vidan_definer;
revoke execute on function app.sender_handled(), app.sender_openings() from public;
grant execute on function app.sender_handled(), app.sender_openings() to vidan_public, vidan_operator;

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
	insert into feedback_spent (nonce, good_until) values (spent, until) on conflict do nothing;
	return found;
end $$;
alter function app.spend_once(text, timestamptz) owner to vidan_definer;

-- Files of a form that was not sent yet. The key of each travels with the form alone, so that what is kept here can be read by nobody.
create table feedback_upload (
	id uuid primary key default gen_random_uuid(),
	form_hash bytea not null check (length(form_hash) = 32),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null check (size > 0),
	good_until timestamptz not null
);
create index feedback_upload_form on feedback_upload (form_hash);
create index feedback_upload_until on feedback_upload (good_until);
comment on table feedback_upload is 'A cleaned file that waits, encrypted, for its form to be sent; removed with its content when that does not happen.';
comment on column feedback_upload.form_hash is 'A keyed hash of the random key of the form.';
call app.protect('feedback_upload');

-- False: the form has as many files as it may, or all forms together wait with too much.
create function app.stage_upload(form bytea, file_sha256 text, file_size bigint, until timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	staged uuid;
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face stages files' using errcode = 'VD001';
	end if;
	if (select count(*) from feedback_upload u where u.form_hash = form) >= 10
		or (select coalesce(sum(u.size), 0) from feedback_upload u) + file_size > 20::bigint * 1024 * 1024 * 1024 then
		return null;
	end if;
	insert into feedback_upload (form_hash, sha256, size, good_until) values (form, file_sha256, file_size, until) returning id into staged;
	return staged;
end $$;
alter function app.stage_upload(bytea, text, bigint, timestamptz) owner to vidan_definer;

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
alter function app.take_upload(bytea, uuid) owner to vidan_definer;
revoke execute on function app.spend_once(text, timestamptz), app.stage_upload(bytea, text, bigint, timestamptz),
	app.take_upload(bytea, uuid) from public;
grant execute on function app.spend_once(text, timestamptz), app.stage_upload(bytea, text, bigint, timestamptz),
	app.take_upload(bytea, uuid) to vidan_public, vidan_operator;

-- A sender who says that they were pressed is heard by the oversight body, whatever the kind of the case and whoever handles it. What
-- they say is sealed; that they said it is known to nobody else.
create index feedback_message_pressure on feedback_message (feedback_id) where kind = 'pressure';
create function app.pressed_feedback() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.oversees() then
		return '{}';
	end if;
	return coalesce((select array_agg(distinct x.feedback_id) from feedback_message x where x.kind = 'pressure'), '{}');
end $$;
alter function app.pressed_feedback() owner to vidan_definer;
revoke execute on function app.pressed_feedback() from public;
grant execute on function app.pressed_feedback() to vidan_staff, vidan_custody;
create policy pressed on feedback for select to vidan_staff, vidan_custody
	using (id = any ((select app.pressed_feedback())::uuid[]));

-- Sealed files are opened like sealed texts: by custodians, for a quarter of an hour after a reason was given.
create policy custodian on feedback_file for select to vidan_custody
	using (custody and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and exists (select from feedback_opening o where o.feedback_id = feedback_file.feedback_id and o.account_id = (select app.account_id())
			and o.at > now() - interval '15 minutes'));
grant select on feedback_file to vidan_custody;

create policy pressure on feedback_text as restrictive to vidan_custody
	using (part <> 'pressure' or (select app.oversees())) with check (part <> 'pressure');

-- To whom it is sealed: the keys of the seats, without those of custodians of units.
create function app.oversight_recipients() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k join oversight_seat s on s.account_id = k.account_id
		where k.tested_at is not null and k.retired_at is null and s.since <= app.today()
			and (s.until is null or s.until > app.today())), '{}');
end $$;
alter function app.oversight_recipients() owner to vidan_definer;
revoke execute on function app.oversight_recipients() from public;
grant execute on function app.oversight_recipients() to vidan_public, vidan_operator;

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
alter function app.public_places(int) owner to vidan_definer;
revoke execute on function app.public_places(int) from public;
grant execute on function app.public_places(int) to vidan_public, vidan_operator;
