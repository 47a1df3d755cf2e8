-- How long a matter may take, by law, and how days are counted: both are data with their basis and the time they are in force,
-- pinned to a case when it is registered, so that no later edit cures lateness.

create table calendar (
	version int primary key check (version > 0),
	from_year int not null check (from_year between 2000 and 2200),
	to_year int not null check (to_year between from_year and 2200),
	decided_by text not null check (decided_by <> '' and length(decided_by) <= 500),
	made_at timestamptz not null default app.now(),
	made_by uuid references account
);
comment on table calendar is 'A version of the calendar of working days. A newer version holds for cases registered after it; earlier ones keep theirs.';

create table calendar_day (
	calendar_version int not null references calendar,
	day date not null,
	working boolean not null,
	name text not null check (name <> '' and length(name) <= 200),
	confirmed boolean not null default true,
	primary key (calendar_version, day)
);
comment on table calendar_day is 'A day that is not what its weekday says: a public holiday, a compensating day off, a Saturday worked instead.';
comment on column calendar_day.confirmed is 'False as long as the yearly decision on it was not seen; shown so.';

create table clock_profile (
	id int generated always as identity primary key,
	kind text not null check (kind in ('praise', 'opinion', 'rating', 'complaint', 'denunciation')),
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	basis text not null check (basis <> '' and length(basis) <= 1000),
	first_look_hours int not null check (first_look_hours between 1 and 200),
	accept_days int check (accept_days between 1 and 60),
	accept_counts_working boolean not null default false,
	settle_days int not null check (settle_days between 1 and 365),
	settle_counts_working boolean not null default false,
	extension_days int not null default 0 check (extension_days between 0 and 365),
	most_extensions int not null default 0 check (most_extensions between 0 and 3),
	note_days int not null default 28 check (note_days between 1 and 90),
	overdue_note_working_days int not null default 7 check (overdue_note_working_days between 1 and 90),
	made_by uuid references account,
	made_at timestamptz not null default app.now(),
	exclude using gist (kind with =, valid with &&)
);
comment on table clock_profile is 'What the law allows for a kind of feedback, for cases registered while it is valid. accept_days: time to decide whether it is taken up; settling then runs from that decision, otherwise from the receipt.';
comment on column clock_profile.first_look_hours is 'Working hours until a human has looked at it.';
comment on column clock_profile.note_days is 'A progress note at least every so many days; for an overdue opinion, every overdue_note_working_days working days.';

call app.protect('calendar');
call app.protect('calendar_day');
call app.protect('clock_profile');
grant select on calendar, calendar_day, clock_profile to vidan_staff, vidan_public;
create policy known on calendar for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
create policy known on calendar_day for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
create policy known on clock_profile for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
grant insert on calendar, calendar_day to vidan_staff;
grant insert, update (valid) on clock_profile to vidan_staff;

-- Changed by administrators of the whole body alone: a unit does not lengthen its own time.
create function app.keeps_clock() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.elevated() and exists (
		select from unit_parent p where p.unit_id = any (app.posts('administrator')) and p.parent_id is null and p.valid @> app.today());
end $$;
alter function app.keeps_clock() owner to vidan_definer;
create policy made on calendar for insert to vidan_staff with check ((select app.keeps_clock()));
create policy made on calendar_day for insert to vidan_staff with check ((select app.keeps_clock()));
create policy made on clock_profile for insert to vidan_staff with check ((select app.keeps_clock()));
create policy ended on clock_profile for update to vidan_staff using ((select app.keeps_clock())) with check ((select app.keeps_clock()));

insert into clock_profile (kind, valid, basis, first_look_hours, accept_days, accept_counts_working, settle_days,
	settle_counts_working, extension_days, most_extensions, note_days) values
	('opinion', '[2016-01-01,)', 'Quyết định 574/QĐ-TTg năm 2017 (loại quy chế tiếp nhận, trả lời phản ánh, kiến nghị)', 8, null, false, 20, false, 10, 1, 28),
	('praise', '[2016-01-01,)', 'Quyết định 574/QĐ-TTg năm 2017 (loại quy chế tiếp nhận, trả lời phản ánh, kiến nghị)', 8, null, false, 20, false, 10, 1, 28),
	('rating', '[2016-01-01,)', 'Không phải trả lời; chỉ để thống kê', 40, null, false, 20, false, 0, 0, 28),
	('complaint', '[2016-01-01,)', 'Luật Khiếu nại 02/2011/QH13, điều 27, 28', 8, 10, false, 30, false, 15, 1, 28),
	('denunciation', '[2016-01-01,2019-01-01)', 'Luật Tố cáo 03/2011/QH13, điều 20, 21', 8, 10, false, 60, false, 30, 1, 28),
	('denunciation', '[2019-01-01,)', 'Luật Tố cáo 25/2018/QH14, điều 24, 30', 8, 7, true, 30, false, 30, 2, 28);
