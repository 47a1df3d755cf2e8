-- Personal commitments: who is asked, where each paper stands, who confirms it; and, apart from that, what it says.

create table commitment_issue (
	id uuid primary key default gen_random_uuid(),
	campaign_id int not null references campaign,
	unit_id int not null references unit,
	year smallint not null check (year between 2000 and 2200),
	reference_on date not null check (isfinite(reference_on)),
	due_on date not null check (due_on >= reference_on),
	title text not null check (title <> '' and length(title) <= 300),
	introduction text not null default '' check (length(introduction) <= 5000),
	areas jsonb not null check (jsonb_typeof(areas) = 'array' and jsonb_array_length(areas) between 1 and 12),
	runs int not null default 0,
	issued_by uuid references account,
	issued_at timestamptz not null default app.now(),
	unique (campaign_id, unit_id, year),
	unique (id, campaign_id, year)
);
comment on table commitment_issue is 'Everybody on strength under a node on the reference date is asked for a commitment, by a template. Issuing again adds who is missing.';
comment on column commitment_issue.areas is 'The template: areas to write about, [{"title", "hint"}]. Fixed by issuing.';
comment on column commitment_issue.runs is 'How often it was issued: first as of the reference date, then as of the day of the run.';

create table commitment (
	id uuid primary key default gen_random_uuid(),
	issue_id uuid not null,
	campaign_id int not null,
	year smallint not null,
	member_id uuid not null references member,
	unit_id int not null,
	issued_unit_id int not null,
	state text not null default 'notStarted'
		check (state in ('exempt', 'notStarted', 'draft', 'submitted', 'returned', 'confirmed', 'filed', 'reviewed')),
	exempt_reason text check (exempt_reason <> ''),
	exempted_on date check (exempted_on is null or state = 'exempt'),
	step int not null default 0,
	in_force boolean not null default true,
	counted_on date not null,
	on_paper boolean not null default false,
	signed_on date,
	submitted_by uuid,
	submitted_at timestamptz,
	text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
	confirming_unit_id int,
	confirmed_by uuid,
	confirmed_at timestamptz,
	foreign key (issue_id, campaign_id, year) references commitment_issue (id, campaign_id, year),
	unique (member_id, campaign_id, year),
	check ((state = 'exempt') = (exempt_reason is not null)),
	check (state not in ('submitted', 'returned', 'confirmed', 'filed', 'reviewed')
		or num_nulls(signed_on, submitted_by, submitted_at, text_sha256) = 0),
	check (state not in ('returned', 'confirmed', 'reviewed') or confirming_unit_id is not null),
	check ((state in ('confirmed', 'filed', 'reviewed')) = (confirmed_at is not null and confirmed_by is not null))
) with (fillfactor = 80);
create index commitment_unit on commitment (unit_id, issue_id);
create index commitment_waiting on commitment (state, confirming_unit_id, submitted_at) where state in ('submitted', 'filed');
comment on table commitment is 'One line of the denominator list: a member on strength on the reference date, exempt with a reason or asked; and where the paper stands. What it says is in commitment_text.';
comment on column commitment.unit_id is 'Where the member serves, and follows them on the day a posting begins, also one that was entered ahead; stocks are counted there. issued_unit_id: where on the reference date. Units and accounts are never deleted, and three hundred thousand look-ups at issuing cost more than they would find: no foreign keys.';
comment on column commitment.exempted_on is 'Since when the member is not asked: the day for which the list was made, or on which somebody took them off it.';
comment on column commitment.step is 'Grows with each change of state, so that nobody answers what has changed since they read it.';
comment on column commitment.in_force is 'False once the member has the commitment of a later year, or left: not in the stocks.';
comment on column commitment.counted_on is 'Since when it is counted where it is, or nowhere: the day for which the list was made, or of the last move that was followed. Never goes back: nobody is taken from a stock before the day they came into it, nor put into a second one.';
comment on column commitment.confirming_unit_id is 'Whose head confirms: the nearest unit above that has a head other than the author and who entered it from paper; at the root, without one, whose committee. Null: nobody stands above the author, and the paper stands as signed. Decided by commitment_moves at submission and at filing; while it waits, anew when the member moves, posts change, and every hour.';

create table commitment_text (
	commitment_id uuid primary key references commitment,
	content jsonb not null,
	scan_file_id uuid references file,
	entered_by uuid references account,
	saved_at timestamptz not null default app.now()
);
create index commitment_text_scan on commitment_text (scan_file_id) where scan_file_id is not null;
comment on table commitment_text is 'What a commitment says. Read by its author and by the commander who confirms it; by the focal officer who entered it from paper. Never searched.';

create table commitment_return (
	commitment_id uuid not null references commitment,
	step int not null,
	comment text not null check (comment <> '' and length(comment) <= 2000),
	returned_by uuid references account,
	returned_at timestamptz not null default app.now(),
	primary key (commitment_id, step)
);
comment on table commitment_return is 'What a commander wrote when giving a commitment back. Read by whom the text is read.';

create table commitment_review (
	commitment_id uuid primary key references commitment,
	own_result text not null check (own_result in ('kept', 'partly', 'notKept')),
	own_text text not null check (own_text <> '' and length(own_text) <= 5000),
	filed_at timestamptz not null default app.now(),
	result text check (result in ('kept', 'partly', 'notKept')),
	comment text check (comment <> '' and length(comment) <= 2000),
	reviewed_by uuid references account,
	reviewed_at timestamptz,
	check (num_nulls(result, comment, reviewed_by, reviewed_at) in (0, 4))
);
comment on table commitment_review is 'How a commitment was kept: what its author says, with which it is filed, and then, once, what the commander finds. Read by these two alone.';

call app.protect('commitment_issue');
call app.protect('commitment');
call app.protect('commitment_text');
call app.protect('commitment_return');
call app.protect('commitment_review');

-- Has a unit a head today, or another holder of these roles, who is not the author of a paper and did not enter it? Asked from the unit to its posts and no
-- other way round: `offset 0` keeps the planner from beginning at all posts of a role, which it does as long as nobody has counted them,
-- and bigint from the index that keeps posts from overlapping, in which units stand behind accounts.
create function app.has_other(unit int, author uuid, enterer uuid, variadic roles text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	today date := app.today();
begin
	return exists (
		select from unit_heir h
		where h.heir_id = unit and h.principal and not h.by_abolition and h.valid @> today and exists (
			select from (select * from post where post.unit_id = h.unit_id::bigint offset 0) p join account a on a.id = p.account_id
			where p.role = any (roles) and p.valid @> today and a.disabled_at is null
				and a.member_id is distinct from author and a.id is distinct from enterer));
end $$;

-- Who confirms a paper: the head of the nearest unit, from the member's own (or what continues it) upwards, that has a head today
-- who is not its author and did not enter it from paper ("enterer": an account; of one's own writing the author's); without one the
-- committee of the root. Null when there is nobody: the paper stands as signed.
create function app.confirming_unit(unit int, author uuid, enterer uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	home int := app.keeper_of(unit);
	today date := app.today();
	above int;
begin
	for above in
		select c.ancestor from unit_closure c where c.descendant = home and c.valid @> today order by c.depth
	loop
		if app.has_other(above, author, enterer, 'unitHead') then
			return above;
		end if;
	end loop;
	return (
		select r.unit_id from unit_parent r
		where r.parent_id is null and r.valid @> today and app.has_other(r.unit_id, author, enterer, 'committeeMember') limit 1);
end $$;

-- Does the committee of a unit confirm papers of this author, because the unit is the root and has no other head?
create function app.by_committee(unit int, author uuid, enterer uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return unit is not null and exists (
			select from unit_parent r where r.unit_id = app.keeper_of(unit) and r.parent_id is null and r.valid @> app.today())
		and not app.has_other(app.keeper_of(unit), author, enterer, 'unitHead');
end $$;

-- Is the caller the one who confirms papers of this author that lie before this unit? Its head; where it has no other head than
-- the author, a member of its committee. Never the author, nor who entered the paper.
create function app.confirms(unit int, author uuid, enterer uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	home int := app.keeper_of(unit);
begin
	if home is null or author = app.member_id() or enterer = app.account_id() then
		return false;
	end if;
	return home = any (app.posts('unitHead'))
		or (home = any (app.posts('committeeMember')) and app.by_committee(home, author, enterer));
end $$;

-- May the caller change papers of members of this unit: as focal officer or head, or as the administrator whose postings they follow?
create function app.keeps_commitments_of(unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from unit_standing s where s.unit_id = unit and s.valid @> app.today()
			and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'administrator'))::int[]));
end $$;

alter function app.has_other(int, uuid, uuid, text[]) owner to vidan_definer;
alter function app.confirming_unit(int, uuid, uuid) owner to vidan_definer;
alter function app.by_committee(int, uuid, uuid) owner to vidan_definer;
alter function app.confirms(int, uuid, uuid) owner to vidan_definer;
alter function app.keeps_commitments_of(int) owner to vidan_definer;
revoke execute on function app.has_other(int, uuid, uuid, text[]), app.by_committee(int, uuid, uuid), app.confirms(int, uuid, uuid) from public;
grant execute on function app.by_committee(int, uuid, uuid) to vidan_staff, vidan_jobs, vidan_operator;
grant execute on function app.confirms(int, uuid, uuid) to vidan_staff, vidan_operator;

-- The invariants of a paper, whoever writes: what may follow what, whose it is, that nobody confirms or excuses themselves, and
-- that a signature and an answer are those of the caller. Before whom it lies is decided here and by nobody who writes.
create function app.commitment_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if (old.issue_id, old.campaign_id, old.year, old.member_id, old.issued_unit_id)
		is distinct from (new.issue_id, new.campaign_id, new.year, new.member_id, new.issued_unit_id) then
		raise exception 'commitment %: whose it is and what for is fixed', old.id using errcode = 'VD010';
	end if;
	if (old.state = new.state and (old.step, old.exempt_reason) is distinct from (new.step, new.exempt_reason))
		or ((old.state = new.state or new.state <> 'submitted')
			and (old.signed_on, old.submitted_by, old.submitted_at, old.text_sha256)
				is distinct from (new.signed_on, new.submitted_by, new.submitted_at, new.text_sha256))
		or ((old.state = new.state or new.state <> 'confirmed')
			and (old.confirmed_by, old.confirmed_at) is distinct from (new.confirmed_by, new.confirmed_at))
		or (new.state not in ('submitted', 'filed') and old.confirming_unit_id is distinct from new.confirming_unit_id) then
		raise exception 'commitment %: this changes with its state only', old.id using errcode = 'VD010';
	end if;
	if new.counted_on < old.counted_on
		or (new.counted_on <> old.counted_on and (old.unit_id, old.in_force) = (new.unit_id, new.in_force)) then
		raise exception 'commitment %: is counted from % on', old.id, old.counted_on using errcode = 'VD010';
	end if;
	new.exempted_on := case when new.state <> 'exempt' then null when old.state = 'exempt' then old.exempted_on else app.today() end;
	if new.state in ('submitted', 'filed') and (old.state, old.unit_id, old.confirming_unit_id)
		is distinct from (new.state, new.unit_id, new.confirming_unit_id) then
		new.confirming_unit_id := app.confirming_unit(new.unit_id, new.member_id, new.submitted_by);
	end if;
	-- Questions inside one another: the planner asks app.posts() while it plans the inner ones, and that needs a session.
	if app.caller() like 'session:%' then
		if new.member_id = app.member_id() and (old.unit_id, old.in_force) is distinct from (new.unit_id, new.in_force) then
			if not app.keeps_commitments_of(old.unit_id) then
				raise exception 'commitment %: not the author moves it', old.id using errcode = 'VD010';
			end if;
		end if;
	end if;
	if old.state = new.state then
		return new;
	end if;
	if (old.state, new.state) not in (('notStarted', 'exempt'), ('exempt', 'notStarted'), ('notStarted', 'draft'),
		('notStarted', 'submitted'), ('draft', 'submitted'), ('returned', 'draft'), ('returned', 'submitted'),
		('submitted', 'draft'), ('submitted', 'returned'), ('submitted', 'confirmed'), ('confirmed', 'filed'), ('filed', 'reviewed'))
		or new.step <> old.step + 1 then
		raise exception 'commitment %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if app.caller() like 'session:%' then
		if new.state = 'filed' and new.member_id is distinct from app.member_id() then
			raise exception 'commitment %: nobody reviews another in their name', old.id using errcode = 'VD010';
		end if;
		if new.state in ('confirmed', 'returned', 'reviewed') then
			if not app.confirms(old.confirming_unit_id, old.member_id, old.submitted_by) then
				raise exception 'commitment %: only the commander answers it', old.id using errcode = 'VD010';
			end if;
		end if;
		if new.state = 'confirmed' then
			new.confirmed_at := app.now();
			if new.confirmed_by is distinct from app.account_id() then
				raise exception 'commitment %: one confirms in one''s own name', old.id using errcode = 'VD010';
			end if;
		end if;
		if new.state = 'submitted' then
			new.submitted_at := app.now();
			if new.submitted_by is distinct from app.account_id() or new.signed_on > app.today() then
				raise exception 'commitment %: one submits in one''s own name', old.id using errcode = 'VD010';
			end if;
			if new.member_id is distinct from app.member_id() then
				if not (new.on_paper and exists (
					select from unit_standing s where s.unit_id = new.unit_id and s.valid @> app.today()
						and s.node_id = any ((select app.posts('focalOfficer'))::int[]))) then
					raise exception 'commitment %: from paper, by a focal officer', old.id using errcode = 'VD010';
				end if;
			end if;
		end if;
		if new.state = 'draft' and new.member_id is distinct from app.member_id() then
			raise exception 'commitment %: nobody writes another''s', old.id using errcode = 'VD010';
		end if;
		if 'exempt' in (old.state, new.state) and new.member_id = app.member_id() then
			raise exception 'commitment %: nobody excuses themselves', old.id using errcode = 'VD010';
		end if;
	end if;
	-- What was submitted stays then too: it could not be submitted again. The commander may still confirm it.
	if (new.state = 'submitted' or old.state = 'submitted' and new.state in ('draft', 'returned')) and app.is_over(new.campaign_id) then
		raise exception 'commitment %: its campaign is over', old.id using errcode = 'VD010';
	end if;
	if new.state = 'filed' and app.today() < make_date(new.year, 11, 15) then
		raise exception 'commitment %: its year is not yet to be looked back on', old.id using errcode = 'VD010';
	end if;
	if new.state in ('filed', 'reviewed') and not exists (
		select from commitment_review r where r.commitment_id = old.id and (new.state = 'filed' or r.reviewed_at is not null)) then
		raise exception 'commitment %: nothing was said of how it was kept', old.id using errcode = 'VD010';
	end if;
	if new.state = 'confirmed' and (new.confirmed_by = new.submitted_by
		or exists (select from account a where a.id = new.confirmed_by and a.member_id = new.member_id)) then
		raise exception 'commitment %: nobody confirms their own', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.commitment_moves() owner to vidan_definer;
create trigger commitment_moves before update on commitment for each row execute function app.commitment_moves();

-- The stocks that a paper in this state is counted in; stocksIn in src/commitments/commitment.ts says the same.
create function app.stocks_in(state text) returns text[]
language sql immutable parallel safe
return array['memberOnStrength']
	|| case when state = 'exempt' then array['memberExempt'] else '{}' end
	|| case when state in ('submitted', 'confirmed', 'filed', 'reviewed') then array['commitmentSigned'] else '{}' end
	|| case when state in ('confirmed', 'filed', 'reviewed') then array['commitmentConfirmed'] else '{}' end;

-- Writes the acts of a change of state, once, by the row as it is: whoever signs, answers or excuses cannot count anything else,
-- and a paper that another year has replaced meanwhile is not counted.
create function app.commitment_counts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	insert into act (id, unit_id, member_id, campaign_id, metric_id, qty, occurred_on, source)
	select gen_random_uuid(), app.keeper_of(new.unit_id), new.member_id, new.campaign_id, m.id,
		case when m.key = any (app.stocks_in(new.state)) then 1 else -1 end, app.today(), 'commitment'
	from metric m
	where (m.key = any (app.stocks_in(new.state))) <> (m.key = any (app.stocks_in(old.state)));
	return null;
end $$;

alter function app.commitment_counts() owner to vidan_definer;
create trigger commitment_counts after update of state on commitment
	for each row when (old.state <> new.state and new.in_force) execute function app.commitment_counts();
