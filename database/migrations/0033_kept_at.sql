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

alter function app.asks_for_tree() owner to vidan_definer;
alter function app.kept_at(int[]) owner to vidan_definer;
alter function app.serving_on(date) owner to vidan_definer;
revoke execute on function app.asks_for_tree(), app.kept_at(int[]), app.serving_on(date) from public;
grant execute on function app.asks_for_tree() to vidan_definer;
grant execute on function app.kept_at(int[]), app.serving_on(date) to vidan_staff, vidan_jobs, vidan_operator;
