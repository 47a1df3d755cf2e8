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
create policy staff on data_request for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_answers on data_request for update to vidan_staff
	using (answered_on is null and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (answered_by = (select app.account_id()) and granted is not null);
grant select, insert (feedback_id, kind, text_id, asked_on, due_on) on data_request to vidan_public;
grant select, update (answered_on, answered_by, granted, answer_id) on data_request to vidan_staff;
