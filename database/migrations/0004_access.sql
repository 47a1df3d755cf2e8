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
comment on table post is 'A role held at a unit, from–to. It follows the principal heir of a unit that ended. All roles but member and custodian reach the subtree.';

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
	return (select a.member_id from account a where a.id = app.account_id());
end $$;

-- Units, as they stand today, at which the caller holds one of the roles; all roles when none is named.
create function app.posts(variadic roles text[]) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	who uuid := app.account_id();
begin
	return coalesce((
		select array_agg(distinct h.heir_id)
		from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
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

-- Does a unit, or what continues it, stand in one of the subtrees today?
create function app.stands_in(unit int, roots int[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
	select app.caller() is not null and exists (
		select from unit_standing s where s.unit_id = unit and s.node_id = any (roots) and s.valid @> app.today())
$$;

-- May the caller, as an administrator, decide about somebody's account? Only when all that this person holds and serves
-- lies in the caller's subtrees: who could set the password of a superior would be that superior. Nobody administers
-- themselves.
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
		return exists (select from account a where a.id = who and a.created_by = me)
			or exists (select from post p where p.account_id = who and app.stands_in(p.unit_id, roots));
	end if;
	return (select bool_and(app.stands_in(unit_id, roots)) from unnest(placed) as unit_id);
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
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
			where p.account_id = a.id and p.valid @> app.today()), '[]'))
	from account a where a.id = who and a.disabled_at is null);
end $$;

alter function app.account_id() owner to vidan_definer;
alter function app.elevated() owner to vidan_definer;
alter function app.member_id() owner to vidan_definer;
alter function app.posts(text[]) owner to vidan_definer;
alter function app.scope() owner to vidan_definer;
alter function app.keeps_people() owner to vidan_definer;
alter function app.own_units() owner to vidan_definer;
alter function app.stands_in(int, int[]) owner to vidan_definer;
alter function app.administers(uuid) owner to vidan_definer;
alter function app.enter_session(text, text) owner to vidan_definer;
alter function app.actor_of(uuid) owner to vidan_definer;
revoke execute on function app.actor_of(uuid), app.stands_in(int, int[]), app.administers(uuid), app.keeps_people(), app.elevated() from public;
grant execute on function app.actor_of(uuid) to vidan_jobs, vidan_operator, vidan_definer;
grant execute on function app.stands_in(int, int[]), app.administers(uuid), app.keeps_people(), app.elevated() to vidan_staff, vidan_definer;

-- Is a unit, or what continues it, inside the subtrees that the caller may see? For policies, per row. Written out there
-- rather than called (`app.stands_in`), so that the planner sees it; kept here as the definition:
--   exists (select from unit_standing s where s.unit_id = t.unit_id
--     and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today()))

-- Members are seen by themselves and by who holds a post above or at their unit; never by a fellow member. Those who left
-- are found where they served last.
create policy own on member for select to vidan_staff using (id = (select app.member_id()));
create policy scope on member for select to vidan_staff using (exists (
	select from posting p join unit_standing s on s.unit_id = p.unit_id
	where p.member_id = member.id and coalesce(upper(p.valid), 'infinity') > (select app.today())
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy left_from on member for select to vidan_staff using (left_unit_id is not null and exists (
	select from unit_standing s where s.unit_id = member.left_unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy own on posting for select to vidan_staff using (member_id = (select app.member_id()));
create policy scope on posting for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = posting.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy own on exemption for select to vidan_staff using (member_id = (select app.member_id()));
create policy scope on exemption for select to vidan_staff using (exists (
	select from posting p join unit_standing s on s.unit_id = p.unit_id
	where p.member_id = exemption.member_id and coalesce(upper(p.valid), 'infinity') > (select app.today())
		and s.node_id = any ((select app.keeps_people())::int[]) and s.valid @> (select app.today())));
grant select on member, posting, exemption to vidan_staff;

-- Members are kept by the focal officers, heads and administrators at or above their unit.
grant insert (id, number, full_name, rank, email), update (full_name, rank, email, left_unit_id) on member to vidan_staff;
create policy entered on member for insert to vidan_staff with check (cardinality((select app.keeps_people())::int[]) > 0);
create policy kept on member for update to vidan_staff
	using (app.stands_in(left_unit_id, (select app.keeps_people())::int[]) or exists (
		select from posting p where p.member_id = member.id and coalesce(upper(p.valid), 'infinity') > (select app.today())
			and app.stands_in(p.unit_id, (select app.keeps_people())::int[])))
	with check (true);
grant insert (id, member_id, unit_id, position, valid), update (unit_id, position, valid) on posting to vidan_staff;
create policy entered on posting for insert to vidan_staff
	with check (app.stands_in(unit_id, (select app.keeps_people())::int[]));
create policy kept on posting for update to vidan_staff
	using (app.stands_in(unit_id, (select app.keeps_people())::int[]))
	with check (app.stands_in(unit_id, (select app.keeps_people())::int[]));
grant insert (id, member_id, reason, valid), update (reason, valid) on exemption to vidan_staff;
-- Nobody excuses themselves.
create policy entered on exemption for insert to vidan_staff with check (member_id is distinct from (select app.member_id()) and exists (
	select from posting p where p.member_id = exemption.member_id and coalesce(upper(p.valid), 'infinity') > (select app.today())
		and app.stands_in(p.unit_id, (select app.keeps_people())::int[])));
create policy kept on exemption for update to vidan_staff
	using (member_id is distinct from (select app.member_id()) and exists (
		select from posting p where p.member_id = exemption.member_id and coalesce(upper(p.valid), 'infinity') > (select app.today())
			and app.stands_in(p.unit_id, (select app.keeps_people())::int[])))
	with check (true);
grant select, insert on member_move to vidan_staff;
create policy moved on member_move for insert to vidan_staff with check (
	(from_unit_id is null or app.stands_in(from_unit_id, (select app.keeps_people())::int[]))
	and (to_unit_id is null or app.stands_in(to_unit_id, (select app.keeps_people())::int[])));
create policy kept on member_move for select to vidan_staff using (
	app.stands_in(from_unit_id, (select app.keeps_people())::int[]) or app.stands_in(to_unit_id, (select app.keeps_people())::int[]));
grant select, insert on member_import to vidan_staff;
create policy entered on member_import for insert to vidan_staff with check (cardinality((select app.keeps_people())::int[]) > 0);
create policy kept on member_import for select to vidan_staff using (cardinality((select app.keeps_people())::int[]) > 0);

-- Accounts: one's own, and those in the subtree for its administrators and auditors. The hash of the password is read by
-- sign-in alone.
grant select (id, user_name, member_id, display_name, locale, disabled_at, created_by, created_at),
	insert (id, user_name, member_id, display_name, locale, created_by), update (locale, disabled_at) on account to vidan_staff;
create policy own on account for select to vidan_staff using (id = (select app.account_id()));
create policy own_words on account for update to vidan_staff
	using (id = (select app.account_id())) with check (disabled_at is null);
create policy in_scope on account for select to vidan_staff using (
	created_by = (select app.account_id())
	or exists (
		select from post p join unit_standing s on s.unit_id = p.unit_id
		where p.account_id = account.id and s.node_id = any ((select app.posts('administrator', 'auditor'))::int[])
			and s.valid @> (select app.today()))
	or exists (
		select from posting g join unit_standing s on s.unit_id = g.unit_id
		where g.member_id = account.member_id and coalesce(upper(g.valid), 'infinity') > (select app.today())
			and s.node_id = any ((select app.posts('administrator', 'auditor'))::int[]) and s.valid @> (select app.today())));
create policy made on account for insert to vidan_staff with check (
	created_by = (select app.account_id()) and cardinality((select app.posts('administrator'))::int[]) > 0
	and (member_id is null or exists (
		select from posting g where g.member_id = account.member_id
			and app.stands_in(g.unit_id, (select app.posts('administrator'))::int[]))));
create policy administered on account for update to vidan_staff
	using (app.administers(id) and (select app.elevated())) with check (app.administers(id));

-- Roles are given by an administrator at or above the unit, who proved anew who they are, and never to themselves.
grant select, insert (id, account_id, role, unit_id, valid, granted_by), update (valid), delete on post to vidan_staff;
create policy own on post for select to vidan_staff using (account_id = (select app.account_id()));
create policy scope on post for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = post.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy granted on post for insert to vidan_staff with check (
	account_id <> (select app.account_id()) and granted_by = (select app.account_id()) and (select app.elevated())
	and app.stands_in(unit_id, (select app.posts('administrator'))::int[]));
create policy ended on post for update to vidan_staff
	using (account_id <> (select app.account_id()) and (select app.elevated())
		and app.stands_in(unit_id, (select app.posts('administrator'))::int[]))
	with check (account_id <> (select app.account_id()));
create policy ended_at_once on post for delete to vidan_staff
	using (account_id <> (select app.account_id()) and (select app.elevated())
		and app.stands_in(unit_id, (select app.posts('administrator'))::int[]));

-- One's own sessions are seen and ended.
grant select (id, account_id, created_at, seen_at, elevated_at, device, ended_at, token_hash), update (ended_at) on session to vidan_staff;
create policy own on session for select to vidan_staff using (account_id = (select app.account_id()));
create policy ended on session for update to vidan_staff
	using (account_id = (select app.account_id())) with check (ended_at is not null);

-- What happened in a unit is read by who may see the unit; what one did oneself, by oneself.
grant select on event to vidan_staff;
create policy own on event for select to vidan_staff using (account_id = (select app.account_id()));
create policy scope on event for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = event.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));

-- Finds members by name or number within one subtree that the caller may see. A function, because under row-level security
-- every member of the body would be looked at one by one.
create function app.find_members(node int, words text, most int) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	pattern text := '%' || replace(replace(replace(app.fold(trim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
	perform app.caller();
	-- Asked of the login, which injected SQL cannot change, and not of the caller, which it can name as it likes.
	if session_user not in ('vidan_login_operator', 'vidan_login_jobs') and not app.stands_in(node, app.scope()) then
		return;
	end if;
	return query
	select m.id from member m join posting p on p.member_id = m.id and p.valid @> app.today()
	where (m.folded like pattern or m.number = trim(words)) and exists (
		select from unit_standing s where s.unit_id = p.unit_id and s.node_id = node and s.valid @> app.today())
	order by m.given_name, m.id limit most;
end $$;
alter function app.find_members(int, text, int) owner to vidan_definer;
revoke execute on function app.find_members(int, text, int) from public;
grant execute on function app.find_members(int, text, int) to vidan_staff, vidan_operator, vidan_definer;
