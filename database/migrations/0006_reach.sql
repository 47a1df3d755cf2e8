-- What of people, accounts, posts and sessions each may see and keep: oneself, and what stands in the subtrees of one's posts.

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
-- Nobody posts themselves.
create policy entered on posting for insert to vidan_staff with check (
	member_id is distinct from (select app.member_id()) and app.stands_in(unit_id, (select app.keeps_people())::int[]));
create policy kept on posting for update to vidan_staff
	using (member_id is distinct from (select app.member_id()) and app.stands_in(unit_id, (select app.keeps_people())::int[]))
	with check (app.stands_in(unit_id, (select app.keeps_people())::int[]));

-- From which day on, not before this one, somebody serves by what is written down, also where the caller does not see it: who enters a posting or
-- an end must not pass over one entered elsewhere. A day only, and only to who keeps the member.
create function app.serves_from(who uuid, day date) returns date
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	kept int[] := case when app.caller() like 'session:%' then app.keeps_people() end;
begin
	if kept is not null and not exists (
		select from (select p.unit_id from posting p where p.member_id = who
			union all select m.left_unit_id from member m where m.id = who) known
		where app.stands_in(known.unit_id, kept)) then
		return null;
	end if;
	return (select min(greatest(lower(p.valid), day)) from posting p
		where p.member_id = who and coalesce(upper(p.valid), 'infinity') > day);
end $$;
alter function app.serves_from(uuid, date) owner to vidan_definer;
revoke execute on function app.serves_from(uuid, date) from public;
grant execute on function app.serves_from(uuid, date) to vidan_staff, vidan_jobs, vidan_operator;
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
	member_id is distinct from (select app.member_id())
	and (from_unit_id is null or app.stands_in(from_unit_id, (select app.keeps_people())::int[]))
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

-- Who resets somebody's access ends their sessions too.
create policy ended_from_above on session for update to vidan_staff
	using (app.administers(account_id) and (select app.elevated())) with check (ended_at is not null);
create policy administered on session for select to vidan_staff using (app.administers(account_id));

-- What happened in a unit is read by who may see the unit; what one did oneself, by oneself. An event says truly who did it.
grant select, insert on event to vidan_staff;
create policy own on event for select to vidan_staff using (account_id = (select app.account_id()));
create policy scope on event for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = event.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy write on event for insert to vidan_staff with check (account_id = (select app.account_id()));

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
