-- The receipt: the key of whoever spoke to their own case, and to nothing else.

create table feedback_receipt (
	feedback_id uuid primary key references feedback,
	receipt_hash bytea not null unique check (length(receipt_hash) = 32),
	renewed boolean not null default false,
	replaced_hash bytea unique check (length(replaced_hash) = 32),
	replaced_on date check ((replaced_on is null) = (replaced_hash is null)),
	promise text not null check (length(promise) <= 2000),
	said_hash bytea not null check (length(said_hash) = 32)
);
comment on table feedback_receipt is 'A keyed hash of the receipt; the receipt itself is not kept. renewed: the sender replaced the one that a clerk had seen; replaced_hash is of that one, so that whoever still holds it is told when.';
comment on column feedback_receipt.said_hash is 'A hash of what its form said when it was filed, keyed by the random key of that form, which is not kept: the same form sent again with other words is told that they are not in it. Without the form nobody can tell from it what was said.';

call app.protect('feedback_receipt');

-- The case whose receipt the sender has shown; the nil id when there is none, so that a miss costs what a hit costs.
create function app.sender_case() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
begin
	-- Every policy of a sender asks this. Where what app.caller() would answer stands here, it is not called: that takes longer than the rest.
	if session_user <> 'vidan_login_public' or current_setting('app.caller', true) is distinct from 'public' then
		if app.caller() <> 'public' and app.caller() not like 'operator:%' then
			raise exception 'only the public face asks by receipt' using errcode = 'VD001';
		end if;
	end if;
	-- By its key, also where it is planned while nobody has filed yet: whoever reads all of a small table goes on doing so for a while.
	return coalesce((
		select r.feedback_id from feedback_receipt r
		where r.receipt_hash = decode(nullif(current_setting('app.receipt', true), ''), 'hex')),
		'00000000-0000-0000-0000-000000000000');
end $$;
alter function app.sender_case() owner to vidan_definer;
revoke execute on function app.sender_case() from public;
grant execute on function app.sender_case() to vidan_public, vidan_operator;

create policy sender on feedback_receipt for update to vidan_public using (feedback_id = (select app.sender_case())) with check (feedback_id = (select app.sender_case()));
create policy sender_sees on feedback_receipt for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select (feedback_id, renewed, replaced_on, promise, said_hash), update (receipt_hash, renewed) on feedback_receipt to vidan_public;

-- A receipt that was replaced opens nothing; who still holds it is told when that was, and of which case.
create function app.receipt_is_replaced() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	new.replaced_hash := old.receipt_hash;
	new.replaced_on := app.today();
	return new;
end $$;
alter function app.receipt_is_replaced() owner to vidan_definer;
create trigger receipt_is_replaced before update on feedback_receipt for each row when (new.receipt_hash <> old.receipt_hash)
	execute function app.receipt_is_replaced();

create function app.replaced_receipt() returns table (reference text, replaced_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face asks by receipt' using errcode = 'VD001';
	end if;
	return query
		select f.reference, r.replaced_on from feedback_receipt r join feedback f on f.id = r.feedback_id
		where r.replaced_hash = decode(nullif(current_setting('app.receipt', true), ''), 'hex');
end $$;

-- Has nobody but the sender seen the receipt that was shown? With one that a clerk saw a sender adds, and says that they are pressed.
create function app.receipt_is_own() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (select from feedback f join feedback_receipt r on r.feedback_id = f.id
		where f.id = app.sender_case() and (f.entered_by is null or r.renewed));
end $$;

-- Is it the sender who holds it? A clerk can replace the receipt of what they entered before its sender does; in thirty days the sender, who finds
-- the old one replaced, has time to say so. The days of renew-receipt.ts.
create function app.receipt_is_settled() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (select from feedback f join feedback_receipt r on r.feedback_id = f.id
		where f.id = app.sender_case() and (f.entered_by is null or (r.renewed and r.replaced_on <= app.today() - 30)));
end $$;

alter function app.receipt_is_settled() owner to vidan_definer;
alter function app.replaced_receipt() owner to vidan_definer;
alter function app.receipt_is_own() owner to vidan_definer;
revoke execute on function app.replaced_receipt(), app.receipt_is_own(), app.receipt_is_settled() from public;
grant execute on function app.replaced_receipt(), app.receipt_is_own(), app.receipt_is_settled() to vidan_public, vidan_operator;
