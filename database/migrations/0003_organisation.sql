-- The tree of units through time. Every structural change is a document (reorg); everything derived is written with it.

-- What a search compares: lower case, no marks, đ as d; “hoà” and “hòa” become the same.
-- Bound when it is made, like app.today(): asked once for each name of an import.
create function app.fold(said text) returns text
language sql immutable parallel safe
return replace(replace(regexp_replace(normalize(lower(said), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'), 'ð', 'd');

create table tree_state (
	tree text primary key,
	epoch int not null default 0
);
comment on table tree_state is 'One row per tree; the epoch grows with every structural change. Locked by whoever changes the tree.';
insert into tree_state (tree) values ('main');

create table reorg (
	id uuid primary key default gen_random_uuid(),
	tree text not null default 'main' references tree_state,
	kind text not null check (kind in ('import', 'reorganisation')),
	decision_no text not null default '' check (length(decision_no) <= 100),
	on_date date not null,
	status text not null default 'draft' check (status in ('draft', 'checked', 'applying', 'applied', 'reverting', 'reverted')),
	file_name text not null default '',
	file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
	ops jsonb not null,
	plan_sha256 text,
	changes jsonb,
	refusal text,
	epoch int,
	created_at timestamptz not null default app.now(),
	check (kind = 'import' or decision_no <> '')
);
create unique index reorg_once on reorg (tree, kind, file_sha256, on_date, decision_no) where status <> 'reverted';
comment on table reorg is 'A document that changes a tree: an import of units, or a re-organisation. on_date is the first day of the new state.';
comment on column reorg.ops is 'The rows of the file, each with its line number.';
comment on column reorg.plan_sha256 is 'What the checker saw: the document is applied only while it still means the same.';
comment on column reorg.changes is 'What applying did, by unit id: a revert undoes exactly this.';
comment on column reorg.refusal is 'Why the last attempt to apply it in the background did nothing.';
comment on column reorg.epoch is 'The epoch of the tree that this document made.';

create table reorg_step (
	id bigint generated always as identity primary key,
	reorg_id uuid not null references reorg,
	step text not null check (step in ('drafted', 'changed', 'checked', 'returned', 'ordered', 'applied', 'reverted')),
	at timestamptz not null default app.now(),
	account_id uuid,
	by_whom text not null
);
create index reorg_step_reorg on reorg_step (reorg_id);
comment on table reorg_step is 'Who did what to a document and when. account_id is null for the operator of the command line.';

create table unit (
	id int generated always as identity primary key,
	tree text not null default 'main' references tree_state,
	born date not null,
	dies date check (dies >= born),
	publishable boolean not null default false
);
comment on table unit is 'A unit of a tree, alive on [born, dies). Never reused, never deleted; one whose creation was reverted has dies = born.';
comment on column unit.publishable is 'May its existence be shown to the public? Off unless somebody says so.';

create table unit_name (
	unit_id int not null references unit,
	tree text not null,
	name text not null check (name <> '' and length(name) <= 200),
	short text check (short <> ''),
	kind text not null check (kind <> ''),
	code text collate "C" not null check (code <> '' and length(code) <= 32),
	folded text not null generated always as (app.fold(name)) stored,
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	reorg_id uuid references reorg,
	exclude using gist (unit_id with =, valid with &&),
	-- By the hash: texts in a GiST index cost four times as much, and ten thousand units are renamed in one document.
	exclude using gist (hashtextextended(tree || ' ' || code, 0) with =, valid with &&)
);
create index unit_name_unit on unit_name (unit_id);
create index unit_name_code on unit_name (tree, code);
create index unit_name_reorg on unit_name (reorg_id);
comment on table unit_name is 'What a unit is called, of which kind it is, which code it bears, from when to when. A code has one bearer a day.';

create table unit_parent (
	unit_id int not null references unit,
	parent_id int references unit check (parent_id <> unit_id),
	valid daterange not null check (not isempty(valid) and lower(valid) is not null),
	reorg_id uuid references reorg,
	exclude using gist (unit_id with =, valid with &&)
);
create index unit_parent_unit on unit_parent (unit_id);
create index unit_parent_parent on unit_parent (parent_id);
create index unit_parent_reorg on unit_parent (reorg_id);
comment on table unit_parent is 'Under which unit a unit stands, from when to when. One parent a day; the root has none (null).';

create table unit_lineage (
	id bigint generated always as identity primary key,
	src int not null references unit,
	dst int references unit,
	on_date date not null,
	kind text not null check (kind in ('merge', 'split', 'rename', 'transfer', 'abolish')),
	share numeric(40, 38) check (share > 0 and share <= 1),
	principal boolean not null default false,
	reorg_id uuid references reorg,
	check ((dst is null) = (kind = 'abolish'))
);
create index unit_lineage_src on unit_lineage (src);
create index unit_lineage_dst on unit_lineage (dst);
create index unit_lineage_reorg on unit_lineage (reorg_id);
comment on table unit_lineage is 'What became of a unit: src passes into dst on that day. rename and transfer (to another parent) have src = dst; a unit that is split and lives on is among its own dsts.';
comment on column unit_lineage.share is 'The part of the past of src that goes to dst in a split; null: equal parts.';
comment on column unit_lineage.principal is 'dst is the one heir that members, accounts, posts and stocks of src follow.';

create table unit_closure (
	ancestor int not null,
	descendant int not null,
	depth int not null,
	valid daterange not null,
	primary key (descendant, ancestor, valid)
);
create index unit_closure_ancestor on unit_closure (ancestor, depth);
comment on table unit_closure is 'Derived: who stood under whom, at which depth (self: 0), on every date while both lived.';

create table unit_standing (
	unit_id int not null,
	node_id int not null,
	valid daterange not null,
	primary key (unit_id, node_id, valid)
);
create index unit_standing_node on unit_standing (node_id);
comment on table unit_standing is 'Derived: where a unit stands, and after its end what continues it (the line of its principal heir). One row for as long as it stands under the same node.';

create table unit_heir (
	unit_id int not null,
	during daterange not null,
	heir_id int not null,
	share numeric(40, 38) not null,
	principal boolean not null,
	valid daterange not null,
	by_abolition boolean not null default false,
	primary key (unit_id, heir_id, valid, during)
);
create index unit_heir_heir on unit_heir (heir_id);
comment on table unit_heir is 'Derived: seen on a day in valid, what the unit did on days in during belongs to heir_id by share. Heirs live on every such day.';
comment on column unit_heir.by_abolition is 'heir_id stood above what was abolished: it goes on with the work, members and figures, and does not continue the unit. Of a principal heir, the way of principal heirs says it; of another, all that it has of the unit.';

call app.protect('tree_state');
call app.protect('reorg');
call app.protect('reorg_step');
call app.protect('unit');
call app.protect('unit_name');
call app.protect('unit_parent');
call app.protect('unit_lineage');
call app.protect('unit_closure');
call app.protect('unit_standing');
call app.protect('unit_heir');

-- The living unit that answers today for a unit: itself, or its principal heir.
create function app.keeper_of(unit int) returns int
language plpgsql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	-- Not in sql: that would be planned anew with every statement that asks.
	return (select h.heir_id from unit_heir h where h.unit_id = unit and h.principal and h.valid @> app.today() limit 1);
end $$;
alter function app.keeper_of(int) owner to vidan_definer;

-- The same on another day.
create function app.keeper_on(unit int, day date) returns int
language plpgsql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return (select h.heir_id from unit_heir h where h.unit_id = unit and h.principal and h.valid @> day limit 1);
end $$;
alter function app.keeper_on(int, date) owner to vidan_definer;

-- What a unit is called, or was called last. For lists, row by row: its body is bound, so that the planner writes it out where it is asked, and
-- it answers what the one who asks may see.
create function app.last_called(unit int) returns table (name text, code text)
language sql stable
begin atomic
	select n.name, n.code from unit_name n where n.unit_id = unit order by n.valid desc limit 1;
end;

-- The questions below are answered by functions that the later migration on accounts defines; a body in plpgsql is
-- bound when it runs, so the tables can be protected here.
create function app.asker() returns uuid
language plpgsql stable set search_path = pg_catalog as $$
begin
	return app.account_id();
end $$;

create function app.signed_in() returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
	return app.account_id() is not null;
end $$;

-- Does the caller keep the tree, that is, hold one of the roles at its root?
create function app.keeps_tree(variadic roles text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (
		select from unit_parent p
		where p.parent_id is null and p.valid @> app.today() and p.unit_id = any ((select app.posts(variadic roles))::int[]));
end $$;
alter function app.keeps_tree(text[]) owner to vidan_definer;

-- Keeps the tree as it is until the transaction ends; many may hold it at once.
create function app.hold_tree(held text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform app.caller();
	perform from tree_state where tree = held for share;
end $$;
alter function app.hold_tree(text) owner to vidan_definer;
revoke execute on function app.hold_tree(text) from public;
grant execute on function app.hold_tree(text) to vidan_staff, vidan_jobs, vidan_operator;

-- The structure is common knowledge among signed-in people; the public sees the publishable units only. Structural
-- changes are written by jobs and the operator alone: a session can draft, check and order them.
grant select on tree_state, unit, unit_name, unit_parent, unit_lineage, unit_closure, unit_standing, unit_heir to vidan_staff;
create policy known on tree_state for select to vidan_staff using ((select app.signed_in()));
create policy known on unit for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_name for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_parent for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_lineage for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_closure for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_standing for select to vidan_staff using ((select app.signed_in()));
create policy known on unit_heir for select to vidan_staff using ((select app.signed_in()));

grant update (publishable) on unit to vidan_staff;
create policy kept on unit for update to vidan_staff
	using ((select app.keeps_tree('administrator'))) with check ((select app.keeps_tree('administrator')));

grant select, insert, update on reorg to vidan_staff;
grant select, insert on reorg_step to vidan_staff;
create policy kept on reorg to vidan_staff
	using ((select app.keeps_tree('administrator', 'unitHead', 'auditor')))
	with check ((select app.keeps_tree('administrator', 'unitHead')) and status in ('draft', 'checked', 'applying', 'reverting'));
-- What has been applied is part of the history of the units, which everybody signed in may read.
create policy known on reorg for select to vidan_staff using (status in ('applied', 'reverting') and (select app.signed_in()));
create policy kept on reorg_step to vidan_staff
	using ((select app.keeps_tree('administrator', 'unitHead', 'auditor')))
	with check ((select app.keeps_tree('administrator', 'unitHead')) and account_id = (select app.asker()));

grant select on unit, unit_name, unit_parent to vidan_public;
create policy published on unit for select to vidan_public using ((select app.caller()) is not null and publishable);
create policy published on unit_name for select to vidan_public using ((select app.caller()) is not null
	and exists (select from unit u where u.id = unit_name.unit_id and u.publishable));
create policy published on unit_parent for select to vidan_public using ((select app.caller()) is not null
	and exists (select from unit u where u.id = unit_parent.unit_id and u.publishable));
