-- Members and where they serve.

create table member_import (
	id uuid primary key default gen_random_uuid(),
	on_date date not null,
	file_name text not null default '',
	row_count int not null,
	added int not null,
	moved int not null,
	changed int not null,
	at timestamptz not null default app.now()
);
comment on table member_import is 'A file of members that was taken in and changed something.';

create table member (
	id uuid primary key default gen_random_uuid(),
	number text collate "C" not null unique check (number <> '' and length(number) <= 40),
	full_name text not null check (full_name <> '' and length(full_name) <= 200),
	given_name text not null generated always as (coalesce(substring(full_name from '\S+$'), full_name)) stored,
	folded text not null generated always as (app.fold(full_name)) stored,
	rank text check (rank <> '' and length(rank) <= 100),
	email text check (email <> '' and length(email) <= 254),
	left_unit_id int references unit,
	created_at timestamptz not null default app.now()
);
create index member_left on member (left_unit_id) where left_unit_id is not null;
comment on table member is 'A member of the body (officer or soldier). Only what the campaign needs: number, name, rank, and an official address if given.';
comment on column member.given_name is 'The last word of the name: lists of persons go by it.';
comment on column member.left_unit_id is 'The unit that a member who has left served in last; null while somebody serves. Who kept them there still finds them.';

create table posting (
	id uuid primary key default gen_random_uuid(),
	member_id uuid not null references member,
	unit_id int not null references unit,
	position text not null default '' check (length(position) <= 200),
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	recorded_at timestamptz not null default app.now()
);
create unique index posting_since on posting (member_id, lower(valid));
create index posting_unit on posting (unit_id);
comment on table posting is 'Where a member serves, and since when: one place at a time. A posting at a unit that ended means its principal heir, until a newer posting says otherwise.';
comment on column posting.recorded_at is 'Since when this is what is recorded: unit and days.';

create table posting_was (
	posting_id uuid not null,
	member_id uuid not null references member,
	unit_id int not null references unit,
	valid daterange not null,
	recorded_at timestamptz not null,
	replaced_at timestamptz not null
);
create index posting_was_member on posting_was (member_id);
create index posting_was_unit on posting_was (unit_id);
comment on table posting_was is 'What a posting said before it was written over: nobody changes afterwards where somebody was known to serve when a case came in.';

create table member_move (
	id bigint generated always as identity primary key,
	member_id uuid not null references member,
	from_unit_id int,
	to_unit_id int,
	on_date date not null,
	import_id uuid references member_import deferrable initially deferred,
	recorded_on date not null default app.today(),
	check (from_unit_id is distinct from to_unit_id)
);
create index member_move_import on member_move (import_id) where import_id is not null;
-- Postings that were entered ahead: what comes due is found without reading every move there ever was.
create index member_move_ahead on member_move (on_date) where on_date > recorded_on;
-- What was recorded in the last days, likewise: moves stand in the order of their days.
create index member_move_recorded on member_move using brin (recorded_on);
create index member_move_member on member_move (member_id);
comment on table member_move is 'Who came to the strength of a unit and left that of another, from which day on, in the order in which it was recorded: what counts members follows it. From nowhere: entered; to nowhere: left.';

create table exemption (
	id uuid primary key default gen_random_uuid(),
	member_id uuid not null references member,
	reason text not null check (reason <> '' and length(reason) <= 500),
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	exclude using gist (member_id with =, valid with &&)
);
comment on table exemption is 'A member who is not asked for a personal commitment in this time: long leave, long study, suspension, newly arrived.';

call app.protect('member_import');
call app.protect('member');
call app.protect('posting');
call app.protect('posting_was');
revoke update, delete on posting_was from vidan_jobs, vidan_operator;
call app.protect('member_move');
call app.protect('exemption');

-- One posting at a time. An exclusion constraint says the same row by row; in an import of three hundred thousand it takes
-- longer than all the rest. Whoever posts a member holds the member until the transaction ends, so that two who post the same one
-- follow one another and the second sees what the first has done; a member whom this very transaction wrote it holds already, and
-- to lock three hundred thousand once more takes a while. By key, whatever the planner knows of the tables.
create function app.one_posting_at_a_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off as $$
begin
	perform from member m where m.id in (select w.member_id from written w) and m.xmin <> pg_current_xact_id()::xid
		order by m.id for no key update;
	if exists (
		select from written w join posting p on p.member_id = w.member_id and p.id <> w.id and p.valid && w.valid) then
		raise exception 'a member serves in one place at a time'
			using errcode = '23P01', table = 'posting', constraint = 'posting_one_at_a_time';
	end if;
	return null;
end $$;
alter function app.one_posting_at_a_time() owner to vidan_definer;
create trigger one_posting_at_a_time after insert on posting referencing new table as written
	for each statement execute function app.one_posting_at_a_time();
create trigger one_posting_at_a_time_still after update on posting referencing new table as written
	for each statement execute function app.one_posting_at_a_time();

-- Written over, never lost: when it was said, and until when.
create function app.keeps_posting() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into posting_was (posting_id, member_id, unit_id, valid, recorded_at, replaced_at)
	values (old.id, old.member_id, old.unit_id, old.valid, old.recorded_at, app.now());
	new.recorded_at := app.now();
	return new;
end $$;
alter function app.keeps_posting() owner to vidan_definer;
create trigger keeps_posting before update on posting for each row
	when ((old.member_id, old.unit_id, old.valid) is distinct from (new.member_id, new.unit_id, new.valid)) execute function app.keeps_posting();

-- All that was ever recorded of where members serve, and from when to when it was so recorded. What was entered with the member counts as if it
-- had always been: of whoever is new here, no earlier word is known. Its body is bound, so that the planner writes it out where it is asked.
create function app.postings_recorded() returns table (member_id uuid, unit_id int, valid daterange, since timestamptz, until timestamptz)
language sql stable
begin atomic
	select p.member_id, p.unit_id, p.valid, case when p.recorded_at > m.created_at then p.recorded_at else '-infinity' end, p.until
	from (
		select g.member_id, g.unit_id, g.valid, g.recorded_at, 'infinity'::timestamptz as until from posting g
		union all
		select w.member_id, w.unit_id, w.valid, w.recorded_at, w.replaced_at from posting_was w) p
	join member m on m.id = p.member_id;
end;
