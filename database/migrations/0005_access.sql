-- Accounts, posts (roles held at units), sessions; and the functions by which every policy knows who asks.

create table account (
	id uuid primary key default gen_random_uuid(),
	user_name text collate "C" not null unique check (user_name = lower(user_name) and user_name ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
	member_id uuid unique references member,
	display_name text not null check (display_name <> '' and length(display_name) <= 200),
	password_hash text,
	locale text not null default 'vi' check (locale in ('vi', 'en')),
	disabled_at timestamptz,
	created_by uuid references account,
	created_at timestamptz not null default app.now()
);
comment on table account is 'Somebody who can sign in. The password is an Argon2id hash over the NFC form; null until the first sign-in sets it.';

create table post (
	id uuid primary key default gen_random_uuid(),
	account_id uuid not null references account,
	role text not null check (role in ('member', 'focalOfficer', 'unitHead', 'committeeMember', 'editor', 'approver',
		'feedbackDesk', 'custodian', 'inspector', 'auditor', 'administrator')),
	unit_id int not null references unit,
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	granted_by uuid references account,
	exclude using gist (account_id with =, role with =, unit_id with =, valid with &&)
);
create index post_unit on post (unit_id);
comment on table post is 'A role held at a unit, from–to. It follows the principal heir of a unit that ended, and ends with one that is abolished. All roles but member and custodian reach the subtree.';

create table post_was (
	account_id uuid not null references account,
	role text not null,
	unit_id int not null references unit,
	valid daterange not null
);
create index post_was_unit on post_was (unit_id);
comment on table post_was is 'A role that was taken away on the day on which it began: held for hours, and that day it was held.';

create table session (
	token_hash bytea primary key,
	id uuid not null unique default gen_random_uuid(),
	account_id uuid not null references account,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now(),
	elevated_at timestamptz,
	device text not null default '' check (length(device) <= 40),
	ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;
comment on table session is 'An opaque 256-bit token, kept only as its SHA-256. Idle 30 minutes, 12 hours in all. No address, no user agent: the device is the browser family in one word.';
comment on column session.elevated_at is 'When the person last proved anew who they are; good for five minutes.';

call app.protect('account');
call app.protect('post');
call app.protect('post_was');
revoke update, delete on post_was from vidan_jobs, vidan_operator;
call app.protect('session');

-- The functions of this kind are asked by every policy, and one plan is right for all callers: planning them anew takes longer
-- than what they do.

-- The account of the caller, or an error: unset, empty, forged, ended and expired sessions all raise. A session is seen
-- at most once a minute (signin.touch), hence 31 minutes for the 30 promised.
create function app.account_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	said text := app.caller();
	hash bytea := sha256(convert_to(substr(said, 9), 'UTF8'));
	found uuid;
begin
	if said not like 'session:%' and said not like 'custody:%' then
		raise exception 'the caller is not a session' using errcode = 'VD001';
	end if;
	select s.account_id into found
	from session s join account a on a.id = s.account_id
	where s.token_hash = hash
		and s.ended_at is null and a.disabled_at is null
		and s.seen_at > now() - interval '31 minutes' and s.created_at > now() - interval '12 hours';
	if found is null then
		raise exception 'no such session' using errcode = 'VD002';
	end if;
	return found;
end $$;

-- Has the caller proved within the last five minutes who they are?
create function app.elevated() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid := app.account_id();
begin
	return exists (
		select from session s
		where s.account_id = who and s.elevated_at > now() - interval '5 minutes'
			and s.token_hash = sha256(convert_to(substr(app.caller(), 9), 'UTF8')));
end $$;

-- The member behind the account; null for an account that is no member's.
create function app.member_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return (select a.member_id from account a where a.id = (select app.account_id()));
end $$;

-- Units, as they stand today, at which the caller holds one of the roles; all roles when none is named. With a unit that is abolished its
-- roles end, here and wherever the holders of posts are asked for: its work passes to the unit above (kept_units), its powers to nobody.
create function app.posts(variadic roles text[]) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	who uuid := app.account_id();
begin
	return coalesce((
		select array_agg(distinct h.heir_id)
		from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
		where p.account_id = who and p.valid @> app.today() and (cardinality(roles) = 0 or p.role = any (roles))
	), '{}');
end $$;

-- The roots of the subtrees that the caller may see.
create function app.scope() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.posts('focalOfficer', 'unitHead', 'committeeMember', 'editor', 'approver', 'feedbackDesk', 'inspector',
		'auditor', 'administrator');
end $$;

-- The roots of the subtrees whose members the caller keeps: enters, moves, exempts.
create function app.keeps_people() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.posts('focalOfficer', 'unitHead', 'administrator');
end $$;

-- The units that are the caller's own: those of any post, and the one the member serves in.
create function app.own_units() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	me uuid := app.member_id();
begin
	return app.posts(variadic '{}'::text[]) || coalesce((
		select array_agg(distinct h.heir_id)
		from posting p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
		where p.member_id = me and p.valid @> app.today()
	), '{}');
end $$;

-- Units, ended ones too, that are continued today by a unit at which the caller holds one of the roles.
create function app.kept_units(variadic roles text[]) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return coalesce((
		select array_agg(h.unit_id) from unit_heir h
		where h.principal and h.valid @> app.today() and h.heir_id = any ((select app.posts(variadic roles))::int[])), '{}');
end $$;

-- Units, ended ones too, that are or are continued today by the caller's own units or those above them.
create function app.line_units() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return coalesce((
		select array_agg(distinct h.unit_id)
		from unit_standing s join unit_heir h on h.heir_id = s.node_id and h.principal and h.valid @> app.today()
		where s.unit_id = any ((select app.own_units())::int[]) and s.valid @> app.today()), '{}');
end $$;

-- Does a unit, or what continues it, stand in one of the subtrees today?
create function app.stands_in(unit int, roots int[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
	select app.caller() is not null and exists (
		select from unit_standing s where s.unit_id = unit and s.node_id = any (roots) and s.valid @> app.today())
$$;

-- May the caller, as an administrator, decide about somebody's account? Only when all that this person holds and serves
-- lies in the caller's subtrees: who could set the password of a superior would be that superior. Somebody who holds nothing any more is
-- administered by who made the account. Nobody administers themselves, and a person of the oversight body lets nobody in who might act in
-- their place (app.keeps_own_door, defined with it).
create function app.administers(who uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	me uuid := app.account_id();
	roots int[] := app.posts('administrator');
	placed int[];
begin
	if who = me or cardinality(roots) = 0 then
		return false;
	end if;
	select array_agg(held.unit_id) into placed from (
		select p.unit_id from post p where p.account_id = who and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select g.unit_id from posting g join account a on a.member_id = g.member_id
		where a.id = who and coalesce(upper(g.valid), 'infinity') > app.today()
	) held;
	if placed is null then
		return exists (select from account a where a.id = who and a.created_by = me) and not app.keeps_own_door(who);
	end if;
	return (select bool_and(app.stands_in(unit_id, roots)) from unnest(placed) as unit_id) and not app.keeps_own_door(who);
end $$;

-- Begins a signed-in transaction: declares the caller by the secret token and answers who that is.
create function app.enter_session(token text, kind text default 'session') returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid;
begin
	if kind not in ('session', 'custody') then
		raise exception 'not a kind of session: %', kind using errcode = 'VD001';
	end if;
	perform set_config('app.caller', kind || ':' || coalesce(token, ''), true);
	who := app.account_id();
	return app.actor_of(who) || (
		select jsonb_build_object('elevatedAt', s.elevated_at, 'seenAt', s.seen_at)
		from session s where s.token_hash = sha256(convert_to(token, 'UTF8')));
end $$;

-- What a policy may ask about somebody: the account, the member, the posts held today. Asked at the beginning of every
-- request, hence with a plan that is kept.
create function app.actor_of(who uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return (select jsonb_build_object(
		'accountId', a.id,
		'memberId', a.member_id,
		'displayName', a.display_name,
		'locale', a.locale,
		'unitId', (
			select h.heir_id from posting p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
			where p.member_id = a.member_id and p.valid @> app.today() limit 1),
		'posts', coalesce((
			select jsonb_agg(distinct jsonb_build_object('role', p.role, 'unitId', h.heir_id))
			from post p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
			where p.account_id = a.id and p.valid @> app.today()), '[]'))
	from account a where a.id = who and a.disabled_at is null);
end $$;

-- Two persons are two persons, also for whoever slips SQL past the use cases: whoever is named as having done something is who is signed in;
-- nobody writes another's name, and none is changed into another's. The arguments are the columns.
create function app.signs_own() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	signer text;
	was text;
	named text;
begin
	if app.caller() not like 'session:%' then
		return new;
	end if;
	foreach named in array tg_argv loop
		signer := to_jsonb(new) ->> named;
		was := case when tg_op = 'UPDATE' then to_jsonb(old) ->> named end;
		if signer is distinct from was and signer is not null and signer <> app.account_id()::text then
			raise exception '% of %: not the caller''s name', named, tg_table_name using errcode = 'VD010';
		end if;
	end loop;
	return new;
end $$;

-- What was held stays said: nobody signed in writes over the days that are over, nor takes out a role held on one of them; one that is taken away
-- on its first day is kept as held that day.
create function app.post_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	over daterange := daterange(null, app.today());
	was daterange := case when tg_op <> 'INSERT' then old.valid end * over;
	will daterange := case when tg_op <> 'DELETE' then new.valid end * over;
begin
	if app.caller() like 'session:%' and coalesce(was, 'empty') <> coalesce(will, 'empty') then
		raise exception 'post %: what was held on days that are over stays as it was', coalesce(new.id, old.id) using errcode = 'VD010';
	end if;
	if tg_op <> 'DELETE' then
		return new;
	end if;
	if old.valid @> app.today() then
		insert into post_was values (old.account_id, old.role, old.unit_id, old.valid * daterange(null, app.today() + 1));
	end if;
	return old;
end $$;
alter function app.post_stays() owner to vidan_definer;
create trigger post_stays before insert or update or delete on post for each row execute function app.post_stays();

alter function app.account_id() owner to vidan_definer;
alter function app.elevated() owner to vidan_definer;
alter function app.member_id() owner to vidan_definer;
alter function app.posts(text[]) owner to vidan_definer;
alter function app.scope() owner to vidan_definer;
alter function app.keeps_people() owner to vidan_definer;
alter function app.own_units() owner to vidan_definer;
alter function app.kept_units(text[]) owner to vidan_definer;
alter function app.line_units() owner to vidan_definer;
alter function app.stands_in(int, int[]) owner to vidan_definer;
alter function app.administers(uuid) owner to vidan_definer;
alter function app.enter_session(text, text) owner to vidan_definer;
alter function app.actor_of(uuid) owner to vidan_definer;
alter function app.signs_own() owner to vidan_definer;
revoke execute on function app.elevated(), app.keeps_people(), app.stands_in(int, int[]), app.administers(uuid), app.actor_of(uuid) from public;
grant execute on function app.elevated(), app.keeps_people(), app.stands_in(int, int[]), app.administers(uuid) to vidan_staff, vidan_definer;
grant execute on function app.actor_of(uuid) to vidan_jobs, vidan_operator, vidan_definer;
