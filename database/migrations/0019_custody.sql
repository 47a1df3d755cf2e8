-- Who keeps the keys is known to everybody inside: a seat that nobody knows of protects nobody.
create function app.seat_names() returns table (account_id uuid, user_name text, display_name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.account_id();
	return query select distinct a.id, a.user_name, a.display_name from oversight_seat s join account a on a.id = s.account_id;
end $$;
alter function app.seat_names() owner to vidan_definer;
revoke execute on function app.seat_names() from public;
grant execute on function app.seat_names() to vidan_staff;
