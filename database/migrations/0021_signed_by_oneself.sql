-- Two persons are two persons, and the clock is the law's, also for whoever slips SQL past the use cases.

-- Whoever is named as having done something is who is signed in; nobody writes another's name, and none is changed into another's.
-- The arguments are the columns.
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
alter function app.signs_own() owner to vidan_definer;
create trigger signs_own before insert or update on activity for each row execute function app.signs_own('planned_by', 'published_by');
create trigger signs_own before insert or update on feedback_answer for each row execute function app.signs_own('drafted_by', 'approved_by');
create trigger signs_own before insert or update on feedback_publication for each row execute function app.signs_own('redacted_by', 'approved_by');
create trigger signs_own before insert or update on feedback_rectification
	for each row execute function app.signs_own('ordered_by', 'done_by', 'verified_by');
create trigger signs_own before insert or update on feedback_reclassification for each row execute function app.signs_own('proposed_by', 'decided_by');
create trigger signs_own before insert or update on feedback_guidance for each row execute function app.signs_own('proposed_by', 'decided_by');
create trigger signs_own before insert or update on feedback_clearing for each row execute function app.signs_own('proposed_by', 'decided_by');
create trigger signs_own before insert or update on feedback_statement for each row execute function app.signs_own('asked_by');
create trigger signs_own before insert or update on feedback_commendation for each row execute function app.signs_own('told_by');

-- The accused says what they say, and no more: they are cleared by an answer.
create function app.statement_is_closed_by_body() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and new.member_id is not distinct from app.member_id() then
		raise exception 'statement %: not for the accused to close', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.statement_is_closed_by_body() owner to vidan_definer;
create trigger statement_is_closed_by_body before update on feedback_statement
	for each row when ((old.closed_at, old.cleared) is distinct from (new.closed_at, new.cleared))
	execute function app.statement_is_closed_by_body();

-- With the end of a case nothing more is asked of the accused, however it ended; what was found of them stays.
create function app.statements_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update feedback_statement set closed_at = app.now() where feedback_id = new.id and closed_at is null;
	return null;
end $$;
alter function app.statements_end() owner to vidan_definer;
create trigger statements_end after update of state on feedback
	for each row when (new.state in ('guided', 'merged', 'closed') and new.state <> old.state) execute function app.statements_end();

-- The due date moves only with what moves it by law; whether an answer was in time is fixed with the answer; only what is over is
-- erased; and what was entered on behalf of somebody is withdrawn by nobody who holds a receipt, and with the one that a clerk has seen
-- nothing is done to it (generated columns are not made yet when a trigger looks).
create function app.feedback_clock_holds() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if new.state = 'withdrawn' and old.state <> 'withdrawn' and new.entered_by is not null then
		raise exception 'feedback %: entered on behalf, not withdrawn by receipt', old.id using errcode = 'VD010';
	end if;
	if new.entered_by is not null and app.caller() = 'public' and to_jsonb(new) - '{step,sealed}'::text[] <> to_jsonb(old) - '{step,sealed}'::text[]
		and not exists (select from feedback_receipt r where r.feedback_id = new.id and r.renewed) then
		raise exception 'feedback %: entered on behalf, not moved with the receipt that a clerk saw', old.id using errcode = 'VD010';
	end if;
	if app.caller() not like 'session:%' then
		return new;
	end if;
	if new.due_on <> old.due_on and not (new.kind <> old.kind or new.extensions = old.extensions + 1 or new.stage > old.stage
		or (old.state in ('awaitingSender', 'suspended') and new.state <> old.state) or (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened) or old.state = 'reopened') then
		raise exception 'feedback %: nothing moved the due date', old.id using errcode = 'VD010';
	end if;
	if new.runs_from is distinct from old.runs_from and not (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened
		and new.runs_from <= app.today()) then
		raise exception 'feedback %: nothing began its time anew', old.id using errcode = 'VD010';
	end if;
	if new.answered_in_time is distinct from old.answered_in_time and not (old.answered_in_time is null and old.answered_on is null
		and new.answered_on is not null and new.answered_in_time = (new.answered_on <= old.due_on)) then
		raise exception 'feedback %: whether it was in time is fixed by the answer', old.id using errcode = 'VD010';
	end if;
	if new.erase_on is distinct from old.erase_on and new.erase_on is not null and new.state not in ('closed', 'merged', 'withdrawn') then
		raise exception 'feedback %: what still runs is not erased', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_clock_holds() owner to vidan_definer;
create trigger feedback_clock_holds before update on feedback for each row execute function app.feedback_clock_holds();

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
alter function app.replaced_receipt() owner to vidan_definer;
revoke execute on function app.replaced_receipt() from public;
grant execute on function app.replaced_receipt() to vidan_public, vidan_operator;

-- Has nobody but the sender seen the receipt that was shown? With one that a clerk saw a sender adds, and says that they are pressed.
create function app.receipt_is_own() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (select from feedback f join feedback_receipt r on r.feedback_id = f.id
		where f.id = app.sender_case() and (f.entered_by is null or r.renewed));
end $$;
alter function app.receipt_is_own() owner to vidan_definer;
revoke execute on function app.receipt_is_own() from public;
grant execute on function app.receipt_is_own() to vidan_public, vidan_operator;
create policy own_receipt on feedback_message as restrictive for insert to vidan_public
	with check (kind in ('addition', 'pressure') or (select app.receipt_is_own()));
create policy own_receipt on feedback_rating as restrictive for insert to vidan_public with check ((select app.receipt_is_own()));
create policy own_receipt on data_request as restrictive for insert to vidan_public with check ((select app.receipt_is_own()));

-- Who entered a case, and so saw its receipt, says nothing about what is kept of its sender.
create policy not_who_entered on data_request as restrictive for update to vidan_staff
	using (not exists (select from feedback f where f.id = feedback_id and f.entered_by = (select app.account_id())));

-- Whom it is about was said by the sender.
revoke update (unit_id, unit_known) on feedback from vidan_staff;

-- A file that waited for the scanner when its case was sealed stays under the key of the case: then nobody opens it.
drop policy staff on feedback_file;
create policy staff on feedback_file for select to vidan_staff using (not custody and state = 'clean'
	and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id and not f.sealed));

-- What its sender wrote becomes readable for custodians alone, files too, once the case is sealed. Never the other way, and nothing else:
-- the words of the body stay as they are.
drop function app.seal_texts(uuid, jsonb);
create function app.seal_texts(about uuid, texts jsonb, files jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.runs_feedback(about) or not exists (select from feedback f where f.id = about and f.sealed) then
		raise exception 'feedback %: not to be sealed by the caller', about using errcode = 'VD010';
	end if;
	update feedback_text t set custody = true, body = decode(s.body, 'base64')
	from jsonb_to_recordset(texts) as s (id uuid, body text)
	where t.id = s.id and t.feedback_id = about and not t.custody and (t.part in ('matter', 'officer', 'place', 'when')
		or (t.part = 'message' and exists (select from feedback_message g where g.text_id = t.id and g.from_sender)));
	update feedback_file k set custody = true, sha256 = s.sha256
	from jsonb_to_recordset(files) as s (id uuid, sha256 text)
	where k.id = s.id and k.feedback_id = about and not k.custody;
end $$;
alter function app.seal_texts(uuid, jsonb, jsonb) owner to vidan_definer;
revoke execute on function app.seal_texts(uuid, jsonb, jsonb) from public;
grant execute on function app.seal_texts(uuid, jsonb, jsonb) to vidan_staff, vidan_jobs, vidan_operator;
