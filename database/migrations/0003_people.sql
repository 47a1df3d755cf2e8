-- Members and where they serve.

create table member (
	id uuid primary key default gen_random_uuid(),
	number text not null unique check (number <> ''),
	full_name text not null check (full_name <> ''),
	rank text,
	email text,
	created_at timestamptz not null default app.now()
);
comment on table member is 'A member of the body (officer or soldier). Only what the campaign needs: number, name, rank, and an official address if given.';

create table posting (
	id uuid primary key default gen_random_uuid(),
	member_id uuid not null references member,
	unit_id int not null references unit,
	position text not null default '',
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	exclude using gist (member_id with =, valid with &&)
);
create index posting_unit on posting (unit_id);
comment on table posting is 'Where a member serves, and since when: one place at a time. A posting at a unit that ended means its principal heir, until a newer posting says otherwise.';

create table exemption (
	id uuid primary key default gen_random_uuid(),
	member_id uuid not null references member,
	reason text not null check (reason <> ''),
	valid daterange not null check (not isempty(valid)),
	exclude using gist (member_id with =, valid with &&)
);
comment on table exemption is 'A member who is not asked for a personal commitment in this time: long leave, long study, suspension, newly arrived.';

call app.protect('member');
call app.protect('posting');
call app.protect('exemption');
