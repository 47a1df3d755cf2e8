-- What the rooms keep at units, counted for whoever prepares or takes back a document of the tree. Functions, because row by
-- row the policies of hundreds of thousands of papers would cost minutes. Only for those who keep the tree, who may see the
-- whole of it anyway.

create function app.asks_for_tree() returns void
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	-- Asked of the login, which injected SQL cannot change.
	if session_user in ('vidan_login_operator', 'vidan_login_jobs') then
		return;
	end if;
	if not app.keeps_tree('administrator', 'unitHead', 'auditor') then
		raise exception 'only for who keeps the tree' using errcode = 'VD010';
	end if;
end $$;

-- How much hangs on some units; kept_in is the table that holds it.
create function app.kept_at(units int[]) returns table (kept_in text, amount bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.asks_for_tree();
	return query
		select 'post', count(*) from post p where p.unit_id = any (units) and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select 'posting', count(*) from posting p where p.unit_id = any (units) and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select 'exemption', count(*) from exemption e where coalesce(upper(e.valid), 'infinity') > app.today() and exists (
			select from posting p where p.member_id = e.member_id and p.unit_id = any (units)
				and coalesce(upper(p.valid), 'infinity') > app.today())
		union all
		select 'plan', count(*) from plan p where p.unit_id = any (units) and p.state not in ('superseded', 'closed')
		union all
		select 'pledge_party', count(*) from pledge_party p join pledge g on g.id = p.pledge_id
		where p.unit_id = any (units) and g.state <> 'closed'
		union all
		select 'commitment', count(*) from commitment c where c.unit_id = any (units) and c.in_force
		union all
		select 'act', count(*) from act a where a.unit_id = any (units);
end $$;

-- Members on strength on a day, by the unit of their posting, which may have ended since.
create function app.serving_on(day date) returns table (unit_id int, members int)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.asks_for_tree();
	return query select p.unit_id, count(*)::int from posting p where p.valid @> day group by p.unit_id;
end $$;

-- Whose posts end when these units are abolished on a day: those held there, or at units that they continue.
create function app.posts_ending(units int[], day date) returns table (unit_id int, role text, holder text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.asks_for_tree();
	return query
		select h.heir_id, p.role, a.display_name
		from post p join account a on a.id = p.account_id and a.disabled_at is null
		join lateral (
			select g.heir_id from unit_heir g
			where g.unit_id = p.unit_id and g.principal and not g.by_abolition and g.valid @> day - 1 limit 1) h on h.heir_id = any (units)
		where coalesce(upper(p.valid), 'infinity') > day
		order by h.heir_id, p.role, a.display_name;
end $$;

alter function app.asks_for_tree() owner to vidan_definer;
alter function app.kept_at(int[]) owner to vidan_definer;
alter function app.serving_on(date) owner to vidan_definer;
alter function app.posts_ending(int[], date) owner to vidan_definer;
revoke execute on function app.asks_for_tree(), app.kept_at(int[]), app.serving_on(date), app.posts_ending(int[], date) from public;
grant execute on function app.asks_for_tree() to vidan_definer;
grant execute on function app.kept_at(int[]), app.serving_on(date), app.posts_ending(int[], date) to vidan_staff, vidan_jobs, vidan_operator;
