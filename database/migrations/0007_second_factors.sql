-- What somebody proves by who they are, beside the password: authenticator apps, recovery codes, passkeys; and the links by which a password
-- is set.

create table totp (
	account_id uuid primary key references account,
	secret bytea not null,
	last_step bigint not null,
	confirmed_at timestamptz not null default now()
);
comment on table totp is 'The shared secret of an authenticator app, sealed with a key outside the database. last_step: the latest half minute whose code was used; none works twice.';

create table recovery_code (
	account_id uuid not null references account,
	code_hash bytea not null,
	used_at timestamptz,
	primary key (account_id, code_hash)
);
comment on table recovery_code is 'Ten codes for the day the authenticator is lost, each good once; a keyed hash only.';

create table passkey (
	id text collate "C" primary key check (length(id) <= 1400),
	account_id uuid not null references account,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}',
	name text not null check (name <> '' and length(name) <= 100),
	created_at timestamptz not null default now(),
	used_at timestamptz
);
create index passkey_account on passkey (account_id);
comment on table passkey is 'A passkey: the public half of a key that lives in a device. The id is the credential''s own, base64url.';

create table one_time_link (
	token_hash bytea primary key,
	account_id uuid not null references account,
	issued_by uuid references account,
	issued_at timestamptz not null default now(),
	expires_at timestamptz not null default now() + interval '24 hours',
	used_at timestamptz
);
create index one_time_link_account on one_time_link (account_id);
comment on table one_time_link is 'A link by which somebody sets their password: good once, for 24 hours, until the next one is issued.';

call app.protect('totp');
call app.protect('recovery_code');
call app.protect('passkey');
call app.protect('one_time_link');

-- A signed-in person keeps their own second factors, after proving anew who they are; an administrator may take them away
-- (a lost telephone), never add one.
grant select, insert, update (last_step), delete on totp to vidan_staff;
create policy own on totp for select to vidan_staff using (account_id = (select app.account_id()));
create policy administered on totp for select to vidan_staff using (app.administers(account_id));
create policy added on totp for insert to vidan_staff
	with check (account_id = (select app.account_id()) and (select app.elevated()));
create policy used on totp for update to vidan_staff
	using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));
create policy removed on totp for delete to vidan_staff
	using ((select app.elevated()) and (account_id = (select app.account_id()) or app.administers(account_id)));

grant select (account_id, used_at), insert, delete on recovery_code to vidan_staff;
create policy own on recovery_code for select to vidan_staff using (account_id = (select app.account_id()));
create policy administered on recovery_code for select to vidan_staff using (app.administers(account_id));
create policy added on recovery_code for insert to vidan_staff
	with check (account_id = (select app.account_id()) and (select app.elevated()));
create policy removed on recovery_code for delete to vidan_staff
	using ((select app.elevated()) and (account_id = (select app.account_id()) or app.administers(account_id)));

grant select, insert, delete on passkey to vidan_staff;
create policy own on passkey for select to vidan_staff using (account_id = (select app.account_id()));
create policy administered on passkey for select to vidan_staff using (app.administers(account_id));
create policy added on passkey for insert to vidan_staff
	with check (account_id = (select app.account_id()) and (select app.elevated()));
create policy removed on passkey for delete to vidan_staff
	using ((select app.elevated()) and (account_id = (select app.account_id()) or app.administers(account_id)));

grant select (account_id, issued_at, expires_at, used_at), insert (token_hash, account_id, issued_by), update (expires_at) on one_time_link to vidan_staff;
create policy administered on one_time_link for select to vidan_staff using (app.administers(account_id));
create policy issued on one_time_link for insert to vidan_staff
	with check (issued_by = (select app.account_id()) and app.administers(account_id) and (select app.elevated()));
create policy superseded on one_time_link for update to vidan_staff
	using (app.administers(account_id) and (select app.elevated())) with check (app.administers(account_id));
