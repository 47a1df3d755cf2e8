-- The face of the sender: who handles and opened the case, how they found the handling, and what they ask about their own data.

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

create function app.sender_openings() returns table (at timestamptz, who text, reason text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query
	select o.at, a.display_name::text, o.reason from feedback_opening o join account a on a.id = o.account_id
	where o.feedback_id = app.sender_case();
end $$;

alter function app.sender_handled() owner to vidan_definer;
alter function app.sender_openings() owner to vidan_definer;
revoke execute on function app.sender_handled(), app.sender_openings() from public;
grant execute on function app.sender_handled(), app.sender_openings() to vidan_public, vidan_operator;

create table feedback_rating (
	feedback_id uuid primary key references feedback,
	overall smallint not null check (overall between 1 and 5),
	aspects jsonb not null default '{}' check (jsonb_typeof(aspects) = 'object'),
	rated_on date not null
);
comment on table feedback_rating is 'How the sender found the handling: overall 1–5 and the seven aspects, each 1–5 or left out. One a case.';

call app.protect('feedback_rating');
create policy sender on feedback_rating to vidan_public using (feedback_id = (select app.sender_case())) with check (feedback_id = (select app.sender_case()));
create policy staff on feedback_rating for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy own_receipt on feedback_rating as restrictive for insert to vidan_public with check ((select app.receipt_is_own()));
grant select, insert on feedback_rating to vidan_public;
grant select on feedback_rating to vidan_staff;

-- What costs its sender nothing is taken so often a day: twenty additions, and twenty times that they are pressed.
create function app.sender_adds_enough() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() = 'public' and (select count(*) from feedback_message g
		where g.feedback_id = new.feedback_id and g.from_sender and g.kind = new.kind
			and g.at >= app.today()::timestamp at time zone 'Asia/Ho_Chi_Minh') >= 20 then
		raise exception 'feedback %: enough for a day', new.feedback_id using errcode = 'VD429';
	end if;
	return new;
end $$;
alter function app.sender_adds_enough() owner to vidan_definer;
create trigger sender_adds_enough before insert on feedback_message
	for each row when (new.from_sender and new.kind in ('addition', 'pressure')) execute function app.sender_adds_enough();

-- What a person asks about their own data (Law 91/2025/QH15): tracked, answered within two working days, never silently dropped.
create table data_request (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	kind text not null check (kind in ('access', 'correct', 'erase')),
	text_id uuid references feedback_text,
	asked_on date not null,
	due_on date not null check (due_on >= asked_on),
	answered_on date check (answered_on >= asked_on),
	answered_by uuid references account,
	granted boolean,
	answer_id uuid references feedback_text,
	check ((granted is null) = (answer_id is null) and (answered_on is not null or granted is null))
);
create unique index data_request_open on data_request (feedback_id, kind) where answered_on is null;
comment on table data_request is 'A sender asks what is kept of them, to correct it, or to erase it. One of a kind is open at a time. Answered and neither granted nor refused: what it asked about was erased.';

call app.protect('data_request');
create policy sender on data_request for select to vidan_public using (feedback_id = (select app.sender_case()));
create policy sender_asks on data_request for insert to vidan_public
	with check (feedback_id = (select app.sender_case()) and answered_on is null);
create policy own_receipt on data_request as restrictive for insert to vidan_public
	with check ((select app.receipt_is_own()) and (kind <> 'erase' or (select app.receipt_is_settled())));
create policy staff on data_request for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_answers on data_request for update to vidan_staff
	using (answered_on is null and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (answered_by = (select app.account_id()) and granted is not null);

-- Of what the body writes as answers the sender reads what was given to them, not what is still being written.
create policy given on feedback_text as restrictive for select to vidan_public using ((select app.caller()) is not null and (part <> 'answer'
	or exists (select from feedback_answer a where a.feedback_id = feedback_text.feedback_id and a.text_id = feedback_text.id and a.state = 'approved')
	or exists (select from data_request d where d.feedback_id = feedback_text.feedback_id and d.answer_id = feedback_text.id)));

-- Who entered a case, and so saw its receipt, says nothing about what is kept of its sender.
create policy not_who_entered on data_request as restrictive for update to vidan_staff
	using (not exists (select from feedback f where f.id = feedback_id and f.entered_by = (select app.account_id())));
grant select, insert (feedback_id, kind, text_id, asked_on, due_on) on data_request to vidan_public;
grant select, update (answered_on, answered_by, granted, answer_id) on data_request to vidan_staff;
