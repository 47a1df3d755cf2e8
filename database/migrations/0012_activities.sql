-- Events of a campaign at a unit, who attended, and what is studied.

create table activity (
	id uuid primary key default gen_random_uuid(),
	unit_id int not null references unit,
	counted_unit_id int references unit,
	kind text not null check (kind in ('launchCeremony', 'signingCeremony', 'studySession', 'workshop', 'training',
		'listeningForum', 'conference', 'honouring')),
	title text not null check (title <> '' and length(title) <= 300),
	state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
	takes_place_on date not null check (isfinite(takes_place_on)),
	begins time,
	ends time check (ends > begins),
	place text not null default '' check (length(place) <= 300),
	chair text not null default '' check (length(chair) <= 200),
	programme text not null default '' check (length(programme) <= 20000),
	counted int not null default 0 check (counted >= 0),
	guests int not null default 0 check (guests >= 0),
	result text not null default '' check (length(result) <= 20000),
	cancel_reason text check (cancel_reason <> ''),
	revision int not null default 0,
	planned_by uuid references account,
	planned_at timestamptz not null default app.now(),
	worded_by uuid[] not null default '{}',
	wording int not null default 0,
	held_by uuid references account,
	held_at timestamptz,
	published_by uuid references account,
	published_at timestamptz,
	check (published_by <> planned_by),
	check (published_by <> all (worded_by)),
	check ((state = 'cancelled') = (cancel_reason is not null))
);
create index activity_unit_day on activity (unit_id, takes_place_on desc);
comment on table activity is 'An event of a campaign: launch ceremony, study session, workshop, training. A joint event has one owner (unit_id), for whom it is counted, and participating units.';
comment on column activity.counted_unit_id is 'For whom it was counted: the owner, or what continued it on the day of the event, as the tree was when it was recorded. Corrections go there. Null until it was held.';
comment on column activity.counted is 'Members who attended without being on the list, as a number (turns).';
comment on column activity.guests is 'Guests from outside the body: shown, never counted as attendance of members.';
comment on column activity.published_at is 'Since when the portal may name the event. The approver is never who planned it or had a part in its words since the last approval; a change of what is shown, and where, takes it off again.';
comment on column activity.worded_by is 'All who changed what the portal shows, or in which campaigns, since it was planned or last approved. The trigger says who.';
comment on column activity.wording is 'Grows when the campaigns change.';
comment on column activity.revision is 'Grows each time what was counted changes; names the acts, so that each is recorded once.';

create table activity_campaign (
	activity_id uuid not null references activity,
	campaign_id int not null references campaign,
	primary key (activity_id, campaign_id)
);
create index activity_campaign_campaign on activity_campaign (campaign_id);
comment on table activity_campaign is 'The campaigns that an event serves; it is counted once in each.';

create table activity_unit (
	activity_id uuid not null references activity,
	unit_id int not null references unit,
	primary key (activity_id, unit_id)
);
create index activity_unit_unit on activity_unit (unit_id);
comment on table activity_unit is 'Units that take part in an event of another unit. Not counted for them.';

create table attendance (
	activity_id uuid not null references activity,
	member_id uuid not null references member,
	unit_id int not null references unit,
	present boolean not null,
	absence_reason text not null default '' check (length(absence_reason) <= 200),
	primary key (activity_id, member_id),
	check (absence_reason = '' or not present)
);
create index attendance_member on attendance (member_id);
comment on table attendance is 'The list of an event: who of the members expected was there, and why not. unit_id is where the member served that day.';

create table study_document (
	id uuid primary key default gen_random_uuid(),
	unit_id int not null references unit,
	campaign_id int not null references campaign,
	kind text not null check (kind in ('directive', 'plan', 'conductCode', 'criteriaSet', 'material')),
	title text not null check (title <> '' and length(title) <= 500),
	symbol text not null default '' check (length(symbol) <= 100),
	file_id uuid references file,
	link text check (link ~ '^https?://' and length(link) <= 1000),
	added_by uuid references account,
	added_at timestamptz not null default app.now(),
	check (num_nonnulls(file_id, link) = 1)
);
create index study_document_campaign on study_document (campaign_id, unit_id);
create index study_document_file on study_document (file_id) where file_id is not null;
comment on table study_document is 'What the members of a unit and of all units under it study in a campaign: a file or a link.';

create table activity_document (
	activity_id uuid not null references activity,
	document_id uuid not null references study_document,
	primary key (activity_id, document_id)
);
create index activity_document_document on activity_document (document_id);
comment on table activity_document is 'Documents that an event is about.';

create table study_reading (
	document_id uuid not null references study_document,
	member_id uuid not null references member,
	read_at timestamptz not null default app.now(),
	primary key (document_id, member_id)
);
create index study_reading_member on study_reading (member_id);
comment on table study_reading is 'A member says to have read a document. Said once, by nobody else.';

call app.protect('activity');
call app.protect('activity_campaign');
call app.protect('activity_unit');
call app.protect('attendance');
call app.protect('study_document');
call app.protect('activity_document');
call app.protect('study_reading');

-- Events that the caller has to do with: of an own unit (or one that it continues), which holds it or takes part; one in
-- sight takes part; or the caller is on the list. A unit is not one's own for standing under it.
create function app.joined_activities() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return coalesce((
		select array_agg(distinct j.activity_id) from (
			select u.activity_id from activity_unit u
			join unit_standing s on s.unit_id = u.unit_id and s.valid @> app.today()
			where s.node_id = any ((select app.scope())::int[])
			union all
			select u.activity_id from activity_unit u
			join unit_heir h on h.unit_id = u.unit_id and h.principal and h.valid @> app.today()
			where h.heir_id = any ((select app.own_units())::int[])
			union all
			select a.id from activity a
			join unit_heir h on h.unit_id = a.unit_id and h.principal and h.valid @> app.today()
			where h.heir_id = any ((select app.own_units())::int[])
			union all
			select a.activity_id from attendance a where a.member_id = (select app.member_id())) j), '{}');
end $$;
alter function app.joined_activities() owner to vidan_definer;

create policy scope on activity for select to vidan_staff using (
	exists (select from unit_standing s where s.unit_id = activity.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today()))
	or id = any ((select app.joined_activities())::uuid[]));
create policy plan on activity for insert to vidan_staff with check (exists (
	select from unit_standing s where s.unit_id = activity.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
create policy keep on activity for update to vidan_staff
	using (exists (select from unit_standing s where s.unit_id = activity.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'approver'))::int[]) and s.valid @> (select app.today())))
	with check (exists (select from unit_standing s where s.unit_id = activity.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'approver'))::int[]) and s.valid @> (select app.today())));
grant select, insert, update on activity to vidan_staff;

-- The public sees what was approved, of units whose existence may be shown, in campaigns that are shown.
grant select (id, unit_id, kind, title, state, takes_place_on, begins, place, published_at) on activity to vidan_public;
grant select on activity_campaign to vidan_public;
create policy published on activity for select to vidan_public using (
	(select app.caller()) = 'public' and published_at is not null and state <> 'cancelled'
	and exists (select from unit u where u.id = activity.unit_id));
create policy published on activity_campaign for select to vidan_public using (
	(select app.caller()) = 'public' and exists (select from campaign c where c.id = campaign_id));

-- What was done stays as it was: one owner, no way back from held or cancelled, approval lost when the words change.
-- Who changed them is who asks.
create function app.activity_moves() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if old.state <> new.state and (old.state, new.state) not in (('planned', 'held'), ('planned', 'cancelled'), ('held', 'cancelled')) then
		raise exception 'activity %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if old.state = 'planned' and new.state = 'held' then
		new.counted_unit_id := coalesce((select h.heir_id from unit_heir h
			where h.unit_id = new.unit_id and h.principal and h.valid @> new.takes_place_on limit 1), new.unit_id);
	elsif old.counted_unit_id is distinct from new.counted_unit_id then
		raise exception 'activity %: for whom it was counted is fixed', old.id using errcode = 'VD010';
	end if;
	if old.unit_id <> new.unit_id or old.planned_by is distinct from new.planned_by then
		raise exception 'activity %: its owner is fixed', old.id using errcode = 'VD010';
	end if;
	new.worded_by := old.worded_by;
	if (old.title, old.kind, old.takes_place_on, old.begins, old.place, old.wording)
		is distinct from (new.title, new.kind, new.takes_place_on, new.begins, new.place, new.wording) then
		if old.published_at is not null then
			new.worded_by := '{}';
		end if;
		if app.caller() like 'session:%' and app.account_id() <> all (new.worded_by) then
			new.worded_by := new.worded_by || app.account_id();
		end if;
		new.published_by := null;
		new.published_at := null;
	end if;
	return new;
end $$;
create trigger activity_moves before update on activity for each row execute function app.activity_moves();
create trigger signs_own before insert or update on activity for each row execute function app.signs_own('planned_by', 'published_by');

-- In which campaigns it is shown is part of what is approved.
create function app.activity_shown_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	update activity set wording = wording + 1 where id in (old.activity_id, new.activity_id);
	return null;
end $$;
alter function app.activity_shown_in() owner to vidan_definer;
create trigger activity_shown_in after insert or update or delete on activity_campaign for each row execute function app.activity_shown_in();

-- What hangs on an event is seen with it and kept by who keeps it.
create function app.keeps_activity(activity uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from activity a join unit_standing s on s.unit_id = a.unit_id and s.valid @> app.today()
		where a.id = $1 and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]));
end $$;
alter function app.keeps_activity(uuid) owner to vidan_definer;

create policy seen on activity_campaign for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from activity a where a.id = activity_id));
create policy keep on activity_campaign to vidan_staff
	using (app.keeps_activity(activity_id)) with check (app.keeps_activity(activity_id) and app.takes_work(campaign_id));
create policy seen on activity_unit for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from activity a where a.id = activity_id));
create policy keep on activity_unit to vidan_staff
	using (app.keeps_activity(activity_id)) with check (app.keeps_activity(activity_id));
create policy seen on activity_document for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from activity a where a.id = activity_id));
create policy keep on activity_document to vidan_staff
	using (app.keeps_activity(activity_id)) with check (app.keeps_activity(activity_id));
grant select, insert, delete on activity_campaign, activity_unit, activity_document to vidan_staff;

-- Names on the list: one's own; for who keeps or oversees the event or the member's unit.
create policy own on attendance for select to vidan_staff using (member_id = (select app.member_id()));
create policy scope on attendance for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = attendance.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'auditor'))::int[]) and s.valid @> (select app.today())));
create policy keep on attendance to vidan_staff
	using (app.keeps_activity(activity_id)) with check (app.keeps_activity(activity_id));
grant select, insert, update, delete on attendance to vidan_staff;

-- A document reaches everybody under the unit that gave it out, and is known above.
create policy reaches on study_document for select to vidan_staff
	using (unit_id = any ((select app.line_units())::int[]));
create policy scope on study_document for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = study_document.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy give on study_document for insert to vidan_staff with check (app.takes_work(campaign_id) and exists (
	select from unit_standing s where s.unit_id = study_document.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
grant select, insert on study_document to vidan_staff;

create policy own on study_reading for select to vidan_staff using (member_id = (select app.member_id()));
create policy say on study_reading for insert to vidan_staff with check (
	member_id = (select app.member_id()) and exists (select from study_document d where d.id = document_id));
create policy scope on study_reading for select to vidan_staff using (exists (
	select from posting p join unit_standing s on s.unit_id = p.unit_id
	where p.member_id = study_reading.member_id and p.valid @> (select app.today())
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'auditor'))::int[]) and s.valid @> (select app.today())));
grant select, insert on study_reading to vidan_staff;

-- A file belongs to who brought it, until a record that points to it lets others fetch it.
create policy bring on file for insert to vidan_staff with check (uploaded_by = (select app.account_id()));
create policy brought on file for select to vidan_staff using (uploaded_by = (select app.account_id()));
create policy studied on file for select to vidan_staff using (
	(select app.caller()) is not null and exists (select from study_document d where d.file_id = file.id));
grant select, insert on file to vidan_staff;
