-- What a case says, always encrypted: texts, files, messages; and how what is sealed is opened.

create table feedback_key (
	feedback_id uuid primary key references feedback,
	wrapped bytea not null
);
comment on table feedback_key is 'The key of a case, wrapped by one that lies outside the database. Deleting this row erases what the case says.';

create table feedback_text (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	part text not null check (part in ('matter', 'officer', 'place', 'when', 'contact', 'name', 'organisation', 'message', 'receipt', 'pressure', 'answer', 'brief', 'entry', 'note')),
	custody boolean not null,
	body bytea not null check (length(body) <= 400000),
	up_to_step int check ((part = 'brief') = (up_to_step is not null))
);
create index feedback_text_feedback on feedback_text (feedback_id, part);
comment on table feedback_text is 'What a case says, always encrypted: under the key of the case, or (custody) to the public keys of the custodians and the oversight body. receipt: of a case split from this one, read by the sender alone. entry: what who entered it noted of how it came. up_to_step: a brief tells what the sender wrote up to this step.';

create table feedback_file (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	message_id uuid,
	position smallint not null,
	media_type text not null,
	size bigint not null check (size > 0),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	state text not null default 'quarantined' check (state in ('quarantined', 'clean', 'refused')),
	custody boolean not null
);
create index feedback_file_feedback on feedback_file (feedback_id);
comment on table feedback_file is 'A file of the sender without its name and metadata, kept encrypted like the text. Quarantined until it was looked at.';

create table feedback_message (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	step int not null,
	from_sender boolean not null,
	kind text not null check (kind in ('addition', 'question', 'reply', 'objection', 'reason', 'progress', 'guidance', 'receipt', 'pressure')),
	text_id uuid not null references feedback_text,
	at timestamptz not null,
	written_by uuid references account
);
create index feedback_message_feedback on feedback_message (feedback_id, at);
comment on table feedback_message is 'What was written between the sender and the body. pressure: the sender says they were pressed; read by the oversight body alone.';

create table feedback_opening (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	account_id uuid not null references account,
	reason text check (length(reason) between 10 and 1000),
	at timestamptz not null default app.now()
);
create index feedback_opening_feedback on feedback_opening (feedback_id);
comment on table feedback_opening is 'A custodian opened sealed content, and why. The sender sees it. reason: null once the case is erased.';

call app.protect('feedback_key');
call app.protect('feedback_text');
call app.protect('feedback_file');
call app.protect('feedback_message');
call app.protect('feedback_opening');
revoke update, delete on feedback_opening, feedback_message from vidan_jobs, vidan_operator;
grant update (reason) on feedback_opening to vidan_jobs, vidan_operator;

create policy staff on feedback_key to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
create policy sender on feedback_key for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select on feedback_key to vidan_staff, vidan_public;

-- Under the key of the case: for who handles it. To custody: for the custody login alone, which nobody else has.
create policy staff on feedback_text for select to vidan_staff
	using (not custody and part <> 'receipt' and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_text for insert to vidan_staff
	with check ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_text for select to vidan_public
	using (not custody and part in ('matter', 'message', 'receipt', 'answer') and feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_text for insert to vidan_public with check (feedback_id = (select app.sender_case()));
create policy custodian on feedback_text for select to vidan_custody
	using (custody and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and exists (select from feedback_opening o where o.feedback_id = feedback_text.feedback_id and o.account_id = (select app.account_id())
			and o.at > now() - interval '15 minutes'));
grant select, insert, update (body) on feedback_text to vidan_staff;
grant select, insert on feedback_text to vidan_public;
grant select on feedback_text to vidan_custody;

-- A file that waited for the scanner when its case was sealed stays under the key of the case: then nobody opens it.
create policy staff on feedback_file for select to vidan_staff using (not custody and state = 'clean'
	and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id and not f.sealed));
create policy staff_writes on feedback_file for insert to vidan_staff
	with check ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_file for select to vidan_public using (feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_file for insert to vidan_public with check (feedback_id = (select app.sender_case()) and state in ('quarantined', 'clean'));

-- Sealed files are opened like sealed texts: by custodians, for a quarter of an hour after a reason was given.
create policy custodian on feedback_file for select to vidan_custody
	using (custody and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and exists (select from feedback_opening o where o.feedback_id = feedback_file.feedback_id and o.account_id = (select app.account_id())
			and o.at > now() - interval '15 minutes'));
grant select, insert on feedback_file to vidan_staff, vidan_public;
grant select on feedback_file to vidan_custody;

create policy staff on feedback_message for select to vidan_staff
	using ((kind <> 'pressure' or (select app.oversees())) and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_message for insert to vidan_staff
	with check (not from_sender and written_by = (select app.account_id()) and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_message for select to vidan_public using (feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_message for insert to vidan_public with check (from_sender and feedback_id = (select app.sender_case()));
create policy own_receipt on feedback_message as restrictive for insert to vidan_public
	with check (kind in ('addition', 'pressure') or (select app.receipt_is_own()));
grant select, insert on feedback_message to vidan_staff, vidan_public;

-- Why it was opened is written over by nobody; with what was opened it is erased.
create function app.reason_is_erased() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if new.reason is not null then
		raise exception 'opening %: its reason stays', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger reason_is_erased before update of reason on feedback_opening for each row execute function app.reason_is_erased();

-- What the handler is told of sealed content is written by somebody who opened it, since its sender wrote last. Instants of messages are rounded down.
create function app.has_opened(about uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	me uuid := app.account_id();
begin
	return exists (select from feedback_opening o where o.feedback_id = about and o.account_id = me and o.at >= coalesce((
		select max(g.at) from feedback_message g where g.feedback_id = about and g.from_sender and g.kind <> 'pressure'), '-infinity'));
end $$;
create function app.brief_was_read() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and not app.has_opened(new.feedback_id) then
		raise exception 'feedback %: a brief by somebody who has not read it', new.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.has_opened(uuid) owner to vidan_definer;
alter function app.brief_was_read() owner to vidan_definer;
revoke execute on function app.has_opened(uuid) from public;
grant execute on function app.has_opened(uuid) to vidan_staff;
create trigger brief_was_read before insert on feedback_text for each row when (new.part = 'brief') execute function app.brief_was_read();

create policy opened on feedback_opening for insert to vidan_custody with check (
	account_id = (select app.account_id()) and reason is not null and exists (select from feedback f where f.id = feedback_id));
create policy custodian on feedback_opening for select to vidan_custody using (account_id = (select app.account_id()));
-- The reason may tell that the sender was pressed: whoever handles the case does not read it.
create policy staff on feedback_opening for select to vidan_staff
	using ((select app.oversees()) and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_opening for select to vidan_public using (feedback_id = (select app.sender_case()));
-- When it was is not the custodian's to say: what was opened is open for a quarter of an hour.
grant select, insert (feedback_id, account_id, reason) on feedback_opening to vidan_custody;
grant select on feedback_opening to vidan_staff, vidan_public;

-- A sender who says that they were pressed is heard by the oversight body, whatever the kind of the case and whoever handles it. What
-- they say is sealed; that they said it is known to nobody else: the log has no leaf of it, nor of its being heard where the case is not sealed.
create index feedback_message_pressure on feedback_message (feedback_id) where kind = 'pressure';

create function app.pressed_feedback() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if not app.oversees() then
		return '{}';
	end if;
	return coalesce((select array_agg(distinct x.feedback_id) from feedback_message x where x.kind = 'pressure'), '{}');
end $$;
alter function app.pressed_feedback() owner to vidan_definer;
revoke execute on function app.pressed_feedback() from public;
grant execute on function app.pressed_feedback() to vidan_staff, vidan_custody;
create policy pressed on feedback for select to vidan_staff, vidan_custody
	using (id = any ((select app.pressed_feedback())::uuid[]));
create policy pressure on feedback_text as restrictive to vidan_custody
	using (part <> 'pressure' or (select app.oversees())) with check (part <> 'pressure');
