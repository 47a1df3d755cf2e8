-- Personal commitments: the list of who is asked, where each paper stands, and, apart from it, what it says.

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
		where h.heir_id = unit and h.principal and h.valid @> today and exists (
			select from (select * from post where post.unit_id = h.unit_id::bigint offset 0) p join account a on a.id = p.account_id
			where p.role = any (roles) and p.valid @> today and a.disabled_at is null
				and a.member_id is distinct from author and a.id is distinct from enterer));
end $$;
alter function app.has_other(int, uuid, uuid, text[]) owner to vidan_definer;
revoke execute on function app.has_other(int, uuid, uuid, text[]) from public;

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
alter function app.confirming_unit(int, uuid, uuid) owner to vidan_definer;

-- Does the committee of a unit confirm papers of this author, because the unit is the root and has no other head?
create function app.by_committee(unit int, author uuid, enterer uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return unit is not null and exists (
			select from unit_parent r where r.unit_id = app.keeper_of(unit) and r.parent_id is null and r.valid @> app.today())
		and not app.has_other(app.keeper_of(unit), author, enterer, 'unitHead');
end $$;
alter function app.by_committee(int, uuid, uuid) owner to vidan_definer;
revoke execute on function app.by_committee(int, uuid, uuid) from public;
grant execute on function app.by_committee(int, uuid, uuid) to vidan_staff, vidan_jobs, vidan_operator;

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
alter function app.confirms(int, uuid, uuid) owner to vidan_definer;
revoke execute on function app.confirms(int, uuid, uuid) from public;
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
						and s.node_id = any (app.posts('focalOfficer')))) then
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

call app.protect('commitment_issue');
call app.protect('commitment');
call app.protect('commitment_text');
call app.protect('commitment_return');
call app.protect('commitment_review');

-- Puts everybody on strength under the node of an issue on a day on the list, those exempt with the reason; who is on it stays as
-- they are. Who moved or left since that day stands where they serve today, or in no stock. The commitments of earlier years of those
-- who were put on it end; who has one of a later year is listed and not counted: nobody is in a stock twice. One run of a campaign
-- follows the other. Counted by unit, metric and day, one act each, and never before the day on which somebody came into the stock;
-- a unit that ended means its principal heir of that day. Answers how many were put on the list and are counted, and how many of those
-- are exempt.
-- A function, because it is one set of up to hundreds of thousands: asked row by row, the policies would cost more than the
-- work, and tables that were just loaded have no statistics, from which the planner concludes that a nested loop is cheap.
create function app.enrol_members(issue uuid, day date)
returns table (asked int, exempt int)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set enable_nestloop = off as $$
#variable_conflict use_column
declare
	about commitment_issue;
	node int;
begin
	select * into strict about from commitment_issue i where i.id = issue for update;
	if app.caller() like 'session:%' then
		if not exists (
			select from unit_standing s where s.unit_id = about.unit_id and s.valid @> app.today()
				and s.node_id = any (app.posts('focalOfficer', 'unitHead'))) then
			raise exception 'issue %: not the caller''s', issue using errcode = 'VD010';
		end if;
	end if;
	perform pg_advisory_xact_lock(hashtextextended('commitments of campaign ' || about.campaign_id, 0));
	select h.heir_id into node from unit_heir h where h.unit_id = about.unit_id and h.principal and h.valid @> day limit 1;
	return query
		with home as materialized (
			select distinct h.unit_id, h.heir_id
			from unit_closure c join unit_heir h on h.heir_id = c.descendant and h.principal and h.valid @> day
			where c.ancestor = node and c.valid @> day
		), newer as materialized (
			select distinct on (p.member_id) p.member_id, p.unit_id, p.valid
			from posting p where lower(p.valid) > day and lower(p.valid) <= app.today() order by p.member_id, lower(p.valid) desc
		), later as materialized (
			select distinct c.member_id from commitment c where c.campaign_id = about.campaign_id and c.year > about.year
		), served as materialized (
			select p.member_id, h.heir_id as then_at, e.reason, l.member_id is null as counts,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then null
					when coalesce(n.unit_id, p.unit_id) = p.unit_id then h.heir_id else n.unit_id end as now_at,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then upper(coalesce(n.valid, p.valid))
					else lower(n.valid) end as moved_on
			from posting p join home h on h.unit_id = p.unit_id
			left join exemption e on e.member_id = p.member_id and e.valid @> day
			left join newer n on n.member_id = p.member_id
			left join later l on l.member_id = p.member_id
			where p.valid @> day
		), enrolled as (
			insert into commitment (issue_id, campaign_id, year, member_id, unit_id, issued_unit_id, state, exempt_reason, exempted_on, in_force)
			select about.id, about.campaign_id, about.year, s.member_id, coalesce(s.now_at, s.then_at), s.then_at,
				case when s.reason is null then 'notStarted' else 'exempt' end, s.reason, case when s.reason is not null then day end, s.counts and s.now_at is not null
			from served s
			on conflict (member_id, campaign_id, year) do nothing
			returning member_id, state
		), entered as materialized (
			select s.then_at, s.now_at, s.moved_on, n.state, count(*)::int as members
			from enrolled n join served s on s.member_id = n.member_id
			where s.counts
			group by 1, 2, 3, 4
		), ended as (
			update commitment c set in_force = false
			from enrolled n
			where c.member_id = n.member_id and c.campaign_id = about.campaign_id and c.year < about.year and c.in_force
			returning c.member_id, c.unit_id, c.state, c.issue_id, c.submitted_at, c.confirmed_at
		), came as materialized (
			select v.member_id, max(v.on_date) as on_date from member_move v where v.on_date > day and v.on_date <= app.today() group by v.member_id
		), left_over as materialized (
			select e.unit_id, e.state, greatest(day, i.reference_on, v.on_date) as since,
				(e.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as signed,
				(e.confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date as confirmed, count(*)::int as members
			from ended e join commitment_issue i on i.id = e.issue_id left join came v on v.member_id = e.member_id
			group by 1, 2, 3, 4, 5
		), counted as materialized (
			select 'asked' as part, g.then_at as unit_id, k.metric, day as on_date, g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			union all
			select 'moved', place.unit_id, k.metric, g.moved_on, place.sign * g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			cross join lateral (values (g.then_at, -1), (g.now_at, 1)) place (unit_id, sign)
			where g.now_at is distinct from g.then_at and place.unit_id is not null
			union all
			select 'ended', g.unit_id, k.metric, greatest(g.since, case k.metric
				when 'commitmentSigned' then g.signed when 'commitmentConfirmed' then g.confirmed end), -g.members
			from left_over g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
		), written as (
			insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on, source)
			select gen_random_uuid(), h.heir_id, about.campaign_id, m.id, sum(c.members), c.on_date, 'commitment'
			from counted c join unit_heir h on h.unit_id = c.unit_id and h.principal and h.valid @> c.on_date
			join metric m on m.key = c.metric
			group by c.part, h.heir_id, m.id, c.on_date
		)
		select coalesce(sum(c.members) filter (where c.metric = 'memberOnStrength'), 0)::int,
			coalesce(sum(c.members) filter (where c.metric = 'memberExempt'), 0)::int
		from counted c where c.part = 'asked';
end $$;
alter function app.enrol_members(uuid, date) owner to vidan_definer;
revoke execute on function app.enrol_members(uuid, date) from public;
grant execute on function app.enrol_members(uuid, date) to vidan_staff, vidan_jobs, vidan_operator;

-- A member signs: the text, the state (the stocks follow it), and what happened. One function, because
-- submitting is what everybody does in the same week, and under the policies below the questions about who asks would cost more
-- than the work. Only the author passes; what may follow what is held by commitment_moves. False: not as it was read.
create function app.sign_commitment(paper uuid, from_step int, signer uuid, said jsonb, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	who text := app.caller();
	author uuid;
	signed commitment;
	unit int;
begin
	if who like 'session:%' then
		who := 'session';
		author := app.member_id();
		signer := app.account_id();
	else
		author := (select a.member_id from account a where a.id = signer);
	end if;
	update commitment c set state = 'submitted', step = from_step + 1, on_paper = false, signed_on = app.today(),
		submitted_by = signer, submitted_at = app.now(), text_sha256 = hash
	where c.id = paper and c.member_id = author and c.step = from_step and c.state in ('notStarted', 'draft', 'returned')
	returning c.* into signed;
	if not found then
		return false;
	end if;
	unit := app.keeper_of(signed.unit_id);
	insert into commitment_text as had (commitment_id, content, saved_at) values (paper, said, app.now())
	on conflict (commitment_id) do update
		set content = excluded.content, scan_file_id = null, entered_by = null, saved_at = excluded.saved_at;
	insert into event (kind, unit_id, account_id, caller, subject, payload)
	values ('commitment.submitted', unit, signer, who, paper::text,
		jsonb_build_object('campaignId', signed.campaign_id, 'step', signed.step));
	return true;
end $$;
alter function app.sign_commitment(uuid, int, uuid, jsonb, text) owner to vidan_definer;
revoke execute on function app.sign_commitment(uuid, int, uuid, jsonb, text) from public;
grant execute on function app.sign_commitment(uuid, int, uuid, jsonb, text) to vidan_staff, vidan_operator;

-- The questions of the policies below. Written as functions where they are asked of one row at a time: their plans are kept,
-- while a policy is planned anew with every statement, and submitting is what everybody does in the same week.

-- Does the caller know of an issue: as one of those who are asked, from above, or as somebody under the unit that issued it?
create function app.knows_issue(issue uuid, unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	-- Asked first, because a member who submits asks nothing else.
	if exists (select from commitment c where c.member_id = app.member_id() and c.issue_id = issue) then
		return true;
	end if;
	return exists (
			select from unit_standing s where s.unit_id = any (app.own_units()) and s.node_id = app.keeper_of(unit) and s.valid @> app.today())
		or exists (
			select from unit_standing s where s.unit_id = unit and s.node_id = any (app.scope()) and s.valid @> app.today());
end $$;

-- May the caller change papers of members of this unit: as focal officer or head, or as the administrator whose postings they follow?
create function app.keeps_commitments_of(unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from unit_standing s where s.unit_id = unit and s.valid @> app.today()
			and s.node_id = any (app.posts('focalOfficer', 'unitHead', 'administrator')));
end $$;

-- May the caller read what a commitment says? The author, always; who entered it from paper; the commander, never of
-- themselves, while it lies before them or was answered.
create function app.reads_commitment(id uuid, enterer uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	about commitment;
begin
	select * into about from commitment c where c.id = reads_commitment.id;
	return coalesce(about.member_id = app.member_id() or enterer = app.account_id() or (
		about.state in ('submitted', 'returned', 'confirmed', 'filed', 'reviewed')
		and app.confirms(about.confirming_unit_id, about.member_id, about.submitted_by)), false);
end $$;

-- May the caller write what it says? The author, and with a scan the focal officer, as long as it is not submitted.
create function app.writes_commitment(id uuid, enterer uuid, scan uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	about commitment;
begin
	select * into about from commitment c where c.id = writes_commitment.id;
	if about.state is null or about.state not in ('notStarted', 'draft', 'returned') then
		return false;
	end if;
	if enterer is null then
		return coalesce(about.member_id = app.member_id(), false);
	end if;
	return enterer = app.account_id() and scan is not null and exists (
		select from unit_standing s where s.unit_id = about.unit_id and s.valid @> app.today()
			and s.node_id = any (app.posts('focalOfficer')));
end $$;

-- May the caller answer it as commander?
create function app.answers_commitment(id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from commitment c
		where c.id = answers_commitment.id and app.confirms(c.confirming_unit_id, c.member_id, c.submitted_by));
end $$;
alter function app.knows_issue(uuid, int) owner to vidan_definer;
alter function app.keeps_commitments_of(int) owner to vidan_definer;
alter function app.reads_commitment(uuid, uuid) owner to vidan_definer;
alter function app.writes_commitment(uuid, uuid, uuid) owner to vidan_definer;
alter function app.answers_commitment(uuid) owner to vidan_definer;

-- An issue is known above its node and below it.
create policy known on commitment_issue for select to vidan_staff using (app.knows_issue(id, unit_id));
create policy issue on commitment_issue for insert to vidan_staff with check (app.takes_work(campaign_id) and exists (
	select from unit_standing s where s.unit_id = commitment_issue.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
create policy run on commitment_issue for update to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = commitment_issue.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
grant select, insert, update on commitment_issue to vidan_staff;

-- The state of a paper: by its author; in their units by focal officers, heads and auditors, and by administrators, whose
-- postings it follows. PostgreSQL asks the last name first, and nothing more once it is answered: members read most, and their own.
create policy writer on commitment for select to vidan_staff using (member_id = (select app.member_id()));
create policy scope on commitment for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = commitment.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'auditor', 'administrator'))::int[])
		and s.valid @> (select app.today())));
create policy author on commitment for update to vidan_staff
	using (member_id = (select app.member_id()))
	with check (member_id = (select app.member_id()) and state in ('draft', 'submitted', 'filed'));
create policy keep on commitment for update to vidan_staff using (app.keeps_commitments_of(unit_id));
-- The committee of the root, for papers that it confirms.
create policy committee on commitment for select to vidan_staff using (
	confirming_unit_id = any ((select app.kept_units('committeeMember'))::int[]) and app.by_committee(confirming_unit_id, member_id, submitted_by));
create policy committee_answers on commitment for update to vidan_staff using (
	confirming_unit_id = any ((select app.kept_units('committeeMember'))::int[]) and app.by_committee(confirming_unit_id, member_id, submitted_by));
grant select, update on commitment to vidan_staff;

-- What it says. Written over by its author, also what was entered for them, and by who entered it; the commander who reads a
-- returned text never writes over it, whatever other post they hold.
create policy read on commitment_text for select to vidan_staff using (app.reads_commitment(commitment_id, entered_by));
create policy write on commitment_text for insert to vidan_staff
	with check (app.writes_commitment(commitment_id, entered_by, scan_file_id));
create policy rewrite on commitment_text for update to vidan_staff
	using (entered_by = (select app.account_id())
		or exists (select from commitment c where c.id = commitment_text.commitment_id and c.member_id = (select app.member_id())))
	with check (app.writes_commitment(commitment_id, entered_by, scan_file_id));
grant select, insert, update on commitment_text to vidan_staff;

create policy read on commitment_return for select to vidan_staff using (
	(select app.caller()) is not null and exists (select from commitment_text t where t.commitment_id = commitment_return.commitment_id));
create policy give_back on commitment_return for insert to vidan_staff
	with check (returned_by = (select app.account_id()) and app.answers_commitment(commitment_id));
grant select, insert on commitment_return to vidan_staff;

create policy read on commitment_review for select to vidan_staff using (
	(select app.caller()) is not null and app.reads_commitment(commitment_id, null));
create policy file on commitment_review for insert to vidan_staff with check (exists (
	select from commitment c where c.id = commitment_id and c.state = 'confirmed' and c.member_id = (select app.member_id())));
create policy find on commitment_review for update to vidan_staff
	using (reviewed_at is null and app.answers_commitment(commitment_id))
	with check (reviewed_by = (select app.account_id()));
grant select, insert (commitment_id, own_result, own_text), update (result, comment, reviewed_by, reviewed_at) on commitment_review to vidan_staff;

create policy evidence on file for select to vidan_staff using (
	(select app.caller()) is not null and exists (select from commitment_text t where t.scan_file_id = file.id));
