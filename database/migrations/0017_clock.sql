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
	suspend_days int check (suspend_days between 1 and 365),
	note_days int not null default 28 check (note_days between 1 and 90),
	overdue_note_working_days int not null default 7 check (overdue_note_working_days between 1 and 90),
	made_by uuid references account,
	made_at timestamptz not null default app.now(),
	exclude using gist (kind with =, valid with &&)
);
comment on table clock_profile is 'What the law allows for a kind of feedback, for cases registered while it is valid. accept_days: time to decide whether it is taken up; settling then runs from that decision, otherwise from the receipt.';
comment on column clock_profile.first_look_hours is 'Working hours until a human has looked at it.';
comment on column clock_profile.suspend_days is 'For how many days a case may be suspended, once; null: never.';
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
	return app.elevated() and app.keeps_tree('administrator');
end $$;
alter function app.keeps_clock() owner to vidan_definer;
create policy made on calendar for insert to vidan_staff with check ((select app.keeps_clock()));
create policy made on calendar_day for insert to vidan_staff with check ((select app.keeps_clock()));
create policy made on clock_profile for insert to vidan_staff with check ((select app.keeps_clock()));
create policy ended on clock_profile for update to vidan_staff using ((select app.keeps_clock())) with check ((select app.keeps_clock()));

insert into clock_profile (kind, valid, basis, first_look_hours, accept_days, accept_counts_working, settle_days,
	settle_counts_working, extension_days, most_extensions, note_days, suspend_days) values
	('opinion', '[2016-01-01,)', 'Quyết định 574/QĐ-TTg năm 2017 (loại quy chế tiếp nhận, trả lời phản ánh, kiến nghị)', 8, null, false, 20, false, 10, 1, 28, null),
	('praise', '[2016-01-01,)', 'Quyết định 574/QĐ-TTg năm 2017 (loại quy chế tiếp nhận, trả lời phản ánh, kiến nghị)', 8, null, false, 20, false, 10, 1, 28, null),
	('rating', '[2016-01-01,)', 'Không phải trả lời; chỉ để thống kê', 40, null, false, 20, false, 0, 0, 28, null),
	('complaint', '[2016-01-01,)', 'Luật Khiếu nại 02/2011/QH13, điều 27, 28', 8, 10, false, 30, false, 15, 1, 28, 60),
	('denunciation', '[2016-01-01,2019-01-01)', 'Luật Tố cáo 03/2011/QH13, điều 20, 21', 8, 10, false, 60, false, 30, 1, 28, 60),
	('denunciation', '[2019-01-01,)', 'Luật Tố cáo 25/2018/QH14, điều 24, 30', 8, 7, true, 30, false, 30, 2, 28, 60);

-- Public holidays, Tết, compensating days and swapped working Saturdays of state offices, 2016–2027. Sources: Labour Code
-- 10/2012/QH13 (art. 115), 45/2019/QH14 (art. 112), and the yearly notices on Tết and swapped days; what no notice was seen for
-- is marked unconfirmed.
insert into calendar (version, from_year, to_year, decided_by) values
	(1, 2016, 2027, 'Bộ luật Lao động 10/2012/QH13 (điều 115), 45/2019/QH14 (điều 112); thông báo hằng năm về nghỉ Tết và hoán đổi ngày làm việc');
insert into calendar_day (calendar_version, day, working, name, confirmed) values
	(1, '2016-01-01', false, 'Tết Dương lịch', true),
	(1, '2016-02-08', false, 'Tết Nguyên đán', true),
	(1, '2016-02-09', false, 'Tết Nguyên đán', true),
	(1, '2016-02-10', false, 'Tết Nguyên đán', true),
	(1, '2016-02-11', false, 'Tết Nguyên đán', true),
	(1, '2016-02-12', false, 'Tết Nguyên đán', true),
	(1, '2016-04-16', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2016-04-18', false, 'Nghỉ bù Giỗ Tổ Hùng Vương', true),
	(1, '2016-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2016-05-01', false, 'Quốc tế Lao động', true),
	(1, '2016-05-02', false, 'Nghỉ bù 30/4 và 1/5', true),
	(1, '2016-05-03', false, 'Nghỉ bù 30/4 và 1/5', true),
	(1, '2016-09-02', false, 'Quốc khánh', true),
	(1, '2017-01-01', false, 'Tết Dương lịch', true),
	(1, '2017-01-02', false, 'Nghỉ bù Tết Dương lịch', true),
	(1, '2017-01-26', false, 'Tết Nguyên đán', true),
	(1, '2017-01-27', false, 'Tết Nguyên đán', true),
	(1, '2017-01-30', false, 'Tết Nguyên đán', true),
	(1, '2017-01-31', false, 'Tết Nguyên đán', true),
	(1, '2017-02-01', false, 'Tết Nguyên đán', true),
	(1, '2017-04-06', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2017-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2017-05-01', false, 'Quốc tế Lao động', true),
	(1, '2017-05-02', false, 'Nghỉ bù 30/4', true),
	(1, '2017-09-02', false, 'Quốc khánh', true),
	(1, '2017-09-04', false, 'Nghỉ bù Quốc khánh', true),
	(1, '2018-01-01', false, 'Tết Dương lịch', true),
	(1, '2018-02-14', false, 'Tết Nguyên đán', true),
	(1, '2018-02-15', false, 'Tết Nguyên đán', true),
	(1, '2018-02-16', false, 'Tết Nguyên đán', true),
	(1, '2018-02-19', false, 'Tết Nguyên đán', true),
	(1, '2018-02-20', false, 'Tết Nguyên đán', true),
	(1, '2018-04-25', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2018-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2018-05-01', false, 'Quốc tế Lao động', true),
	(1, '2018-09-02', false, 'Quốc khánh', true),
	(1, '2018-09-03', false, 'Nghỉ bù Quốc khánh', true),
	(1, '2018-12-31', false, 'Nghỉ hoán đổi', true),
	(1, '2019-01-01', false, 'Tết Dương lịch', true),
	(1, '2019-01-05', true, 'Làm bù cho 31/12/2018', true),
	(1, '2019-02-04', false, 'Tết Nguyên đán', true),
	(1, '2019-02-05', false, 'Tết Nguyên đán', true),
	(1, '2019-02-06', false, 'Tết Nguyên đán', true),
	(1, '2019-02-07', false, 'Tết Nguyên đán', true),
	(1, '2019-02-08', false, 'Tết Nguyên đán', true),
	(1, '2019-04-14', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2019-04-15', false, 'Nghỉ bù Giỗ Tổ Hùng Vương', true),
	(1, '2019-04-29', false, 'Nghỉ hoán đổi', true),
	(1, '2019-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2019-05-01', false, 'Quốc tế Lao động', true),
	(1, '2019-05-04', true, 'Làm bù cho 29/4/2019', true),
	(1, '2019-09-02', false, 'Quốc khánh', true),
	(1, '2020-01-01', false, 'Tết Dương lịch', true),
	(1, '2020-01-23', false, 'Tết Nguyên đán', true),
	(1, '2020-01-24', false, 'Tết Nguyên đán', true),
	(1, '2020-01-27', false, 'Tết Nguyên đán', true),
	(1, '2020-01-28', false, 'Tết Nguyên đán', true),
	(1, '2020-01-29', false, 'Tết Nguyên đán', true),
	(1, '2020-04-02', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2020-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2020-05-01', false, 'Quốc tế Lao động', true),
	(1, '2020-09-02', false, 'Quốc khánh', true),
	(1, '2021-01-01', false, 'Tết Dương lịch', true),
	(1, '2021-02-10', false, 'Tết Nguyên đán', true),
	(1, '2021-02-11', false, 'Tết Nguyên đán', true),
	(1, '2021-02-12', false, 'Tết Nguyên đán', true),
	(1, '2021-02-15', false, 'Tết Nguyên đán', true),
	(1, '2021-02-16', false, 'Tết Nguyên đán', true),
	(1, '2021-04-21', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2021-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2021-05-01', false, 'Quốc tế Lao động', true),
	(1, '2021-05-03', false, 'Nghỉ bù 1/5', true),
	(1, '2021-09-02', false, 'Quốc khánh', true),
	(1, '2021-09-03', false, 'Quốc khánh', true),
	(1, '2022-01-01', false, 'Tết Dương lịch', true),
	(1, '2022-01-03', false, 'Nghỉ bù Tết Dương lịch', true),
	(1, '2022-01-31', false, 'Tết Nguyên đán', true),
	(1, '2022-02-01', false, 'Tết Nguyên đán', true),
	(1, '2022-02-02', false, 'Tết Nguyên đán', true),
	(1, '2022-02-03', false, 'Tết Nguyên đán', true),
	(1, '2022-02-04', false, 'Tết Nguyên đán', true),
	(1, '2022-04-10', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2022-04-11', false, 'Nghỉ bù Giỗ Tổ Hùng Vương', true),
	(1, '2022-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2022-05-01', false, 'Quốc tế Lao động', true),
	(1, '2022-05-02', false, 'Nghỉ bù 30/4 và 1/5', true),
	(1, '2022-05-03', false, 'Nghỉ bù 30/4 và 1/5', true),
	(1, '2022-09-01', false, 'Quốc khánh', true),
	(1, '2022-09-02', false, 'Quốc khánh', true),
	(1, '2023-01-01', false, 'Tết Dương lịch', true),
	(1, '2023-01-02', false, 'Nghỉ bù Tết Dương lịch', true),
	(1, '2023-01-20', false, 'Tết Nguyên đán', true),
	(1, '2023-01-23', false, 'Tết Nguyên đán', true),
	(1, '2023-01-24', false, 'Tết Nguyên đán', true),
	(1, '2023-01-25', false, 'Tết Nguyên đán', true),
	(1, '2023-01-26', false, 'Tết Nguyên đán', true),
	(1, '2023-04-29', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2023-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2023-05-01', false, 'Quốc tế Lao động', true),
	(1, '2023-05-02', false, 'Nghỉ bù Giỗ Tổ và 30/4', true),
	(1, '2023-05-03', false, 'Nghỉ bù Giỗ Tổ và 30/4', true),
	(1, '2023-09-01', false, 'Quốc khánh', true),
	(1, '2023-09-02', false, 'Quốc khánh', true),
	(1, '2023-09-04', false, 'Nghỉ bù Quốc khánh', true),
	(1, '2024-01-01', false, 'Tết Dương lịch', true),
	(1, '2024-02-08', false, 'Tết Nguyên đán', true),
	(1, '2024-02-09', false, 'Tết Nguyên đán', true),
	(1, '2024-02-12', false, 'Tết Nguyên đán', true),
	(1, '2024-02-13', false, 'Tết Nguyên đán', true),
	(1, '2024-02-14', false, 'Tết Nguyên đán', true),
	(1, '2024-04-18', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2024-04-29', false, 'Nghỉ hoán đổi', true),
	(1, '2024-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2024-05-01', false, 'Quốc tế Lao động', true),
	(1, '2024-05-04', true, 'Làm bù cho 29/4/2024', true),
	(1, '2024-09-02', false, 'Quốc khánh', true),
	(1, '2024-09-03', false, 'Quốc khánh', true),
	(1, '2025-01-01', false, 'Tết Dương lịch', true),
	(1, '2025-01-27', false, 'Tết Nguyên đán', true),
	(1, '2025-01-28', false, 'Tết Nguyên đán', true),
	(1, '2025-01-29', false, 'Tết Nguyên đán', true),
	(1, '2025-01-30', false, 'Tết Nguyên đán', true),
	(1, '2025-01-31', false, 'Tết Nguyên đán', true),
	(1, '2025-04-07', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2025-04-26', true, 'Làm bù cho 2/5/2025', true),
	(1, '2025-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2025-05-01', false, 'Quốc tế Lao động', true),
	(1, '2025-05-02', false, 'Nghỉ hoán đổi', true),
	(1, '2025-09-01', false, 'Quốc khánh', true),
	(1, '2025-09-02', false, 'Quốc khánh', true),
	(1, '2026-01-01', false, 'Tết Dương lịch', true),
	(1, '2026-01-02', false, 'Nghỉ hoán đổi', true),
	(1, '2026-01-10', true, 'Làm bù cho 2/1/2026', true),
	(1, '2026-02-16', false, 'Tết Nguyên đán', true),
	(1, '2026-02-17', false, 'Tết Nguyên đán', true),
	(1, '2026-02-18', false, 'Tết Nguyên đán', true),
	(1, '2026-02-19', false, 'Tết Nguyên đán', true),
	(1, '2026-02-20', false, 'Tết Nguyên đán', true),
	(1, '2026-04-26', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2026-04-27', false, 'Nghỉ bù Giỗ Tổ Hùng Vương', true),
	(1, '2026-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2026-05-01', false, 'Quốc tế Lao động', true),
	(1, '2026-08-22', true, 'Làm bù cho 31/8/2026', true),
	(1, '2026-08-31', false, 'Nghỉ hoán đổi', true),
	(1, '2026-09-01', false, 'Quốc khánh', true),
	(1, '2026-09-02', false, 'Quốc khánh', true),
	(1, '2026-11-24', false, 'Ngày Văn hóa Việt Nam', false),
	(1, '2027-01-01', false, 'Tết Dương lịch', true),
	(1, '2027-02-05', false, 'Tết Nguyên đán', false),
	(1, '2027-02-08', false, 'Tết Nguyên đán', false),
	(1, '2027-02-09', false, 'Tết Nguyên đán', false),
	(1, '2027-02-10', false, 'Tết Nguyên đán', false),
	(1, '2027-02-11', false, 'Tết Nguyên đán', false),
	(1, '2027-04-16', false, 'Giỗ Tổ Hùng Vương', true),
	(1, '2027-04-30', false, 'Ngày Chiến thắng 30/4', true),
	(1, '2027-05-01', false, 'Quốc tế Lao động', true),
	(1, '2027-05-03', false, 'Nghỉ bù 1/5', true),
	(1, '2027-09-02', false, 'Quốc khánh', true),
	(1, '2027-09-03', false, 'Quốc khánh', false),
	(1, '2027-11-24', false, 'Ngày Văn hóa Việt Nam', false);
