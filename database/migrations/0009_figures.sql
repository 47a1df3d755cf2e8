-- What was done, counted once: acts, the counters folded from them, and the figures frozen in reports.

create table metric (
	id smallint primary key,
	key text not null unique,
	kind text not null check (kind in ('flow', 'stock'))
);
comment on table metric is 'What can be counted. A flow is summed over a period, a stock is a state at its end. The registry in code (src/figures/metrics.ts) says the same; a test compares them.';
insert into metric (id, kind, key) values
	(1, 'stock', 'memberOnStrength'), (2, 'stock', 'memberExempt'),
	(3, 'stock', 'commitmentSigned'), (4, 'stock', 'commitmentConfirmed'),
	(10, 'flow', 'planExpected'), (11, 'flow', 'planIssued'), (12, 'flow', 'committeeMeeting'), (13, 'flow', 'directive'),
	(20, 'flow', 'launchCeremony'), (21, 'flow', 'pledgeSigned'),
	(30, 'flow', 'studySession'), (31, 'flow', 'attendance'), (32, 'flow', 'attendanceExpected'), (33, 'flow', 'studyPaper'),
	(40, 'flow', 'workshop'), (41, 'flow', 'criteriaIssued'),
	(50, 'flow', 'trainingClass'), (51, 'flow', 'trainee'), (52, 'flow', 'traineePassed'),
	(60, 'flow', 'inspection'), (61, 'flow', 'finding'), (62, 'flow', 'findingRectified'),
	(70, 'flow', 'listeningForum'), (71, 'flow', 'opinionReceived'), (72, 'flow', 'opinionAnswered'),
	(73, 'flow', 'surveySlipOut'), (74, 'flow', 'surveySlipIn'),
	(80, 'flow', 'goodDeed'), (81, 'flow', 'exemplar'), (82, 'flow', 'award'), (90, 'flow', 'newsItem');

create table act (
	id uuid primary key,
	unit_id int not null references unit,
	member_id uuid references member,
	campaign_id int not null,
	metric_id smallint not null references metric,
	qty numeric not null check (qty not in ('NaN', 'Infinity', '-Infinity')),
	occurred_on date not null check (isfinite(occurred_on)),
	recorded_at timestamptz not null default app.now(),
	corrects uuid references act,
	source text not null default '',
	payload jsonb not null default '{}'
);
comment on table act is 'One thing done, by one unit on one day, entered once. Never changed: a correction is an act of the opposite sign that names it. The id is the idempotency key.';
create index act_unit on act (unit_id, campaign_id, metric_id, occurred_on);
create index act_campaign on act (campaign_id, metric_id, occurred_on, id);
create index act_corrects on act (corrects) where corrects is not null;

create table rollup_delta (
	id bigint generated always as identity primary key,
	unit_id int not null,
	campaign_id int not null,
	metric_id smallint not null,
	day date not null,
	qty numeric not null,
	at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
comment on table rollup_delta is 'Acts not yet in the counters, summed by unit, metric and day; written with the acts, removed by the fold.';

create table unit_day (
	unit_id int,
	campaign_id int,
	stock boolean,
	day date,
	metric_id smallint,
	n numeric not null,
	primary key (unit_id, campaign_id, stock, day, metric_id)
) with (fillfactor = 90);
comment on table unit_day is 'A unit''s own acts of a day, folded. Every other counter is derived from it and from the tree.';
comment on column unit_day.stock is 'The kind of the metric: a unit''s few changes of stocks lie together, so that its balance is read at once.';

create table campaign_metric (
	campaign_id int,
	metric_id smallint,
	primary key (campaign_id, metric_id)
);
comment on table campaign_metric is 'Which metrics have acts in a campaign.';

create table node_figure (
	grain text not null check (grain in ('day', 'month', 'year')),
	node_id int not null,
	campaign_id int not null,
	period date not null,
	metric_id smallint not null,
	n numeric not null,
	primary key (grain, node_id, campaign_id, period, metric_id)
) partition by list (grain);
create table node_day partition of node_figure for values in ('day') with (fillfactor = 85);
create table node_month partition of node_figure for values in ('month') with (fillfactor = 85);
create table node_year partition of node_figure for values in ('year') with (fillfactor = 85);
comment on table node_figure is 'As was: what the units under a node did, by the tree of each day. For a stock the change within the period, units that came or went included. A period is named by its first day. By day for wide nodes only.';

create table wide_node (
	figures smallint,
	node_id int,
	primary key (figures, node_id)
);
comment on table wide_node is 'Nodes with so many units under them that a part of a month is read from counters of days, not from the days of the units. figures: 2 for as was, 0 and 1 for the generations of as now. A node is listed exactly when its days are there.';

create table node_carry (
	node_id int,
	campaign_id int,
	on_date date,
	metric_id smallint,
	n numeric not null,
	primary key (node_id, campaign_id, on_date, metric_id)
);
comment on table node_carry is 'The part of node_figure that units brought with them or took away when they came or went: stocks only, on the day of the move. Lets a part of a month be told from the days alone.';

-- “As now” is built aside and swapped in, so it exists twice; `figures_state` says which one is read.
create table now_weight (
	generation smallint not null,
	kind text not null,
	unit_id int not null,
	during daterange not null,
	node_id int not null,
	weight numeric not null
);
create index now_weight_unit on now_weight (generation, unit_id);
create index now_weight_node on now_weight (generation, node_id);
comment on table now_weight is 'Which part of what a unit did on a day counts under a node of today''s tree. Stocks follow the principal heir whole, flows go by shares (20 digits, so that equal thirds make one).';

create table node_now (
	generation smallint not null,
	grain text not null,
	node_id int not null,
	campaign_id int not null,
	period date not null,
	metric_id smallint not null,
	n numeric not null,
	estimated boolean not null
) partition by list (generation);
create table node_now_0 partition of node_now for values in (0) with (fillfactor = 85);
create table node_now_1 partition of node_now for values in (1) with (fillfactor = 85);
create unique index node_now_0_key on node_now_0 (node_id, grain, campaign_id, period, metric_id);
create unique index node_now_1_key on node_now_1 (node_id, grain, campaign_id, period, metric_id);
comment on table node_now is 'As now: everything that units and their predecessors did, under the nodes of today''s tree. Estimated: a part was divided by shares.';

create table now_pending (
	xid xid8 not null default pg_current_xact_id(),
	unit_id int not null,
	campaign_id int not null,
	metric_id smallint not null,
	day date not null,
	qty numeric not null
);
comment on table now_pending is 'Deltas folded while a generation is being built; added to it before the swap unless its snapshot has them already.';

create table figures_state (
	one boolean primary key default true check (one),
	current smallint not null default 0,
	fingerprint text not null default '',
	built_on date,
	built_at timestamptz,
	building uuid,
	folded_at timestamptz,
	folds bigint not null default 0,
	wide_above int not null default 64
);
insert into figures_state default values;
comment on table figures_state is 'Which generation of “as now” is read, of which tree and day it is, and when acts were last folded.';
comment on column figures_state.wide_above is 'A node with more units than this under it gets counters of days when it is next looked at: by a change of the tree, a rebuilding, a generation.';

create table period_report (
	id uuid primary key default gen_random_uuid(),
	unit_id int not null references unit,
	campaign_id int not null,
	period daterange not null check (not lower_inf(period) and not upper_inf(period)),
	version int not null check (version > 0),
	status text not null default 'frozen' check (status in ('frozen', 'signed', 'superseded')),
	epoch int not null,
	figures jsonb not null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	frozen_at timestamptz not null default app.now(),
	frozen_by uuid,
	approver uuid,
	unique (unit_id, campaign_id, period, version)
);
comment on table period_report is 'As published: the figures of a unit for a period, frozen with the state of the tree and the hash of their canonical JSON. A later version never changes an earlier one.';

call app.protect('metric');
call app.protect('act');
call app.protect('rollup_delta');
call app.protect('unit_day');
call app.protect('campaign_metric');
call app.protect('node_figure');
call app.protect('node_day');
call app.protect('node_month');
call app.protect('node_year');
call app.protect('node_carry');
call app.protect('wide_node');
call app.protect('now_weight');
call app.protect('node_now');
call app.protect('node_now_0');
call app.protect('node_now_1');
call app.protect('now_pending');
call app.protect('figures_state');
call app.protect('period_report');
revoke update, delete on act from vidan_jobs, vidan_operator, vidan_definer;
revoke delete on period_report from vidan_jobs, vidan_operator, vidan_definer;
grant truncate on node_now_0, node_now_1, node_day, node_month, node_year, node_carry, unit_day, rollup_delta, campaign_metric
	to vidan_jobs, vidan_operator;

-- Lets the planner know what a loading, or a tree that changed, has left of these tables. Only their owner may.
create function app.measure_figures() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	analyze unit_closure, unit_standing, unit_heir, unit_day, node_day, node_month, node_year, node_carry, now_weight, wide_node;
end $$;
revoke execute on function app.measure_figures() from public;
grant execute on function app.measure_figures() to vidan_operator, vidan_jobs;

-- A generation of “as now” is filled without its key and gets it when it is full: entered row by row, the key takes longer than
-- all the rest. Only the owner of the tables may, who sees no row of them.
create function app.current_generation() returns smallint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
	select current from figures_state
$$;
alter function app.current_generation() owner to vidan_definer;
create function app.drop_now_key(generation int) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if generation is distinct from 1 - app.current_generation() then
		raise 'generation % is read', generation using errcode = 'object_in_use';
	end if;
	execute format('drop index if exists %I', 'node_now_' || generation || '_key');
end $$;
create function app.make_now_key(generation int) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set maintenance_work_mem = '256MB' as $$
begin
	execute format('create unique index %I on %I (node_id, grain, campaign_id, period, metric_id)',
		'node_now_' || generation || '_key', 'node_now_' || generation);
	execute format('analyze %I', 'node_now_' || generation);
end $$;
revoke execute on function app.drop_now_key(int), app.make_now_key(int) from public;
grant execute on function app.drop_now_key(int), app.make_now_key(int) to vidan_operator, vidan_jobs;

create policy known on metric for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
create policy known on campaign_metric for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
create policy known on figures_state for select to vidan_staff, vidan_public using ((select app.caller()) is not null);
grant select on metric, campaign_metric, figures_state to vidan_staff, vidan_public;

-- Acts are read by whoever may see the unit, and one's own by oneself; written by who keeps the work of a unit or of one above it.
create policy scope on act for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = act.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy own on act for select to vidan_staff using (member_id = (select app.member_id()));
create policy write on act for insert to vidan_staff with check (
	exists (
		select from unit_standing s where s.unit_id = act.unit_id
			and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
grant select, insert on act to vidan_staff;

-- Whoever writes an act writes its delta: nothing can be done that is not counted, and nothing counted that was not done.
create function app.act_to_delta() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	insert into rollup_delta (unit_id, campaign_id, metric_id, day, qty)
	select unit_id, campaign_id, metric_id, occurred_on, sum(qty) from written group by 1, 2, 3, 4;
	return null;
end $$;
alter function app.act_to_delta() owner to vidan_definer;
create trigger act_to_delta after insert on act referencing new table as written
	for each statement execute function app.act_to_delta();

-- Figures are read through the functions below, each of which first keeps the nodes that the caller may see, so
-- that the counters need no check per row. Who asks is told by the login, which injected SQL cannot change.
create function app.visible_nodes(asked int[]) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	today date := app.today();
	reach int[];
	seen int[];
	own int[];
begin
	perform app.caller();
	if session_user in ('vidan_login_jobs', 'vidan_login_operator') then
		return asked;
	end if;
	if session_user <> 'vidan_login_staff' then
		return '{}';
	end if;
	reach := app.scope();
	-- Pair by pair through the key: given both lists at once, all that stands under the root is gone through.
	seen := array(
		select distinct s.unit_id from unnest(asked) as node (id) cross join unnest(reach) as root (id)
		join unit_standing s on s.unit_id = node.id and s.node_id = root.id and s.valid @> today);
	if seen @> asked then
		return seen;
	end if;
	own := app.own_units();
	return array(select unnest(seen) union select node from unnest(asked) as node where node = any (own));
end $$;

-- The figures of nodes over the days [since, until), of all metrics or those wanted: flows summed, stocks as they stand at the end. A period is cut into
-- pieces: whole years and months come from counters, the rest from the days, of the node itself where it is wide, else of its units. Node by node
-- and piece by piece through the key (`offset 0` keeps the planner to it): of all nodes at once whole counters are gone through. By one plan that
-- the connection keeps, right for a commune and for the whole body: planning anew takes longer than reading, and so does starting
-- helpers. It asks nobody who they are: the functions below do, and only they may call it.
create function app.sum_figures(basis text, nodes int[], campaign int, since date, until date, wanted smallint[])
returns table (node_id int, metric_id smallint, n numeric, estimated boolean)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
declare
	-- since ≤ month_from ≤ year_from ≤ year_to ≤ month_to ≤ until
	month_from date := least(until, (date_trunc('month', (since - 1)::timestamp) + interval '1 month')::date);
	month_to date := greatest(month_from, date_trunc('month', until::timestamp)::date);
	year_from date := least(month_to, (date_trunc('year', (month_from - 1)::timestamp) + interval '1 year')::date);
	year_to date := greatest(year_from, date_trunc('year', month_to::timestamp)::date);
	-- A stock begins with the first act ever.
	years_end date := date_trunc('year', until::timestamp)::date;
	months_end date := date_trunc('month', until::timestamp)::date;
	gen smallint := case when basis = 'was' then 2 else (select current from figures_state) end;
	flows smallint[];
	stocks smallint[];
	-- The pieces, each with its place in every list.
	grains text[];
	are_stock boolean[];
	begins date[];
	ends date[];
	narrow int[];
begin
	select coalesce(array_agg(id) filter (where kind = 'flow'), '{}'), coalesce(array_agg(id) filter (where kind = 'stock'), '{}')
		into flows, stocks from metric where wanted is null or id = any (wanted);
	select array_agg(grain), array_agg(is_stock), array_agg(p.since), array_agg(p.until) into grains, are_stock, begins, ends
	from (values
		('day', false, since, month_from), ('month', false, month_from, year_from), ('year', false, year_from, year_to),
		('month', false, year_to, month_to), ('day', false, month_to, until),
		('year', true, '-infinity', years_end), ('month', true, years_end, months_end), ('day', true, months_end, until)
	) as p (grain, is_stock, since, until)
	where p.since < p.until and case when is_stock then stocks <> '{}' else flows <> '{}' end;
	if 'day' = any (grains) then
		narrow := array(select id from unnest(nodes) as id where not exists (select from wide_node w where w.figures = gen and w.node_id = id));
	end if;
	if basis = 'was' then
		return query
		select f.node_id, f.metric_id, sum(f.n), false
		from (
			select node.id as node_id, c.metric_id, c.n
			from unnest(nodes) as node (id)
			cross join unnest(grains, are_stock, begins, ends) as piece (grain, is_stock, since, until)
			cross join lateral (
				select metric_id, n from node_figure
				where grain = piece.grain and node_id = node.id and campaign_id = campaign and period >= piece.since and period < piece.until
					and metric_id = any (case when piece.is_stock then stocks else flows end)
				offset 0
			) c
			union all
			select node.id, d.metric_id, d.n
			from unnest(narrow) as node (id)
			cross join unnest(grains, are_stock, begins, ends) as piece (grain, is_stock, since, until)
			join unit_standing s on s.node_id = node.id
			cross join lateral (
				select metric_id, n from unit_day
				where unit_id = s.unit_id and campaign_id = campaign and stock = piece.is_stock and day >= piece.since and day < piece.until
					and s.valid @> day and metric_id = any (case when piece.is_stock then stocks else flows end)
				offset 0
			) d
			where piece.grain = 'day'
			union all
			select c.node_id, c.metric_id, c.n from node_carry c
			where c.node_id = any (narrow) and c.campaign_id = campaign and c.metric_id = any (stocks)
				and c.on_date >= months_end and c.on_date < until
		) f
		group by 1, 2;
	else
		return query
		select f.node_id, f.metric_id, sum(f.n), bool_or(f.estimated)
		from (
			select node.id as node_id, c.metric_id, c.n, c.estimated
			from unnest(nodes) as node (id)
			cross join unnest(grains, are_stock, begins, ends) as piece (grain, is_stock, since, until)
			cross join lateral (
				select metric_id, n, estimated from node_now
				where generation = gen and grain = piece.grain and node_id = node.id and campaign_id = campaign
					and period >= piece.since and period < piece.until
					and metric_id = any (case when piece.is_stock then stocks else flows end)
				offset 0
			) c
			union all
			select node.id, d.metric_id, d.n * w.weight, w.weight < 1
			from unnest(narrow) as node (id)
			cross join unnest(grains, are_stock, begins, ends) as piece (grain, is_stock, since, until)
			join now_weight w on w.generation = gen and w.node_id = node.id and w.kind = case when piece.is_stock then 'stock' else 'flow' end
			cross join lateral (
				select metric_id, n from unit_day
				where unit_id = w.unit_id and campaign_id = campaign and stock = piece.is_stock and day >= piece.since and day < piece.until
					and w.during @> day and metric_id = any (case when piece.is_stock then stocks else flows end)
				offset 0
			) d
			where piece.grain = 'day'
		) f
		group by 1, 2;
	end if;
end $$;
revoke execute on function app.sum_figures(text, int[], int, date, date, smallint[]) from public;
grant execute on function app.sum_figures(text, int[], int, date, date, smallint[]) to vidan_definer;

create function app.figures(basis text, asked int[], campaign int, since date, until date, wanted smallint[] default null)
returns table (node_id int, metric_id smallint, n numeric, estimated boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query select * from app.sum_figures(basis, app.visible_nodes(asked), campaign, since, until, wanted);
end $$;

-- The change of a node's figures in each whole month of [since, until).
create function app.sum_months(basis text, nodes int[], campaign int, wanted smallint[], since date, until date)
returns table (period date, metric_id smallint, n numeric, estimated boolean)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
	if basis = 'was' then
		return query
		select m.period, m.metric_id, m.n, false from node_month m
		where m.node_id = any (nodes) and m.campaign_id = campaign and m.metric_id = any (wanted)
			and m.period >= since and m.period < until;
	else
		return query
		select m.period, m.metric_id, m.n, m.estimated from node_now m
		where m.generation = (select current from figures_state) and m.grain = 'month' and m.node_id = any (nodes)
			and m.campaign_id = campaign and m.metric_id = any (wanted) and m.period >= since and m.period < until;
	end if;
end $$;
revoke execute on function app.sum_months(text, int[], int, smallint[], date, date) from public;
grant execute on function app.sum_months(text, int[], int, smallint[], date, date) to vidan_definer;

create function app.figure_months(basis text, asked int, campaign int, wanted smallint[], since date, until date)
returns table (period date, metric_id smallint, n numeric, estimated boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return query select * from app.sum_months(basis, app.visible_nodes(array[asked]), campaign, wanted, since, until);
end $$;

-- All the figures of one look at a node, in one way to the database; null for a node that the caller may not see. Of the node itself over a
-- period, and over another one before it; of other nodes that the caller may see (`seen`), those metrics that are compared; one metric month by month, with
-- how it stood before the first.
create function app.figures_beside(basis text, node int, others int[], campaign int, since date, until date, earlier_since date, earlier_until date,
	compared smallint[], trend smallint)
returns json
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	seen int[] := app.visible_nodes(others || node);
	first date := date_trunc('month', since::timestamp)::date;
begin
	if node <> all (seen) then
		return null;
	end if;
	return json_build_object(
		'own', (select json_agg(json_build_array(metric_id, trim_scale(n)::text, estimated))
			from app.sum_figures(basis, array[node], campaign, since, until, null)),
		'earlier', (select json_agg(json_build_array(metric_id, trim_scale(n)::text, estimated))
			from app.sum_figures(basis, array[node], campaign, earlier_since, earlier_until, null)),
		'others', (select json_agg(json_build_array(metric_id, trim_scale(n)::text, estimated, node_id))
			from app.sum_figures(basis, array(select id from unnest(others) as id where id = any (seen)), campaign, since, until, compared)
			where cardinality(others) > 0),
		'seen', array(select id from unnest(others) as id where id = any (seen)),
		'months', (select json_agg(json_build_array(period, trim_scale(n)::text))
			from app.sum_months(basis, array[node], campaign, array[trend], first, until)),
		'begin', (select trim_scale(n)::text from app.sum_figures(basis, array[node], campaign, first, first, array[trend])
			where exists (select from metric where id = trend and kind = 'stock')));
end $$;

-- How fresh the figures are: the oldest act not yet in them (null when all are), and when acts were last folded.
create function app.figures_age() returns table (waiting_since timestamptz, folded_at timestamptz, built_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return query select (select min(at) from rollup_delta), s.folded_at, s.built_at from figures_state s;
end $$;

-- Does anything still wait that a unit's figures of the days before `until` will hold, of what had been recorded when the asking transaction began?
create function app.figures_wait(node int, campaign int, until date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	return exists (select from rollup_delta d
		where d.campaign_id = campaign and d.day < until and d.at <= now()
			and exists (select from unit_standing s where s.unit_id = d.unit_id and s.node_id = node));
end $$;

alter function app.visible_nodes(int[]) owner to vidan_definer;
alter function app.figures_wait(int, int, date) owner to vidan_definer;
alter function app.figures(text, int[], int, date, date, smallint[]) owner to vidan_definer;
alter function app.figure_months(text, int, int, smallint[], date, date) owner to vidan_definer;
alter function app.figures_beside(text, int, int[], int, date, date, date, date, smallint[], smallint) owner to vidan_definer;
alter function app.figures_age() owner to vidan_definer;

-- A report is read by whoever may see the unit; it is frozen by those who lead it or keep its papers.
create policy scope on period_report for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = period_report.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy froze on period_report for insert to vidan_staff with check (
	frozen_by = (select app.account_id()) and approver is null and status = 'frozen'
	and unit_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]));
grant select, insert on period_report to vidan_staff;
