-- The schema as the migrations make it, written by `npm run schema`. The first file to read. Do not edit.

-- Every table: row-level security forced; policy `definer` lets reviewed functions pass, `house` jobs and the operator.

-- What happened, by whom, in which unit. Append-only. The payload holds ids and words of the domain, no personal text.
create table event (
	id bigint not null generated always as identity,
	at timestamp with time zone not null default app.now(),
	kind text not null,
	unit_id integer,
	account_id uuid,
	caller text not null,
	subject text,
	payload jsonb not null default '{}'::jsonb,
	PRIMARY KEY (id)
);
CREATE INDEX event_subject ON event USING btree (subject, at DESC) WHERE (subject IS NOT NULL);
CREATE INDEX event_unit ON event USING btree (unit_id, at DESC);
create policy own on event for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy scope on event for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = event.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy write on event for insert to vidan_staff
	with check ((account_id = ( SELECT app.account_id() AS account_id)));
create policy write_unnamed on event for insert to vidan_public, vidan_signin
	with check (((( SELECT app.caller() AS caller) IS NOT NULL) AND (account_id IS NULL)));

-- Tasks promised by a committed transaction and not yet handed to the job queue.
create table outbox (
	id bigint not null generated always as identity,
	at timestamp with time zone not null default now(),
	task text not null,
	payload jsonb not null default '{}'::jsonb,
	PRIMARY KEY (id)
);
create policy write on outbox for insert to vidan_public, vidan_signin, vidan_staff
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));

-- The answers given to unsafe requests, kept two days so that a repeated send is answered and not done again.
create table idempotency_key (
	caller_hash bytea not null,
	key uuid not null,
	body_hash bytea not null,
	answer jsonb,
	at timestamp with time zone not null default now(),
	PRIMARY KEY (caller_hash, key)
);
CREATE INDEX idempotency_key_at ON idempotency_key USING btree (at);
create policy own on idempotency_key for all to vidan_public, vidan_signin, vidan_staff
	using ((caller_hash = ( SELECT app.caller_hash() AS caller_hash)))
	with check ((caller_hash = ( SELECT app.caller_hash() AS caller_hash)));

-- A file kept under its hash below the data directory. Who may fetch it is said by the room whose record points to it.
create table file (
	id uuid not null default gen_random_uuid(),
	sha256 text not null,
	size bigint not null,
	media_type text not null,
	name text not null,
	unit_id integer,
	uploaded_by uuid,
	uploaded_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK ((size >= 0)),
	CHECK ((length(name) <= 200))
);
create policy bring on file for insert to vidan_staff
	with check ((uploaded_by = ( SELECT app.account_id() AS account_id)));
create policy brought on file for select to vidan_staff
	using ((uploaded_by = ( SELECT app.account_id() AS account_id)));
create policy evidence on file for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM commitment_text t
  WHERE (t.scan_file_id = file.id)))));
create policy studied on file for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM study_document d
  WHERE (d.file_id = file.id)))));

-- The last change of a thing that public pages show (campaign:12, units, figures:12). Stored pages remember their tags.
create table page_change (
	tag text not null,
	changed_at timestamp with time zone not null default clock_timestamp(),
	PRIMARY KEY (tag)
);
CREATE INDEX page_change_at ON page_change USING btree (changed_at);
create policy changed on page_change for all to vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy seen on page_change for select to vidan_public
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- One tree of the log with the name under which it signs. Its first leaf names the last head of the one before.
create table ledger_shard (
	number integer not null,
	name text not null,
	origin text not null,
	opened_at timestamp with time zone not null,
	former_origin text,
	former_size bigint,
	former_root bytea,
	gap_reason text,
	gap_salt bytea,
	PRIMARY KEY (number),
	CHECK ((number > 0)),
	CHECK ((name ~ '^\d{4}(-\d+)?$'::text)),
	CHECK ((origin ~ '^[^\s+]+$'::text)),
	CHECK (((gap_reason <> ''::text) AND (length(gap_reason) <= 1000))),
	CHECK ((length(gap_salt) = 32)),
	CHECK ((num_nulls(former_origin, former_size, former_root) = ANY (ARRAY[0, 3]))),
	CHECK (((gap_reason IS NULL) = (gap_salt IS NULL))),
	UNIQUE (name),
	UNIQUE (origin)
);
CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_shard FOR EACH STATEMENT EXECUTE FUNCTION app.ledger_stays();
create policy published on ledger_shard for select to vidan_public
	using ((( SELECT app.caller() AS caller) = 'public'::text));

-- The leaves in their order: canonical JSON, public. Nobody changes or deletes one.
create table ledger_leaf (
	shard integer not null,
	index bigint not null,
	leaf bytea not null,
	hash bytea not null generated always as (sha256(('\x00'::bytea || leaf))) stored,
	PRIMARY KEY (shard, index),
	CHECK ((index >= 0)),
	CHECK (((length(leaf) >= 2) AND (length(leaf) <= 1024))),
	FOREIGN KEY (shard) REFERENCES ledger_shard(number)
);
CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_leaf FOR EACH STATEMENT EXECUTE FUNCTION app.ledger_stays();
create policy published on ledger_leaf for select to vidan_public
	using ((( SELECT app.caller() AS caller) = 'public'::text));

-- Root of the complete tree over 256^level leaves: what the tiles above the lowest level are made of. Follows from the leaves.
create table ledger_node (
	shard integer not null,
	level smallint not null,
	index bigint not null,
	hash bytea not null,
	PRIMARY KEY (shard, level, index),
	CHECK ((level > 0)),
	CHECK ((index >= 0)),
	CHECK ((length(hash) = 32)),
	FOREIGN KEY (shard) REFERENCES ledger_shard(number)
);
CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_node FOR EACH STATEMENT EXECUTE FUNCTION app.ledger_stays();
create policy published on ledger_node for select to vidan_public
	using ((( SELECT app.caller() AS caller) = 'public'::text));

-- Every head that was signed.
create table ledger_checkpoint (
	shard integer not null,
	size bigint not null,
	root bytea not null,
	note text not null,
	signed_at timestamp with time zone not null,
	PRIMARY KEY (shard, size),
	CHECK ((size >= 0)),
	CHECK ((length(root) = 32)),
	FOREIGN KEY (shard) REFERENCES ledger_shard(number)
);
CREATE TRIGGER stays BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION app.ledger_stays();
create policy published on ledger_checkpoint for select to vidan_public
	using ((( SELECT app.caller() AS caller) = 'public'::text));

-- Leaves of committed transactions that wait for their place. Those with a release wait for the daily batch, where order says nothing.
create table ledger_queue (
	id bigint not null generated always as identity,
	subject text not null,
	leaf bytea not null,
	release_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK (((length(leaf) >= 2) AND (length(leaf) <= 1024)))
);
CREATE INDEX ledger_queue_held ON ledger_queue USING btree (subject) WHERE (release_at IS NOT NULL);
CREATE TRIGGER public_leaf_is_own BEFORE INSERT ON ledger_queue FOR EACH ROW WHEN ((SESSION_USER = 'vidan_login_public'::name)) EXECUTE FUNCTION app.public_leaf_is_own();

-- The last leaf of each subject: the next one names its hash, and is not released before it.
create table ledger_chain (
	subject text not null,
	seq integer not null,
	hash bytea not null,
	release_at timestamp with time zone,
	PRIMARY KEY (subject),
	CHECK ((subject ~ '^[\w-]{8,40}$'::text))
);

-- What opens the commitment of a leaf. Deleted when a case is erased: the leaf then speaks for nothing that could be guessed.
create table ledger_salt (
	leaf_hash bytea not null,
	subject text not null,
	salt bytea not null,
	PRIMARY KEY (leaf_hash),
	CHECK ((length(salt) = 32))
);
CREATE INDEX ledger_salt_subject ON ledger_salt USING btree (subject);

-- One row per tree; the epoch grows with every structural change. Locked by whoever changes the tree.
create table tree_state (
	tree text not null,
	epoch integer not null default 0,
	PRIMARY KEY (tree)
);
create policy known on tree_state for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- A document that changes a tree: an import of units, or a re-organisation. on_date is the first day of the new state.
create table reorg (
	id uuid not null default gen_random_uuid(),
	tree text not null default 'main'::text,
	kind text not null,
	decision_no text not null default ''::text,
	on_date date not null,
	status text not null default 'draft'::text,
	file_name text not null default ''::text,
	file_sha256 text not null,
	ops jsonb not null,
	plan_sha256 text,
	changes jsonb,
	refusal text,
	epoch integer,
	created_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['import'::text, 'reorganisation'::text]))),
	CHECK ((length(decision_no) <= 100)),
	CHECK ((status = ANY (ARRAY['draft'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'reverting'::text, 'reverted'::text]))),
	CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK (((kind = 'import'::text) OR (decision_no <> ''::text))),
	FOREIGN KEY (tree) REFERENCES tree_state(tree)
);
CREATE UNIQUE INDEX reorg_once ON reorg USING btree (tree, kind, file_sha256, on_date, decision_no) WHERE (status <> 'reverted'::text);
create policy kept on reorg for all to vidan_staff
	using (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text, 'unitHead'::text, 'auditor'::text]) AS keeps_tree))
	with check ((( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text, 'unitHead'::text]) AS keeps_tree) AND (status = ANY (ARRAY['draft'::text, 'checked'::text, 'applying'::text, 'reverting'::text]))));
create policy known on reorg for select to vidan_staff
	using (((status = ANY (ARRAY['applied'::text, 'reverting'::text])) AND ( SELECT app.signed_in() AS signed_in)));

-- Who did what to a document and when. account_id is null for the operator of the command line.
create table reorg_step (
	id bigint not null generated always as identity,
	reorg_id uuid not null,
	step text not null,
	at timestamp with time zone not null default app.now(),
	account_id uuid,
	by_whom text not null,
	PRIMARY KEY (id),
	CHECK ((step = ANY (ARRAY['drafted'::text, 'changed'::text, 'checked'::text, 'returned'::text, 'ordered'::text, 'applied'::text, 'reverted'::text]))),
	FOREIGN KEY (reorg_id) REFERENCES reorg(id)
);
CREATE INDEX reorg_step_reorg ON reorg_step USING btree (reorg_id);
create policy kept on reorg_step for all to vidan_staff
	using (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text, 'unitHead'::text, 'auditor'::text]) AS keeps_tree))
	with check ((( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text, 'unitHead'::text]) AS keeps_tree) AND (account_id = ( SELECT app.asker() AS asker))));

-- A unit of a tree, alive on [born, dies). Never reused, never deleted; one whose creation was reverted has dies = born.
create table unit (
	id integer not null generated always as identity,
	tree text not null default 'main'::text,
	born date not null,
	dies date,
	publishable boolean not null default false,
	PRIMARY KEY (id),
	CHECK ((dies >= born)),
	FOREIGN KEY (tree) REFERENCES tree_state(tree)
);
create policy kept on unit for update to vidan_staff
	using (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text]) AS keeps_tree))
	with check (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text]) AS keeps_tree));
create policy known on unit for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));
create policy published on unit for select to vidan_public
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND publishable));

-- What a unit is called, of which kind it is, which code it bears, from when to when. A code has one bearer a day.
create table unit_name (
	unit_id integer not null,
	tree text not null,
	name text not null,
	short text,
	kind text not null,
	code text not null,
	folded text not null generated always as (app.fold(name)) stored,
	valid daterange not null,
	reorg_id uuid,
	CHECK (((name <> ''::text) AND (length(name) <= 200))),
	CHECK ((short <> ''::text)),
	CHECK ((kind <> ''::text)),
	CHECK (((code <> ''::text) AND (length(code) <= 32))),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	EXCLUDE USING gist (unit_id WITH =, valid WITH &&),
	EXCLUDE USING gist (hashtextextended(((tree || ' '::text) || code), (0)::bigint) WITH =, valid WITH &&),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (reorg_id) REFERENCES reorg(id)
);
CREATE INDEX unit_name_code ON unit_name USING btree (tree, code);
CREATE INDEX unit_name_reorg ON unit_name USING btree (reorg_id);
CREATE INDEX unit_name_unit ON unit_name USING btree (unit_id);
create policy known on unit_name for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));
create policy published on unit_name for select to vidan_public
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM unit u
  WHERE ((u.id = unit_name.unit_id) AND u.publishable)))));

-- Under which unit a unit stands, from when to when. One parent a day; the root has none (null).
create table unit_parent (
	unit_id integer not null,
	parent_id integer,
	valid daterange not null,
	reorg_id uuid,
	CHECK ((parent_id <> unit_id)),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	EXCLUDE USING gist (unit_id WITH =, valid WITH &&),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (parent_id) REFERENCES unit(id),
	FOREIGN KEY (reorg_id) REFERENCES reorg(id)
);
CREATE INDEX unit_parent_parent ON unit_parent USING btree (parent_id);
CREATE INDEX unit_parent_reorg ON unit_parent USING btree (reorg_id);
CREATE INDEX unit_parent_unit ON unit_parent USING btree (unit_id);
create policy known on unit_parent for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));
create policy published on unit_parent for select to vidan_public
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM unit u
  WHERE ((u.id = unit_parent.unit_id) AND u.publishable)))));

-- What became of a unit: src passes into dst on that day. rename and transfer (to another parent) have src = dst; a unit that is split and lives on is among its own dsts.
create table unit_lineage (
	id bigint not null generated always as identity,
	src integer not null,
	dst integer,
	on_date date not null,
	kind text not null,
	share numeric(40,38),
	principal boolean not null default false,
	reorg_id uuid,
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text, 'rename'::text, 'transfer'::text, 'abolish'::text]))),
	CHECK (((share > (0)::numeric) AND (share <= (1)::numeric))),
	CHECK (((dst IS NULL) = (kind = 'abolish'::text))),
	FOREIGN KEY (src) REFERENCES unit(id),
	FOREIGN KEY (dst) REFERENCES unit(id),
	FOREIGN KEY (reorg_id) REFERENCES reorg(id)
);
CREATE INDEX unit_lineage_dst ON unit_lineage USING btree (dst);
CREATE INDEX unit_lineage_reorg ON unit_lineage USING btree (reorg_id);
CREATE INDEX unit_lineage_src ON unit_lineage USING btree (src);
create policy known on unit_lineage for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- Derived: who stood under whom, at which depth (self: 0), on every date while both lived.
create table unit_closure (
	ancestor integer not null,
	descendant integer not null,
	depth integer not null,
	valid daterange not null,
	PRIMARY KEY (descendant, ancestor, valid)
);
CREATE INDEX unit_closure_ancestor ON unit_closure USING btree (ancestor, depth);
create policy known on unit_closure for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- Derived: where a unit stands, and after its end what continues it (the line of its principal heir). One row for as long as it stands under the same node.
create table unit_standing (
	unit_id integer not null,
	node_id integer not null,
	valid daterange not null,
	PRIMARY KEY (unit_id, node_id, valid)
);
CREATE INDEX unit_standing_node ON unit_standing USING btree (node_id);
create policy known on unit_standing for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- Derived: seen on a day in valid, what the unit did on days in during belongs to heir_id by share. Heirs live on every such day.
create table unit_heir (
	unit_id integer not null,
	during daterange not null,
	heir_id integer not null,
	share numeric(40,38) not null,
	principal boolean not null,
	valid daterange not null,
	by_abolition boolean not null default false,
	PRIMARY KEY (unit_id, heir_id, valid, during)
);
CREATE INDEX unit_heir_heir ON unit_heir USING btree (heir_id);
create policy known on unit_heir for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- A file of members that was taken in and changed something.
create table member_import (
	id uuid not null default gen_random_uuid(),
	on_date date not null,
	file_name text not null default ''::text,
	row_count integer not null,
	added integer not null,
	moved integer not null,
	changed integer not null,
	at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id)
);
create policy entered on member_import for insert to vidan_staff
	with check ((cardinality(( SELECT app.keeps_people() AS keeps_people)) > 0));
create policy kept on member_import for select to vidan_staff
	using ((cardinality(( SELECT app.keeps_people() AS keeps_people)) > 0));

-- A member of the body (officer or soldier). Only what the campaign needs: number, name, rank, and an official address if given.
create table member (
	id uuid not null default gen_random_uuid(),
	number text not null,
	full_name text not null,
	given_name text not null generated always as (COALESCE("substring"(full_name, '\S+$'::text), full_name)) stored,
	folded text not null generated always as (app.fold(full_name)) stored,
	rank text,
	email text,
	left_unit_id integer,
	created_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK (((number <> ''::text) AND (length(number) <= 40))),
	CHECK (((full_name <> ''::text) AND (length(full_name) <= 200))),
	CHECK (((rank <> ''::text) AND (length(rank) <= 100))),
	CHECK (((email <> ''::text) AND (length(email) <= 254))),
	UNIQUE (number),
	FOREIGN KEY (left_unit_id) REFERENCES unit(id)
);
CREATE INDEX member_left ON member USING btree (left_unit_id) WHERE (left_unit_id IS NOT NULL);
create policy entered on member for insert to vidan_staff
	with check ((cardinality(( SELECT app.keeps_people() AS keeps_people)) > 0));
create policy kept on member for update to vidan_staff
	using ((app.stands_in(left_unit_id, ( SELECT app.keeps_people() AS keeps_people)) OR (EXISTS ( SELECT
   FROM posting p
  WHERE ((p.member_id = member.id) AND (COALESCE(upper(p.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND app.stands_in(p.unit_id, ( SELECT app.keeps_people() AS keeps_people)))))))
	with check (true);
create policy left_from on member for select to vidan_staff
	using (((left_unit_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = member.left_unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))))));
create policy own on member for select to vidan_staff
	using ((id = ( SELECT app.member_id() AS member_id)));
create policy scope on member for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM (posting p
     JOIN unit_standing s ON ((s.unit_id = p.unit_id)))
  WHERE ((p.member_id = member.id) AND (COALESCE(upper(p.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- Where a member serves, and since when: one place at a time. A posting at a unit that ended means its principal heir, until a newer posting says otherwise.
create table posting (
	id uuid not null default gen_random_uuid(),
	member_id uuid not null,
	unit_id integer not null,
	"position" text not null default ''::text,
	valid daterange not null,
	recorded_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((length("position") <= 200)),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX posting_unit ON posting USING btree (unit_id);
CREATE UNIQUE INDEX posting_since ON posting USING btree (member_id, lower(valid));
CREATE TRIGGER keeps_posting BEFORE UPDATE ON posting FOR EACH ROW WHEN ((((old.member_id IS DISTINCT FROM new.member_id) OR (old.unit_id IS DISTINCT FROM new.unit_id)) OR (old.valid IS DISTINCT FROM new.valid))) EXECUTE FUNCTION app.keeps_posting();
CREATE TRIGGER one_posting_at_a_time AFTER INSERT ON posting REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION app.one_posting_at_a_time();
CREATE TRIGGER one_posting_at_a_time_still AFTER UPDATE ON posting REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION app.one_posting_at_a_time();
create policy entered on posting for insert to vidan_staff
	with check (((member_id IS DISTINCT FROM ( SELECT app.member_id() AS member_id)) AND app.stands_in(unit_id, ( SELECT app.keeps_people() AS keeps_people))));
create policy kept on posting for update to vidan_staff
	using (((member_id IS DISTINCT FROM ( SELECT app.member_id() AS member_id)) AND app.stands_in(unit_id, ( SELECT app.keeps_people() AS keeps_people))))
	with check (app.stands_in(unit_id, ( SELECT app.keeps_people() AS keeps_people)));
create policy own on posting for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy scope on posting for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = posting.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- What a posting said before it was written over: nobody changes afterwards where somebody was known to serve when a case came in.
create table posting_was (
	posting_id uuid not null,
	member_id uuid not null,
	unit_id integer not null,
	valid daterange not null,
	recorded_at timestamp with time zone not null,
	replaced_at timestamp with time zone not null,
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX posting_was_member ON posting_was USING btree (member_id);
CREATE INDEX posting_was_unit ON posting_was USING btree (unit_id);

-- Who came to the strength of a unit and left that of another, from which day on, in the order in which it was recorded: what counts members follows it. From nowhere: entered; to nowhere: left.
create table member_move (
	id bigint not null generated always as identity,
	member_id uuid not null,
	from_unit_id integer,
	to_unit_id integer,
	on_date date not null,
	import_id uuid,
	recorded_on date not null default app.today(),
	PRIMARY KEY (id),
	CHECK ((from_unit_id IS DISTINCT FROM to_unit_id)),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (import_id) REFERENCES member_import(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX member_move_ahead ON member_move USING btree (on_date) WHERE (on_date > recorded_on);
CREATE INDEX member_move_import ON member_move USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX member_move_member ON member_move USING btree (member_id);
CREATE INDEX member_move_recorded ON member_move USING brin (recorded_on);
create policy kept on member_move for select to vidan_staff
	using ((app.stands_in(from_unit_id, ( SELECT app.keeps_people() AS keeps_people)) OR app.stands_in(to_unit_id, ( SELECT app.keeps_people() AS keeps_people))));
create policy moved on member_move for insert to vidan_staff
	with check (((member_id IS DISTINCT FROM ( SELECT app.member_id() AS member_id)) AND ((from_unit_id IS NULL) OR app.stands_in(from_unit_id, ( SELECT app.keeps_people() AS keeps_people))) AND ((to_unit_id IS NULL) OR app.stands_in(to_unit_id, ( SELECT app.keeps_people() AS keeps_people)))));

-- A member who is not asked for a personal commitment in this time: long leave, long study, suspension, newly arrived.
create table exemption (
	id uuid not null default gen_random_uuid(),
	member_id uuid not null,
	reason text not null,
	valid daterange not null,
	PRIMARY KEY (id),
	CHECK (((reason <> ''::text) AND (length(reason) <= 500))),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	EXCLUDE USING gist (member_id WITH =, valid WITH &&),
	FOREIGN KEY (member_id) REFERENCES member(id)
);
create policy entered on exemption for insert to vidan_staff
	with check (((member_id IS DISTINCT FROM ( SELECT app.member_id() AS member_id)) AND (EXISTS ( SELECT
   FROM posting p
  WHERE ((p.member_id = exemption.member_id) AND (COALESCE(upper(p.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND app.stands_in(p.unit_id, ( SELECT app.keeps_people() AS keeps_people)))))));
create policy kept on exemption for update to vidan_staff
	using (((member_id IS DISTINCT FROM ( SELECT app.member_id() AS member_id)) AND (EXISTS ( SELECT
   FROM posting p
  WHERE ((p.member_id = exemption.member_id) AND (COALESCE(upper(p.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND app.stands_in(p.unit_id, ( SELECT app.keeps_people() AS keeps_people)))))))
	with check (true);
create policy own on exemption for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy scope on exemption for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM (posting p
     JOIN unit_standing s ON ((s.unit_id = p.unit_id)))
  WHERE ((p.member_id = exemption.member_id) AND (COALESCE(upper(p.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND (s.node_id = ANY (( SELECT app.keeps_people() AS keeps_people)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- Somebody who can sign in. The password is an Argon2id hash over the NFC form; null until the first sign-in sets it.
create table account (
	id uuid not null default gen_random_uuid(),
	user_name text not null,
	member_id uuid,
	display_name text not null,
	password_hash text,
	locale text not null default 'vi'::text,
	disabled_at timestamp with time zone,
	created_by uuid,
	created_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK (((user_name = lower(user_name)) AND (user_name ~ '^[a-z0-9][a-z0-9._-]{2,63}$'::text))),
	CHECK (((display_name <> ''::text) AND (length(display_name) <= 200))),
	CHECK ((locale = ANY (ARRAY['vi'::text, 'en'::text]))),
	UNIQUE (user_name),
	UNIQUE (member_id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (created_by) REFERENCES account(id)
);
CREATE TRIGGER seat_stays BEFORE UPDATE OF disabled_at ON account FOR EACH ROW WHEN (((old.disabled_at IS NULL) AND (new.disabled_at IS NOT NULL))) EXECUTE FUNCTION app.seat_stays('id');
create policy administered on account for update to vidan_staff
	using ((app.administers(id) AND ( SELECT app.elevated() AS elevated)))
	with check (app.administers(id));
create policy in_scope on account for select to vidan_staff
	using (((created_by = ( SELECT app.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM (post p
     JOIN unit_standing s ON ((s.unit_id = p.unit_id)))
  WHERE ((p.account_id = account.id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['administrator'::text, 'auditor'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))) OR (EXISTS ( SELECT
   FROM (posting g
     JOIN unit_standing s ON ((s.unit_id = g.unit_id)))
  WHERE ((g.member_id = account.member_id) AND (COALESCE(upper(g.valid), 'infinity'::date) > ( SELECT app.today() AS today)) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['administrator'::text, 'auditor'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))))));
create policy made on account for insert to vidan_staff
	with check (((created_by = ( SELECT app.account_id() AS account_id)) AND (cardinality(( SELECT app.posts(VARIADIC ARRAY['administrator'::text]) AS posts)) > 0) AND ((member_id IS NULL) OR (EXISTS ( SELECT
   FROM posting g
  WHERE ((g.member_id = account.member_id) AND app.stands_in(g.unit_id, ( SELECT app.posts(VARIADIC ARRAY['administrator'::text]) AS posts))))))));
create policy own on account for select to vidan_staff
	using ((id = ( SELECT app.account_id() AS account_id)));
create policy own_words on account for update to vidan_staff
	using ((id = ( SELECT app.account_id() AS account_id)))
	with check ((disabled_at IS NULL));

-- A role held at a unit, from–to. It follows the principal heir of a unit that ended, and ends with one that is abolished. All roles but member and custodian reach the subtree.
create table post (
	id uuid not null default gen_random_uuid(),
	account_id uuid not null,
	role text not null,
	unit_id integer not null,
	valid daterange not null,
	granted_by uuid,
	PRIMARY KEY (id),
	CHECK ((role = ANY (ARRAY['member'::text, 'focalOfficer'::text, 'unitHead'::text, 'committeeMember'::text, 'editor'::text, 'approver'::text, 'feedbackDesk'::text, 'custodian'::text, 'inspector'::text, 'auditor'::text, 'administrator'::text]))),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	EXCLUDE USING gist (account_id WITH =, role WITH =, unit_id WITH =, valid WITH &&),
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (granted_by) REFERENCES account(id)
);
CREATE INDEX post_unit ON post USING btree (unit_id);
CREATE TRIGGER post_stays BEFORE INSERT OR DELETE OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION app.post_stays();
create policy ended on post for update to vidan_staff
	using (((account_id <> ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated) AND app.stands_in(unit_id, ( SELECT app.posts(VARIADIC ARRAY['administrator'::text]) AS posts))))
	with check ((account_id <> ( SELECT app.account_id() AS account_id)));
create policy ended_at_once on post for delete to vidan_staff
	using (((account_id <> ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated) AND app.stands_in(unit_id, ( SELECT app.posts(VARIADIC ARRAY['administrator'::text]) AS posts))));
create policy granted on post for insert to vidan_staff
	with check (((account_id <> ( SELECT app.account_id() AS account_id)) AND (granted_by = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated) AND app.stands_in(unit_id, ( SELECT app.posts(VARIADIC ARRAY['administrator'::text]) AS posts))));
create policy own on post for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy scope on post for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = post.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- A role that was taken away on the day on which it began: held for hours, and that day it was held.
create table post_was (
	account_id uuid not null,
	role text not null,
	unit_id integer not null,
	valid daterange not null,
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX post_was_unit ON post_was USING btree (unit_id);

-- An opaque 256-bit token, kept only as its SHA-256. Idle 30 minutes, 12 hours in all. No address, no user agent: the device is the browser family in one word.
create table session (
	token_hash bytea not null,
	id uuid not null default gen_random_uuid(),
	account_id uuid not null,
	created_at timestamp with time zone not null default now(),
	seen_at timestamp with time zone not null default now(),
	elevated_at timestamp with time zone,
	device text not null default ''::text,
	ended_at timestamp with time zone,
	PRIMARY KEY (token_hash),
	CHECK ((length(device) <= 40)),
	UNIQUE (id),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX session_account ON session USING btree (account_id) WHERE (ended_at IS NULL);
create policy administered on session for select to vidan_staff
	using (app.administers(account_id));
create policy ended on session for update to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)))
	with check ((ended_at IS NOT NULL));
create policy ended_from_above on session for update to vidan_staff
	using ((app.administers(account_id) AND ( SELECT app.elevated() AS elevated)))
	with check ((ended_at IS NOT NULL));
create policy own on session for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));

-- The shared secret of an authenticator app, sealed with a key outside the database. last_step: the latest half minute whose code was used; none works twice.
create table totp (
	account_id uuid not null,
	secret bytea not null,
	last_step bigint not null,
	confirmed_at timestamp with time zone not null default now(),
	PRIMARY KEY (account_id),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
create policy added on totp for insert to vidan_staff
	with check (((account_id = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated)));
create policy administered on totp for select to vidan_staff
	using (app.administers(account_id));
create policy own on totp for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy removed on totp for delete to vidan_staff
	using ((( SELECT app.elevated() AS elevated) AND ((account_id = ( SELECT app.account_id() AS account_id)) OR app.administers(account_id))));
create policy used on totp for update to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)))
	with check ((account_id = ( SELECT app.account_id() AS account_id)));

-- Ten codes for the day the authenticator is lost, each good once; a keyed hash only.
create table recovery_code (
	account_id uuid not null,
	code_hash bytea not null,
	used_at timestamp with time zone,
	PRIMARY KEY (account_id, code_hash),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
create policy added on recovery_code for insert to vidan_staff
	with check (((account_id = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated)));
create policy administered on recovery_code for select to vidan_staff
	using (app.administers(account_id));
create policy own on recovery_code for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy removed on recovery_code for delete to vidan_staff
	using ((( SELECT app.elevated() AS elevated) AND ((account_id = ( SELECT app.account_id() AS account_id)) OR app.administers(account_id))));

-- A passkey: the public half of a key that lives in a device. The id is the credential's own, base64url.
create table passkey (
	id text not null,
	account_id uuid not null,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}'::text[],
	name text not null,
	created_at timestamp with time zone not null default now(),
	used_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK ((length(id) <= 1400)),
	CHECK (((name <> ''::text) AND (length(name) <= 100))),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX passkey_account ON passkey USING btree (account_id);
create policy added on passkey for insert to vidan_staff
	with check (((account_id = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated)));
create policy administered on passkey for select to vidan_staff
	using (app.administers(account_id));
create policy own on passkey for select to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy removed on passkey for delete to vidan_staff
	using ((( SELECT app.elevated() AS elevated) AND ((account_id = ( SELECT app.account_id() AS account_id)) OR app.administers(account_id))));

-- A link by which somebody sets their password: good once, for 24 hours, until the next one is issued.
create table one_time_link (
	token_hash bytea not null,
	account_id uuid not null,
	issued_by uuid,
	issued_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null default (now() + '24:00:00'::interval),
	used_at timestamp with time zone,
	PRIMARY KEY (token_hash),
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (issued_by) REFERENCES account(id)
);
CREATE INDEX one_time_link_account ON one_time_link USING btree (account_id);
create policy administered on one_time_link for select to vidan_staff
	using (app.administers(account_id));
create policy issued on one_time_link for insert to vidan_staff
	with check (((issued_by = ( SELECT app.account_id() AS account_id)) AND app.administers(account_id) AND ( SELECT app.elevated() AS elevated)));
create policy superseded on one_time_link for update to vidan_staff
	using ((app.administers(account_id) AND ( SELECT app.elevated() AS elevated)))
	with check (app.administers(account_id));

-- How fast somebody is guessing: a leaking bucket for each account name (a keyed hash, whether it exists or not) and one for all. No address.
create table signin_throttle (
	bucket bytea not null,
	level double precision not null,
	at timestamp with time zone not null,
	PRIMARY KEY (bucket)
);
CREATE INDEX signin_throttle_at ON signin_throttle USING btree (at);

-- Somebody who gave the right password and still owes the second factor.
create table signin_step (
	token_hash bytea not null,
	account_id uuid not null,
	expires_at timestamp with time zone not null default (now() + '00:05:00'::interval),
	tries smallint not null default 0,
	PRIMARY KEY (token_hash),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX signin_step_expiry ON signin_step USING btree (expires_at);

-- A question that a passkey answered rightly, kept for longer than it could be answered: each once.
create table passkey_challenge (
	challenge_hash bytea not null,
	expires_at timestamp with time zone not null,
	PRIMARY KEY (challenge_hash)
);
CREATE INDEX passkey_challenge_expiry ON passkey_challenge USING btree (expires_at);

-- What can be counted. A flow is summed over a period, a stock is a state at its end. The registry in code (src/figures/metrics.ts) says the same; a test compares them.
create table metric (
	id smallint not null,
	key text not null,
	kind text not null,
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['flow'::text, 'stock'::text]))),
	UNIQUE (key)
);
create policy known on metric for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- One thing done, by one unit on one day, entered once. Never changed: a correction is an act of the opposite sign that names it. The id is the idempotency key.
create table act (
	id uuid not null,
	unit_id integer not null,
	member_id uuid,
	campaign_id integer not null,
	metric_id smallint not null,
	qty numeric not null,
	occurred_on date not null,
	recorded_at timestamp with time zone not null default app.now(),
	corrects uuid,
	source text not null default ''::text,
	payload jsonb not null default '{}'::jsonb,
	PRIMARY KEY (id),
	CHECK ((qty <> ALL (ARRAY['NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric]))),
	CHECK (isfinite(occurred_on)),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (metric_id) REFERENCES metric(id),
	FOREIGN KEY (corrects) REFERENCES act(id)
);
CREATE INDEX act_campaign ON act USING btree (campaign_id, metric_id, occurred_on, id);
CREATE INDEX act_corrects ON act USING btree (corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX act_unit ON act USING btree (unit_id, campaign_id, metric_id, occurred_on);
CREATE TRIGGER act_to_delta AFTER INSERT ON act REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION app.act_to_delta();
create policy own on act for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy scope on act for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = act.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy write on act for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = act.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- Acts not yet in the counters, summed by unit, metric and day; written with the acts, removed by the fold.
create table rollup_delta (
	id bigint not null generated always as identity,
	unit_id integer not null,
	campaign_id integer not null,
	metric_id smallint not null,
	day date not null,
	qty numeric not null,
	at timestamp with time zone not null default now(),
	PRIMARY KEY (id)
);

-- A unit's own acts of a day, folded. Every other counter is derived from it and from the tree.
create table unit_day (
	unit_id integer not null,
	campaign_id integer not null,
	stock boolean not null,
	day date not null,
	metric_id smallint not null,
	n numeric not null,
	PRIMARY KEY (unit_id, campaign_id, stock, day, metric_id)
);

-- Which metrics have acts in a campaign.
create table campaign_metric (
	campaign_id integer not null,
	metric_id smallint not null,
	PRIMARY KEY (campaign_id, metric_id)
);
create policy known on campaign_metric for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- As was: what the units under a node did, by the tree of each day. For a stock the change within the period, units that came or went included. A period is named by its first day. By day for wide nodes only.
create table node_figure (
	grain text not null,
	node_id integer not null,
	campaign_id integer not null,
	period date not null,
	metric_id smallint not null,
	n numeric not null,
	PRIMARY KEY (grain, node_id, campaign_id, period, metric_id),
	CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text, 'year'::text])))
);

-- Nodes with so many units under them that a part of a month is read from counters of days, not from the days of the units. figures: 2 for as was, 0 and 1 for the generations of as now. A node is listed exactly when its days are there.
create table wide_node (
	figures smallint not null,
	node_id integer not null,
	PRIMARY KEY (figures, node_id)
);

-- The part of node_figure that units brought with them or took away when they came or went: stocks only, on the day of the move. Lets a part of a month be told from the days alone.
create table node_carry (
	node_id integer not null,
	campaign_id integer not null,
	on_date date not null,
	metric_id smallint not null,
	n numeric not null,
	PRIMARY KEY (node_id, campaign_id, on_date, metric_id)
);

-- Which part of what a unit did on a day counts under a node of today's tree. Stocks follow the principal heir whole, flows go by shares (20 digits, so that equal thirds make one).
create table now_weight (
	generation smallint not null,
	kind text not null,
	unit_id integer not null,
	during daterange not null,
	node_id integer not null,
	weight numeric not null
);
CREATE INDEX now_weight_node ON now_weight USING btree (generation, node_id);
CREATE INDEX now_weight_unit ON now_weight USING btree (generation, unit_id);

-- As now: everything that units and their predecessors did, under the nodes of today's tree. Estimated: a part was divided by shares.
create table node_now (
	generation smallint not null,
	grain text not null,
	node_id integer not null,
	campaign_id integer not null,
	period date not null,
	metric_id smallint not null,
	n numeric not null,
	estimated boolean not null
);

-- Deltas folded while a generation is being built; added to it before the swap unless its snapshot has them already.
create table now_pending (
	xid xid8 not null default pg_current_xact_id(),
	unit_id integer not null,
	campaign_id integer not null,
	metric_id smallint not null,
	day date not null,
	qty numeric not null
);

-- Which generation of “as now” is read, of which tree and day it is, and when acts were last folded.
create table figures_state (
	one boolean not null default true,
	current smallint not null default 0,
	fingerprint text not null default ''::text,
	built_on date,
	built_at timestamp with time zone,
	building uuid,
	folded_at timestamp with time zone,
	folds bigint not null default 0,
	wide_above integer not null default 64,
	PRIMARY KEY (one),
	CHECK (one)
);
create policy known on figures_state for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- As published: the figures of a unit for a period, frozen with the state of the tree and the hash of their canonical JSON. A later version never changes an earlier one.
create table period_report (
	id uuid not null default gen_random_uuid(),
	unit_id integer not null,
	campaign_id integer not null,
	period daterange not null,
	version integer not null,
	status text not null default 'frozen'::text,
	epoch integer not null,
	figures jsonb not null,
	sha256 text not null,
	frozen_at timestamp with time zone not null default app.now(),
	frozen_by uuid,
	approver uuid,
	PRIMARY KEY (id),
	CHECK (((NOT lower_inf(period)) AND (NOT upper_inf(period)))),
	CHECK ((version > 0)),
	CHECK ((status = ANY (ARRAY['frozen'::text, 'signed'::text, 'superseded'::text]))),
	CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
	UNIQUE (unit_id, campaign_id, period, version),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
create policy froze on period_report for insert to vidan_staff
	with check (((frozen_by = ( SELECT app.account_id() AS account_id)) AND (approver IS NULL) AND (status = 'frozen'::text) AND (unit_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[]))));
create policy scope on period_report for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = period_report.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- What a new campaign may begin from: a set of measure groups.
create table campaign_template (
	key text not null,
	title text not null,
	title_en text,
	PRIMARY KEY (key),
	CHECK ((key ~ '^[a-z][a-zA-Z0-9]*$'::text)),
	CHECK ((title <> ''::text))
);
create policy known on campaign_template for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- A measure group of a template, with the product typical of it. Copied into the campaign, so that a later template changes no running campaign.
create table template_measure (
	template_key text not null,
	"position" smallint not null,
	title text not null,
	title_en text,
	product text not null default ''::text,
	product_en text,
	PRIMARY KEY (template_key, "position"),
	CHECK (("position" > 0)),
	CHECK ((title <> ''::text)),
	FOREIGN KEY (template_key) REFERENCES campaign_template(key)
);
create policy known on template_measure for select to vidan_staff
	using (( SELECT app.signed_in() AS signed_in));

-- A campaign, led by one unit, possibly a local variant of a parent campaign. The slug is its public name; states move only as app.campaign_moves says.
create table campaign (
	id integer not null generated always as identity,
	slug text not null,
	unit_id integer not null,
	parent_id integer,
	title text not null,
	title_en text,
	slogan text not null default ''::text,
	purpose text not null default ''::text,
	purpose_en text,
	legal_grounds text[] not null default '{}'::text[],
	starts_on date not null,
	ends_on date not null,
	state text not null default 'draft'::text,
	published boolean not null default false,
	created_at timestamp with time zone not null default app.now(),
	created_by uuid,
	PRIMARY KEY (id),
	CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 80))),
	CHECK (((title <> ''::text) AND (length(title) <= 300))),
	CHECK ((title_en <> ''::text)),
	CHECK ((purpose_en <> ''::text)),
	CHECK ((ends_on >= starts_on)),
	CHECK ((state = ANY (ARRAY['draft'::text, 'issued'::text, 'launched'::text, 'running'::text, 'reviewing'::text, 'closed'::text, 'archived'::text]))),
	CHECK (((NOT published) OR (state <> 'draft'::text))),
	UNIQUE (slug),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (parent_id) REFERENCES campaign(id),
	FOREIGN KEY (created_by) REFERENCES account(id)
);
CREATE INDEX campaign_parent ON campaign USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX campaign_unit ON campaign USING btree (unit_id);
CREATE TRIGGER campaign_moves BEFORE UPDATE ON campaign FOR EACH ROW EXECUTE FUNCTION app.campaign_moves();
CREATE TRIGGER child_of_issued_campaign BEFORE INSERT ON campaign FOR EACH ROW EXECUTE FUNCTION app.child_of_issued_campaign();
create policy change on campaign for update to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'approver'::text]) AS kept_units)::integer[])));
create policy kept on campaign for select to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'committeeMember'::text, 'editor'::text, 'approver'::text, 'auditor'::text]) AS kept_units)::integer[])));
create policy line on campaign for select to vidan_staff
	using (((state <> 'draft'::text) AND (unit_id = ANY (( SELECT app.line_units() AS line_units)::integer[]))));
create policy published on campaign for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND published AND (state <> 'draft'::text)));
create policy scope on campaign for select to vidan_staff
	using (((state <> 'draft'::text) AND (EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = campaign.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))
 OFFSET 0))));
create policy write on campaign for insert to vidan_staff
	with check (((state = 'draft'::text) AND (unit_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[]))));

-- A measure group of a campaign; in a local variant it may stand for one of the parent's.
create table measure (
	id integer not null generated always as identity,
	campaign_id integer not null,
	"position" smallint not null,
	title text not null,
	title_en text,
	product text not null default ''::text,
	product_en text,
	parent_measure_id integer,
	PRIMARY KEY (id),
	CHECK (("position" > 0)),
	CHECK (((title <> ''::text) AND (length(title) <= 300))),
	CHECK ((title_en <> ''::text)),
	UNIQUE (campaign_id, "position") DEFERRABLE,
	UNIQUE (campaign_id, id),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (parent_measure_id) REFERENCES measure(id)
);
create policy known on measure for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE (c.id = measure.campaign_id)))));
create policy published on measure for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE (c.id = measure.campaign_id)))));
create policy write on measure for all to vidan_staff
	using ((EXISTS ( SELECT
   FROM campaign c
  WHERE ((c.id = measure.campaign_id) AND (c.unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS kept_units)::integer[]))))));

-- The plan of a unit in a campaign: where it stands, never what it says, so that a superior sees the progress of a draft without its content.
create table plan (
	id uuid not null default gen_random_uuid(),
	campaign_id integer not null,
	unit_id integer not null,
	parent_plan_id uuid,
	replaces_id uuid,
	state text not null default 'draft'::text,
	due_on date,
	number integer,
	symbol text,
	signed_on date,
	signer_name text,
	signer_position text,
	issued_on date,
	created_at timestamp with time zone not null default app.now(),
	created_by uuid,
	PRIMARY KEY (id),
	CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'signed'::text, 'issued'::text, 'amended'::text, 'superseded'::text, 'closed'::text]))),
	CHECK ((number > 0)),
	CHECK (((symbol <> ''::text) AND (length(symbol) <= 60))),
	CHECK ((signer_name <> ''::text)),
	CHECK ((signer_position <> ''::text)),
	CHECK ((issued_on >= signed_on)),
	CHECK ((num_nonnulls(number, symbol, signed_on, signer_name, signer_position) = ANY (ARRAY[0, 5]))),
	CHECK (((state = ANY (ARRAY['draft'::text, 'inReview'::text])) = (number IS NULL))),
	CHECK (((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'signed'::text])) = (issued_on IS NULL))),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (parent_plan_id) REFERENCES plan(id),
	FOREIGN KEY (replaces_id) REFERENCES plan(id),
	FOREIGN KEY (created_by) REFERENCES account(id)
);
CREATE INDEX plan_due ON plan USING btree (due_on) WHERE (state = ANY (ARRAY['draft'::text, 'inReview'::text, 'signed'::text]));
CREATE INDEX plan_parent ON plan USING btree (parent_plan_id) WHERE (parent_plan_id IS NOT NULL);
CREATE INDEX plan_unit ON plan USING btree (unit_id);
CREATE UNIQUE INDEX plan_in_force ON plan USING btree (campaign_id, unit_id) WHERE (state = ANY (ARRAY['issued'::text, 'amended'::text, 'closed'::text]));
CREATE UNIQUE INDEX plan_written ON plan USING btree (campaign_id, unit_id) WHERE (state = ANY (ARRAY['draft'::text, 'inReview'::text, 'signed'::text]));
CREATE TRIGGER plan_moves BEFORE DELETE OR UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION app.plan_moves();
create policy change on plan for update to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS kept_units)::integer[])));
create policy forked on plan for select to vidan_staff
	using (((state <> ALL (ARRAY['draft'::text, 'inReview'::text])) AND (id = ANY (( SELECT app.forked_plans() AS forked_plans)::uuid[]))));
create policy line on plan for select to vidan_staff
	using (((state <> ALL (ARRAY['draft'::text, 'inReview'::text])) AND (unit_id = ANY (( SELECT app.line_units() AS line_units)::integer[]))));
create policy published on plan for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (state = ANY (ARRAY['issued'::text, 'amended'::text, 'closed'::text])) AND (parent_plan_id IS NULL) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE ((c.id = plan.campaign_id) AND (app.keeper_of(c.unit_id) = app.keeper_of(plan.unit_id)))))));
create policy scope on plan for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = plan.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy write on plan for insert to vidan_staff
	with check (((state = 'draft'::text) AND (EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = plan.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))))));

-- What a plan says beside its tasks: own slogan, purpose, legal grounds, how it is organised. Fixed by signing.
create table plan_text (
	plan_id uuid not null,
	slogan text not null default ''::text,
	purpose text not null default ''::text,
	legal_grounds text[] not null default '{}'::text[],
	organisation text not null default ''::text,
	return_reason text not null default ''::text,
	PRIMARY KEY (plan_id),
	CHECK ((length(slogan) <= 300)),
	FOREIGN KEY (plan_id) REFERENCES plan(id)
);
CREATE TRIGGER written_while_draft BEFORE INSERT OR DELETE OR UPDATE ON plan_text FOR EACH ROW EXECUTE FUNCTION app.plan_written_while_draft();
create policy content on plan_text for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM readable_plan r
  WHERE (r.id = plan_text.plan_id)))));
create policy published on plan_text for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM plan p
  WHERE (p.id = plan_text.plan_id)))));
create policy rewritten on plan_text for update to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = plan_text.plan_id)))));
create policy written on plan_text for insert to vidan_staff
	with check ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = plan_text.plan_id)))));

-- A task of a plan. One that answers a task of the superior plan says how it was decided and which version of it was seen; a superior task without an answer is undecided.
create table task (
	id uuid not null default gen_random_uuid(),
	plan_id uuid not null,
	"position" integer not null,
	version integer not null default 1,
	parent_task_id uuid,
	decision text,
	reason text not null default ''::text,
	seen_version integer,
	PRIMARY KEY (id),
	CHECK (("position" > 0)),
	CHECK ((version > 0)),
	CHECK ((decision = ANY (ARRAY['takenOver'::text, 'adapted'::text, 'notApplicable'::text]))),
	CHECK (((parent_task_id IS NULL) = (decision IS NULL))),
	CHECK (((parent_task_id IS NULL) = (seen_version IS NULL))),
	CHECK (((decision IS DISTINCT FROM 'notApplicable'::text) OR (reason <> ''::text))),
	UNIQUE (plan_id, parent_task_id),
	FOREIGN KEY (plan_id) REFERENCES plan(id),
	FOREIGN KEY (parent_task_id) REFERENCES task(id)
);
CREATE INDEX task_parent ON task USING btree (parent_task_id) WHERE (parent_task_id IS NOT NULL);
CREATE INDEX task_plan ON task USING btree (plan_id, "position");
CREATE TRIGGER written_while_draft BEFORE INSERT OR DELETE OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION app.plan_written_while_draft();
create policy content on task for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM readable_plan r
  WHERE (r.id = task.plan_id)))));
create policy published on task for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM plan p
  WHERE (p.id = task.plan_id)))));
create policy removed on task for delete to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = task.plan_id)))));
create policy rewritten on task for update to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = task.plan_id)))));
create policy written on task for insert to vidan_staff
	with check ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = task.plan_id)))));

-- What a task says. While the plan is a draft its one version is rewritten; an amendment after issuing adds the next one, with the reason.
create table task_version (
	task_id uuid not null,
	version integer not null,
	measure_id integer,
	content text not null default ''::text,
	lead_unit_id integer,
	coordinating integer[] not null default '{}'::integer[],
	starts_on date,
	due_on date,
	product text not null default ''::text,
	metric_key text,
	target numeric,
	withdrawn boolean not null default false,
	reason text not null default ''::text,
	written_at timestamp with time zone not null default app.now(),
	written_by uuid,
	PRIMARY KEY (task_id, version),
	CHECK ((version > 0)),
	CHECK ((length(content) <= 4000)),
	CHECK ((due_on >= starts_on)),
	CHECK ((length(product) <= 500)),
	CHECK ((target >= (0)::numeric)),
	FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE,
	FOREIGN KEY (measure_id) REFERENCES measure(id),
	FOREIGN KEY (lead_unit_id) REFERENCES unit(id),
	FOREIGN KEY (metric_key) REFERENCES metric(key),
	FOREIGN KEY (written_by) REFERENCES account(id)
);
CREATE INDEX task_version_lead ON task_version USING btree (lead_unit_id, due_on);
CREATE TRIGGER written_while_draft BEFORE INSERT OR DELETE OR UPDATE ON task_version FOR EACH ROW EXECUTE FUNCTION app.plan_written_while_draft();
create policy content on task_version for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE (t.id = task_version.task_id)))));
create policy published on task_version for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM task t
  WHERE ((t.id = task_version.task_id) AND (t.version = task_version.version))))));
create policy removed on task_version for delete to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE ((t.id = task_version.task_id) AND (EXISTS ( SELECT
           FROM writable_plan r
          WHERE (r.id = t.plan_id))))))));
create policy rewritten on task_version for update to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE ((t.id = task_version.task_id) AND (EXISTS ( SELECT
           FROM writable_plan r
          WHERE (r.id = t.plan_id))))))));
create policy written on task_version for insert to vidan_staff
	with check ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE ((t.id = task_version.task_id) AND (EXISTS ( SELECT
           FROM writable_plan r
          WHERE (r.id = t.plan_id))))))));

-- The whole of a plan as canonical JSON with its hash: edition 1 as signed, a further one for each amendment. Never changed.
create table plan_edition (
	plan_id uuid not null,
	edition integer not null,
	content text not null,
	sha256 text not null,
	reason text not null default ''::text,
	signer_name text not null,
	signer_position text not null,
	fixed_at timestamp with time zone not null default app.now(),
	fixed_by uuid,
	PRIMARY KEY (plan_id, edition),
	CHECK ((edition > 0)),
	CHECK ((content <> ''::text)),
	CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
	CHECK ((signer_name <> ''::text)),
	CHECK ((signer_position <> ''::text)),
	FOREIGN KEY (plan_id) REFERENCES plan(id),
	FOREIGN KEY (fixed_by) REFERENCES account(id)
);
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON plan_edition FOR EACH ROW EXECUTE FUNCTION app.never_changed();
create policy content on plan_edition for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM readable_plan r
  WHERE (r.id = plan_edition.plan_id)))));
create policy write on plan_edition for insert to vidan_staff
	with check ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM writable_plan r
  WHERE (r.id = plan_edition.plan_id)))));

-- How a unit answered a change of a task in the superior plan. A change is proposed, never written over.
create table proposal_answer (
	task_id uuid not null,
	parent_version integer not null,
	answer text not null,
	reason text not null default ''::text,
	answered_at timestamp with time zone not null default app.now(),
	answered_by uuid,
	PRIMARY KEY (task_id, parent_version),
	CHECK ((answer = ANY (ARRAY['accepted'::text, 'kept'::text]))),
	CHECK (((answer = 'accepted'::text) OR (reason <> ''::text))),
	FOREIGN KEY (task_id) REFERENCES task(id),
	FOREIGN KEY (answered_by) REFERENCES account(id)
);
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE ON proposal_answer FOR EACH ROW EXECUTE FUNCTION app.never_changed();
create policy content on proposal_answer for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE (t.id = proposal_answer.task_id)))));
create policy write on proposal_answer for insert to vidan_staff
	with check ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE ((t.id = proposal_answer.task_id) AND (EXISTS ( SELECT
           FROM writable_plan r
          WHERE (r.id = t.plan_id))))))));

-- The lead unit says that a task is done: it is no longer reminded of. Figures come from acts, not from here.
create table task_completion (
	task_id uuid not null,
	done_on date not null,
	note text not null default ''::text,
	noted_at timestamp with time zone not null default app.now(),
	noted_by uuid,
	PRIMARY KEY (task_id),
	CHECK ((length(note) <= 1000)),
	FOREIGN KEY (task_id) REFERENCES task(id),
	FOREIGN KEY (noted_by) REFERENCES account(id)
);
create policy content on task_completion for select to vidan_staff
	using ((( SELECT app.signed_in() AS signed_in) AND (EXISTS ( SELECT
   FROM task t
  WHERE (t.id = task_completion.task_id)))));
create policy removed on task_completion for delete to vidan_staff
	using ((EXISTS ( SELECT
   FROM (task t
     JOIN task_version v ON (((v.task_id = t.id) AND (v.version = t.version))))
  WHERE ((t.id = task_completion.task_id) AND (v.lead_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS kept_units)::integer[]))))));
create policy rewritten on task_completion for update to vidan_staff
	using ((EXISTS ( SELECT
   FROM (task t
     JOIN task_version v ON (((v.task_id = t.id) AND (v.version = t.version))))
  WHERE ((t.id = task_completion.task_id) AND (v.lead_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS kept_units)::integer[]))))));
create policy written on task_completion for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM (task t
     JOIN task_version v ON (((v.task_id = t.id) AND (v.version = t.version))))
  WHERE ((t.id = task_completion.task_id) AND (v.lead_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS kept_units)::integer[]))))));

-- Which unit was reminded of which due date, once per step: 7, 3 and 1 days before, and late.
create table plan_reminder (
	id bigint not null generated always as identity,
	plan_id uuid not null,
	task_id uuid,
	due_on date not null,
	step text not null,
	unit_id integer not null,
	at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((step = ANY (ARRAY['in7'::text, 'in3'::text, 'in1'::text, 'late'::text]))),
	UNIQUE NULLS NOT DISTINCT (plan_id, task_id, due_on, step),
	FOREIGN KEY (plan_id) REFERENCES plan(id),
	FOREIGN KEY (task_id) REFERENCES task(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX plan_reminder_unit ON plan_reminder USING btree (unit_id, at DESC);
create policy scope on plan_reminder for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = plan_reminder.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- An event of a campaign: launch ceremony, study session, workshop, training. A joint event has one owner (unit_id), for whom it is counted, and participating units.
create table activity (
	id uuid not null default gen_random_uuid(),
	unit_id integer not null,
	counted_unit_id integer,
	kind text not null,
	title text not null,
	state text not null default 'planned'::text,
	takes_place_on date not null,
	begins time without time zone,
	ends time without time zone,
	place text not null default ''::text,
	chair text not null default ''::text,
	programme text not null default ''::text,
	counted integer not null default 0,
	guests integer not null default 0,
	result text not null default ''::text,
	cancel_reason text,
	revision integer not null default 0,
	planned_by uuid,
	planned_at timestamp with time zone not null default app.now(),
	worded_by uuid[] not null default '{}'::uuid[],
	wording integer not null default 0,
	held_by uuid,
	held_at timestamp with time zone,
	published_by uuid,
	published_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['launchCeremony'::text, 'signingCeremony'::text, 'studySession'::text, 'workshop'::text, 'training'::text, 'listeningForum'::text, 'conference'::text, 'honouring'::text]))),
	CHECK (((title <> ''::text) AND (length(title) <= 300))),
	CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text]))),
	CHECK (isfinite(takes_place_on)),
	CHECK ((ends > begins)),
	CHECK ((length(place) <= 300)),
	CHECK ((length(chair) <= 200)),
	CHECK ((length(programme) <= 20000)),
	CHECK ((counted >= 0)),
	CHECK ((guests >= 0)),
	CHECK ((length(result) <= 20000)),
	CHECK ((cancel_reason <> ''::text)),
	CHECK ((published_by <> planned_by)),
	CHECK ((published_by <> ALL (worded_by))),
	CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (counted_unit_id) REFERENCES unit(id),
	FOREIGN KEY (planned_by) REFERENCES account(id),
	FOREIGN KEY (held_by) REFERENCES account(id),
	FOREIGN KEY (published_by) REFERENCES account(id)
);
CREATE INDEX activity_unit_day ON activity USING btree (unit_id, takes_place_on DESC);
CREATE TRIGGER activity_moves BEFORE UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION app.activity_moves();
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION app.signs_own('planned_by', 'published_by');
create policy keep on activity for update to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = activity.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'approver'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))))
	with check ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = activity.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'approver'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy plan on activity for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = activity.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy published on activity for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (published_at IS NOT NULL) AND (state <> 'cancelled'::text) AND (EXISTS ( SELECT
   FROM unit u
  WHERE (u.id = activity.unit_id)))));
create policy scope on activity for select to vidan_staff
	using (((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = activity.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))) OR (id = ANY (( SELECT app.joined_activities() AS joined_activities)::uuid[]))));

-- The campaigns that an event serves; it is counted once in each.
create table activity_campaign (
	activity_id uuid not null,
	campaign_id integer not null,
	PRIMARY KEY (activity_id, campaign_id),
	FOREIGN KEY (activity_id) REFERENCES activity(id),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id)
);
CREATE INDEX activity_campaign_campaign ON activity_campaign USING btree (campaign_id);
CREATE TRIGGER activity_shown_in AFTER INSERT OR DELETE OR UPDATE ON activity_campaign FOR EACH ROW EXECUTE FUNCTION app.activity_shown_in();
create policy keep on activity_campaign for all to vidan_staff
	using (app.keeps_activity(activity_id))
	with check ((app.keeps_activity(activity_id) AND app.takes_work(campaign_id)));
create policy published on activity_campaign for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE (c.id = activity_campaign.campaign_id)))));
create policy seen on activity_campaign for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM activity a
  WHERE (a.id = activity_campaign.activity_id)))));

-- Units that take part in an event of another unit. Not counted for them.
create table activity_unit (
	activity_id uuid not null,
	unit_id integer not null,
	PRIMARY KEY (activity_id, unit_id),
	FOREIGN KEY (activity_id) REFERENCES activity(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX activity_unit_unit ON activity_unit USING btree (unit_id);
create policy keep on activity_unit for all to vidan_staff
	using (app.keeps_activity(activity_id))
	with check (app.keeps_activity(activity_id));
create policy seen on activity_unit for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM activity a
  WHERE (a.id = activity_unit.activity_id)))));

-- The list of an event: who of the members expected was there, and why not. unit_id is where the member served that day.
create table attendance (
	activity_id uuid not null,
	member_id uuid not null,
	unit_id integer not null,
	present boolean not null,
	absence_reason text not null default ''::text,
	PRIMARY KEY (activity_id, member_id),
	CHECK ((length(absence_reason) <= 200)),
	CHECK (((absence_reason = ''::text) OR (NOT present))),
	FOREIGN KEY (activity_id) REFERENCES activity(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX attendance_member ON attendance USING btree (member_id);
create policy keep on attendance for all to vidan_staff
	using (app.keeps_activity(activity_id))
	with check (app.keeps_activity(activity_id));
create policy own on attendance for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy scope on attendance for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = attendance.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'auditor'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- What the members of a unit and of all units under it study in a campaign: a file or a link.
create table study_document (
	id uuid not null default gen_random_uuid(),
	unit_id integer not null,
	campaign_id integer not null,
	kind text not null,
	title text not null,
	symbol text not null default ''::text,
	file_id uuid,
	link text,
	added_by uuid,
	added_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['directive'::text, 'plan'::text, 'conductCode'::text, 'criteriaSet'::text, 'material'::text]))),
	CHECK (((title <> ''::text) AND (length(title) <= 500))),
	CHECK ((length(symbol) <= 100)),
	CHECK (((link ~ '^https?://'::text) AND (length(link) <= 1000))),
	CHECK ((num_nonnulls(file_id, link) = 1)),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (file_id) REFERENCES file(id),
	FOREIGN KEY (added_by) REFERENCES account(id)
);
CREATE INDEX study_document_campaign ON study_document USING btree (campaign_id, unit_id);
CREATE INDEX study_document_file ON study_document USING btree (file_id) WHERE (file_id IS NOT NULL);
create policy give on study_document for insert to vidan_staff
	with check ((app.takes_work(campaign_id) AND (EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = study_document.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))))));
create policy reaches on study_document for select to vidan_staff
	using ((unit_id = ANY (( SELECT app.line_units() AS line_units)::integer[])));
create policy scope on study_document for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = study_document.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- Documents that an event is about.
create table activity_document (
	activity_id uuid not null,
	document_id uuid not null,
	PRIMARY KEY (activity_id, document_id),
	FOREIGN KEY (activity_id) REFERENCES activity(id),
	FOREIGN KEY (document_id) REFERENCES study_document(id)
);
CREATE INDEX activity_document_document ON activity_document USING btree (document_id);
create policy keep on activity_document for all to vidan_staff
	using (app.keeps_activity(activity_id))
	with check (app.keeps_activity(activity_id));
create policy seen on activity_document for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM activity a
  WHERE (a.id = activity_document.activity_id)))));

-- A member says to have read a document. Said once, by nobody else.
create table study_reading (
	document_id uuid not null,
	member_id uuid not null,
	read_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (document_id, member_id),
	FOREIGN KEY (document_id) REFERENCES study_document(id),
	FOREIGN KEY (member_id) REFERENCES member(id)
);
CREATE INDEX study_reading_member ON study_reading USING btree (member_id);
create policy own on study_reading for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy say on study_reading for insert to vidan_staff
	with check (((member_id = ( SELECT app.member_id() AS member_id)) AND (EXISTS ( SELECT
   FROM study_document d
  WHERE (d.id = study_reading.document_id)))));
create policy scope on study_reading for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM (posting p
     JOIN unit_standing s ON ((s.unit_id = p.unit_id)))
  WHERE ((p.member_id = study_reading.member_id) AND (p.valid @> ( SELECT app.today() AS today)) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'auditor'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- Units that emulate one another in a year, arranged by the unit above them; lead and deputy rotate every year.
create table emulation_block (
	id uuid not null default gen_random_uuid(),
	unit_id integer not null,
	year smallint not null,
	name text not null,
	lead_unit_id integer not null,
	deputy_unit_id integer,
	arranged_by uuid,
	arranged_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK (((year >= 2000) AND (year <= 2200))),
	CHECK (((name <> ''::text) AND (length(name) <= 200))),
	CHECK ((deputy_unit_id <> lead_unit_id)),
	UNIQUE (unit_id, year, name),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (lead_unit_id) REFERENCES unit(id),
	FOREIGN KEY (deputy_unit_id) REFERENCES unit(id),
	FOREIGN KEY (arranged_by) REFERENCES account(id)
);
CREATE INDEX emulation_block_year ON emulation_block USING btree (year, unit_id);
create policy arrange on emulation_block for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = emulation_block.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy joined on emulation_block for select to vidan_staff
	using ((id = ANY (( SELECT app.joined_blocks() AS joined_blocks)::uuid[])));
create policy scope on emulation_block for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = emulation_block.unit_id) AND (s.node_id = ANY (( SELECT app.scope() AS scope)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- The units of a block, its lead and deputy among them.
create table block_unit (
	block_id uuid not null,
	unit_id integer not null,
	PRIMARY KEY (block_id, unit_id),
	FOREIGN KEY (block_id) REFERENCES emulation_block(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX block_unit_unit ON block_unit USING btree (unit_id);
create policy arrange on block_unit for insert to vidan_staff
	with check (app.keeps_block(block_id));
create policy joined on block_unit for select to vidan_staff
	using ((block_id = ANY (( SELECT app.joined_blocks() AS joined_blocks)::uuid[])));

-- An emulation pledge: what the units of a block promise one another. The text is fixed, with its hash, once agreed. A block has one for a campaign; one that not all sign is cancelled by whoever arranges the block, and another begun.
create table pledge (
	id uuid not null default gen_random_uuid(),
	block_id uuid not null,
	campaign_id integer not null,
	activity_id uuid,
	title text not null,
	content jsonb not null,
	state text not null default 'draft'::text,
	text_sha256 text,
	drafted_by uuid,
	drafted_at timestamp with time zone not null default app.now(),
	agreed_at timestamp with time zone,
	signed_on date,
	cancel_reason text,
	PRIMARY KEY (id),
	CHECK (((title <> ''::text) AND (length(title) <= 300))),
	CHECK ((state = ANY (ARRAY['draft'::text, 'agreed'::text, 'signed'::text, 'midTermChecked'::text, 'scored'::text, 'closed'::text, 'cancelled'::text]))),
	CHECK ((text_sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK (((cancel_reason <> ''::text) AND (length(cancel_reason) <= 500))),
	CHECK (((state = 'cancelled'::text) OR ((state = 'draft'::text) = (text_sha256 IS NULL)))),
	CHECK (((state = ANY (ARRAY['draft'::text, 'agreed'::text, 'cancelled'::text])) = (signed_on IS NULL))),
	CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
	FOREIGN KEY (block_id) REFERENCES emulation_block(id),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (activity_id) REFERENCES activity(id),
	FOREIGN KEY (drafted_by) REFERENCES account(id)
);
CREATE INDEX pledge_activity ON pledge USING btree (activity_id) WHERE (activity_id IS NOT NULL);
CREATE INDEX pledge_block ON pledge USING btree (block_id);
CREATE INDEX pledge_campaign ON pledge USING btree (campaign_id);
CREATE UNIQUE INDEX pledge_one_per_campaign ON pledge USING btree (block_id, campaign_id) WHERE (state <> 'cancelled'::text);
CREATE TRIGGER pledge_moves BEFORE UPDATE ON pledge FOR EACH ROW EXECUTE FUNCTION app.pledge_moves();
create policy joined on pledge for select to vidan_staff
	using ((block_id = ANY (( SELECT app.joined_blocks() AS joined_blocks)::uuid[])));
create policy move on pledge for update to vidan_staff
	using ((block_id = ANY (( SELECT app.joined_blocks() AS joined_blocks)::uuid[])));
create policy prepare on pledge for insert to vidan_staff
	with check (((state = 'draft'::text) AND app.takes_work(campaign_id) AND app.keeps_block(block_id)));

-- A unit that is bound by a pledge, and its signature: account, time and the hash of the text signed (strength A). One that joins later signs the text and an addendum.
create table pledge_party (
	pledge_id uuid not null,
	unit_id integer not null,
	joined text not null default 'founding'::text,
	addendum jsonb,
	text_sha256 text,
	signed_at timestamp with time zone,
	signed_by uuid,
	signer_name text,
	signer_position text,
	PRIMARY KEY (pledge_id, unit_id),
	CHECK ((joined = ANY (ARRAY['founding'::text, 'addendum'::text]))),
	CHECK (((addendum IS NOT NULL) = (joined = 'addendum'::text))),
	CHECK ((text_sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK ((signer_name <> ''::text)),
	CHECK ((num_nonnulls(text_sha256, signed_at, signer_name) = ANY (ARRAY[0, 3]))),
	FOREIGN KEY (pledge_id) REFERENCES pledge(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (signed_by) REFERENCES account(id)
);
CREATE INDEX pledge_party_unit ON pledge_party USING btree (unit_id);
CREATE TRIGGER party_moves BEFORE INSERT OR DELETE OR UPDATE ON pledge_party FOR EACH ROW EXECUTE FUNCTION app.party_moves();
create policy joined on pledge_party for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM pledge p
  WHERE (p.id = pledge_party.pledge_id)))));
create policy prepare on pledge_party for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM pledge p
  WHERE ((p.id = pledge_party.pledge_id) AND app.keeps_block(p.block_id)))));
create policy sign on pledge_party for update to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text]) AS kept_units)::integer[])))
	with check (((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text]) AS kept_units)::integer[])) AND (signed_by = ( SELECT app.account_id() AS account_id))));
create policy unprepare on pledge_party for delete to vidan_staff
	using ((EXISTS ( SELECT
   FROM pledge p
  WHERE ((p.id = pledge_party.pledge_id) AND app.keeps_block(p.block_id)))));

-- What a block found of a signed pledge: supervision in the middle of the year, scores at its end, the summing-up. Written once, before the pledge becomes what its stage says; never changed.
create table pledge_review (
	pledge_id uuid not null,
	stage text not null,
	held_on date not null,
	summary text not null,
	findings jsonb not null,
	entered_by uuid,
	entered_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (pledge_id, stage),
	CHECK ((stage = ANY (ARRAY['midTermChecked'::text, 'scored'::text, 'closed'::text]))),
	CHECK (isfinite(held_on)),
	CHECK (((summary <> ''::text) AND (length(summary) <= 5000))),
	CHECK ((jsonb_typeof(findings) = 'array'::text)),
	FOREIGN KEY (pledge_id) REFERENCES pledge(id),
	FOREIGN KEY (entered_by) REFERENCES account(id)
);
CREATE TRIGGER another_sums_up BEFORE INSERT ON pledge_review FOR EACH ROW WHEN ((new.stage = 'closed'::text)) EXECUTE FUNCTION app.another_sums_up();
CREATE TRIGGER review_speaks BEFORE INSERT ON pledge_review FOR EACH ROW EXECUTE FUNCTION app.review_speaks();
create policy find on pledge_review for insert to vidan_staff
	with check (((entered_by = ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM pledge p
  WHERE ((p.id = pledge_review.pledge_id) AND app.keeps_block(p.block_id))))));
create policy joined on pledge_review for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM pledge p
  WHERE (p.id = pledge_review.pledge_id)))));

-- Everybody on strength under a node on the reference date is asked for a commitment, by a template. Issuing again adds who is missing.
create table commitment_issue (
	id uuid not null default gen_random_uuid(),
	campaign_id integer not null,
	unit_id integer not null,
	year smallint not null,
	reference_on date not null,
	due_on date not null,
	title text not null,
	introduction text not null default ''::text,
	areas jsonb not null,
	runs integer not null default 0,
	issued_by uuid,
	issued_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK (((year >= 2000) AND (year <= 2200))),
	CHECK (isfinite(reference_on)),
	CHECK ((due_on >= reference_on)),
	CHECK (((title <> ''::text) AND (length(title) <= 300))),
	CHECK ((length(introduction) <= 5000)),
	CHECK (((jsonb_typeof(areas) = 'array'::text) AND ((jsonb_array_length(areas) >= 1) AND (jsonb_array_length(areas) <= 12)))),
	UNIQUE (campaign_id, unit_id, year),
	UNIQUE (id, campaign_id, year),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (issued_by) REFERENCES account(id)
);
create policy issue on commitment_issue for insert to vidan_staff
	with check ((app.takes_work(campaign_id) AND (EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = commitment_issue.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today)))))));
create policy known on commitment_issue for select to vidan_staff
	using (app.knows_issue(id, unit_id));
create policy run on commitment_issue for update to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = commitment_issue.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));

-- One line of the denominator list: a member on strength on the reference date, exempt with a reason or asked; and where the paper stands. What it says is in commitment_text.
create table commitment (
	id uuid not null default gen_random_uuid(),
	issue_id uuid not null,
	campaign_id integer not null,
	year smallint not null,
	member_id uuid not null,
	unit_id integer not null,
	issued_unit_id integer not null,
	state text not null default 'notStarted'::text,
	exempt_reason text,
	exempted_on date,
	step integer not null default 0,
	in_force boolean not null default true,
	counted_on date not null,
	on_paper boolean not null default false,
	signed_on date,
	submitted_by uuid,
	submitted_at timestamp with time zone,
	text_sha256 text,
	confirming_unit_id integer,
	confirmed_by uuid,
	confirmed_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK ((state = ANY (ARRAY['exempt'::text, 'notStarted'::text, 'draft'::text, 'submitted'::text, 'returned'::text, 'confirmed'::text, 'filed'::text, 'reviewed'::text]))),
	CHECK ((exempt_reason <> ''::text)),
	CHECK (((exempted_on IS NULL) OR (state = 'exempt'::text))),
	CHECK ((text_sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK (((state = 'exempt'::text) = (exempt_reason IS NOT NULL))),
	CHECK (((state <> ALL (ARRAY['submitted'::text, 'returned'::text, 'confirmed'::text, 'filed'::text, 'reviewed'::text])) OR (num_nulls(signed_on, submitted_by, submitted_at, text_sha256) = 0))),
	CHECK (((state <> ALL (ARRAY['returned'::text, 'confirmed'::text, 'reviewed'::text])) OR (confirming_unit_id IS NOT NULL))),
	CHECK (((state = ANY (ARRAY['confirmed'::text, 'filed'::text, 'reviewed'::text])) = ((confirmed_at IS NOT NULL) AND (confirmed_by IS NOT NULL)))),
	UNIQUE (member_id, campaign_id, year),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (issue_id, campaign_id, year) REFERENCES commitment_issue(id, campaign_id, year)
);
CREATE INDEX commitment_unit ON commitment USING btree (unit_id, issue_id);
CREATE INDEX commitment_waiting ON commitment USING btree (state, confirming_unit_id, submitted_at) WHERE (state = ANY (ARRAY['submitted'::text, 'filed'::text]));
CREATE TRIGGER commitment_counts AFTER UPDATE OF state ON commitment FOR EACH ROW WHEN (((old.state <> new.state) AND new.in_force)) EXECUTE FUNCTION app.commitment_counts();
CREATE TRIGGER commitment_moves BEFORE UPDATE ON commitment FOR EACH ROW EXECUTE FUNCTION app.commitment_moves();
create policy author on commitment for update to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)))
	with check (((member_id = ( SELECT app.member_id() AS member_id)) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'filed'::text]))));
create policy committee on commitment for select to vidan_staff
	using (((confirming_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['committeeMember'::text]) AS kept_units)::integer[])) AND app.by_committee(confirming_unit_id, member_id, submitted_by)));
create policy committee_answers on commitment for update to vidan_staff
	using (((confirming_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['committeeMember'::text]) AS kept_units)::integer[])) AND app.by_committee(confirming_unit_id, member_id, submitted_by)));
create policy keep on commitment for update to vidan_staff
	using (app.keeps_commitments_of(unit_id));
create policy scope on commitment for select to vidan_staff
	using ((EXISTS ( SELECT
   FROM unit_standing s
  WHERE ((s.unit_id = commitment.unit_id) AND (s.node_id = ANY (( SELECT app.posts(VARIADIC ARRAY['focalOfficer'::text, 'unitHead'::text, 'auditor'::text, 'administrator'::text]) AS posts)::integer[])) AND (s.valid @> ( SELECT app.today() AS today))))));
create policy writer on commitment for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));

-- What a commitment says. Read by its author and by the commander who confirms it; by the focal officer who entered it from paper. Never searched.
create table commitment_text (
	commitment_id uuid not null,
	content jsonb not null,
	scan_file_id uuid,
	entered_by uuid,
	saved_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (commitment_id),
	FOREIGN KEY (commitment_id) REFERENCES commitment(id),
	FOREIGN KEY (scan_file_id) REFERENCES file(id),
	FOREIGN KEY (entered_by) REFERENCES account(id)
);
CREATE INDEX commitment_text_scan ON commitment_text USING btree (scan_file_id) WHERE (scan_file_id IS NOT NULL);
create policy read on commitment_text for select to vidan_staff
	using (app.reads_commitment(commitment_id, entered_by));
create policy rewrite on commitment_text for update to vidan_staff
	using (((entered_by = ( SELECT app.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM commitment c
  WHERE ((c.id = commitment_text.commitment_id) AND (c.member_id = ( SELECT app.member_id() AS member_id)))))))
	with check (app.writes_commitment(commitment_id, entered_by, scan_file_id));
create policy write on commitment_text for insert to vidan_staff
	with check (app.writes_commitment(commitment_id, entered_by, scan_file_id));

-- What a commander wrote when giving a commitment back. Read by whom the text is read.
create table commitment_return (
	commitment_id uuid not null,
	step integer not null,
	comment text not null,
	returned_by uuid,
	returned_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (commitment_id, step),
	CHECK (((comment <> ''::text) AND (length(comment) <= 2000))),
	FOREIGN KEY (commitment_id) REFERENCES commitment(id),
	FOREIGN KEY (returned_by) REFERENCES account(id)
);
create policy give_back on commitment_return for insert to vidan_staff
	with check (((returned_by = ( SELECT app.account_id() AS account_id)) AND app.answers_commitment(commitment_id)));
create policy read on commitment_return for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM commitment_text t
  WHERE (t.commitment_id = commitment_return.commitment_id)))));

-- How a commitment was kept: what its author says, with which it is filed, and then, once, what the commander finds. Read by these two alone.
create table commitment_review (
	commitment_id uuid not null,
	own_result text not null,
	own_text text not null,
	filed_at timestamp with time zone not null default app.now(),
	result text,
	comment text,
	reviewed_by uuid,
	reviewed_at timestamp with time zone,
	PRIMARY KEY (commitment_id),
	CHECK ((own_result = ANY (ARRAY['kept'::text, 'partly'::text, 'notKept'::text]))),
	CHECK (((own_text <> ''::text) AND (length(own_text) <= 5000))),
	CHECK ((result = ANY (ARRAY['kept'::text, 'partly'::text, 'notKept'::text]))),
	CHECK (((comment <> ''::text) AND (length(comment) <= 2000))),
	CHECK ((num_nulls(result, comment, reviewed_by, reviewed_at) = ANY (ARRAY[0, 4]))),
	FOREIGN KEY (commitment_id) REFERENCES commitment(id),
	FOREIGN KEY (reviewed_by) REFERENCES account(id)
);
create policy file on commitment_review for insert to vidan_staff
	with check ((EXISTS ( SELECT
   FROM commitment c
  WHERE ((c.id = commitment_review.commitment_id) AND (c.state = 'confirmed'::text) AND (c.member_id = ( SELECT app.member_id() AS member_id))))));
create policy find on commitment_review for update to vidan_staff
	using (((reviewed_at IS NULL) AND app.answers_commitment(commitment_id)))
	with check ((reviewed_by = ( SELECT app.account_id() AS account_id)));
create policy read on commitment_review for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND app.reads_commitment(commitment_id, NULL::uuid)));

-- A version of the calendar of working days. A newer version holds for cases registered after it; earlier ones keep theirs.
create table calendar (
	version integer not null,
	from_year integer not null,
	to_year integer not null,
	decided_by text not null,
	made_at timestamp with time zone not null default app.now(),
	made_by uuid,
	PRIMARY KEY (version),
	CHECK ((version > 0)),
	CHECK (((from_year >= 2000) AND (from_year <= 2200))),
	CHECK (((to_year >= from_year) AND (to_year <= 2200))),
	CHECK (((decided_by <> ''::text) AND (length(decided_by) <= 500))),
	FOREIGN KEY (made_by) REFERENCES account(id)
);
create policy known on calendar for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy made on calendar for insert to vidan_staff
	with check (( SELECT app.keeps_clock() AS keeps_clock));

-- A day that is not what its weekday says: a public holiday, a compensating day off, a Saturday worked instead.
create table calendar_day (
	calendar_version integer not null,
	day date not null,
	working boolean not null,
	name text not null,
	confirmed boolean not null default true,
	PRIMARY KEY (calendar_version, day),
	CHECK (((name <> ''::text) AND (length(name) <= 200))),
	FOREIGN KEY (calendar_version) REFERENCES calendar(version)
);
create policy known on calendar_day for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy made on calendar_day for insert to vidan_staff
	with check (( SELECT app.keeps_clock() AS keeps_clock));

-- What the law allows for a kind of feedback, for cases registered while it is valid. accept_days: time to decide whether it is taken up; settling then runs from that decision, otherwise from the receipt.
create table clock_profile (
	id integer not null generated always as identity,
	kind text not null,
	valid daterange not null,
	basis text not null,
	first_look_hours integer not null,
	accept_days integer,
	accept_counts_working boolean not null default false,
	settle_days integer not null,
	settle_counts_working boolean not null default false,
	extension_days integer not null default 0,
	most_extensions integer not null default 0,
	suspend_days integer,
	note_days integer not null default 28,
	overdue_note_working_days integer not null default 7,
	made_by uuid,
	made_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['praise'::text, 'opinion'::text, 'rating'::text, 'complaint'::text, 'denunciation'::text]))),
	CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
	CHECK (((basis <> ''::text) AND (length(basis) <= 1000))),
	CHECK (((first_look_hours >= 1) AND (first_look_hours <= 200))),
	CHECK (((accept_days >= 1) AND (accept_days <= 60))),
	CHECK (((settle_days >= 1) AND (settle_days <= 365))),
	CHECK (((extension_days >= 0) AND (extension_days <= 365))),
	CHECK (((most_extensions >= 0) AND (most_extensions <= 3))),
	CHECK (((suspend_days >= 1) AND (suspend_days <= 365))),
	CHECK (((note_days >= 1) AND (note_days <= 90))),
	CHECK (((overdue_note_working_days >= 1) AND (overdue_note_working_days <= 90))),
	EXCLUDE USING gist (kind WITH =, valid WITH &&),
	FOREIGN KEY (made_by) REFERENCES account(id)
);
create policy ended on clock_profile for update to vidan_staff
	using (( SELECT app.keeps_clock() AS keeps_clock))
	with check (( SELECT app.keeps_clock() AS keeps_clock));
create policy known on clock_profile for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy made on clock_profile for insert to vidan_staff
	with check (( SELECT app.keeps_clock() AS keeps_clock));

-- One matter that somebody brought: what it is, who handles it, by when. What it says stands in feedback_text, encrypted.
create table feedback (
	id uuid not null default gen_random_uuid(),
	log_id uuid not null default gen_random_uuid(),
	list_id uuid not null default gen_random_uuid(),
	reference text not null,
	filing_key uuid,
	kind text not null,
	sealed boolean generated always as ((kind = ANY (ARRAY['complaint'::text, 'denunciation'::text]))) stored,
	in_custody boolean not null default false,
	state text not null default 'received'::text,
	before_state text,
	step integer not null default 1,
	stage smallint not null default 0,
	topic text,
	channel text not null default 'portal'::text,
	from_organisation boolean not null default false,
	accuses boolean not null,
	officer_known boolean not null default false,
	unit_id integer,
	unit_known boolean not null,
	happened_on date,
	received_at timestamp with time zone not null,
	received_on date not null,
	profile_id integer not null,
	calendar_version integer not null,
	look_due_at timestamp with time zone not null,
	looked_at timestamp with time zone,
	due_on date not null,
	runs_from date,
	extensions smallint not null default 0,
	paused_on date,
	paused_days integer not null default 0,
	rolled_days integer not null default 0,
	noted_on date,
	rung smallint not null default 0,
	rung_from date,
	handling_unit_id integer,
	with_oversight boolean not null default false,
	routing text,
	routed_at timestamp with time zone,
	offered_unit_id integer,
	handler_id uuid,
	merged_into uuid,
	split_from uuid,
	wants_publication boolean not null default false,
	withdrawn_on date,
	answered_on date,
	answered_in_time boolean,
	closed_on date,
	reopened boolean not null default false,
	unfounded boolean not null default false,
	erase_on date,
	erase_why text,
	erased_at timestamp with time zone,
	entered_by uuid,
	held boolean not null default false,
	PRIMARY KEY (id),
	CHECK ((reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'::text)),
	CHECK ((kind = ANY (ARRAY['praise'::text, 'opinion'::text, 'rating'::text, 'complaint'::text, 'denunciation'::text]))),
	CHECK ((state = ANY (ARRAY['received'::text, 'screened'::text, 'guided'::text, 'assigned'::text, 'accepted'::text, 'inProgress'::text, 'awaitingSender'::text, 'suspended'::text, 'answered'::text, 'satisfied'::text, 'silent'::text, 'objected'::text, 'underReview'::text, 'answeredFinal'::text, 'closed'::text, 'transferOffered'::text, 'merged'::text, 'withdrawn'::text, 'reopened'::text]))),
	CHECK (((stage >= 0) AND (stage <= 9))),
	CHECK ((topic = ANY (ARRAY['manner'::text, 'ethics'::text, 'lifestyle'::text, 'conduct'::text, 'bearing'::text, 'responsibility'::text]))),
	CHECK ((channel = ANY (ARRAY['portal'::text, 'post'::text, 'reception'::text, 'hotline'::text, 'suggestionBox'::text, 'forwarded'::text]))),
	CHECK (isfinite(happened_on)),
	CHECK ((received_at = date_trunc('hour'::text, received_at))),
	CHECK ((paused_days >= 0)),
	CHECK ((rolled_days >= 0)),
	CHECK ((rung = ANY (ARRAY[0, 50, 80, 100, 150]))),
	CHECK ((routing = ANY (ARRAY['ownDesk'::text, 'nearestAbove'::text, 'oversight'::text, 'transferred'::text, 'review'::text, 'late'::text]))),
	CHECK ((routed_at = date_trunc('hour'::text, routed_at))),
	CHECK ((erase_why = ANY (ARRAY['rule'::text, 'request'::text]))),
	CHECK (((erased_at IS NULL) OR (state = ANY (ARRAY['closed'::text, 'merged'::text])))),
	CHECK (((answered_on IS NULL) = (answered_in_time IS NULL))),
	CHECK ((NOT (with_oversight AND (handling_unit_id IS NOT NULL)))),
	CHECK ((merged_into <> id)),
	CHECK (((state <> 'screened'::text) OR (looked_at IS NOT NULL))),
	CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
	CHECK ((unit_known OR accuses OR (unit_id IS NOT NULL) OR (kind = ANY (ARRAY['opinion'::text, 'praise'::text, 'rating'::text])))),
	UNIQUE (log_id),
	UNIQUE (list_id),
	UNIQUE (reference),
	UNIQUE (filing_key),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (profile_id) REFERENCES clock_profile(id),
	FOREIGN KEY (calendar_version) REFERENCES calendar(version),
	FOREIGN KEY (handling_unit_id) REFERENCES unit(id),
	FOREIGN KEY (offered_unit_id) REFERENCES unit(id),
	FOREIGN KEY (handler_id) REFERENCES account(id),
	FOREIGN KEY (merged_into) REFERENCES feedback(id),
	FOREIGN KEY (split_from) REFERENCES feedback(id),
	FOREIGN KEY (entered_by) REFERENCES account(id)
);
CREATE INDEX feedback_erase ON feedback USING btree (erase_on) WHERE ((erase_on IS NOT NULL) AND (erased_at IS NULL));
CREATE INDEX feedback_handled ON feedback USING btree (handling_unit_id, state, due_on, id);
CREATE INDEX feedback_handler ON feedback USING btree (handler_id, due_on, id) WHERE (handler_id IS NOT NULL);
CREATE INDEX feedback_handling ON feedback USING btree (handler_id) WHERE ((handler_id IS NOT NULL) AND (state = ANY (ARRAY['assigned'::text, 'accepted'::text, 'inProgress'::text, 'awaitingSender'::text, 'suspended'::text, 'underReview'::text])));
CREATE INDEX feedback_merged ON feedback USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX feedback_nobodys ON feedback USING btree (handling_unit_id) WHERE ((handler_id IS NULL) AND (state = ANY (ARRAY['assigned'::text, 'accepted'::text, 'inProgress'::text, 'awaitingSender'::text, 'suspended'::text, 'underReview'::text])));
CREATE INDEX feedback_offered ON feedback USING btree (offered_unit_id) WHERE (offered_unit_id IS NOT NULL);
CREATE INDEX feedback_oversight ON feedback USING btree (due_on, id) WHERE with_oversight;
CREATE INDEX feedback_pressing ON feedback USING btree (handling_unit_id, due_on, id) WHERE (((rung >= 50) OR (rung_from IS NOT NULL)) AND (state <> ALL (ARRAY['guided'::text, 'answered'::text, 'satisfied'::text, 'silent'::text, 'answeredFinal'::text, 'closed'::text, 'merged'::text, 'withdrawn'::text])));
CREATE INDEX feedback_queue ON feedback USING btree (handling_unit_id, due_on, id) WHERE (state <> ALL (ARRAY['guided'::text, 'answered'::text, 'satisfied'::text, 'silent'::text, 'answeredFinal'::text, 'closed'::text, 'merged'::text, 'withdrawn'::text]));
CREATE INDEX feedback_received ON feedback USING btree (received_on, kind);
CREATE INDEX feedback_split ON feedback USING btree (split_from) WHERE (split_from IS NOT NULL);
CREATE INDEX feedback_subject ON feedback USING btree (unit_id, handling_unit_id) INCLUDE (id) WHERE (accuses AND unit_known);
CREATE INDEX feedback_unrouted ON feedback USING btree (held, received_at) WHERE (routed_at IS NULL);
CREATE TRIGGER answered_has_answer BEFORE UPDATE ON feedback FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state = ANY (ARRAY['answered'::text, 'answeredFinal'::text])))) EXECUTE FUNCTION app.answered_has_answer();
CREATE TRIGGER feedback_clock_holds BEFORE UPDATE ON feedback FOR EACH ROW EXECUTE FUNCTION app.feedback_clock_holds();
CREATE TRIGGER feedback_kind_protects BEFORE UPDATE OF kind, accuses ON feedback FOR EACH ROW WHEN (((old.kind IS DISTINCT FROM new.kind) OR (old.accuses IS DISTINCT FROM new.accuses))) EXECUTE FUNCTION app.feedback_kind_protects();
CREATE TRIGGER feedback_moves BEFORE UPDATE ON feedback FOR EACH ROW EXECUTE FUNCTION app.feedback_moves();
CREATE TRIGGER feedback_stays_up BEFORE UPDATE OF offered_unit_id, handling_unit_id ON feedback FOR EACH ROW WHEN (((old.rung_from IS NOT NULL) OR (old.split_from IS NOT NULL))) EXECUTE FUNCTION app.feedback_stays_up();
CREATE TRIGGER kin_know AFTER INSERT ON feedback FOR EACH ROW WHEN (((new.split_from IS NOT NULL) OR (new.merged_into IS NOT NULL))) EXECUTE FUNCTION app.kin_know();
CREATE TRIGGER kin_know_joined AFTER UPDATE OF merged_into ON feedback FOR EACH ROW WHEN (((new.merged_into IS NOT NULL) AND (new.merged_into IS DISTINCT FROM old.merged_into))) EXECUTE FUNCTION app.kin_know();
CREATE TRIGGER open_answer_goes_back AFTER UPDATE OF handler_id, handling_unit_id, with_oversight, stage ON feedback FOR EACH ROW WHEN (((((old.handler_id IS DISTINCT FROM new.handler_id) OR (old.handling_unit_id IS DISTINCT FROM new.handling_unit_id)) OR (old.with_oversight IS DISTINCT FROM new.with_oversight)) OR (old.stage IS DISTINCT FROM new.stage))) EXECUTE FUNCTION app.open_answer_goes_back();
CREATE TRIGGER part_is_protected BEFORE INSERT ON feedback FOR EACH ROW WHEN ((new.split_from IS NOT NULL)) EXECUTE FUNCTION app.part_is_protected();
CREATE TRIGGER proposals_end AFTER UPDATE OF state, kind, handler_id, handling_unit_id, with_oversight, stage ON feedback FOR EACH ROW WHEN (((((((old.state IS DISTINCT FROM new.state) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.handler_id IS DISTINCT FROM new.handler_id)) OR (old.handling_unit_id IS DISTINCT FROM new.handling_unit_id)) OR (old.with_oversight IS DISTINCT FROM new.with_oversight)) OR (old.stage IS DISTINCT FROM new.stage))) EXECUTE FUNCTION app.proposals_end();
CREATE TRIGGER publication_ends AFTER UPDATE ON feedback FOR EACH ROW WHEN (((new.sealed AND (NOT old.sealed)) OR ((new.erased_at IS NOT NULL) AND (old.erased_at IS NULL)) OR ((new.state = ANY (ARRAY['objected'::text, 'reopened'::text])) AND (new.state <> old.state)))) EXECUTE FUNCTION app.publication_ends();
CREATE TRIGGER sealed_is_ended_by_two BEFORE UPDATE ON feedback FOR EACH ROW WHEN ((old.sealed AND (new.state = ANY (ARRAY['guided'::text, 'merged'::text])) AND ((old.state IS DISTINCT FROM new.state) OR (old.merged_into IS DISTINCT FROM new.merged_into)))) EXECUTE FUNCTION app.sealed_is_ended_by_two();
CREATE TRIGGER statements_end AFTER UPDATE OF state ON feedback FOR EACH ROW WHEN (((new.state = ANY (ARRAY['guided'::text, 'merged'::text, 'closed'::text])) AND (new.state <> old.state))) EXECUTE FUNCTION app.statements_end();
CREATE TRIGGER stays_in_custody BEFORE INSERT OR UPDATE OF kind, in_custody ON feedback FOR EACH ROW EXECUTE FUNCTION app.stays_in_custody();
create policy at_desk on feedback for all to vidan_staff
	using ((handling_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['feedbackDesk'::text, 'inspector'::text, 'unitHead'::text]) AS kept_units)::integer[])))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy custodian on feedback for select to vidan_custody
	using (((handling_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['custodian'::text]) AS kept_units)::integer[])) OR ((in_custody OR with_oversight) AND ( SELECT app.oversees() AS oversees))));
create policy custodian_follows on feedback for select to vidan_staff
	using ((in_custody AND ((handling_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['custodian'::text]) AS kept_units)::integer[])) OR ( SELECT app.oversees() AS oversees))));
create policy erased on feedback for all to vidan_custody, vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND ((erased_at IS NULL) OR (id IN ( SELECT unnest(( SELECT app.erased_in_order() AS erased_in_order)) AS unnest)))))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy given on feedback for all to vidan_staff
	using (((handler_id = ( SELECT app.account_id() AS account_id)) AND ((with_oversight AND ( SELECT app.oversees() AS oversees)) OR (handling_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['feedbackDesk'::text, 'inspector'::text, 'unitHead'::text, 'focalOfficer'::text, 'committeeMember'::text]) AS kept_units)::integer[])))))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy joined on feedback for select to vidan_staff
	using ((id = ANY (( SELECT app.joined_feedback() AS joined_feedback)::uuid[])));
create policy offered on feedback for all to vidan_staff
	using ((offered_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['feedbackDesk'::text, 'unitHead'::text]) AS kept_units)::integer[])))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy oversight on feedback for all to vidan_staff
	using ((with_oversight AND ( SELECT app.oversees() AS oversees)))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy pressed on feedback for select to vidan_custody, vidan_staff
	using ((id = ANY (( SELECT app.pressed_feedback() AS pressed_feedback)::uuid[])));
create policy sender on feedback for all to vidan_public
	using ((id = ( SELECT app.sender_case() AS sender_case)))
	with check ((id = ( SELECT app.sender_case() AS sender_case)));
create policy unbarred on feedback for all to vidan_custody, vidan_staff
	using ((NOT (id IN ( SELECT unnest(( SELECT app.barred_feedback() AS barred_feedback)) AS unnest))))
	with check ((NOT (id IN ( SELECT unnest(( SELECT app.barred_feedback() AS barred_feedback)) AS unnest))));

-- What happened to a case, in order; never changed. The sender sees each with who handled it. detail: ids and words of the domain, no personal text. at: rounded like the case.
create table feedback_step (
	feedback_id uuid not null,
	step integer not null,
	event text not null,
	state text not null,
	at timestamp with time zone not null,
	account_id uuid,
	unit_id integer,
	detail jsonb not null default '{}'::jsonb,
	told boolean not null default true,
	PRIMARY KEY (feedback_id, step),
	CHECK ((event ~ '^[a-z][A-Za-z]{2,40}$'::text)),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
create policy sender on feedback_step for select to vidan_public
	using ((told AND (feedback_id = ( SELECT app.sender_case() AS sender_case))));
create policy sender_writes on feedback_step for insert to vidan_public
	with check (((feedback_id = ( SELECT app.sender_case() AS sender_case)) AND (account_id IS NULL)));
create policy staff on feedback_step for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_step.feedback_id)))))
	with check ((account_id = ( SELECT app.account_id() AS account_id)));

-- Which state of a case may follow which, moved by the body or by the sender.
create table feedback_transition (
	from_state text not null,
	to_state text not null,
	by_sender boolean not null,
	PRIMARY KEY (from_state, to_state, by_sender)
);
create policy known on feedback_transition for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- A person of the external oversight body (a council, the Front, the superior inspectorate). Cases that no desk may handle are theirs; complaints and denunciations are taken once two hold a seat. Who left may be seated again, as another row.
create table oversight_seat (
	account_id uuid not null,
	body text not null,
	since date not null default app.today(),
	until date,
	seated_by uuid,
	agreed_by uuid,
	log_id uuid not null default gen_random_uuid(),
	PRIMARY KEY (account_id, since),
	CHECK (((body <> ''::text) AND (length(body) <= 300))),
	CHECK ((until >= since)),
	CHECK ((seated_by IS DISTINCT FROM account_id)),
	UNIQUE (log_id),
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (seated_by) REFERENCES account(id),
	FOREIGN KEY (agreed_by) REFERENCES account(id)
);
CREATE UNIQUE INDEX oversight_seat_held ON oversight_seat USING btree (account_id) WHERE (until IS NULL);
CREATE TRIGGER seat_stays BEFORE UPDATE OF until ON oversight_seat FOR EACH ROW WHEN (((old.until IS NULL) AND (new.until IS NOT NULL))) EXECUTE FUNCTION app.seat_stays('account_id');
create policy ended on oversight_seat for update to vidan_staff
	using ((( SELECT app.keeps_clock() AS keeps_clock) AND (NOT ( SELECT app.seats_agree() AS seats_agree))))
	with check (( SELECT app.keeps_clock() AS keeps_clock));
create policy known on oversight_seat for select to vidan_staff
	using ((( SELECT app.account_id() AS account_id) IS NOT NULL));
create policy seated on oversight_seat for insert to vidan_staff
	with check (((seated_by = ( SELECT app.account_id() AS account_id)) AND (account_id <> ( SELECT app.account_id() AS account_id)) AND ( SELECT app.keeps_clock() AS keeps_clock) AND (NOT ( SELECT app.seats_agree() AS seats_agree))));

-- The public half of a key by which sealed content is encrypted. The private half is made in the browser of its holder and never comes here. Used only once a test message was opened with it.
create table custodian_key (
	id uuid not null default gen_random_uuid(),
	account_id uuid not null,
	recipient text not null,
	made_at timestamp with time zone not null default app.now(),
	tested_at timestamp with time zone,
	retired_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK (((recipient ~ '^age1[a-z0-9]+$'::text) AND ((length(recipient) >= 50) AND (length(recipient) <= 2100)))),
	UNIQUE (recipient),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
create policy known on custodian_key for select to vidan_staff
	using ((( SELECT app.account_id() AS account_id) IS NOT NULL));
create policy own on custodian_key for insert to vidan_staff
	with check (((account_id = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.elevated() AS elevated)));
create policy own_tested on custodian_key for update to vidan_staff
	using ((account_id = ( SELECT app.account_id() AS account_id)))
	with check ((account_id = ( SELECT app.account_id() AS account_id)));

-- A person of the oversight body agrees that another of it, who lost password or telephone, is let in again within a day by whoever administers the account.
create table seat_return (
	account_id uuid not null,
	agreed_by uuid not null,
	agreed_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (account_id, agreed_at),
	CHECK ((agreed_by <> account_id)),
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (agreed_by) REFERENCES account(id)
);
create policy agreed on seat_return for insert to vidan_staff
	with check (((agreed_by = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.oversees() AS oversees) AND ( SELECT app.elevated() AS elevated) AND (EXISTS ( SELECT
   FROM oversight_seat s
  WHERE ((s.account_id = seat_return.account_id) AND app.sits_today(s.since, s.until))))));
create policy known on seat_return for select to vidan_staff
	using ((( SELECT app.oversees() AS oversees) OR (account_id = ( SELECT app.account_id() AS account_id))));

-- Once two seats sit, whoever administers the whole proposes only: somebody is seated for a body, or a seat ends (body null). Nothing comes of it until somebody who sits agrees (app.agree_seat_change).
create table seat_change (
	id uuid not null default gen_random_uuid(),
	account_id uuid not null,
	body text,
	proposed_by uuid not null,
	proposed_at timestamp with time zone not null default app.now(),
	agreed_by uuid,
	agreed_at timestamp with time zone,
	PRIMARY KEY (id),
	CHECK (((body <> ''::text) AND (length(body) <= 300))),
	CHECK ((agreed_by <> proposed_by)),
	CHECK ((proposed_by <> account_id)),
	CHECK (((agreed_by IS NULL) = (agreed_at IS NULL))),
	FOREIGN KEY (account_id) REFERENCES account(id),
	FOREIGN KEY (proposed_by) REFERENCES account(id),
	FOREIGN KEY (agreed_by) REFERENCES account(id)
);
CREATE UNIQUE INDEX seat_change_open ON seat_change USING btree (account_id) WHERE (agreed_at IS NULL);
create policy known on seat_change for select to vidan_staff
	using ((( SELECT app.account_id() AS account_id) IS NOT NULL));
create policy proposed on seat_change for insert to vidan_staff
	with check (((proposed_by = ( SELECT app.account_id() AS account_id)) AND ( SELECT app.keeps_clock() AS keeps_clock)));
create policy taken_back on seat_change for delete to vidan_staff
	using (((agreed_at IS NULL) AND ( SELECT app.keeps_clock() AS keeps_clock)));

-- Two members who are relatives, as declared by one of them (member_id), who from then on neither handles nor sees what concerns the other. The other is kept from what concerns them in cases received after that day, or once they declare it too or the oversight body confirms it: nobody chooses who handles a case that is under way. ended_on: taken back by who declared it, or, once the other or the oversight body confirmed it, ended by the oversight body, which is asked to (end_asked_on); it holds for whatever was received until that day. confirmed: what the oversight body found, by whom and on what ground; null: nobody has looked; false: the other is not kept from anything by it.
create table declared_relation (
	member_id uuid not null,
	relative_id uuid not null,
	declared_by uuid,
	declared_on date not null default app.today(),
	ended_on date,
	end_asked_on date,
	confirmed boolean,
	judged_by uuid,
	judged_on date,
	ground text,
	PRIMARY KEY (member_id, relative_id, declared_on),
	CHECK (((length(ground) >= 10) AND (length(ground) <= 1000))),
	CHECK ((member_id <> relative_id)),
	CHECK ((num_nulls(confirmed, judged_by, judged_on, ground) = ANY (ARRAY[0, 4]))),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (relative_id) REFERENCES member(id),
	FOREIGN KEY (declared_by) REFERENCES account(id),
	FOREIGN KEY (judged_by) REFERENCES account(id)
);
CREATE INDEX declared_relation_relative ON declared_relation USING btree (relative_id);
CREATE TRIGGER relations_are_few BEFORE INSERT ON declared_relation FOR EACH ROW EXECUTE FUNCTION app.relations_are_few();
create policy asks_to_end on declared_relation for update to vidan_staff
	using (((member_id = ( SELECT app.member_id() AS member_id)) AND (ended_on IS NULL) AND app.relation_is_confirmed(member_id, relative_id)))
	with check (((member_id = ( SELECT app.member_id() AS member_id)) AND (ended_on IS NULL) AND (end_asked_on = ( SELECT app.today() AS today))));
create policy declares on declared_relation for insert to vidan_staff
	with check (((declared_by = ( SELECT app.account_id() AS account_id)) AND (member_id = ( SELECT app.member_id() AS member_id)) AND (ended_on IS NULL)));
create policy own on declared_relation for select to vidan_staff
	using (((member_id = ( SELECT app.member_id() AS member_id)) OR (relative_id = ( SELECT app.member_id() AS member_id))));
create policy takes_back on declared_relation for update to vidan_staff
	using (((member_id = ( SELECT app.member_id() AS member_id)) AND (ended_on IS NULL) AND (NOT app.relation_is_confirmed(member_id, relative_id))))
	with check (((member_id = ( SELECT app.member_id() AS member_id)) AND (ended_on = ( SELECT app.today() AS today)) AND (confirmed IS NOT TRUE) AND (NOT app.relation_is_confirmed(member_id, relative_id))));

-- An officer whom a case is about, once known. Read within a case, never searched across. elsewhere: named in another matter of the same letter, or in a case joined to this one; kept away from it in the same way, and neither named nor heard in it.
create table feedback_officer (
	feedback_id uuid not null,
	member_id uuid not null,
	identified_by uuid,
	elsewhere boolean not null default false,
	PRIMARY KEY (feedback_id, member_id, elsewhere),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (identified_by) REFERENCES account(id)
);
CREATE INDEX feedback_officer_member ON feedback_officer USING btree (member_id);
CREATE TRIGGER officer_has_kin AFTER INSERT ON feedback_officer FOR EACH ROW WHEN ((NOT new.elsewhere)) EXECUTE FUNCTION app.officer_has_kin();
create policy staff on feedback_officer for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (NOT elsewhere) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_officer.feedback_id)))))
	with check (((identified_by = ( SELECT app.account_id() AS account_id)) AND (NOT elsewhere) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_officer.feedback_id)))));

-- Who handled a case at which stage: none of them decides on a later one, but where the oversight body has nobody else. recused: stepped back by themselves.
create table feedback_part (
	feedback_id uuid not null,
	account_id uuid not null,
	stage smallint not null,
	recused boolean not null default false,
	PRIMARY KEY (feedback_id, account_id, stage),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX feedback_part_account ON feedback_part USING btree (account_id, feedback_id);
CREATE TRIGGER recusal_has_kin AFTER INSERT OR UPDATE OF recused ON feedback_part FOR EACH ROW WHEN (new.recused) EXECUTE FUNCTION app.recusal_has_kin();
create policy staff on feedback_part for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_part.feedback_id)))))
	with check ((account_id = ( SELECT app.account_id() AS account_id)));

-- A keyed hash of the receipt; the receipt itself is not kept. renewed: the sender replaced the one that a clerk had seen; replaced_hash is of that one, so that whoever still holds it is told when.
create table feedback_receipt (
	feedback_id uuid not null,
	receipt_hash bytea not null,
	renewed boolean not null default false,
	replaced_hash bytea,
	replaced_on date,
	promise text not null,
	said_hash bytea not null,
	PRIMARY KEY (feedback_id),
	CHECK ((length(receipt_hash) = 32)),
	CHECK ((length(replaced_hash) = 32)),
	CHECK (((replaced_on IS NULL) = (replaced_hash IS NULL))),
	CHECK ((length(promise) <= 2000)),
	CHECK ((length(said_hash) = 32)),
	UNIQUE (receipt_hash),
	UNIQUE (replaced_hash),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
CREATE TRIGGER receipt_is_replaced BEFORE UPDATE ON feedback_receipt FOR EACH ROW WHEN ((new.receipt_hash <> old.receipt_hash)) EXECUTE FUNCTION app.receipt_is_replaced();
create policy sender on feedback_receipt for update to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)))
	with check ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy sender_sees on feedback_receipt for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));

-- The key of a case, wrapped by one that lies outside the database. Deleting this row erases what the case says.
create table feedback_key (
	feedback_id uuid not null,
	wrapped bytea not null,
	PRIMARY KEY (feedback_id),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
create policy sender on feedback_key for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy staff on feedback_key for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_key.feedback_id)))))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));

-- What a case says, always encrypted: under the key of the case, or (custody) to the public keys of the custodians and the oversight body. receipt: of a case split from this one, read by the sender alone. entry: what who entered it noted of how it came. up_to_step: a brief tells what the sender wrote up to this step.
create table feedback_text (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	part text not null,
	custody boolean not null,
	body bytea not null,
	up_to_step integer,
	PRIMARY KEY (id),
	CHECK ((part = ANY (ARRAY['matter'::text, 'officer'::text, 'place'::text, 'when'::text, 'contact'::text, 'name'::text, 'organisation'::text, 'message'::text, 'receipt'::text, 'pressure'::text, 'answer'::text, 'brief'::text, 'entry'::text, 'note'::text]))),
	CHECK ((length(body) <= 400000)),
	CHECK (((part = 'brief'::text) = (up_to_step IS NOT NULL))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
CREATE INDEX feedback_text_feedback ON feedback_text USING btree (feedback_id, part);
CREATE TRIGGER brief_was_read BEFORE INSERT ON feedback_text FOR EACH ROW WHEN ((new.part = 'brief'::text)) EXECUTE FUNCTION app.brief_was_read();
create policy custodian on feedback_text for select to vidan_custody
	using ((custody AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_text.feedback_id))) AND (EXISTS ( SELECT
   FROM feedback_opening o
  WHERE ((o.feedback_id = feedback_text.feedback_id) AND (o.account_id = ( SELECT app.account_id() AS account_id)) AND (o.at > (now() - '00:15:00'::interval)))))));
create policy given on feedback_text for select to vidan_public
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND ((part <> 'answer'::text) OR (EXISTS ( SELECT
   FROM feedback_answer a
  WHERE ((a.feedback_id = feedback_text.feedback_id) AND (a.text_id = feedback_text.id) AND (a.state = 'approved'::text)))) OR (EXISTS ( SELECT
   FROM data_request d
  WHERE ((d.feedback_id = feedback_text.feedback_id) AND (d.answer_id = feedback_text.id)))))));
create policy pressure on feedback_text for all to vidan_custody
	using (((part <> 'pressure'::text) OR ( SELECT app.oversees() AS oversees)))
	with check ((part <> 'pressure'::text));
create policy sender on feedback_text for select to vidan_public
	using (((NOT custody) AND (part = ANY (ARRAY['matter'::text, 'message'::text, 'receipt'::text, 'answer'::text])) AND (feedback_id = ( SELECT app.sender_case() AS sender_case))));
create policy sender_writes on feedback_text for insert to vidan_public
	with check ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy staff on feedback_text for select to vidan_staff
	using (((NOT custody) AND (part <> 'receipt'::text) AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_text.feedback_id)))));
create policy staff_rewrites on feedback_text for update to vidan_staff
	using (((NOT custody) AND (part = ANY (ARRAY['answer'::text, 'brief'::text, 'note'::text])) AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_text.feedback_id))) AND (NOT (EXISTS ( SELECT
   FROM feedback_answer a
  WHERE ((a.text_id = feedback_text.id) AND (a.state = 'approved'::text)))))))
	with check ((NOT custody));
create policy staff_writes on feedback_text for insert to vidan_staff
	with check (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_text.feedback_id)))));

-- A file of the sender without its name and metadata, kept encrypted like the text. Quarantined until it was looked at.
create table feedback_file (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	message_id uuid,
	"position" smallint not null,
	media_type text not null,
	size bigint not null,
	sha256 text not null,
	state text not null default 'quarantined'::text,
	custody boolean not null,
	PRIMARY KEY (id),
	CHECK ((size > 0)),
	CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK ((state = ANY (ARRAY['quarantined'::text, 'clean'::text, 'refused'::text]))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
CREATE INDEX feedback_file_feedback ON feedback_file USING btree (feedback_id);
CREATE TRIGGER file_content_goes AFTER DELETE ON feedback_file FOR EACH ROW EXECUTE FUNCTION app.file_content_goes();
CREATE TRIGGER file_content_is_other AFTER UPDATE OF sha256 ON feedback_file FOR EACH ROW WHEN ((old.sha256 <> new.sha256)) EXECUTE FUNCTION app.file_content_goes();
CREATE TRIGGER sender_sends_enough BEFORE INSERT ON feedback_file FOR EACH ROW EXECUTE FUNCTION app.sender_sends_enough();
create policy custodian on feedback_file for select to vidan_custody
	using ((custody AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_file.feedback_id))) AND (EXISTS ( SELECT
   FROM feedback_opening o
  WHERE ((o.feedback_id = feedback_file.feedback_id) AND (o.account_id = ( SELECT app.account_id() AS account_id)) AND (o.at > (now() - '00:15:00'::interval)))))));
create policy sender on feedback_file for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy sender_writes on feedback_file for insert to vidan_public
	with check (((feedback_id = ( SELECT app.sender_case() AS sender_case)) AND (state = ANY (ARRAY['quarantined'::text, 'clean'::text]))));
create policy staff on feedback_file for select to vidan_staff
	using (((NOT custody) AND (state = 'clean'::text) AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE ((f.id = feedback_file.feedback_id) AND (NOT f.sealed))))));
create policy staff_writes on feedback_file for insert to vidan_staff
	with check (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_file.feedback_id)))));

-- What was written between the sender and the body. pressure: the sender says they were pressed; read by the oversight body alone.
create table feedback_message (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	step integer not null,
	from_sender boolean not null,
	kind text not null,
	text_id uuid not null,
	at timestamp with time zone not null,
	written_by uuid,
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['addition'::text, 'question'::text, 'reply'::text, 'objection'::text, 'reason'::text, 'progress'::text, 'guidance'::text, 'receipt'::text, 'pressure'::text]))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (written_by) REFERENCES account(id)
);
CREATE INDEX feedback_message_feedback ON feedback_message USING btree (feedback_id, at);
CREATE INDEX feedback_message_pressure ON feedback_message USING btree (feedback_id) WHERE (kind = 'pressure'::text);
CREATE TRIGGER sender_adds_enough BEFORE INSERT ON feedback_message FOR EACH ROW WHEN ((new.from_sender AND (new.kind = ANY (ARRAY['addition'::text, 'pressure'::text])))) EXECUTE FUNCTION app.sender_adds_enough();
create policy own_receipt on feedback_message for insert to vidan_public
	with check (((kind = ANY (ARRAY['addition'::text, 'pressure'::text])) OR ( SELECT app.receipt_is_own() AS receipt_is_own)));
create policy sender on feedback_message for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy sender_writes on feedback_message for insert to vidan_public
	with check ((from_sender AND (feedback_id = ( SELECT app.sender_case() AS sender_case))));
create policy staff on feedback_message for select to vidan_staff
	using ((((kind <> 'pressure'::text) OR ( SELECT app.oversees() AS oversees)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_message.feedback_id)))));
create policy staff_writes on feedback_message for insert to vidan_staff
	with check (((NOT from_sender) AND (written_by = ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_message.feedback_id)))));

-- A custodian opened sealed content, and why. The sender sees it. reason: null once the case is erased.
create table feedback_opening (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	account_id uuid not null,
	reason text,
	at timestamp with time zone not null default app.now(),
	PRIMARY KEY (id),
	CHECK (((length(reason) >= 10) AND (length(reason) <= 1000))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX feedback_opening_feedback ON feedback_opening USING btree (feedback_id);
CREATE TRIGGER reason_is_erased BEFORE UPDATE OF reason ON feedback_opening FOR EACH ROW EXECUTE FUNCTION app.reason_is_erased();
create policy custodian on feedback_opening for select to vidan_custody
	using ((account_id = ( SELECT app.account_id() AS account_id)));
create policy opened on feedback_opening for insert to vidan_custody
	with check (((account_id = ( SELECT app.account_id() AS account_id)) AND (reason IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_opening.feedback_id)))));
create policy sender on feedback_opening for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy staff on feedback_opening for select to vidan_staff
	using ((( SELECT app.oversees() AS oversees) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_opening.feedback_id)))));

-- Random values of proofs of work and of senders' forms that were used, until they would be over anyway. Tells nothing of what they were used for.
create table feedback_spent (
	nonce text not null,
	good_until timestamp with time zone not null,
	PRIMARY KEY (nonce),
	CHECK ((nonce ~ '^[0-9a-f]{32}$'::text))
);
CREATE INDEX feedback_spent_until ON feedback_spent USING btree (good_until);

-- A cleaned file that waits, encrypted, for its form to be sent; removed with its content when that does not happen. Also the content that a case names no more, until it is removed: it waits for no form (good_until -infinity) and takes the place of none.
create table feedback_upload (
	id uuid not null default gen_random_uuid(),
	form_hash bytea not null,
	sha256 text not null,
	size bigint not null,
	good_until timestamp with time zone not null,
	place bigint not null generated always as identity,
	PRIMARY KEY (id),
	CHECK ((length(form_hash) = 32)),
	CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
	CHECK ((size > 0))
);
CREATE INDEX feedback_upload_form ON feedback_upload USING btree (form_hash);
CREATE INDEX feedback_upload_until ON feedback_upload USING btree (good_until);

-- Somebody proposes that a case is of a less protected kind, or that it is about nobody's conduct (drops_accusation), and why; a second person agrees or does not, at this step of the case. The sender is told.
create table feedback_reclassification (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	from_kind text not null,
	to_kind text not null,
	drops_accusation boolean not null default false,
	text_id uuid not null,
	proposed_by uuid not null,
	proposed_at timestamp with time zone not null,
	decided_by uuid,
	decided_at timestamp with time zone,
	agreed boolean,
	step integer,
	PRIMARY KEY (id),
	CHECK ((from_kind = ANY (ARRAY['praise'::text, 'opinion'::text, 'rating'::text, 'complaint'::text, 'denunciation'::text]))),
	CHECK ((to_kind = ANY (ARRAY['praise'::text, 'opinion'::text, 'rating'::text, 'complaint'::text, 'denunciation'::text]))),
	CHECK (((step IS NULL) = (agreed IS NULL))),
	CHECK (((from_kind <> to_kind) OR drops_accusation)),
	CHECK ((decided_by IS DISTINCT FROM proposed_by)),
	CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (agreed IS NULL)))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (proposed_by) REFERENCES account(id),
	FOREIGN KEY (decided_by) REFERENCES account(id)
);
CREATE INDEX feedback_reclassification_feedback ON feedback_reclassification USING btree (feedback_id);
CREATE UNIQUE INDEX feedback_reclassification_open ON feedback_reclassification USING btree (feedback_id) WHERE (decided_by IS NULL);
CREATE TRIGGER fallen_gives_way BEFORE INSERT ON feedback_reclassification FOR EACH ROW EXECUTE FUNCTION app.fallen_gives_way('proposed_by', 'decided_by');
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_reclassification FOR EACH ROW EXECUTE FUNCTION app.signs_own('proposed_by', 'decided_by');
create policy decided on feedback_reclassification for update to vidan_staff
	using (((decided_by IS NULL) AND (proposed_by <> ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_reclassification.feedback_id)))))
	with check (((decided_by = ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE ((f.id = feedback_reclassification.feedback_id) AND (f.step = feedback_reclassification.step))))));
create policy proposed on feedback_reclassification for insert to vidan_staff
	with check (((proposed_by = ( SELECT app.account_id() AS account_id)) AND (decided_by IS NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_reclassification.feedback_id)))));
create policy staff on feedback_reclassification for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_reclassification.feedback_id)))));
create policy stands on feedback_reclassification for all to vidan_staff
	using (((decided_by IS NOT NULL) OR app.stands(proposed_by, feedback_id)));

-- Somebody says that an officer was named in a case by mistake, and why; a second person agrees or does not. Agreed, nothing here says any more who it was.
create table feedback_clearing (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	member_id uuid,
	text_id uuid not null,
	proposed_by uuid not null,
	proposed_at timestamp with time zone not null,
	decided_by uuid,
	decided_at timestamp with time zone,
	agreed boolean,
	PRIMARY KEY (id),
	CHECK ((decided_by IS DISTINCT FROM proposed_by)),
	CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (agreed IS NULL)))),
	CHECK (((member_id IS NULL) = ((agreed IS NOT NULL) AND agreed))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (proposed_by) REFERENCES account(id),
	FOREIGN KEY (decided_by) REFERENCES account(id)
);
CREATE INDEX feedback_clearing_feedback ON feedback_clearing USING btree (feedback_id);
CREATE UNIQUE INDEX feedback_clearing_open ON feedback_clearing USING btree (feedback_id) WHERE (decided_by IS NULL);
CREATE TRIGGER fallen_gives_way BEFORE INSERT ON feedback_clearing FOR EACH ROW EXECUTE FUNCTION app.fallen_gives_way('proposed_by', 'decided_by');
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_clearing FOR EACH ROW EXECUTE FUNCTION app.signs_own('proposed_by', 'decided_by');
create policy proposed on feedback_clearing for insert to vidan_staff
	with check (((proposed_by = ( SELECT app.account_id() AS account_id)) AND (decided_by IS NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_clearing.feedback_id))) AND (EXISTS ( SELECT
   FROM feedback_officer o
  WHERE ((o.feedback_id = feedback_clearing.feedback_id) AND (o.member_id = feedback_clearing.member_id) AND (NOT o.elsewhere))))));
create policy staff on feedback_clearing for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_clearing.feedback_id)))));
create policy stands on feedback_clearing for all to vidan_staff
	using (((decided_by IS NOT NULL) OR app.stands(proposed_by, feedback_id)));

-- Somebody proposes that the sender of a sealed case is guided elsewhere, in these words (text_id), or that it is joined to another case (into_id); a second person agrees or does not, at this step of the case.
create table feedback_ending (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	text_id uuid,
	into_id uuid,
	proposed_by uuid not null,
	proposed_at timestamp with time zone not null,
	decided_by uuid,
	decided_at timestamp with time zone,
	agreed boolean,
	step integer,
	PRIMARY KEY (id),
	CHECK (((step IS NULL) = (agreed IS NULL))),
	CHECK (((text_id IS NULL) <> (into_id IS NULL))),
	CHECK ((decided_by IS DISTINCT FROM proposed_by)),
	CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (agreed IS NULL)))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (into_id) REFERENCES feedback(id),
	FOREIGN KEY (proposed_by) REFERENCES account(id),
	FOREIGN KEY (decided_by) REFERENCES account(id)
);
CREATE INDEX feedback_ending_feedback ON feedback_ending USING btree (feedback_id);
CREATE UNIQUE INDEX feedback_ending_open ON feedback_ending USING btree (feedback_id) WHERE (decided_by IS NULL);
CREATE TRIGGER fallen_gives_way BEFORE INSERT ON feedback_ending FOR EACH ROW EXECUTE FUNCTION app.fallen_gives_way('proposed_by', 'decided_by');
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_ending FOR EACH ROW EXECUTE FUNCTION app.signs_own('proposed_by', 'decided_by');
create policy decided on feedback_ending for update to vidan_staff
	using (((decided_by IS NULL) AND (proposed_by <> ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_ending.feedback_id)))))
	with check (((decided_by = ( SELECT app.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE ((f.id = feedback_ending.feedback_id) AND (f.step = feedback_ending.step))))));
create policy proposed on feedback_ending for insert to vidan_staff
	with check (((proposed_by = ( SELECT app.account_id() AS account_id)) AND (decided_by IS NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_ending.feedback_id)))));
create policy staff on feedback_ending for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_ending.feedback_id)))));
create policy stands on feedback_ending for all to vidan_staff
	using (((decided_by IS NOT NULL) OR app.stands(proposed_by, feedback_id)));

-- The answer of a stage: what was found, what was done, when, by which unit, legal basis, evidence. Approved by somebody other than its author, at this step of the case. shared_from: a copy of the answer of the case that this one was joined to.
create table feedback_answer (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	stage smallint not null,
	state text not null default 'draft'::text,
	text_id uuid not null,
	outcome text not null,
	by_unit_id integer,
	done_on date,
	drafted_by uuid not null,
	drafted_at timestamp with time zone not null,
	approved_by uuid,
	approved_at timestamp with time zone,
	step integer,
	shared_from uuid,
	PRIMARY KEY (id),
	CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'sentBack'::text, 'approved'::text]))),
	CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partlyUpheld'::text, 'notUpheld'::text, 'explained'::text, 'thanked'::text]))),
	CHECK (((state = 'approved'::text) = ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
	CHECK ((approved_by IS DISTINCT FROM drafted_by)),
	CHECK (((step IS NULL) OR (state = 'approved'::text))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (by_unit_id) REFERENCES unit(id),
	FOREIGN KEY (drafted_by) REFERENCES account(id),
	FOREIGN KEY (approved_by) REFERENCES account(id),
	FOREIGN KEY (shared_from) REFERENCES feedback_answer(id)
);
CREATE INDEX feedback_answer_feedback ON feedback_answer USING btree (feedback_id);
CREATE UNIQUE INDEX feedback_answer_open ON feedback_answer USING btree (feedback_id) WHERE (state <> 'approved'::text);
CREATE UNIQUE INDEX feedback_answer_shared ON feedback_answer USING btree (feedback_id, shared_from);
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_answer FOR EACH ROW EXECUTE FUNCTION app.signs_own('drafted_by', 'approved_by');
CREATE TRIGGER stands_when_released BEFORE UPDATE ON feedback_answer FOR EACH ROW WHEN (((old.state <> 'approved'::text) AND (new.state = 'approved'::text))) EXECUTE FUNCTION app.stands_when_released();
create policy sender on feedback_answer for select to vidan_public
	using (((state = 'approved'::text) AND (feedback_id = ( SELECT app.sender_case() AS sender_case))));
create policy staff on feedback_answer for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_answer.feedback_id)))));
create policy staff_decides on feedback_answer for update to vidan_staff
	using (((state <> 'approved'::text) AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_answer.feedback_id)))))
	with check (((approved_by IS NULL) OR (approved_by = ( SELECT app.account_id() AS account_id))));
create policy staff_writes on feedback_answer for insert to vidan_staff
	with check (((drafted_by = ( SELECT app.account_id() AS account_id)) AND (state <> 'approved'::text) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_answer.feedback_id)))));

-- The accused is heard: a question put by the handler, without who spoke, and what the accused says to it, facts to be corrected included. cleared: nothing against them was found.
create table feedback_statement (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	member_id uuid not null,
	question bytea not null,
	asked_by uuid not null,
	asked_at timestamp with time zone not null,
	statement bytea,
	stated_at timestamp with time zone,
	closed_at timestamp with time zone,
	cleared boolean not null default false,
	PRIMARY KEY (id),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (asked_by) REFERENCES account(id)
);
CREATE INDEX feedback_statement_member ON feedback_statement USING btree (member_id);
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_statement FOR EACH ROW EXECUTE FUNCTION app.signs_own('asked_by');
CREATE TRIGGER statement_is_closed_by_body BEFORE UPDATE ON feedback_statement FOR EACH ROW WHEN (((old.closed_at IS DISTINCT FROM new.closed_at) OR (old.cleared IS DISTINCT FROM new.cleared))) EXECUTE FUNCTION app.statement_is_closed_by_body();
CREATE TRIGGER statement_is_own BEFORE UPDATE ON feedback_statement FOR EACH ROW EXECUTE FUNCTION app.statement_is_own();
create policy accused on feedback_statement for select to vidan_staff
	using ((member_id = ( SELECT app.member_id() AS member_id)));
create policy accused_states on feedback_statement for update to vidan_staff
	using (((member_id = ( SELECT app.member_id() AS member_id)) AND (closed_at IS NULL)))
	with check ((member_id = ( SELECT app.member_id() AS member_id)));
create policy staff on feedback_statement for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_statement.feedback_id)))));
create policy staff_asks on feedback_statement for insert to vidan_staff
	with check (((asked_by = ( SELECT app.account_id() AS account_id)) AND (statement IS NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_statement.feedback_id)))));
create policy staff_closes on feedback_statement for update to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_statement.feedback_id)))))
	with check ((closed_at IS NOT NULL));

-- What an answer orders a unit to put right: a task that outlives the case. Its words name neither sender nor officer. Verified by somebody else than who did it.
create table feedback_rectification (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	unit_id integer not null,
	task text not null,
	due_on date not null,
	ordered_by uuid not null,
	ordered_on date not null,
	done_on date,
	done_by uuid,
	done_note text,
	verified_on date,
	verified_by uuid,
	PRIMARY KEY (id),
	CHECK (((task <> ''::text) AND (length(task) <= 1000))),
	CHECK ((due_on > ordered_on)),
	CHECK ((length(done_note) <= 2000)),
	CHECK (((done_on IS NULL) = (done_by IS NULL))),
	CHECK (((verified_on IS NULL) = (verified_by IS NULL))),
	CHECK (((verified_on IS NULL) OR (done_on IS NOT NULL))),
	CHECK (((verified_by IS NULL) OR (verified_by <> done_by))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (ordered_by) REFERENCES account(id),
	FOREIGN KEY (done_by) REFERENCES account(id),
	FOREIGN KEY (verified_by) REFERENCES account(id)
);
CREATE INDEX feedback_rectification_feedback ON feedback_rectification USING btree (feedback_id);
CREATE INDEX feedback_rectification_unit ON feedback_rectification USING btree (unit_id) WHERE (verified_on IS NULL);
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_rectification FOR EACH ROW EXECUTE FUNCTION app.signs_own('ordered_by', 'done_by', 'verified_by');
create policy answered on feedback_rectification for insert to vidan_staff
	with check (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback_answer a
  WHERE ((a.feedback_id = feedback_rectification.feedback_id) AND (a.state = 'approved'::text))))));
create policy done on feedback_rectification for update to vidan_staff
	using (((verified_on IS NULL) AND (unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text, 'focalOfficer'::text]) AS kept_units)::integer[]))))
	with check (((done_by = ( SELECT app.account_id() AS account_id)) AND (verified_on IS NULL)));
create policy ordered on feedback_rectification for select to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text, 'focalOfficer'::text]) AS kept_units)::integer[])));
create policy sender on feedback_rectification for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy staff on feedback_rectification for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_rectification.feedback_id)))))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));

-- Praise handed on to the unit of the officer, in words that do not name the sender. Once to each.
create table feedback_commendation (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	unit_id integer not null,
	words text not null,
	told_by uuid not null,
	told_on date not null,
	PRIMARY KEY (id),
	CHECK (((words <> ''::text) AND (length(words) <= 2000))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (told_by) REFERENCES account(id)
);
CREATE INDEX feedback_commendation_unit ON feedback_commendation USING btree (unit_id, told_on);
CREATE UNIQUE INDEX feedback_commendation_once ON feedback_commendation USING btree (feedback_id, unit_id);
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_commendation FOR EACH ROW EXECUTE FUNCTION app.signs_own('told_by');
create policy staff on feedback_commendation for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_commendation.feedback_id)))))
	with check ((told_by = ( SELECT app.account_id() AS account_id)));
create policy told on feedback_commendation for select to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text, 'focalOfficer'::text]) AS kept_units)::integer[])));

-- A member put forward for commendation because of praise that reached the unit. In words of the unit's own: nothing of what the sender wrote stands here.
create table nomination (
	id uuid not null default gen_random_uuid(),
	commendation_id uuid not null,
	praised_on date not null,
	unit_id integer not null,
	member_id uuid not null,
	form text not null,
	ground text not null,
	proposed_by uuid not null,
	proposed_on date not null,
	deciding_unit_id integer not null,
	state text not null default 'proposed'::text,
	decided_by uuid,
	decided_on date,
	reason text,
	PRIMARY KEY (id),
	CHECK ((form = ANY (ARRAY['mention'::text, 'certificate'::text, 'diploma'::text]))),
	CHECK (((ground <> ''::text) AND (length(ground) <= 2000))),
	CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text]))),
	CHECK (((reason <> ''::text) AND (length(reason) <= 1000))),
	CHECK ((decided_by IS DISTINCT FROM proposed_by)),
	CHECK ((((state = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_on IS NULL)))),
	CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL))),
	FOREIGN KEY (commendation_id) REFERENCES feedback_commendation(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (member_id) REFERENCES member(id),
	FOREIGN KEY (proposed_by) REFERENCES account(id),
	FOREIGN KEY (deciding_unit_id) REFERENCES unit(id),
	FOREIGN KEY (decided_by) REFERENCES account(id)
);
CREATE INDEX nomination_deciding ON nomination USING btree (deciding_unit_id) WHERE (state = 'proposed'::text);
CREATE INDEX nomination_unit ON nomination USING btree (unit_id, proposed_on);
CREATE UNIQUE INDEX nomination_once ON nomination USING btree (commendation_id, member_id) WHERE (state <> 'declined'::text);
CREATE TRIGGER nomination_holds BEFORE INSERT OR UPDATE ON nomination FOR EACH ROW EXECUTE FUNCTION app.nomination_holds();
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON nomination FOR EACH ROW EXECUTE FUNCTION app.signs_own('proposed_by', 'decided_by');
create policy decided on nomination for update to vidan_staff
	using (((state = 'proposed'::text) AND (deciding_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text]) AS kept_units)::integer[]))))
	with check (((decided_by = ( SELECT app.account_id() AS account_id)) AND (state = ANY (ARRAY['approved'::text, 'declined'::text]))));
create policy decides on nomination for select to vidan_staff
	using ((deciding_unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text]) AS kept_units)::integer[])));
create policy own_unit on nomination for select to vidan_staff
	using ((unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text, 'focalOfficer'::text]) AS kept_units)::integer[])));
create policy proposed on nomination for insert to vidan_staff
	with check (((state = 'proposed'::text) AND (proposed_by = ( SELECT app.account_id() AS account_id)) AND (unit_id = ANY (( SELECT app.kept_units(VARIADIC ARRAY['unitHead'::text]) AS kept_units)::integer[])) AND (EXISTS ( SELECT
   FROM feedback_commendation c
  WHERE ((c.id = nomination.commendation_id) AND (c.unit_id = nomination.unit_id))))));

-- How the sender found the handling: overall 1–5 and the seven aspects, each 1–5 or left out. One a case.
create table feedback_rating (
	feedback_id uuid not null,
	overall smallint not null,
	aspects jsonb not null default '{}'::jsonb,
	rated_on date not null,
	PRIMARY KEY (feedback_id),
	CHECK (((overall >= 1) AND (overall <= 5))),
	CHECK ((jsonb_typeof(aspects) = 'object'::text)),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id)
);
create policy own_receipt on feedback_rating for insert to vidan_public
	with check (( SELECT app.receipt_is_own() AS receipt_is_own));
create policy sender on feedback_rating for all to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)))
	with check ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy staff on feedback_rating for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_rating.feedback_id)))));

-- A sender asks what is kept of them, to correct it, or to erase it. One of a kind is open at a time. Answered and neither granted nor refused: what it asked about was erased.
create table data_request (
	id uuid not null default gen_random_uuid(),
	feedback_id uuid not null,
	kind text not null,
	text_id uuid,
	asked_on date not null,
	due_on date not null,
	answered_on date,
	answered_by uuid,
	granted boolean,
	answer_id uuid,
	PRIMARY KEY (id),
	CHECK ((kind = ANY (ARRAY['access'::text, 'correct'::text, 'erase'::text]))),
	CHECK ((due_on >= asked_on)),
	CHECK ((answered_on >= asked_on)),
	CHECK ((((granted IS NULL) = (answer_id IS NULL)) AND ((answered_on IS NOT NULL) OR (granted IS NULL)))),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (text_id) REFERENCES feedback_text(id),
	FOREIGN KEY (answered_by) REFERENCES account(id),
	FOREIGN KEY (answer_id) REFERENCES feedback_text(id)
);
CREATE UNIQUE INDEX data_request_open ON data_request USING btree (feedback_id, kind) WHERE (answered_on IS NULL);
create policy not_who_entered on data_request for update to vidan_staff
	using ((NOT (EXISTS ( SELECT
   FROM feedback f
  WHERE ((f.id = data_request.feedback_id) AND (f.entered_by = ( SELECT app.account_id() AS account_id)))))));
create policy own_receipt on data_request for insert to vidan_public
	with check ((( SELECT app.receipt_is_own() AS receipt_is_own) AND ((kind <> 'erase'::text) OR ( SELECT app.receipt_is_settled() AS receipt_is_settled))));
create policy sender on data_request for select to vidan_public
	using ((feedback_id = ( SELECT app.sender_case() AS sender_case)));
create policy sender_asks on data_request for insert to vidan_public
	with check (((feedback_id = ( SELECT app.sender_case() AS sender_case)) AND (answered_on IS NULL)));
create policy staff on data_request for select to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = data_request.feedback_id)))));
create policy staff_answers on data_request for update to vidan_staff
	using (((answered_on IS NULL) AND (( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = data_request.feedback_id)))))
	with check (((answered_by = ( SELECT app.account_id() AS account_id)) AND (granted IS NOT NULL)));

-- A question and its answer, rewritten for the public without personal data by one person and released by another.
create table feedback_publication (
	feedback_id uuid not null,
	list_id uuid not null default gen_random_uuid(),
	question text not null,
	answer text not null,
	folded text not null generated always as (app.fold(((question || ' '::text) || answer))) stored,
	kind text not null,
	topic text,
	unit_id integer,
	days integer not null,
	overall smallint,
	redacted_by uuid not null,
	approved_by uuid,
	published_at timestamp with time zone,
	PRIMARY KEY (feedback_id),
	CHECK (((question <> ''::text) AND (length(question) <= 5000))),
	CHECK (((answer <> ''::text) AND (length(answer) <= 10000))),
	CHECK ((kind = ANY (ARRAY['opinion'::text, 'praise'::text]))),
	CHECK ((days >= 0)),
	CHECK (((approved_by IS NULL) = (published_at IS NULL))),
	CHECK ((approved_by IS DISTINCT FROM redacted_by)),
	UNIQUE (list_id),
	FOREIGN KEY (feedback_id) REFERENCES feedback(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id),
	FOREIGN KEY (redacted_by) REFERENCES account(id),
	FOREIGN KEY (approved_by) REFERENCES account(id)
);
CREATE INDEX feedback_publication_published ON feedback_publication USING btree (published_at DESC) WHERE (published_at IS NOT NULL);
CREATE INDEX feedback_publication_words ON feedback_publication USING gin (to_tsvector('simple'::regconfig, folded)) WHERE (published_at IS NOT NULL);
CREATE TRIGGER fallen_gives_way BEFORE INSERT ON feedback_publication FOR EACH ROW EXECUTE FUNCTION app.fallen_gives_way('redacted_by', 'approved_by');
CREATE TRIGGER redaction_is_own BEFORE UPDATE ON feedback_publication FOR EACH ROW WHEN (((old.question IS DISTINCT FROM new.question) OR (old.answer IS DISTINCT FROM new.answer))) EXECUTE FUNCTION app.redaction_is_own();
CREATE TRIGGER signs_own BEFORE INSERT OR UPDATE ON feedback_publication FOR EACH ROW EXECUTE FUNCTION app.signs_own('redacted_by', 'approved_by');
CREATE TRIGGER tells_an_answer BEFORE INSERT OR UPDATE ON feedback_publication FOR EACH ROW EXECUTE FUNCTION app.tells_an_answer();
create policy published on feedback_publication for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (published_at IS NOT NULL)));
create policy staff on feedback_publication for all to vidan_staff
	using (((( SELECT app.caller() AS caller) IS NOT NULL) AND (EXISTS ( SELECT
   FROM feedback f
  WHERE (f.id = feedback_publication.feedback_id)))))
	with check ((( SELECT app.caller() AS caller) IS NOT NULL));
create policy stands on feedback_publication for all to vidan_staff
	using (((approved_by IS NOT NULL) OR app.stands(redacted_by, feedback_id)));

-- Cases received by a province-level body in a month: as counted from the log, where anybody can count them again.
create table feedback_count (
	body text not null,
	period text not null,
	received integer not null,
	answered integer not null,
	on_time integer not null,
	overdue integer not null,
	guided integer not null,
	counted_on date not null,
	PRIMARY KEY (body, period),
	CHECK ((body <> ''::text)),
	CHECK ((period ~ '^\d{4}-\d{2}$'::text)),
	CHECK ((received >= 0)),
	CHECK (((answered >= 0) AND (answered <= received))),
	CHECK (((on_time >= 0) AND (on_time <= answered))),
	CHECK ((overdue >= 0)),
	CHECK (((guided >= 0) AND (guided <= received)))
);
create policy published on feedback_count for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- The finer tables of a closed quarter, after suppression, as published: a leaf of the log holds their hash. Never changed: a correction is a new version, made by a person.
create table feedback_table (
	period text not null,
	version integer not null,
	made_on date not null,
	content jsonb not null,
	sha256 text not null,
	PRIMARY KEY (period, version),
	CHECK ((period ~ '^\d{4}-Q[1-4]$'::text)),
	CHECK ((version > 0)),
	CHECK ((jsonb_typeof(content) = 'object'::text)),
	CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
create policy published on feedback_table for select to vidan_public, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- Which body this installation belongs to and how it is reached: one row, there from the start.
create table installation (
	one boolean not null default true,
	body_vi text not null default ''::text,
	body_en text not null default ''::text,
	superior_vi text not null default ''::text,
	superior_en text not null default ''::text,
	address_vi text not null default ''::text,
	address_en text not null default ''::text,
	phone text not null default ''::text,
	email text not null default ''::text,
	officer_vi text not null default ''::text,
	officer_en text not null default ''::text,
	root_unit_id integer,
	illustration boolean not null default false,
	set_up_at timestamp with time zone,
	changed_at timestamp with time zone not null default app.now(),
	PRIMARY KEY (one),
	CHECK (one),
	CHECK ((length(body_vi) <= 200)),
	CHECK ((length(body_en) <= 200)),
	CHECK ((length(superior_vi) <= 200)),
	CHECK ((length(superior_en) <= 200)),
	CHECK ((length(address_vi) <= 300)),
	CHECK ((length(address_en) <= 300)),
	CHECK ((length(phone) <= 40)),
	CHECK ((length(email) <= 200)),
	CHECK ((length(officer_vi) <= 200)),
	CHECK ((length(officer_en) <= 200)),
	CHECK (((set_up_at IS NULL) OR (body_vi <> ''::text))),
	FOREIGN KEY (root_unit_id) REFERENCES unit(id)
);
create policy kept on installation for update to vidan_staff
	using (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text]) AS keeps_tree))
	with check (( SELECT app.keeps_tree(VARIADIC ARRAY['administrator'::text]) AS keeps_tree));
create policy known on installation for select to vidan_public, vidan_signin, vidan_staff
	using ((( SELECT app.caller() AS caller) IS NOT NULL));

-- The one-time link of the first set-up, kept as the SHA-256 of its token. Good until somebody can sign in; a new one replaces it.
create table set_up_link (
	one boolean not null default true,
	token_hash bytea not null,
	made_at timestamp with time zone not null default now(),
	PRIMARY KEY (one),
	CHECK (one)
);

-- A rate as the public sees it: whole percent, and no row at all where fewer than 30 members are behind it.
create table public_figure (
	campaign_id integer not null,
	key text not null,
	percent smallint not null,
	at timestamp with time zone not null default app.now(),
	PRIMARY KEY (campaign_id, key),
	CHECK ((key = 'commitmentSigned'::text)),
	CHECK (((percent >= 0) AND (percent <= 100))),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id)
);
create policy published on public_figure for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE (c.id = public_figure.campaign_id)))));

-- Publishable units that have issued their plan in a campaign.
create table public_participant (
	campaign_id integer not null,
	unit_id integer not null,
	PRIMARY KEY (campaign_id, unit_id),
	FOREIGN KEY (campaign_id) REFERENCES campaign(id),
	FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX public_participant_unit ON public_participant USING btree (unit_id);
create policy published on public_participant for select to vidan_public
	using (((( SELECT app.caller() AS caller) = 'public'::text) AND (EXISTS ( SELECT
   FROM campaign c
  WHERE (c.id = public_participant.campaign_id))) AND (EXISTS ( SELECT
   FROM unit u
  WHERE (u.id = public_participant.unit_id)))));

CREATE OR REPLACE FUNCTION app.caller()
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
declare
	said text := current_setting('app.caller', true);
	login text := case split_part(said, ':', 1)
		when 'session' then 'vidan_login_staff'
		when 'custody' then 'vidan_login_custody'
		when 'public' then 'vidan_login_public'
		when 'signin' then 'vidan_login_signin'
		when 'job' then 'vidan_login_jobs'
		when 'operator' then 'vidan_login_operator' end;
begin
	-- A setting that any earlier transaction set reverts to the empty string, not to null.
	if coalesce(said, '') = '' then
		raise exception 'no caller declared' using errcode = 'VD001';
	end if;
	-- Each login may say one kind of caller only, so that no SQL that slips through can promote itself to the operator.
	if session_user is distinct from login then
		raise exception 'this login is not a %', split_part(said, ':', 1) using errcode = 'VD001';
	end if;
	return said;
end $function$;

CREATE OR REPLACE FUNCTION app.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN (SESSION_USER = 'vidan_login_operator'::name) THEN COALESCE((NULLIF(current_setting('app.now'::text, true), ''::text))::timestamp with time zone, now()) ELSE now() END;

CREATE OR REPLACE FUNCTION app.today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((app.now() AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date;

CREATE OR REPLACE FUNCTION app.enter_as(who text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
	if who !~ '^(public|signin|job:.+|operator:.+)$' then
		raise exception 'not a caller: %', who using errcode = 'VD001';
	end if;
	perform set_config('app.caller', who, true);
end $function$;

CREATE OR REPLACE PROCEDURE app.protect(IN protected regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
	execute format('alter table %s enable row level security', protected);
	execute format('alter table %s force row level security', protected);
	execute format('create policy definer on %s to vidan_definer using (true) with check (true)', protected);
	execute format($p$create policy house on %s to vidan_jobs, vidan_operator
		using ((select app.caller()) is not null) with check ((select app.caller()) is not null)$p$, protected);
	execute format('grant select, insert, update, delete on %s to vidan_definer, vidan_jobs, vidan_operator', protected);
end $procedure$;

CREATE OR REPLACE FUNCTION app.caller_hash()
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	said text := app.caller();
begin
	if said like 'session:%' or said like 'custody:%' then
		return sha256(convert_to('account:' || app.account_id()::text, 'UTF8'));
	end if;
	return sha256(convert_to(said, 'UTF8'));
end $function$;

CREATE OR REPLACE FUNCTION app.take_key(wanted uuid, body bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into idempotency_key (caller_hash, key, body_hash) values (app.caller_hash(), wanted, body)
	on conflict do nothing;
	return found;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_answer(taken uuid, given jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	mine bytea := app.caller_hash();
begin
	update idempotency_key k set answer = given where k.caller_hash = mine and k.key = taken;
end $function$;

CREATE OR REPLACE FUNCTION app.measure()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	analyze;
end $function$;

CREATE OR REPLACE FUNCTION app.ledger_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
	raise exception '% is append-only', tg_table_name using errcode = 'VD012';
end $function$;

CREATE OR REPLACE FUNCTION app.is_leaf(bytes bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
	written text := convert_from(bytes, 'UTF8');
	said jsonb := written::jsonb;
	word constant text := '^[a-z][A-Za-z]{0,39}$';
	hash constant text := '^[A-Za-z0-9+/]{43}=$';
	sealed boolean := said ->> 'class' = 'sealed';
	canonical text;
begin
	if length(bytes) > 1024 or jsonb_typeof(said) <> 'object' or exists (
		select from jsonb_each(said) as part cross join lateral (select part.value #>> '{}' as text) as its
		where not case when part.key in ('v', 'public') then true
			when part.key = 'seq' then jsonb_typeof(part.value) = 'number' and its.text ~ '^[1-9][0-9]{0,9}$'
			when jsonb_typeof(part.value) = 'null' then part.key in ('prev', 'body', 'due', 'profile', 'calendar')
			when jsonb_typeof(part.value) <> 'string' then false
			when part.key in ('class', 'event') then its.text ~ word
			when part.key in ('prev', 'commitment') then its.text ~ hash
			when part.key = 'subject' then its.text ~ '^[A-Za-z0-9_-]{8,40}$'
			-- Letters and digits of any script, whatever the database sorts by.
			when part.key in ('body', 'profile', 'calendar') then its.text collate "und-x-icu" ~ '^[[:alnum:]_.@/:-]{1,40}$'
			when part.key = 'due' then its.text ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$'
			when part.key = 'at' then its.text ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):00:00Z)?$'
			else false end) then
		return false;
	end if;
	if said ? 'public' and (jsonb_typeof(said -> 'public') <> 'object' or exists (
		select from jsonb_each(said -> 'public') as fact
		where fact.key !~ word or not case jsonb_typeof(fact.value)
			when 'null' then true
			when 'number' then fact.value::text ~ '^(0|-?[1-9][0-9]{0,14})$'
			when 'string' then fact.value #>> '{}' ~ '^[A-Za-z0-9_.:/+=-]{0,100}$'
			else false end)) then
		return false;
	end if;
	perform (said ->> 'due')::date, left(said ->> 'at', 10)::date;
	if sealed <> (length(said ->> 'at') = 10) or (sealed and (coalesce(said ->> 'profile', said ->> 'calendar') is not null
		or said ->> 'event' not in ('received', 'answered', 'rests', 'goesOn', 'step'))) then
		return false;
	end if;
	-- Written anew in its one form: no part too few, too many, twice or elsewhere, nor the same written otherwise.
	select '{' || string_agg(format('"%s":%s', part.key, case when part.key <> 'public' then (said -> part.key)::text else (
			select '{' || coalesce(string_agg(format('"%s":%s', fact.key, fact.value), ',' order by fact.key collate "C"), '') || '}'
			from jsonb_each(said -> 'public') as fact) end), ',' order by part.key collate "C") || '}' into canonical
	from unnest('{at,body,calendar,class,commitment,due,event,prev,profile,public,seq,subject,v}'::text[]) as part (key)
	where part.key <> 'public' or said ? 'public';
	return canonical = written and said ->> 'v' = '1' and (said ->> 'seq' = '1') = (said ->> 'prev' is null);
end $function$;

CREATE OR REPLACE FUNCTION app.add_leaf(subject text, seq integer, prev bytea, leaf bytea, salt bytea, release_at timestamp with time zone, OUT taken boolean, OUT next_seq integer, OUT last_hash bytea, OUT released_at timestamp with time zone, OUT origin text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	leaf_hash bytea := sha256('\x00'::bytea || add_leaf.leaf);
	said jsonb := convert_from(add_leaf.leaf, 'UTF8')::jsonb;
	chain ledger_chain;
begin
	perform app.caller();
	if (said ->> 'subject', said ->> 'seq', said ->> 'prev')
		is distinct from (add_leaf.subject, add_leaf.seq::text, encode(add_leaf.prev, 'base64')) then
		raise exception 'the leaf says something else of itself' using errcode = 'VD012';
	end if;
	-- Figures, and where a shard begins, are what everybody counts by: no face says them.
	if said ->> 'class' in ('statistics', 'shard', 'gap') and session_user not in ('vidan_login_jobs', 'vidan_login_operator') then
		raise exception 'not for a face to say' using errcode = 'VD012';
	end if;
	taken := true;
	released_at := add_leaf.release_at;
	if add_leaf.seq = 1 and add_leaf.prev is null then
		insert into ledger_chain values (add_leaf.subject, 1, leaf_hash, add_leaf.release_at) on conflict do nothing;
		taken := found;
	end if;
	if not taken or add_leaf.seq <> 1 then
		select * into chain from ledger_chain c where c.subject = add_leaf.subject for update;
		next_seq := coalesce(chain.seq, 0) + 1;
		last_hash := chain.hash;
		taken := next_seq = add_leaf.seq and last_hash = add_leaf.prev;
		if taken is not true then
			taken := false;
			return;
		end if;
		if chain.release_at > app.now() then
			released_at := greatest(chain.release_at, add_leaf.release_at);
		end if;
		update ledger_chain c set seq = add_leaf.seq, hash = leaf_hash, release_at = released_at where c.subject = add_leaf.subject;
	end if;
	if app.is_leaf(add_leaf.leaf) is not true then
		raise exception 'not of the form of a leaf' using errcode = 'VD012';
	end if;
	insert into ledger_queue (subject, leaf, release_at) values (add_leaf.subject, add_leaf.leaf, released_at);
	insert into ledger_salt values (leaf_hash, add_leaf.subject, add_leaf.salt);
	select s.origin into origin from ledger_shard s order by s.number desc limit 1;
end $function$;

CREATE OR REPLACE FUNCTION app.fold(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN replace(replace(regexp_replace(NORMALIZE(lower(said), NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'đ'::text, 'd'::text), 'ð'::text, 'd'::text);

CREATE OR REPLACE FUNCTION app.keeper_of(unit integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE STRICT SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	-- Not in sql: that would be planned anew with every statement that asks.
	return (select h.heir_id from unit_heir h where h.unit_id = unit and h.principal and h.valid @> app.today() limit 1);
end $function$;

CREATE OR REPLACE FUNCTION app.keeper_on(unit integer, day date)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE STRICT SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return (select h.heir_id from unit_heir h where h.unit_id = unit and h.principal and h.valid @> day limit 1);
end $function$;

CREATE OR REPLACE FUNCTION app.last_called(unit integer)
 RETURNS TABLE(name text, code text)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT n.name,
     n.code
    FROM unit_name n
   WHERE (n.unit_id = last_called.unit)
   ORDER BY n.valid DESC
  LIMIT 1;
END;

CREATE OR REPLACE FUNCTION app.asker()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
	return app.account_id();
end $function$;

CREATE OR REPLACE FUNCTION app.signed_in()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
	return app.account_id() is not null;
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_tree(VARIADIC roles text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (
		select from unit_parent p
		where p.parent_id is null and p.valid @> app.today() and p.unit_id = any ((select app.posts(variadic roles))::int[]));
end $function$;

CREATE OR REPLACE FUNCTION app.hold_tree(held text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.caller();
	perform from tree_state where tree = held for share;
end $function$;

CREATE OR REPLACE FUNCTION app.one_posting_at_a_time()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'on'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
	perform from member m where m.id in (select w.member_id from written w) and m.xmin <> pg_current_xact_id()::xid
		order by m.id for no key update;
	if exists (
		select from written w join posting p on p.member_id = w.member_id and p.id <> w.id and p.valid && w.valid) then
		raise exception 'a member serves in one place at a time'
			using errcode = '23P01', table = 'posting', constraint = 'posting_one_at_a_time';
	end if;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_posting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into posting_was (posting_id, member_id, unit_id, valid, recorded_at, replaced_at)
	values (old.id, old.member_id, old.unit_id, old.valid, old.recorded_at, app.now());
	new.recorded_at := app.now();
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.postings_recorded()
 RETURNS TABLE(member_id uuid, unit_id integer, valid daterange, since timestamp with time zone, until timestamp with time zone)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT p.member_id,
     p.unit_id,
     p.valid,
         CASE
             WHEN (p.recorded_at > m.created_at) THEN p.recorded_at
             ELSE '-infinity'::timestamp with time zone
         END AS "case",
     p.until
    FROM (( SELECT g.member_id,
             g.unit_id,
             g.valid,
             g.recorded_at,
             'infinity'::timestamp with time zone AS until
            FROM posting g
         UNION ALL
          SELECT w.member_id,
             w.unit_id,
             w.valid,
             w.recorded_at,
             w.replaced_at
            FROM posting_was w) p
      JOIN member m ON ((m.id = p.member_id)));
END;

CREATE OR REPLACE FUNCTION app.account_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	said text := app.caller();
	hash bytea := sha256(convert_to(substr(said, 9), 'UTF8'));
	found uuid;
begin
	if said not like 'session:%' and said not like 'custody:%' then
		raise exception 'the caller is not a session' using errcode = 'VD001';
	end if;
	select s.account_id into found
	from session s join account a on a.id = s.account_id
	where s.token_hash = hash
		and s.ended_at is null and a.disabled_at is null
		and s.seen_at > now() - interval '31 minutes' and s.created_at > now() - interval '12 hours';
	if found is null then
		raise exception 'no such session' using errcode = 'VD002';
	end if;
	return found;
end $function$;

CREATE OR REPLACE FUNCTION app.elevated()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	who uuid := app.account_id();
begin
	return exists (
		select from session s
		where s.account_id = who and s.elevated_at > now() - interval '5 minutes'
			and s.token_hash = sha256(convert_to(substr(app.caller(), 9), 'UTF8')));
end $function$;

CREATE OR REPLACE FUNCTION app.member_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return (select a.member_id from account a where a.id = (select app.account_id()));
end $function$;

CREATE OR REPLACE FUNCTION app.posts(VARIADIC roles text[])
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	who uuid := app.account_id();
begin
	return coalesce((
		select array_agg(distinct h.heir_id)
		from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
		where p.account_id = who and p.valid @> app.today() and (cardinality(roles) = 0 or p.role = any (roles))
	), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.scope()
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.posts('focalOfficer', 'unitHead', 'committeeMember', 'editor', 'approver', 'feedbackDesk', 'inspector',
		'auditor', 'administrator');
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_people()
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.posts('focalOfficer', 'unitHead', 'administrator');
end $function$;

CREATE OR REPLACE FUNCTION app.own_units()
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	me uuid := app.member_id();
begin
	return app.posts(variadic '{}'::text[]) || coalesce((
		select array_agg(distinct h.heir_id)
		from posting p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
		where p.member_id = me and p.valid @> app.today()
	), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.kept_units(VARIADIC roles text[])
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return coalesce((
		select array_agg(h.unit_id) from unit_heir h
		where h.principal and h.valid @> app.today() and h.heir_id = any ((select app.posts(variadic roles))::int[])), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.line_units()
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return coalesce((
		select array_agg(distinct h.unit_id)
		from unit_standing s join unit_heir h on h.heir_id = s.node_id and h.principal and h.valid @> app.today()
		where s.unit_id = any ((select app.own_units())::int[]) and s.valid @> app.today()), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.stands_in(unit integer, roots integer[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
	select app.caller() is not null and exists (
		select from unit_standing s where s.unit_id = unit and s.node_id = any (roots) and s.valid @> app.today())
$function$;

CREATE OR REPLACE FUNCTION app.administers(who uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	me uuid := app.account_id();
	roots int[] := app.posts('administrator');
	placed int[];
begin
	if who = me or cardinality(roots) = 0 then
		return false;
	end if;
	select array_agg(held.unit_id) into placed from (
		select p.unit_id from post p where p.account_id = who and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select g.unit_id from posting g join account a on a.member_id = g.member_id
		where a.id = who and coalesce(upper(g.valid), 'infinity') > app.today()
	) held;
	if placed is null then
		return exists (select from account a where a.id = who and a.created_by = me) and not app.keeps_own_door(who);
	end if;
	return (select bool_and(app.stands_in(unit_id, roots)) from unnest(placed) as unit_id) and not app.keeps_own_door(who);
end $function$;

CREATE OR REPLACE FUNCTION app.enter_session(token text, kind text DEFAULT 'session'::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	who uuid;
begin
	if kind not in ('session', 'custody') then
		raise exception 'not a kind of session: %', kind using errcode = 'VD001';
	end if;
	perform set_config('app.caller', kind || ':' || coalesce(token, ''), true);
	who := app.account_id();
	return app.actor_of(who) || (
		select jsonb_build_object('elevatedAt', s.elevated_at, 'seenAt', s.seen_at)
		from session s where s.token_hash = sha256(convert_to(token, 'UTF8')));
end $function$;

CREATE OR REPLACE FUNCTION app.actor_of(who uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
	return (select jsonb_build_object(
		'accountId', a.id,
		'memberId', a.member_id,
		'displayName', a.display_name,
		'locale', a.locale,
		'unitId', (
			select h.heir_id from posting p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> app.today()
			where p.member_id = a.member_id and p.valid @> app.today() limit 1),
		'posts', coalesce((
			select jsonb_agg(distinct jsonb_build_object('role', p.role, 'unitId', h.heir_id))
			from post p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
			where p.account_id = a.id and p.valid @> app.today()), '[]'))
	from account a where a.id = who and a.disabled_at is null);
end $function$;

CREATE OR REPLACE FUNCTION app.signs_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	signer text;
	was text;
	named text;
begin
	if app.caller() not like 'session:%' then
		return new;
	end if;
	foreach named in array tg_argv loop
		signer := to_jsonb(new) ->> named;
		was := case when tg_op = 'UPDATE' then to_jsonb(old) ->> named end;
		if signer is distinct from was and signer is not null and signer <> app.account_id()::text then
			raise exception '% of %: not the caller''s name', named, tg_table_name using errcode = 'VD010';
		end if;
	end loop;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.post_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	over daterange := daterange(null, app.today());
	was daterange := case when tg_op <> 'INSERT' then old.valid end * over;
	will daterange := case when tg_op <> 'DELETE' then new.valid end * over;
begin
	if app.caller() like 'session:%' and coalesce(was, 'empty') <> coalesce(will, 'empty') then
		raise exception 'post %: what was held on days that are over stays as it was', coalesce(new.id, old.id) using errcode = 'VD010';
	end if;
	if tg_op <> 'DELETE' then
		return new;
	end if;
	if old.valid @> app.today() then
		insert into post_was values (old.account_id, old.role, old.unit_id, old.valid * daterange(null, app.today() + 1));
	end if;
	return old;
end $function$;

CREATE OR REPLACE FUNCTION app.serves_from(who uuid, day date)
 RETURNS date
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	kept int[] := case when app.caller() like 'session:%' then app.keeps_people() end;
begin
	if kept is not null and not exists (
		select from (select p.unit_id from posting p where p.member_id = who
			union all select m.left_unit_id from member m where m.id = who) known
		where app.stands_in(known.unit_id, kept)) then
		return null;
	end if;
	return (select min(greatest(lower(p.valid), day)) from posting p
		where p.member_id = who and coalesce(upper(p.valid), 'infinity') > day);
end $function$;

CREATE OR REPLACE FUNCTION app.find_members(node integer, words text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	pattern text := '%' || replace(replace(replace(app.fold(trim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
	perform app.caller();
	-- Asked of the login, which injected SQL cannot change, and not of the caller, which it can name as it likes.
	if session_user not in ('vidan_login_operator', 'vidan_login_jobs') and not app.stands_in(node, app.scope()) then
		return;
	end if;
	return query
	select m.id from member m join posting p on p.member_id = m.id and p.valid @> app.today()
	where (m.folded like pattern or m.number = trim(words)) and exists (
		select from unit_standing s where s.unit_id = p.unit_id and s.node_id = node and s.valid @> app.today())
	order by m.given_name, m.id limit most;
end $function$;

CREATE OR REPLACE FUNCTION app.measure_figures()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	analyze unit_closure, unit_standing, unit_heir, unit_day, node_day, node_month, node_year, node_carry, now_weight, wide_node;
end $function$;

CREATE OR REPLACE FUNCTION app.current_generation()
 RETURNS smallint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
	select current from figures_state
$function$;

CREATE OR REPLACE FUNCTION app.drop_now_key(generation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if generation is distinct from 1 - app.current_generation() then
		raise 'generation % is read', generation using errcode = 'object_in_use';
	end if;
	execute format('drop index if exists %I', 'node_now_' || generation || '_key');
end $function$;

CREATE OR REPLACE FUNCTION app.make_now_key(generation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET maintenance_work_mem TO '256MB'
AS $function$
begin
	execute format('create unique index %I on %I (node_id, grain, campaign_id, period, metric_id)',
		'node_now_' || generation || '_key', 'node_now_' || generation);
	execute format('analyze %I', 'node_now_' || generation);
end $function$;

CREATE OR REPLACE FUNCTION app.act_to_delta()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into rollup_delta (unit_id, campaign_id, metric_id, day, qty)
	select unit_id, campaign_id, metric_id, occurred_on, sum(qty) from written group by 1, 2, 3, 4;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.visible_nodes(asked integer[])
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.sum_figures(basis text, nodes integer[], campaign integer, since date, until date, wanted smallint[])
 RETURNS TABLE(node_id integer, metric_id smallint, n numeric, estimated boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.figures(basis text, asked integer[], campaign integer, since date, until date, wanted smallint[] DEFAULT NULL::smallint[])
 RETURNS TABLE(node_id integer, metric_id smallint, n numeric, estimated boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return query select * from app.sum_figures(basis, app.visible_nodes(asked), campaign, since, until, wanted);
end $function$;

CREATE OR REPLACE FUNCTION app.sum_months(basis text, nodes integer[], campaign integer, wanted smallint[], since date, until date)
 RETURNS TABLE(period date, metric_id smallint, n numeric, estimated boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.figure_months(basis text, asked integer, campaign integer, wanted smallint[], since date, until date)
 RETURNS TABLE(period date, metric_id smallint, n numeric, estimated boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return query select * from app.sum_months(basis, app.visible_nodes(array[asked]), campaign, wanted, since, until);
end $function$;

CREATE OR REPLACE FUNCTION app.figures_beside(basis text, node integer, others integer[], campaign integer, since date, until date, earlier_since date, earlier_until date, compared smallint[], trend smallint)
 RETURNS json
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.figures_age()
 RETURNS TABLE(waiting_since timestamp with time zone, folded_at timestamp with time zone, built_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.caller();
	return query select (select min(at) from rollup_delta), s.folded_at, s.built_at from figures_state s;
end $function$;

CREATE OR REPLACE FUNCTION app.figures_wait(node integer, campaign integer, until date)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.caller();
	return exists (select from rollup_delta d
		where d.campaign_id = campaign and d.day < until and d.at <= now()
			and exists (select from unit_standing s where s.unit_id = d.unit_id and s.node_id = node));
end $function$;

CREATE OR REPLACE FUNCTION app.campaign_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if old.state <> new.state and (old.state, new.state) not in (('draft', 'issued'), ('issued', 'launched'),
		('launched', 'running'), ('running', 'reviewing'), ('reviewing', 'closed'), ('closed', 'archived')) then
		raise exception 'campaign %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if (old.slug, old.unit_id, old.parent_id) is distinct from (new.slug, new.unit_id, new.parent_id) then
		raise exception 'campaign %: slug, unit and parent are fixed', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.child_of_issued_campaign()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if new.parent_id is not null and not exists (
		select from campaign c where c.id = new.parent_id and c.state in ('issued', 'launched', 'running', 'reviewing')) then
		raise exception 'campaign %: its parent is not issued', new.slug using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.takes_work(wanted integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (select from campaign c where c.id = wanted and c.state in ('issued', 'launched', 'running', 'reviewing'));
end $function$;

CREATE OR REPLACE FUNCTION app.is_over(campaign integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
	select app.caller() is not null and exists (
		select from campaign c where c.id = $1 and c.state in ('closed', 'archived'))
$function$;

CREATE OR REPLACE FUNCTION app.plan_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if tg_op = 'DELETE' then
		raise exception 'plan %: a plan is never deleted', old.id using errcode = 'VD010';
	end if;
	if old.state <> new.state and (old.state, new.state) not in (('draft', 'inReview'), ('inReview', 'draft'),
		('inReview', 'signed'), ('signed', 'issued'), ('issued', 'amended'), ('issued', 'superseded'), ('issued', 'closed'),
		('amended', 'superseded'), ('amended', 'closed'), ('closed', 'superseded')) then
		raise exception 'plan %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if (old.campaign_id, old.unit_id, old.replaces_id) is distinct from (new.campaign_id, new.unit_id, new.replaces_id)
		or (old.number is not null
			and (old.number, old.symbol, old.signed_on, old.signer_name, old.signer_position)
				is distinct from (new.number, new.symbol, new.signed_on, new.signer_name, new.signer_position))
		or (old.issued_on is not null and old.issued_on is distinct from new.issued_on) then
		raise exception 'plan %: what was signed stays as it was signed', old.id using errcode = 'VD010';
	end if;
	-- Which plan it forks is settled by app.attach_plans alone.
	if old.parent_plan_id is distinct from new.parent_plan_id
		and (current_user <> 'vidan_definer' or num_nulls(old.parent_plan_id, new.parent_plan_id) > 0) then
		raise exception 'plan %: what it forks is not chosen', old.id using errcode = 'VD010';
	end if;
	-- What the head answers for is done by the head, and signed with their own name.
	if old.state <> new.state and new.state in ('draft', 'signed', 'amended', 'closed') and app.caller() like 'session:%' then
		if new.unit_id <> all (app.kept_units('unitHead')) then
			raise exception 'plan %: not the caller''s to decide', old.id using errcode = 'VD010';
		end if;
		if new.state = 'signed' and (not app.elevated()
			or new.signer_name is distinct from (select a.display_name from account a where a.id = (select app.account_id()))) then
			raise exception 'plan %: who signs is who is signed in, and proved it lately', old.id using errcode = 'VD010';
		end if;
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.plan_written_while_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	about uuid;
	standing text;
begin
	if tg_table_name = 'task_version' then
		select t.plan_id into about from task t where t.id = (case when tg_op = 'DELETE' then old.task_id else new.task_id end);
	else
		about := case when tg_op = 'DELETE' then old.plan_id else new.plan_id end;
	end if;
	-- A version that goes with its task: the task itself was looked at.
	if about is null and tg_op = 'DELETE' then
		return old;
	end if;
	select p.state into standing from plan p where p.id = about for share;
	if standing = 'draft' then
		return case when tg_op = 'DELETE' then old else new end;
	end if;
	if standing in ('issued', 'amended') and tg_op = 'INSERT' and tg_table_name <> 'plan_text' then
		return new;
	end if;
	if standing in ('issued', 'amended') and tg_op = 'UPDATE' and tg_table_name = 'task' then
		if new.version >= old.version and (old.id, old.plan_id, old.position, old.parent_task_id)
			is not distinct from (new.id, new.plan_id, new.position, new.parent_task_id) then
			return new;
		end if;
	end if;
	raise exception 'plan %: what was signed stays as it was signed', about using errcode = 'VD010';
end $function$;

CREATE OR REPLACE FUNCTION app.never_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
	raise exception '%: a row of it is never changed', tg_table_name using errcode = 'VD010';
end $function$;

CREATE OR REPLACE FUNCTION app.forked_plans()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	kept int[] := app.kept_units('focalOfficer', 'unitHead', 'committeeMember');
begin
	return coalesce((
		select array_agg(distinct p.parent_plan_id) from plan p where p.unit_id = any (kept) and p.parent_plan_id is not null), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.attach_plans(above uuid, units integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	about plan;
	node int;
	attached int;
begin
	select * into strict about from plan p where p.id = above and p.state in ('issued', 'amended');
	if app.caller() like 'session:%' and about.unit_id <> all (app.kept_units('focalOfficer', 'unitHead')) then
		raise exception 'plan %: not the caller''s', above using errcode = 'VD010';
	end if;
	node := app.keeper_of(about.unit_id);
	update plan p set parent_plan_id = about.id from plan old
	where old.id = p.parent_plan_id and old.id <> about.id and p.id <> about.id
		and p.campaign_id = about.campaign_id and p.state in ('draft', 'inReview', 'signed', 'issued', 'amended')
		and app.keeper_of(p.unit_id) <> node
		and ((old.state = 'superseded' and app.keeper_of(old.unit_id) = node)
			or (p.unit_id = any (units) and app.stands_in(p.unit_id, array[node])
				and (old.state = 'superseded' or not app.stands_in(p.unit_id, array[app.keeper_of(old.unit_id)]))));
	get diagnostics attached = row_count;
	return attached;
end $function$;

CREATE OR REPLACE FUNCTION app.plan_coverage(plans uuid[])
 RETURNS TABLE(plan_id uuid, dealt_with integer, of_all integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	in_scope int[] := case when app.caller() like 'session:%' then app.scope() || app.own_units() end;
begin
	return query
		select p.id, count(c.id)::int, count(t.id)::int
		from plan p
		left join (task t join task_version v on v.task_id = t.id and v.version = t.version and not v.withdrawn)
			on t.plan_id = p.parent_plan_id and t.decision is distinct from 'notApplicable'
		left join task c on c.plan_id = p.id and c.parent_task_id = t.id
		where p.id = any (plans)
			and (in_scope is null or exists (
				select from unit_standing s where s.unit_id = p.unit_id and s.node_id = any (in_scope) and s.valid @> app.today()))
		group by p.id;
end $function$;

CREATE OR REPLACE FUNCTION app.joined_activities()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.activity_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.activity_shown_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	update activity set wording = wording + 1 where id in (old.activity_id, new.activity_id);
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_activity(activity uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (
		select from activity a join unit_standing s on s.unit_id = a.unit_id and s.valid @> app.today()
		where a.id = $1 and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]));
end $function$;

CREATE OR REPLACE FUNCTION app.fallen_out(about uuid)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return coalesce((
		select array_agg(distinct y.unit_id)
		from pledge_party y join pledge p on p.id = y.pledge_id join emulation_block b on b.id = p.block_id
		join unit_heir h on h.unit_id = y.unit_id and h.principal and h.valid @> app.today()
		where y.pledge_id = about and y.signed_at is null and (
			h.by_abolition or h.heir_id = app.keeper_of(b.unit_id) or exists (
				select from pledge_party s
				where s.pledge_id = about and s.signed_at is not null and app.keeper_of(s.unit_id) = h.heir_id))), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.pledge_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if old.state <> new.state and (old.state, new.state) not in (('draft', 'agreed'), ('agreed', 'draft'), ('agreed', 'signed'),
		('draft', 'cancelled'), ('agreed', 'cancelled'),
		('signed', 'midTermChecked'), ('midTermChecked', 'scored'), ('signed', 'scored'), ('scored', 'closed')) then
		raise exception 'pledge %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if (old.block_id, old.campaign_id) is distinct from (new.block_id, new.campaign_id) then
		raise exception 'pledge %: block and campaign are fixed', old.id using errcode = 'VD010';
	end if;
	if old.state <> 'draft' and (old.title, old.content, old.activity_id) is distinct from (new.title, new.content, new.activity_id) then
		raise exception 'pledge %: the text is fixed once agreed', old.id using errcode = 'VD010';
	end if;
	if exists (select from pledge_party p where p.pledge_id = old.id and p.signed_at is not null)
		and (new.state = 'draft' or old.text_sha256 is distinct from new.text_sha256) then
		raise exception 'pledge %: somebody has signed it', old.id using errcode = 'VD010';
	end if;
	if new.state = 'signed' and old.state = 'agreed' and (exists (
			select from pledge_party p where p.pledge_id = old.id and p.joined = 'founding' and p.signed_at is null
				and p.unit_id <> all (app.fallen_out(old.id)))
		or not exists (select from pledge_party p where p.pledge_id = old.id and p.signed_at is not null)) then
		raise exception 'pledge %: not all parties have signed', old.id using errcode = 'VD010';
	end if;
	-- Text and states are of who prepares the pledges of the block; the head of a party who signs last makes it signed, and where the last one
	-- fell out after the others signed, who prepares.
	if app.caller() like 'session:%' and new.state <> 'cancelled' then
		if new.state = 'signed' and old.state = 'agreed' then
			if not exists (select from pledge_party p where p.pledge_id = old.id and p.unit_id = any (app.kept_units('unitHead')))
				and not app.keeps_block(old.block_id) then
				raise exception 'pledge %: the head of a party signs it', old.id using errcode = 'VD010';
			end if;
		elsif not app.keeps_block(old.block_id) then
			raise exception 'pledge %: not the caller''s to prepare', old.id using errcode = 'VD010';
		end if;
	end if;
	-- One in the other: the posts of a caller who has none are not asked for, not even to plan the question.
	if new.state <> old.state and new.state = 'cancelled' and app.caller() like 'session:%' then
		if not exists (
			select from emulation_block b join unit_standing s on s.unit_id = b.unit_id
			where b.id = old.block_id and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> app.today()) then
			raise exception 'pledge %: whoever arranges the block cancels it', old.id using errcode = 'VD010';
		end if;
	end if;
	if new.cancel_reason is distinct from old.cancel_reason and new.state = old.state then
		raise exception 'pledge %: why it was cancelled is fixed', old.id using errcode = 'VD010';
	end if;
	if new.state <> old.state and new.state in ('midTermChecked', 'scored', 'closed') and not exists (
		select from pledge_review r where r.pledge_id = old.id and r.stage = new.state) then
		raise exception 'pledge %: nothing was found of it that makes it %', old.id, new.state using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.another_sums_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if new.entered_by is not null and exists (
		select from pledge_review s where s.pledge_id = new.pledge_id and s.stage = 'scored' and s.entered_by = new.entered_by) then
		raise exception 'pledge %: whoever scored it does not sum it up', new.pledge_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.review_speaks()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if new.stage = 'scored' and new.held_on < (select make_date(b.year, 11, 1) from pledge p join emulation_block b on b.id = p.block_id
		where p.id = new.pledge_id) then
		raise exception 'pledge %: its year is not yet to be scored', new.pledge_id using errcode = 'VD010';
	end if;
	if new.held_on < (select greatest(p.signed_on, max(r.held_on)) from pledge p left join pledge_review r on r.pledge_id = p.id
		where p.id = new.pledge_id group by p.signed_on) then
		raise exception 'pledge %: found before what it follows', new.pledge_id using errcode = 'VD010';
	end if;
	if array(select f ->> 'unitId' from jsonb_array_elements(new.findings) f order by 1) is distinct from
		array(select y.unit_id::text from pledge_party y
			where y.pledge_id = new.pledge_id and y.signed_at is not null and new.stage <> 'closed' order by 1) then
		raise exception 'pledge %: not once of each party that signed', new.pledge_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.party_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	about pledge;
begin
	select * into about from pledge p where p.id = (case when tg_op = 'DELETE' then old.pledge_id else new.pledge_id end);
	if tg_op <> 'INSERT' and old.signed_at is not null then
		raise exception 'pledge %: a signature is never changed', old.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'DELETE' then
		if old.joined = 'founding' and about.state <> 'draft' then
			raise exception 'pledge %: its parties are fixed once agreed', old.pledge_id using errcode = 'VD010';
		end if;
		return old;
	end if;
	if tg_op = 'INSERT' and (new.signed_at is not null or (new.joined = 'founding') <> (about.state = 'draft')
		or (new.joined = 'addendum' and about.state not in ('signed', 'midTermChecked'))) then
		raise exception 'pledge %: nobody joins it this way now', new.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'INSERT' and exists (select from emulation_block b
		where b.id = about.block_id and app.keeper_of(b.unit_id) = app.keeper_of(new.unit_id)) then
		raise exception 'pledge %: whoever arranges it is no party of it', new.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'INSERT' and new.joined = 'addendum' and exists (
		select from pledge_party y where y.pledge_id = new.pledge_id and app.keeper_of(y.unit_id) = app.keeper_of(new.unit_id)) then
		raise exception 'pledge %: what continues a party is that party', new.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'UPDATE' and new.signed_at is not null and new.unit_id = any (app.fallen_out(new.pledge_id)) then
		raise exception 'pledge %: nobody signs for this party, which is no more or is that party which signed', new.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'UPDATE' and new.signed_at is not null
		and not (case new.joined when 'founding' then about.state = 'agreed' else about.state in ('signed', 'midTermChecked') end) then
		raise exception 'pledge %: it is not being signed', new.pledge_id using errcode = 'VD010';
	end if;
	if tg_op = 'UPDATE' and (old.unit_id, old.joined, old.addendum) is distinct from (new.unit_id, new.joined, new.addendum) then
		raise exception 'pledge %: its parties are fixed', new.pledge_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.joined_blocks()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	sight int[] := app.scope();
	own int[] := app.own_units();
begin
	return coalesce((
		select array_agg(distinct j.block_id) from (
			select b.block_id, b.unit_id from block_unit b
			union all
			select g.block_id, p.unit_id from pledge_party p join pledge g on g.id = p.pledge_id
			union all
			select b.id, b.unit_id from emulation_block b) j
		where exists (select from unit_standing s where s.unit_id = j.unit_id and s.valid @> app.today() and s.node_id = any (sight))
			or exists (select from unit_heir h where h.unit_id = j.unit_id and h.principal and h.valid @> app.today() and h.heir_id = any (own))), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_block(block uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	held int[] := app.posts('focalOfficer', 'unitHead');
begin
	return exists (
		select from emulation_block b
		where b.id = block and (
			exists (select from unit_standing s where s.unit_id = b.unit_id and s.node_id = any (held) and s.valid @> app.today())
			or exists (select from unit_heir h where h.unit_id in (b.lead_unit_id, b.deputy_unit_id) and h.principal
				and h.valid @> app.today() and h.heir_id = any (held))));
end $function$;

CREATE OR REPLACE FUNCTION app.take_back_pledge(pledge uuid, acts uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	taken int;
begin
	if app.caller() like 'session:%' then
		if not exists (
			select from pledge p join emulation_block b on b.id = p.block_id join unit_standing s on s.unit_id = b.unit_id
			where p.id = $1 and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> app.today()) then
			raise exception 'pledge %: whoever arranges the block cancels it', $1 using errcode = 'VD010';
		end if;
	end if;
	perform from pledge p where p.id = $1 and p.state in ('draft', 'agreed') for update;
	if not found then
		raise exception 'pledge %: it is not to be cancelled', $1 using errcode = 'VD010';
	end if;
	insert into act (id, unit_id, member_id, campaign_id, metric_id, qty, occurred_on, corrects, source)
	select gen_random_uuid(), a.unit_id, a.member_id, a.campaign_id, a.metric_id, -a.qty, a.occurred_on, a.id, 'correction'
	from act a
	where a.id = any (acts) and a.source = 'pledge' and a.payload ->> 'pledgeId' = $1::text
		and not exists (select from act c where c.corrects = a.id);
	get diagnostics taken = row_count;
	return taken;
end $function$;

CREATE OR REPLACE FUNCTION app.has_other(unit integer, author uuid, enterer uuid, VARIADIC roles text[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	today date := app.today();
begin
	return exists (
		select from unit_heir h
		where h.heir_id = unit and h.principal and not h.by_abolition and h.valid @> today and exists (
			select from (select * from post where post.unit_id = h.unit_id::bigint offset 0) p join account a on a.id = p.account_id
			where p.role = any (roles) and p.valid @> today and a.disabled_at is null
				and a.member_id is distinct from author and a.id is distinct from enterer));
end $function$;

CREATE OR REPLACE FUNCTION app.confirming_unit(unit integer, author uuid, enterer uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.by_committee(unit integer, author uuid, enterer uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return unit is not null and exists (
			select from unit_parent r where r.unit_id = app.keeper_of(unit) and r.parent_id is null and r.valid @> app.today())
		and not app.has_other(app.keeper_of(unit), author, enterer, 'unitHead');
end $function$;

CREATE OR REPLACE FUNCTION app.confirms(unit integer, author uuid, enterer uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	home int := app.keeper_of(unit);
begin
	if home is null or author = app.member_id() or enterer = app.account_id() then
		return false;
	end if;
	return home = any (app.posts('unitHead'))
		or (home = any (app.posts('committeeMember')) and app.by_committee(home, author, enterer));
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_commitments_of(unit integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (
		select from unit_standing s where s.unit_id = unit and s.valid @> app.today()
			and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'administrator'))::int[]));
end $function$;

CREATE OR REPLACE FUNCTION app.commitment_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.stocks_in(state text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((ARRAY['memberOnStrength'::text] || CASE WHEN (state = 'exempt'::text) THEN ARRAY['memberExempt'::text] ELSE '{}'::text[] END) || CASE WHEN (state = ANY (ARRAY['submitted'::text, 'confirmed'::text, 'filed'::text, 'reviewed'::text])) THEN ARRAY['commitmentSigned'::text] ELSE '{}'::text[] END) || CASE WHEN (state = ANY (ARRAY['confirmed'::text, 'filed'::text, 'reviewed'::text])) THEN ARRAY['commitmentConfirmed'::text] ELSE '{}'::text[] END);

CREATE OR REPLACE FUNCTION app.commitment_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
	insert into act (id, unit_id, member_id, campaign_id, metric_id, qty, occurred_on, source)
	select gen_random_uuid(), app.keeper_of(new.unit_id), new.member_id, new.campaign_id, m.id,
		case when m.key = any (app.stocks_in(new.state)) then 1 else -1 end, app.today(), 'commitment'
	from metric m
	where (m.key = any (app.stocks_in(new.state))) <> (m.key = any (app.stocks_in(old.state)));
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.enrol_members(issue uuid, day date)
 RETURNS TABLE(asked integer, exempt integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
#variable_conflict use_column
declare
	about commitment_issue;
	node int;
begin
	select * into strict about from commitment_issue i where i.id = issue for update;
	if app.caller() like 'session:%' then
		if not exists (
			select from unit_standing s where s.unit_id = about.unit_id and s.valid @> app.today()
				and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[])) then
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
		), earlier as materialized (
			select c.member_id, max(c.counted_on) as counted_on from commitment c
			where c.campaign_id = about.campaign_id and c.year < about.year group by 1
		), served as materialized (
			select p.member_id, h.heir_id as then_at, e.reason, l.member_id is null as counts, greatest(day, b.counted_on) as begins,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then null
					when coalesce(n.unit_id, p.unit_id) = p.unit_id then h.heir_id else n.unit_id end as now_at,
				case when upper(coalesce(n.valid, p.valid)) <= app.today() then upper(coalesce(n.valid, p.valid))
					else lower(n.valid) end as moved_on
			from posting p join home h on h.unit_id = p.unit_id
			left join exemption e on e.member_id = p.member_id and e.valid @> day
			left join newer n on n.member_id = p.member_id
			left join later l on l.member_id = p.member_id
			left join earlier b on b.member_id = p.member_id
			where p.valid @> day
		), enrolled as (
			insert into commitment (issue_id, campaign_id, year, member_id, unit_id, issued_unit_id, state, exempt_reason, exempted_on,
				in_force, counted_on)
			select about.id, about.campaign_id, about.year, s.member_id, coalesce(s.now_at, s.then_at), s.then_at,
				case when s.reason is null then 'notStarted' else 'exempt' end, s.reason, case when s.reason is not null then day end,
				s.counts and s.now_at is not null, greatest(s.begins, case when s.now_at is distinct from s.then_at then s.moved_on end)
			from served s
			on conflict (member_id, campaign_id, year) do nothing
			returning member_id, state
		), entered as materialized (
			select case when s.moved_on <= s.begins then s.now_at else s.then_at end as then_at, s.now_at, s.begins, s.moved_on, n.state, count(*)::int as members
			from enrolled n join served s on s.member_id = n.member_id
			where s.counts
			group by 1, 2, 3, 4, 5
		), ended as (
			update commitment c set in_force = false, counted_on = greatest(c.counted_on, day)
			from enrolled n
			where c.member_id = n.member_id and c.campaign_id = about.campaign_id and c.year < about.year and c.in_force
			returning c.unit_id, c.state, c.counted_on, c.exempted_on, c.submitted_at, c.confirmed_at
		), left_over as materialized (
			select e.unit_id, e.state, e.counted_on as since, e.exempted_on as exempted,
				(e.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as signed,
				(e.confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date as confirmed, count(*)::int as members
			from ended e
			group by 1, 2, 3, 4, 5, 6
		), counted as materialized (
			select 'asked' as part, g.then_at as unit_id, k.metric, g.begins as on_date, g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			where g.then_at is not null
			union all
			select 'moved', place.unit_id, k.metric, g.moved_on, place.sign * g.members
			from entered g cross join lateral unnest(app.stocks_in(g.state)) k (metric)
			cross join lateral (values (g.then_at, -1), (g.now_at, 1)) place (unit_id, sign)
			where g.now_at is distinct from g.then_at and place.unit_id is not null
			union all
			select 'ended', g.unit_id, k.metric, greatest(g.since, case k.metric
				when 'memberExempt' then g.exempted when 'commitmentSigned' then g.signed when 'commitmentConfirmed' then g.confirmed end), -g.members
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
end $function$;

CREATE OR REPLACE FUNCTION app.sign_commitment(paper uuid, from_step integer, signer uuid, said jsonb, hash text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.knows_issue(issue uuid, unit integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	-- Asked first, because a member who submits asks nothing else.
	if exists (select from commitment c where c.member_id = (select app.member_id()) and c.issue_id = issue) then
		return true;
	end if;
	return exists (
			select from unit_standing s where s.unit_id = any ((select app.own_units())::int[]) and s.node_id = app.keeper_of(unit) and s.valid @> app.today())
		or exists (
			select from unit_standing s where s.unit_id = unit and s.node_id = any ((select app.scope())::int[]) and s.valid @> app.today());
end $function$;

CREATE OR REPLACE FUNCTION app.reads_commitment(id uuid, enterer uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	about commitment;
begin
	select * into about from commitment c where c.id = reads_commitment.id;
	return coalesce(about.member_id = app.member_id() or enterer = app.account_id() or (
		about.state in ('submitted', 'returned', 'confirmed', 'filed', 'reviewed')
		and app.confirms(about.confirming_unit_id, about.member_id, about.submitted_by)), false);
end $function$;

CREATE OR REPLACE FUNCTION app.writes_commitment(id uuid, enterer uuid, scan uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
			and s.node_id = any ((select app.posts('focalOfficer'))::int[]));
end $function$;

CREATE OR REPLACE FUNCTION app.answers_commitment(id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (
		select from commitment c
		where c.id = answers_commitment.id and app.confirms(c.confirming_unit_id, c.member_id, c.submitted_by));
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_clock()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.elevated() and app.keeps_tree('administrator');
end $function$;

CREATE OR REPLACE FUNCTION app.stays_in_custody()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	new.in_custody := new.kind in ('complaint', 'denunciation') or (tg_op = 'UPDATE' and old.in_custody);
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.resumed_at_most(paused feedback)
 RETURNS date
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return paused.due_on - paused.rolled_days + 15 + greatest(0, least(app.today() - paused.paused_on, case paused.state
		when 'suspended' then (select coalesce(p.suspend_days, 0) from clock_profile p where p.id = paused.profile_id)
		else 15 - paused.paused_days end));
end $function$;

CREATE OR REPLACE FUNCTION app.feedback_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	sender boolean := app.caller() = 'public';
	begins boolean := new.state in ('objected', 'reopened') and old.state <> new.state and old.state <> 'withdrawn';
begin
	if (old.id, old.log_id, old.list_id, old.reference, old.received_at, old.received_on, old.calendar_version, old.channel)
		is distinct from (new.id, new.log_id, new.list_id, new.reference, new.received_at, new.received_on, new.calendar_version, new.channel)
		or (old.profile_id <> new.profile_id and not exists (
			select from clock_profile p where p.id = new.profile_id and p.kind = new.kind and p.valid @> new.received_on)) then
		raise exception 'feedback %: what it is and when it came is fixed', old.id using errcode = 'VD010';
	end if;
	if old.state <> new.state then
		if new.step <= old.step or not exists (
			select from feedback_transition t where t.from_state = old.state and t.to_state = new.state
				and (t.by_sender = sender or app.caller() like 'operator:%')) then
			raise exception 'feedback %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
		end if;
		-- What was only counted has no answer to object to.
		if new.state = 'objected' and new.kind = 'rating' and new.answered_on is null then
			raise exception 'feedback %: nothing to object to', old.id using errcode = 'VD010';
		end if;
		-- A withdrawal that is taken back, and a joining that ends, bring back what nobody had sorted, an objection and a review, and make none.
		if old.state in ('withdrawn', 'merged') and new.state <> 'closed'
			and new.state <> coalesce(substring(old.before_state from '^(received|objected|underReview)$'), 'screened') then
			raise exception 'feedback %: it was something else before', old.id using errcode = 'VD010';
		end if;
		-- What is opened again climbs from the bottom, from the day on which it was.
		if new.state = 'reopened' then
			new.rung := 0;
			new.rung_from := null;
		end if;
		-- Counted and no more is a rating alone: anything else is looked at before it ends.
		if old.state = 'received' and new.state = 'closed' and new.kind <> 'rating' and app.caller() not like 'operator:%' then
			raise exception 'feedback %: nobody has looked at it', old.id using errcode = 'VD010';
		end if;
		-- Freed from the case it was joined to by its sender or by the worker, never by a desk.
		if old.state = 'merged' then
			if app.caller() like 'session:%' then
				raise exception 'feedback %: not the desk''s to free', old.id using errcode = 'VD010';
			end if;
			new.merged_into := null;
		end if;
		-- Guidance that its sender did not accept was no answer; the first one is yet to come, in time or not.
		if old.state = 'withdrawn' and new.state <> 'closed'
			and not exists (select from feedback_answer a where a.feedback_id = new.id and a.state = 'approved') then
			new.answered_on := null;
			new.answered_in_time := null;
		end if;
		-- Withdrawn out of a pause, it goes back to where the pause would.
		new.before_state := case when new.state in ('awaitingSender', 'suspended', 'transferOffered', 'withdrawn', 'merged') then
			case when new.state = 'withdrawn' and old.state in ('awaitingSender', 'suspended') then old.before_state else old.state end end;
	end if;
	-- Another time runs: its ladder is climbed from the bottom.
	if new.runs_from is distinct from old.runs_from then
		new.rung := 0;
	end if;
	-- An offer that does not stand is forgotten, so that the body it was made to sees the case no more. Who gives one back ends it
	-- by app.end_offer, as the last thing they see of the case.
	if new.state <> 'transferOffered' and app.caller() not like 'session:%' then
		new.offered_unit_id := null;
	end if;
	-- A sender who replies, or withdraws, starts the clock again: the due date moves by the days that it stood still. One who objects or has
	-- the case opened again begins another time, from today and no longer than the law allows: working days, a long holiday among them.
	if sender and ((old.handling_unit_id, old.handler_id, old.kind) is distinct from (new.handling_unit_id, new.handler_id, new.kind)
		or (new.runs_from is distinct from old.runs_from and not (begins and new.runs_from = app.today()))
		or (old.due_on <> new.due_on and not ((old.state in ('awaitingSender', 'suspended') and new.state <> old.state
				and new.due_on > old.due_on and new.due_on <= app.resumed_at_most(old))
			or (begins and new.runs_from = app.today() and new.due_on > app.today()
				and new.due_on <= app.today() + 30 + (select p.settle_days * 2 from clock_profile p where p.id = new.profile_id))))) then
		raise exception 'feedback %: not the sender''s to decide', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.sits_today(since date, until date)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((since <= app.today()) AND ((until IS NULL) OR (until > app.today())));

CREATE OR REPLACE FUNCTION app.oversees()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	who uuid := app.account_id();
begin
	return exists (select from oversight_seat s where s.account_id = who and app.sits_today(s.since, s.until));
end $function$;

CREATE OR REPLACE FUNCTION app.keeps_own_door(who uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null
		and exists (select from oversight_seat s where s.account_id = who and app.sits_today(s.since, s.until))
		and exists (select from account a where a.id = who and (a.password_hash is not null
			or exists (select from session s where s.account_id = a.id) or exists (select from passkey k where k.account_id = a.id)))
		and not exists (
			select from seat_return r join oversight_seat s on s.account_id = r.agreed_by and app.sits_today(s.since, s.until)
			where r.account_id = who and r.agreed_at > app.now() - interval '1 day');
end $function$;

CREATE OR REPLACE FUNCTION app.seats_agree()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null and (
		select count(distinct s.account_id) >= 2 from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
		where app.sits_today(s.since, s.until)
			and exists (select from custodian_key k where k.account_id = s.account_id and k.tested_at is not null));
end $function$;

CREATE OR REPLACE FUNCTION app.agree_seat_change(change uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	c seat_change;
	seat uuid;
begin
	select * into c from seat_change where id = change and agreed_at is null for update;
	if c.id is null or not app.oversees() or not app.elevated() or c.proposed_by = app.account_id() then
		raise exception 'change of a seat %: not the caller''s to agree to', change using errcode = 'VD010';
	end if;
	update seat_change set agreed_by = app.account_id(), agreed_at = app.now() where id = c.id;
	if c.body is null then
		update oversight_seat s set until = app.today() where s.account_id = c.account_id and s.until is null returning s.log_id into seat;
	else
		insert into oversight_seat as s (account_id, body, seated_by, agreed_by) values (c.account_id, c.body, c.proposed_by, app.account_id())
		on conflict (account_id, since) do update set until = null, body = excluded.body, seated_by = excluded.seated_by, agreed_by = excluded.agreed_by
		returning s.log_id into seat;
	end if;
	return seat;
end $function$;

CREATE OR REPLACE FUNCTION app.seat_names()
 RETURNS TABLE(account_id uuid, user_name text, display_name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.account_id();
	return query select a.id, a.user_name, a.display_name from account a where a.id in (
		select s.account_id from oversight_seat s union select unnest(array[c.account_id, c.proposed_by]) from seat_change c);
end $function$;

CREATE OR REPLACE FUNCTION app.seat_is_needed(seated uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	others uuid[];
begin
	if app.caller() is null then
		return null;
	end if;
	others := array(
		select s.account_id from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
		where s.account_id <> seated and app.sits_today(s.since, s.until));
	return exists (
		select from feedback f where f.state not in ('closed', 'merged', 'withdrawn')
			and ((f.with_oversight and cardinality(others) < 2) or (f.in_custody and (
				select count(distinct k.account_id) < 2 from custodian_key k where k.account_id = any (others)
					and k.tested_at <= f.received_at and (k.retired_at is null or k.retired_at > f.received_at)))));
end $function$;

CREATE OR REPLACE FUNCTION app.takes_sealed()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null and (
		select count(distinct s.account_id) >= 2 from oversight_seat s join custodian_key k on k.account_id = s.account_id
		join account a on a.id = s.account_id and a.disabled_at is null
		where app.sits_today(s.since, s.until) and k.tested_at is not null and k.retired_at is null);
end $function$;

CREATE OR REPLACE FUNCTION app.seal_recipients()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k join account a on a.id = k.account_id and a.disabled_at is null
		where k.tested_at is not null and k.retired_at is null and (
			exists (select from oversight_seat s where s.account_id = k.account_id and app.sits_today(s.since, s.until))
			or exists (
				select from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
				where p.account_id = k.account_id and p.role = 'custodian' and p.valid @> app.today()))), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.oversight_recipients()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k join oversight_seat s on s.account_id = k.account_id
		join account a on a.id = k.account_id and a.disabled_at is null
		where k.tested_at is not null and k.retired_at is null and app.sits_today(s.since, s.until)), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.seat_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	seated uuid := to_jsonb(old) ->> tg_argv[0];
begin
	perform pg_advisory_xact_lock(hashtextextended('oversight seats', 0));
	if app.caller() like 'session:%' and app.seat_is_needed(seated)
		and exists (select from oversight_seat s where s.account_id = seated and app.sits_today(s.since, s.until)) then
		raise exception 'seat of %: needed by what is open', seated using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.relation_is_confirmed(declarer uuid, relative uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null and exists (
		select from declared_relation r where r.ended_on is null
			and ((r.member_id = declarer and r.relative_id = relative and r.confirmed) or (r.member_id = relative and r.relative_id = declarer)));
end $function$;

CREATE OR REPLACE FUNCTION app.relations_are_few()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() like 'session:%' and not app.relation_is_confirmed(new.member_id, new.relative_id) then
		perform pg_advisory_xact_lock(hashtextextended('relatives of ' || new.member_id, 0));
		if (select count(*) from declared_relation r where r.member_id = new.member_id and r.ended_on is null and r.confirmed is null
			and not app.relation_is_confirmed(r.member_id, r.relative_id)) >= 5 then
			raise exception 'member %: too many relatives whom nobody confirmed', new.member_id using errcode = 'VD010';
		end if;
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.relate(member uuid, relative uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	refused declared_relation;
begin
	if not exists (select from declared_relation r where r.member_id = member and r.relative_id = relative and r.ended_on is null) then
		select r.* into refused from declared_relation r
		where r.member_id = member and r.relative_id = relative and r.confirmed is not null order by r.declared_on desc limit 1;
		if refused.confirmed then
			refused := null;
		end if;
		insert into declared_relation (member_id, relative_id, declared_by, confirmed, judged_by, judged_on, ground)
		values (member, relative, app.account_id(), refused.confirmed, refused.judged_by, refused.judged_on, refused.ground)
		on conflict (member_id, relative_id, declared_on) do update set ended_on = null, end_asked_on = null;
	end if;
end $function$;

CREATE OR REPLACE FUNCTION app.declare_relative(asked text, named text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	me uuid := app.member_id();
	other uuid := (select m.id from member m where m.number = asked and app.fold(m.full_name) = app.fold(named));
begin
	if me is null or other is null or me = other then
		return false;
	end if;
	perform app.relate(me, other);
	return true;
end $function$;

CREATE OR REPLACE FUNCTION app.confirm_relative(other uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	me uuid := app.member_id();
begin
	if not exists (select from declared_relation r where r.member_id = other and r.relative_id = me and r.ended_on is null) then
		return false;
	end if;
	perform app.relate(me, other);
	return true;
end $function$;

CREATE OR REPLACE FUNCTION app.relations_to_judge()
 RETURNS TABLE(member_id uuid, full_name text, unit_id integer, relative_id uuid, relative_name text, relative_unit_id integer, declared_on date, ending boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	me uuid := app.member_id();
begin
	if not app.oversees() then
		return;
	end if;
	return query
		select r.member_id, m.full_name, (select app.keeper_of(p.unit_id) from posting p where p.member_id = m.id and p.valid @> app.today() order by p.unit_id limit 1),
			r.relative_id, o.full_name, (select app.keeper_of(p.unit_id) from posting p where p.member_id = o.id and p.valid @> app.today() order by p.unit_id limit 1),
			r.declared_on, r.end_asked_on is not null
		from declared_relation r join member m on m.id = r.member_id join member o on o.id = r.relative_id
		where r.ended_on is null and me is distinct from r.member_id and me is distinct from r.relative_id
			and (r.end_asked_on is not null or (r.confirmed is null
				and not exists (select from declared_relation b where b.member_id = r.relative_id and b.relative_id = r.member_id and b.ended_on is null)))
		order by r.declared_on, m.full_name, o.full_name;
end $function$;

CREATE OR REPLACE FUNCTION app.judge_relation(declarer uuid, relative uuid, agrees boolean, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not exists (select from app.relations_to_judge() w where w.member_id = declarer and w.relative_id = relative) then
		return false;
	end if;
	if exists (select from declared_relation r where r.member_id = declarer and r.relative_id = judge_relation.relative
		and r.ended_on is null and r.end_asked_on is not null) then
		update declared_relation r set confirmed = true, judged_by = app.account_id(), judged_on = app.today(), ground = why,
			end_asked_on = null, ended_on = case when not agrees then app.today() end
		where r.ended_on is null and ((r.member_id = declarer and r.relative_id = judge_relation.relative)
			or (r.member_id = judge_relation.relative and r.relative_id = declarer));
		return found;
	end if;
	update declared_relation r set confirmed = agrees, judged_by = app.account_id(), judged_on = app.today(), ground = why
	where r.member_id = declarer and r.relative_id = judge_relation.relative and r.ended_on is null and r.confirmed is null;
	return found;
end $function$;

CREATE OR REPLACE FUNCTION app.kin_of(about uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return array(
		with recursive kin (id) as (
			select about
			union
			select n.id from kin k cross join lateral (
				select unnest(array[f.split_from, f.merged_into]) as id from feedback f where f.id = k.id
				union all
				select f.id from feedback f where f.split_from = k.id
				union all
				select f.id from feedback f where f.merged_into = k.id) n
			where n.id is not null)
		select id from kin);
end $function$;

CREATE OR REPLACE FUNCTION app.kin_know()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	kin uuid[] := app.kin_of(new.id);
begin
	if new.merged_into is not null and app.caller() like 'session:%' and not exists (
		select from feedback i where i.id = new.merged_into and i.kind = new.kind
			and (i.handling_unit_id, i.with_oversight) is not distinct from (new.handling_unit_id, new.with_oversight)) then
		raise exception 'feedback %: not the caller''s to join', new.id using errcode = 'VD010';
	end if;
	insert into feedback_officer (feedback_id, member_id, identified_by, elsewhere)
	select k, o.member_id, o.identified_by, true
	from unnest(kin) k cross join (
		select distinct on (o.member_id) o.member_id, o.identified_by from feedback_officer o where o.feedback_id = any (kin)) o
	where not exists (select from feedback_officer h where h.feedback_id = k and h.member_id = o.member_id)
	on conflict do nothing;
	insert into feedback_part as mine (feedback_id, account_id, stage, recused)
	select f.id, p.account_id, f.stage, true from feedback f cross join (
		select p.account_id from feedback_part p where p.feedback_id = any (kin) and p.recused
		union
		select p.account_id from feedback_part p join feedback l on l.id = p.feedback_id
		where tg_op = 'INSERT' and p.feedback_id = new.split_from and p.stage < l.stage and not (p.account_id = any (app.seats_again(l.id)))) p
	where f.id = any (case when tg_op = 'INSERT' then array[new.id] else kin end)
	on conflict (feedback_id, account_id, stage) do update set recused = true where not mine.recused;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.officer_has_kin()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into feedback_officer (feedback_id, member_id, identified_by, elsewhere)
	select k, new.member_id, new.identified_by, true from unnest(app.kin_of(new.feedback_id)) k
	where not exists (select from feedback_officer h where h.feedback_id = k and h.member_id = new.member_id)
	on conflict do nothing;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.recusal_has_kin()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into feedback_part as mine (feedback_id, account_id, stage, recused)
	select f.id, new.account_id, f.stage, true from feedback f where f.id = any (app.kin_of(new.feedback_id))
		and not exists (select from feedback_part p where p.feedback_id = f.id and p.account_id = new.account_id and p.recused)
	on conflict (feedback_id, account_id, stage) do update set recused = true where not mine.recused;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.said_when_received(since timestamp with time zone, until timestamp with time zone, received_at timestamp with time zone, sealed boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((until > received_at) AND (since < (received_at + CASE WHEN sealed THEN '1 day'::interval ELSE '01:00:00'::interval END)));

CREATE OR REPLACE FUNCTION app.let_in_by(people uuid[])
 RETURNS TABLE(account_id uuid, by_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
	return query
		with recursive through (id, by_id) as (
			select p.id, p.id from unnest(people) p (id)
			where not exists (select from oversight_seat s where s.account_id = p.id and app.sits_today(s.since, s.until))
			union
			select t.id, g.by_id from through t cross join lateral (
				select p.granted_by as by_id from post p where p.account_id = t.by_id and p.valid @> app.today()
				union all
				(select l.issued_by from one_time_link l where l.account_id = t.by_id and l.used_at is not null order by l.used_at desc limit 1)) g
			where g.by_id is not null)
		select t.id, t.by_id from through t where t.by_id <> t.id;
end $function$;

CREATE OR REPLACE FUNCTION app.concerned_of(who uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	me uuid := (select a.member_id from account a where a.id = who);
	day date := app.today();
	-- Where I am: units of my postings and posts, as they stand today …
	mine int[] := coalesce((
		select array_agg(distinct h.heir_id) from (
			select p.unit_id from posting p where p.member_id = me and p.valid @> day
			union all
			select p.unit_id from post p where p.account_id = who and p.valid @> day
				and p.role not in ('custodian', 'auditor', 'administrator')
		) held join unit_heir h on h.unit_id = held.unit_id and h.principal and not h.by_abolition and h.valid @> day), '{}');
	-- … and where I am counted since mine was abolished, until I am posted anew.
	left_at int[] := coalesce((
		select array_agg(distinct h.heir_id) from posting p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.by_abolition and h.valid @> day
		where p.member_id = me and p.valid @> day), '{}');
	-- Those and all above them: a case about one of these as a whole is about me.
	above int[] := coalesce((select array_agg(distinct s.node_id) from unit_standing s where s.unit_id = any (mine || left_at) and s.valid @> day), '{}');
	-- The same as they were named in their time.
	subjects int[] := coalesce((select array_agg(distinct h.unit_id) from unit_heir h where h.heir_id = any (above) and not h.by_abolition and h.valid @> day), '{}');
	-- Whom I lead.
	led int[] := coalesce((
		select array_agg(distinct h.heir_id) from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
		where p.account_id = who and p.role = 'unitHead' and p.valid @> day), '{}');
	-- Nothing is handled outside the root.
	led_inside int[] := array(select unnest(led) except select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day);
begin
	return coalesce((
		select array_agg(barred.feedback_id) from (select distinct feedback_id from (
			-- named, or a relative of somebody named
			select o.feedback_id from feedback_officer o where o.member_id = me
			union all
			select o.feedback_id from (
				select r.relative_id as id, '-infinity'::date as after, r.ended_on from declared_relation r where r.member_id = me
				union all
				-- declared by the other alone: of what came later; confirmed by the oversight body: of everything; not found true: of nothing
				select r.member_id, case when r.confirmed then '-infinity' else r.declared_on end, r.ended_on from declared_relation r
				where r.relative_id = me and r.confirmed is not false) relative
			join feedback_officer o on o.member_id = relative.id
			join feedback f on f.id = o.feedback_id and f.received_on > relative.after
				and (relative.ended_on is null or f.received_on <= relative.ended_on)
			union all
			-- of the unit that is the subject as a whole: today, whatever continues it
			select f.id from feedback f
			where f.accuses and f.unit_known and f.unit_id = any (subjects)
			union all
			-- and on the day, where the unit of the posting, or what continued it by then, stood
			select f.id from app.postings_recorded() p
			join unit_standing s on s.unit_id = p.unit_id and s.valid && p.valid
			join feedback f on f.unit_id = s.node_id and f.accuses and f.unit_known
				and p.valid @> coalesce(f.happened_on, f.received_on) and s.valid @> coalesce(f.happened_on, f.received_on)
			where p.member_id = me and app.said_when_received(p.since, p.until, f.received_at, f.sealed)
			union all
			-- of the unit of an officer, today
			select o.feedback_id
			from unit_heir h
			join posting q on q.unit_id = h.unit_id and q.valid @> day
			join feedback_officer o on o.member_id = q.member_id
			where h.heir_id = any (mine || left_at) and h.heir_id = any (case when h.by_abolition then left_at else mine end)
				and h.principal and h.valid @> day
			union all
			-- and on the day; two units may have been one by then
			select o.feedback_id
			from app.postings_recorded() p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid && p.valid
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.by_abolition = h.by_abolition and g.valid && h.valid
			join app.postings_recorded() q on q.unit_id = g.unit_id and q.valid && g.valid
			join feedback_officer o on o.member_id = q.member_id
			join feedback f on f.id = o.feedback_id
			cross join lateral (select coalesce(f.happened_on, f.received_on) as day) happened
			where p.member_id = me and p.valid @> happened.day and h.valid @> happened.day and g.valid @> happened.day
				and q.valid @> happened.day and app.said_when_received(p.since, p.until, f.received_at, f.sealed)
				and app.said_when_received(q.since, q.until, f.received_at, f.sealed)
			union all
			-- led by an officer it is about, today or on the day
			select o.feedback_id
			from unit_heir h
			join (
				select w.account_id, w.role, w.unit_id, w.valid from post w
				union all
				select w.account_id, w.role, w.unit_id, w.valid from post_was w) p on p.unit_id = h.unit_id and p.role = 'unitHead'
			join account a on a.id = p.account_id
			join feedback_officer o on o.member_id = a.member_id
			join feedback f on f.id = o.feedback_id
			where h.heir_id = any (above) and h.principal and not h.by_abolition and h.valid @> day
				and (p.valid @> day or p.valid @> coalesce(f.happened_on, f.received_on))
			union all
			-- head of a unit between the subject and the handling body
			select f.id
			from unit_standing s
			join feedback f on f.unit_id = s.unit_id and f.accuses and f.unit_known and f.handling_unit_id is null
			where s.node_id = any (led) and s.valid @> day
			union all
			select f.id
			from unit_standing s
			join feedback f on f.unit_id = s.unit_id and f.accuses and f.unit_known and f.handling_unit_id is not null
			where s.node_id = any (led_inside) and s.valid @> day and not exists (
				select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = s.node_id and b.valid @> day)
			union all
			select o.feedback_id
			from unit_standing s
			join posting q on q.unit_id = s.unit_id and q.valid @> day
			join feedback_officer o on o.member_id = q.member_id
			join feedback f on f.id = o.feedback_id
			where s.node_id = any (led) and s.valid @> day and not exists (
				select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = s.node_id and b.valid @> day)
		) each_reason) barred), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.barred_of(who uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
	return coalesce((
		select array_agg(barred.feedback_id) from (select distinct feedback_id from (
			select unnest(app.concerned_of(who)) as feedback_id
			union all
			select unnest(app.concerned_of(l.by_id)) from app.let_in_by(array[who]) l
			union all
			-- … handled an earlier stage, or stepped back
			select p.feedback_id from feedback_part p where p.account_id = who and p.recused
			union all
			-- … of it or of what it is joined to
			select unnest(array(select f.id union all select j.id from feedback j where j.merged_into = f.id))
			from feedback_part p join feedback f on f.id = p.feedback_id
			where p.account_id = who and p.stage < f.stage and not (f.with_oversight and who = any (app.seats_again(f.id)))
		) each_reason) barred), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.concerned_among(about uuid, people uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	f feedback := (select f from feedback f where f.id = about);
	day date := app.today();
	happened date := coalesce(f.happened_on, f.received_on);
	officers uuid[] := array(select o.member_id from feedback_officer o where o.feedback_id = about);
	whole boolean := f.accuses and f.unit_known and f.unit_id is not null;
	-- Nodes by which somebody is concerned: who is in one of them or below it …
	over_me int[] := array(
		select h.heir_id from unit_heir h where whole and h.unit_id = f.unit_id and not h.by_abolition and h.valid @> day
		union
		select h.heir_id from (
			select w.account_id, w.role, w.unit_id, w.valid from post w
			union all
			select w.account_id, w.role, w.unit_id, w.valid from post_was w) p
		join account a on a.id = p.account_id
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
		where a.member_id = any (officers) and p.role = 'unitHead' and (p.valid @> day or p.valid @> happened));
	-- … who is in one of them, as officers are who are there since theirs was abolished (negative), or not …
	with_officers int[] := array(
		select case when h.by_abolition then -h.heir_id else h.heir_id end
		from posting q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> day
		where q.member_id = any (officers) and q.valid @> day);
	-- … who was in one of them on the day, in the same way …
	with_officers_then int[] := array(
		select case when h.by_abolition then -h.heir_id else h.heir_id end
		from app.postings_recorded() q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> happened
		where q.member_id = any (officers) and q.valid @> happened
			and app.said_when_received(q.since, q.until, f.received_at, f.sealed));
	-- … and who leads one of them: between the subject or an officer and the handling body.
	heads_between int[] := array(
		select n.node_id from (
			select s.node_id from unit_standing s where whole and s.unit_id = f.unit_id and s.valid @> day
				and (f.handling_unit_id is null or s.node_id not in (
					select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day))
			union
			select s.node_id from posting q join unit_standing s on s.unit_id = q.unit_id and s.valid @> day
			where q.member_id = any (officers) and q.valid @> day) n
		where not exists (
			select from unit_standing b where b.unit_id = f.handling_unit_id and b.node_id = n.node_id and b.valid @> day));
begin
	return array(
		select a.id from account a where a.id = any (people) and (
			a.member_id = any (officers)
			or exists (select from declared_relation r where r.member_id = a.member_id and r.relative_id = any (officers)
				and (r.ended_on is null or f.received_on <= r.ended_on))
			or exists (select from declared_relation r where r.relative_id = a.member_id and r.member_id = any (officers)
				and r.confirmed is not false and (r.confirmed or f.received_on > r.declared_on) and (r.ended_on is null or f.received_on <= r.ended_on))
			or exists (
				select from (
					select p.unit_id, true as serves from posting p where p.member_id = a.member_id and p.valid @> day
					union all
					select p.unit_id, false from post p where p.account_id = a.id and p.valid @> day
						and p.role not in ('custodian', 'auditor', 'administrator')) held
				join unit_heir h on h.unit_id = held.unit_id and h.principal and (held.serves or not h.by_abolition) and h.valid @> day
				where case when h.by_abolition then -h.heir_id else h.heir_id end = any (with_officers) or exists (
					select from unit_standing s where s.unit_id = h.heir_id and s.valid @> day and s.node_id = any (over_me)))
			or exists (
				select from app.postings_recorded() p join unit_standing s on s.unit_id = p.unit_id and s.valid @> happened
				where whole and p.member_id = a.member_id and p.valid @> happened and s.node_id = f.unit_id
					and app.said_when_received(p.since, p.until, f.received_at, f.sealed))
			or exists (
				select from app.postings_recorded() p join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> happened
				where p.member_id = a.member_id and p.valid @> happened
					and case when h.by_abolition then -h.heir_id else h.heir_id end = any (with_officers_then)
					and app.said_when_received(p.since, p.until, f.received_at, f.sealed))
			or exists (
				select from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> day
				where p.account_id = a.id and p.role = 'unitHead' and p.valid @> day and h.heir_id = any (heads_between))));
end $function$;

CREATE OR REPLACE FUNCTION app.barred_among(about uuid, people uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	concerned uuid[] := app.concerned_among(about, people || array(select distinct l.by_id from app.let_in_by(people) l));
begin
	return array(
		(select unnest(people) intersect select unnest(concerned))
		union
		select l.account_id from app.let_in_by(people) l where l.by_id = any (concerned)
		union
		select p.account_id from feedback_part p where p.feedback_id = about and p.account_id = any (people) and p.recused
		union
		select p.account_id from feedback_part p join feedback f on f.id = p.feedback_id
		where p.feedback_id in (about, (select b.merged_into from feedback b where b.id = about)) and p.account_id = any (people)
			and p.stage < f.stage and not (f.with_oversight and p.account_id = any (app.seats_again(f.id))));
end $function$;

CREATE OR REPLACE FUNCTION app.seats_again(about uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	seats uuid[] := array(
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and f.stage > 0 and app.sits_today(s.since, s.until)
		join account a on a.id = s.account_id and a.disabled_at is null
		where f.id = about);
	may uuid[] := array(
		select unnest(seats) except select unnest(app.concerned_among(about, seats))
		except select p.account_id from feedback_part p where p.feedback_id = about and p.recused);
begin
	return case when (
		select count(*) < 2 from unnest(may) as free where not exists (
			select from feedback_part p join feedback f on f.id = p.feedback_id
			where p.feedback_id = about and p.account_id = free and p.stage < f.stage)) then may else '{}' end;
end $function$;

CREATE OR REPLACE FUNCTION app.barred_feedback()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.barred_of(app.account_id());
end $function$;

CREATE OR REPLACE FUNCTION app.sender_case()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
	-- Every policy of a sender asks this. Where what app.caller() would answer stands here, it is not called: that takes longer than the rest.
	if session_user <> 'vidan_login_public' or current_setting('app.caller', true) is distinct from 'public' then
		if app.caller() <> 'public' and app.caller() not like 'operator:%' then
			raise exception 'only the public face asks by receipt' using errcode = 'VD001';
		end if;
	end if;
	-- By its key, also where it is planned while nobody has filed yet: whoever reads all of a small table goes on doing so for a while.
	return coalesce((
		select r.feedback_id from feedback_receipt r
		where r.receipt_hash = decode(nullif(current_setting('app.receipt', true), ''), 'hex')),
		'00000000-0000-0000-0000-000000000000');
end $function$;

CREATE OR REPLACE FUNCTION app.receipt_is_replaced()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	new.replaced_hash := old.receipt_hash;
	new.replaced_on := app.today();
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.replaced_receipt()
 RETURNS TABLE(reference text, replaced_on date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face asks by receipt' using errcode = 'VD001';
	end if;
	return query
		select f.reference, r.replaced_on from feedback_receipt r join feedback f on f.id = r.feedback_id
		where r.replaced_hash = decode(nullif(current_setting('app.receipt', true), ''), 'hex');
end $function$;

CREATE OR REPLACE FUNCTION app.receipt_is_own()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (select from feedback f join feedback_receipt r on r.feedback_id = f.id
		where f.id = app.sender_case() and (f.entered_by is null or r.renewed));
end $function$;

CREATE OR REPLACE FUNCTION app.receipt_is_settled()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (select from feedback f join feedback_receipt r on r.feedback_id = f.id
		where f.id = app.sender_case() and (f.entered_by is null or (r.renewed and r.replaced_on <= app.today() - 30)));
end $function$;

CREATE OR REPLACE FUNCTION app.joined_feedback()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	joined uuid[];
begin
	joined := array(
		select j.id from feedback f join feedback j on j.merged_into = f.id
		where f.handler_id = (select app.account_id())
			and f.state in ('assigned', 'accepted', 'inProgress', 'awaitingSender', 'suspended', 'underReview')
			and (f.with_oversight and (select app.oversees()) or f.handling_unit_id = any (
				(select app.kept_units('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))::int[])));
	if joined = '{}' then
		return joined;
	end if;
	return array(select j.id from feedback j where j.id = any (joined) and not (j.merged_into = any (app.barred_feedback())));
end $function$;

CREATE OR REPLACE FUNCTION app.feedback_clock_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if new.state = 'withdrawn' and old.state <> 'withdrawn' and new.entered_by is not null then
		raise exception 'feedback %: entered on behalf, not withdrawn by receipt', old.id using errcode = 'VD010';
	end if;
	if new.entered_by is not null and app.caller() = 'public' and to_jsonb(new) - '{step,sealed}'::text[] <> to_jsonb(old) - '{step,sealed}'::text[]
		and not exists (select from feedback_receipt r where r.feedback_id = new.id and r.renewed) then
		raise exception 'feedback %: entered on behalf, not moved with the receipt that a clerk saw', old.id using errcode = 'VD010';
	end if;
	if new.entered_by is not null and app.caller() = 'public' and new.state = 'satisfied' and old.state <> 'satisfied' and not app.receipt_is_settled() then
		raise exception 'feedback %: entered on behalf, its receipt was replaced too lately', new.id using errcode = 'VD010';
	end if;
	-- Erased by the rule of its kind (the days of retention.ts), or by the request of its sender, which was granted.
	if (new.erase_on, new.erase_why) is distinct from (old.erase_on, old.erase_why) and new.erase_on is not null
		and (app.caller() = 'public' or (app.caller() like 'session:%' and not (
			(new.erase_why = 'request' and exists (select from data_request d where d.feedback_id = new.id and d.kind = 'erase' and d.granted))
			or (new.erase_why = 'rule' and new.erase_on >= app.today()
				+ 365 * case when new.kind in ('complaint', 'denunciation') then 5 when new.kind = 'rating' then 1 else 2 end)))) then
		raise exception 'feedback %: neither rule nor request erases it', old.id using errcode = 'VD010';
	end if;
	if app.caller() not like 'session:%' then
		return new;
	end if;
	if new.due_on <> old.due_on and not (new.kind <> old.kind or new.extensions = old.extensions + 1 or new.stage > old.stage
		or (old.state in ('awaitingSender', 'suspended') and new.state <> old.state and new.due_on > old.due_on
			and new.due_on <= app.resumed_at_most(old)) or (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened) or old.state = 'reopened') then
		raise exception 'feedback %: nothing moved the due date', old.id using errcode = 'VD010';
	end if;
	if new.paused_days < old.paused_days or (new.rolled_days <> old.rolled_days and new.due_on = old.due_on
		and not (old.state in ('awaitingSender', 'suspended') and new.state <> old.state)) then
		raise exception 'feedback %: the days that its clock stood still are counted once', old.id using errcode = 'VD010';
	end if;
	if new.runs_from is distinct from old.runs_from and not (old.state = 'assigned' and new.state = 'accepted' and old.stage = 0 and not old.reopened
		and new.runs_from <= app.today()) then
		raise exception 'feedback %: nothing began its time anew', old.id using errcode = 'VD010';
	end if;
	if new.answered_in_time is distinct from old.answered_in_time and not (old.answered_in_time is null and old.answered_on is null
		and new.answered_on is not null and new.answered_in_time = (new.answered_on <= old.due_on)) then
		raise exception 'feedback %: whether it was in time is fixed by the answer', old.id using errcode = 'VD010';
	end if;
	if new.erase_on is distinct from old.erase_on and new.erase_on is not null and new.state not in ('closed', 'merged', 'withdrawn') then
		raise exception 'feedback %: what still runs is not erased', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.runs_feedback(about uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() like 'operator:%' or app.caller() like 'job:%' then
		return true;
	end if;
	return exists (
		select from feedback f where f.id = about and not (f.id = any (app.barred_feedback()))
			and (f.handling_unit_id = any (app.kept_units('feedbackDesk', 'unitHead')) or (f.with_oversight and app.oversees())));
end $function$;

CREATE OR REPLACE FUNCTION app.names_of_accounts(who uuid[])
 RETURNS TABLE(account_id uuid, display_name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return query select a.id, a.display_name from account a where app.caller() is not null and a.id = any (who);
end $function$;

CREATE OR REPLACE FUNCTION app.names_of_members(who uuid[])
 RETURNS TABLE(member_id uuid, full_name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return query select m.id, m.full_name from member m where app.caller() is not null and m.id = any (who);
end $function$;

CREATE OR REPLACE FUNCTION app.member_numbered(about uuid, asked text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not app.runs_feedback(about) then
		if not exists (select from feedback f where f.id = about and f.handler_id = app.account_id() and not (f.id = any (app.barred_feedback()))) then
			return null;
		end if;
	end if;
	return (select m.id from member m where m.number = asked);
end $function$;

CREATE OR REPLACE FUNCTION app.reason_is_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if new.reason is not null then
		raise exception 'opening %: its reason stays', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.has_opened(about uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	me uuid := app.account_id();
begin
	return exists (select from feedback_opening o where o.feedback_id = about and o.account_id = me and o.at >= coalesce((
		select max(g.at) from feedback_message g where g.feedback_id = about and g.from_sender and g.kind <> 'pressure'), '-infinity'));
end $function$;

CREATE OR REPLACE FUNCTION app.brief_was_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() like 'session:%' and not app.has_opened(new.feedback_id) then
		raise exception 'feedback %: a brief by somebody who has not read it', new.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.pressed_feedback()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not app.oversees() then
		return '{}';
	end if;
	return coalesce((select array_agg(distinct x.feedback_id) from feedback_message x where x.kind = 'pressure'), '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.spend_once(spent text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face spends them' using errcode = 'VD001';
	end if;
	insert into feedback_spent (nonce, good_until) values (spent, date_trunc('day', until, 'Asia/Ho_Chi_Minh') + interval '1 day') on conflict do nothing;
	return found;
end $function$;

CREATE OR REPLACE FUNCTION app.file_content_goes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	insert into feedback_upload (form_hash, sha256, size, good_until)
	values (sha256(convert_to(old.id::text, 'UTF8')), old.sha256, old.size, '-infinity');
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.stage_upload(form bytea, file_sha256 text, file_size bigint, until timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	room constant bigint := 20::bigint * 1024 * 1024 * 1024;
	most constant int := 50000;
	staged uuid;
begin
	if app.caller() <> 'public' and app.caller() not like 'operator:%' then
		raise exception 'only the public face stages files' using errcode = 'VD001';
	end if;
	if (select count(*) from feedback_upload u where u.form_hash = form) >= 10 then
		return null;
	end if;
	if (select count(*) >= most or sum(u.size) + file_size > room from feedback_upload u where u.good_until > app.now()) then
		update feedback_upload u set good_until = app.now()
		from (
			select w.id, row_number() over newest as count, sum(w.size) over newest as size from feedback_upload w
			where w.good_until > app.now() window newest as (order by w.place desc)
		) waiting
		where u.id = waiting.id and (waiting.count >= most or waiting.size + file_size > room);
	end if;
	insert into feedback_upload (form_hash, sha256, size, good_until) values (form, file_sha256, file_size, date_trunc('hour', until) + interval '1 hour') returning id into staged;
	return staged;
end $function$;

CREATE OR REPLACE FUNCTION app.take_upload(form bytea, staged uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	kept text;
begin
	update feedback_upload u set good_until = app.now() where u.id = staged and u.form_hash = form and u.good_until > app.now()
		returning u.sha256 into kept;
	return kept;
end $function$;

CREATE OR REPLACE FUNCTION app.takes_files(about uuid, more bigint)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null or (app.caller() = 'public' and about <> app.sender_case()) then
		return 'waits';
	end if;
	return case
		when exists (select from feedback f where f.id = about and f.held and f.routed_at is null) then 'waits'
		when (select coalesce(sum(k.size), 0) + more > 500 * 1024 * 1024 from feedback_file k where k.feedback_id = about) then 'full'
		else 'yes' end;
end $function$;

CREATE OR REPLACE FUNCTION app.sender_sends_enough()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() = 'public' and app.takes_files(new.feedback_id, new.size) <> 'yes' then
		raise exception 'feedback %: takes no more files', new.feedback_id using errcode = 'VD429';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.public_places(above integer DEFAULT NULL::integer)
 RETURNS TABLE(id integer, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null then
		return;
	end if;
	return query
	select n.unit_id, n.name
	from unit u
	join unit_parent p on p.unit_id = u.id and p.valid @> app.today()
	join unit_name n on n.unit_id = u.id and n.valid @> app.today()
	where u.publishable and n.tree = 'main' and p.parent_id = coalesce(above, (
		select t.unit_id from unit_parent t join unit x on x.id = t.unit_id and x.tree = 'main'
		where t.parent_id is null and t.valid @> app.today() limit 1))
	order by n.folded, n.code limit 400;
end $function$;

CREATE OR REPLACE FUNCTION app.file_feedback(matter jsonb, receipt bytea, case_key bytea, texts jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	new_id uuid := (matter->>'id')::uuid;
	clerk uuid := case when app.caller() like 'session:%' then app.account_id() else (matter->>'enteredBy')::uuid end;
begin
	if app.caller() = 'public' and (clerk is not null or matter->>'splitFrom' is not null or matter->>'channel' <> 'portal') then
		raise exception 'the public face files for itself' using errcode = 'VD010';
	end if;
	-- The oversight body has no desk; it only divides what it has.
	if app.caller() like 'session:%' and cardinality(app.posts('feedbackDesk')) = 0 and not (app.oversees()
		and exists (select from feedback f where f.id = (matter->>'splitFrom')::uuid and f.with_oversight)) then
		raise exception 'only a desk enters on behalf' using errcode = 'VD010';
	end if;
	-- What keeps people from the one keeps them from the other (app.kin_know).
	if app.caller() like 'session:%' and matter->>'splitFrom' is not null and not app.runs_feedback((matter->>'splitFrom')::uuid) then
		raise exception 'feedback %: not the caller''s to divide', matter->>'splitFrom' using errcode = 'VD010';
	end if;
	if (matter->>'kind') in ('complaint', 'denunciation') and not app.takes_sealed() then
		raise exception 'sealed kinds are not open' using errcode = 'VD010';
	end if;
	if (matter->>'held')::boolean and (select count(*) >= 2000 from (
		select from feedback where held and routed_at is null limit 2000) as waiting) then
		raise exception 'too many wait for their turn' using errcode = 'VD429';
	end if;
	insert into feedback (id, log_id, reference, filing_key, kind, topic, channel, from_organisation, accuses, unit_id, unit_known, happened_on,
		received_at, received_on, profile_id, calendar_version, look_due_at, due_on, wants_publication, entered_by, split_from, held)
	values (new_id, (matter->>'logId')::uuid, matter->>'reference', (matter->>'filingKey')::uuid, matter->>'kind', matter->>'topic', matter->>'channel',
		(matter->>'fromOrganisation')::boolean, (matter->>'accuses')::boolean, (matter->>'unitId')::int, (matter->>'unitKnown')::boolean,
		(matter->>'happenedOn')::date, (matter->>'receivedAt')::timestamptz, (matter->>'receivedOn')::date, (matter->>'profileId')::int,
		(matter->>'calendarVersion')::int, (matter->>'lookDueAt')::timestamptz, (matter->>'dueOn')::date, (matter->>'wantsPublication')::boolean,
		case when matter->>'splitFrom' is null then clerk else (select f.entered_by from feedback f where f.id = (matter->>'splitFrom')::uuid) end,
		(matter->>'splitFrom')::uuid, coalesce((matter->>'held')::boolean, false))
	on conflict (filing_key) do nothing;
	if not found then
		return false;
	end if;
	insert into feedback_receipt (feedback_id, receipt_hash, promise, said_hash) values (new_id, receipt, matter->>'promise', decode(matter->>'saidHash', 'hex'));
	insert into feedback_key (feedback_id, wrapped) values (new_id, case_key);
	insert into feedback_text (id, feedback_id, part, custody, body)
	select t.id, new_id, t.part, t.custody, decode(t.body, 'base64') from jsonb_to_recordset(texts) as t (id uuid, part text, custody boolean, body text);
	insert into feedback_step (feedback_id, step, event, state, at, account_id, detail)
	values (new_id, 1, 'received', 'received', (matter->>'receivedAt')::timestamptz, clerk, matter->'detail');
	return true;
end $function$;

CREATE OR REPLACE FUNCTION app.public_leaf_is_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	said jsonb := convert_from(new.leaf, 'UTF8')::jsonb;
begin
	if said ->> 'class' not in ('praise', 'opinion', 'rating', 'sealed')
		or (said ->> 'seq', said ->> 'event') is distinct from ('1', 'received')
		and not exists (select from feedback f where f.id = app.sender_case() and f.log_id::text = new.subject) then
		raise exception 'a leaf of somebody else''s case' using errcode = 'VD012';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.province_code(unit integer)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
	home int := app.keeper_of(unit);
	today date := app.today();
begin
	if app.caller() is null then
		return null;
	end if;
	return (
		select n.code
		from (select c.ancestor, c.depth from unit_closure c where c.descendant = home and c.valid @> today order by c.depth desc limit 2) as top
		join unit_name n on n.unit_id = top.ancestor and n.valid @> today
		order by top.depth limit 1);
end $function$;

CREATE OR REPLACE FUNCTION app.is_continued(unit integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null
		and exists (select from unit_heir h where h.unit_id = unit and h.principal and not h.by_abolition and h.valid @> app.today());
end $function$;

CREATE OR REPLACE FUNCTION app.people_at(unit integer, VARIADIC roles text[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return array(
		select distinct a.id from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
		where h.heir_id = unit and h.principal and not h.by_abolition and h.valid @> app.today() and p.role = any (roles) and p.valid @> app.today()
			and a.disabled_at is null);
end $function$;

CREATE OR REPLACE FUNCTION app.let_lie(about uuid, unit integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return exists (
		select from feedback f
		join feedback_step up on up.feedback_id = f.id and up.event = 'escalated' and up.detail ->> 'rung' = '150'
		cross join lateral (
			select s.unit_id from feedback_step s where s.feedback_id = f.id and s.step < up.step order by s.step desc limit 1) before
		where f.id = any (app.kin_of(about)) and f.rung_from is not null and before.unit_id is distinct from up.unit_id
			and app.keeper_of(before.unit_id) = app.keeper_of(unit)
			-- Where it is now it may stay, also when the one below became a part of it.
			and app.keeper_of(unit) is distinct from app.keeper_of(f.handling_unit_id));
end $function$;

CREATE OR REPLACE FUNCTION app.eligible_desk(about uuid, above integer DEFAULT NULL::integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	f feedback;
	day date := app.today();
	start int;
	home int;
	candidate record;
	people uuid[];
begin
	select * into strict f from feedback where id = about;
	start := coalesce(above, f.unit_id, (select p.unit_id from unit_parent p where p.parent_id is null and p.valid @> day limit 1));
	home := app.keeper_of(start);
	for candidate in
		select c.ancestor, c.depth from unit_closure c
		where c.descendant = home and c.valid @> day
			and (c.depth > 0 or (above is null and (f.unit_id is null or (f.unit_known and not f.accuses) or not app.is_continued(f.unit_id))))
		order by c.depth
	loop
		people := app.people_at(candidate.ancestor, 'feedbackDesk');
		if people <> '{}' and not app.let_lie(about, candidate.ancestor)
			and not people <@ app.barred_among(about, people) then
			return candidate.ancestor;
		end if;
	end loop;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.may_receive(about uuid, receiver integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	f feedback;
	day date := app.today();
	people uuid[];
begin
	select * into f from feedback where id = about;
	if f.id is null or not app.runs_feedback(about) or app.keeper_of(receiver) is null or app.let_lie(about, receiver) then
		return false;
	end if;
	if f.accuses and f.unit_known and app.is_continued(f.unit_id) and exists (
		select from unit_closure c where c.descendant = app.keeper_of(receiver) and c.ancestor = app.keeper_of(f.unit_id) and c.valid @> day) then
		return false;
	end if;
	people := app.people_at(app.keeper_of(receiver), 'feedbackDesk');
	return not people <@ app.barred_among(about, people);
end $function$;

CREATE OR REPLACE FUNCTION app.end_offer(about uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	update feedback set offered_unit_id = null where id = about and state <> 'transferOffered' and app.caller() is not null;
end $function$;

CREATE OR REPLACE FUNCTION app.eligible_handlers(about uuid)
 RETURNS TABLE(account_id uuid, display_name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	people uuid[];
	barred uuid[];
	wrote uuid[];
begin
	if not app.runs_feedback(about) then
		return;
	end if;
	people := array(
		select unnest(app.people_at(app.keeper_of(f.handling_unit_id), 'feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))
		from feedback f where f.id = about
		union
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and app.sits_today(s.since, s.until)
		where f.id = about);
	barred := app.barred_among(about, people);
	people := array(select a.id from account a where a.id = any (people) and not (a.id = any (barred)) and a.disabled_at is null);
	wrote := array(
		select w.drafted_by from feedback_answer w join feedback f on f.id = w.feedback_id and f.with_oversight and w.stage < f.stage where f.id = about
		union
		select g.account_id from feedback_step g join feedback f on f.id = g.feedback_id and f.with_oversight and f.stage > 0
		where f.id = about and g.event = 'guided');
	return query
		select a.id, a.display_name from account a
		where a.id = any (people) and (not (a.id = any (wrote)) or people <@ wrote) order by 2;
end $function$;

CREATE OR REPLACE FUNCTION app.unroute_barred()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	handler uuid;
	moved int := 0;
	changed int;
	barred uuid[];
	served int[];
	seated boolean;
	unit int;
	concerned uuid[];
begin
	for handler in select distinct f.handler_id from feedback f
		where f.handler_id is not null and f.routed_at is not null and f.state not in ('closed', 'merged', 'withdrawn')
	loop
		barred := app.barred_of(handler); -- once, not row by row
		served := array(
			select g.unit_id from post p join account a on a.id = p.account_id and a.disabled_at is null
			join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> app.today()
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.valid @> app.today()
			where p.account_id = handler and p.valid @> app.today()
				and p.role in ('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'));
		seated := exists (
			select from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
			where s.account_id = handler and app.sits_today(s.since, s.until));
		update feedback f set routed_at = null
		where f.handler_id = handler and f.routed_at is not null and f.state not in ('closed', 'merged', 'withdrawn')
			and (f.id = any (barred)
				or (f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal')
					and not (f.with_oversight and seated) and (f.handling_unit_id = any (served)) is not true));
		get diagnostics changed = row_count;
		moved := moved + changed;
	end loop;
	-- What nobody handles waits for its desk: where nobody is at it, or all who are must not know of the case.
	for unit in select distinct app.keeper_of(f.handling_unit_id) from feedback f
		where f.handler_id is null and f.handling_unit_id is not null and f.routed_at is not null
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal', 'closed', 'merged', 'withdrawn')
	loop
		concerned := null; -- by nobody at all: every case
		foreach handler in array app.people_at(unit, 'feedbackDesk')
		loop
			barred := app.barred_of(handler);
			concerned := case when concerned is null then barred
				else array(select unnest(concerned) intersect select unnest(barred)) end;
			exit when concerned = '{}';
		end loop;
		update feedback f set routed_at = null
		where f.handler_id is null and app.keeper_of(f.handling_unit_id) = unit and f.routed_at is not null
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'objected', 'answeredFinal', 'closed', 'merged', 'withdrawn')
			and (concerned is null or f.id = any (concerned));
		get diagnostics changed = row_count;
		moved := moved + changed;
	end loop;
	return moved;
end $function$;

CREATE OR REPLACE FUNCTION app.feedback_stays_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if (new.offered_unit_id is distinct from old.offered_unit_id and app.let_lie(new.id, new.offered_unit_id))
		or (new.handling_unit_id is distinct from old.handling_unit_id and app.let_lie(new.id, new.handling_unit_id)) then
		raise exception 'feedback %: not back to who let it lie', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.stands(proposer uuid, about uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null and not (proposer = any (app.barred_among(about, array[proposer])));
end $function$;

CREATE OR REPLACE FUNCTION app.fallen_gives_way()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	execute format('delete from %I p where p.feedback_id = $1 and p.%I is null and not app.stands(p.%I, p.feedback_id)',
		tg_table_name, tg_argv[1], tg_argv[0]) using new.feedback_id;
	return new;
end $function$;

CREATE OR REPLACE PROCEDURE app.decided_by_another(IN proposals regclass, IN proposer name, IN decider name)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $procedure$
begin
	execute format('create policy stands on %s as restrictive to vidan_staff using (%I is not null or app.stands(%I, feedback_id))',
		proposals, decider, proposer);
	execute format('create trigger signs_own before insert or update on %s for each row execute function app.signs_own(%L, %L)',
		proposals, proposer, decider);
	execute format('create trigger fallen_gives_way before insert on %s for each row execute function app.fallen_gives_way(%L, %L)',
		proposals, proposer, decider);
end $procedure$;

CREATE OR REPLACE FUNCTION app.protects_less(than text, kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
	select array_position('{rating, opinion, complaint, denunciation}'::text[], replace(kind, 'praise', 'opinion'))
		< array_position('{rating, opinion, complaint, denunciation}'::text[], replace(than, 'praise', 'opinion'))
$function$;

CREATE OR REPLACE FUNCTION app.feedback_kind_protects()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if (app.protects_less(old.kind, new.kind) or (old.accuses and not new.accuses)) and not exists (
		select from feedback_reclassification r
		where r.feedback_id = new.id and r.from_kind = old.kind and r.to_kind = new.kind and r.agreed and r.step = old.step
			and (r.drops_accusation or new.accuses or not old.accuses)) then
		raise exception 'feedback %: less protection needs a second person', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.part_is_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if exists (select from feedback f where f.id = new.split_from
		and (app.protects_less(f.kind, new.kind) or (f.accuses and not new.accuses))) then
		raise exception 'feedback %: a part protected less than the whole', new.split_from using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.seal_texts(about uuid, texts jsonb, files jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not app.runs_feedback(about) or not exists (select from feedback f where f.id = about and f.sealed) then
		raise exception 'feedback %: not to be sealed by the caller', about using errcode = 'VD010';
	end if;
	update feedback_text t set custody = true, body = decode(s.body, 'base64')
	from jsonb_to_recordset(texts) as s (id uuid, body text)
	where t.id = s.id and t.feedback_id = about and not t.custody and (t.part in ('matter', 'officer', 'place', 'when', 'entry')
		or (t.part = 'message' and (exists (select from feedback_message g where g.text_id = t.id and g.from_sender)
			or exists (select from data_request r where r.text_id = t.id))));
	update feedback_file k set custody = true, sha256 = s.sha256
	from jsonb_to_recordset(files) as s (id uuid, sha256 text)
	where k.id = s.id and k.feedback_id = about and not k.custody;
end $function$;

CREATE OR REPLACE FUNCTION app.decide_clearing(decided uuid, agrees boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	c feedback_clearing;
begin
	select * into c from feedback_clearing where id = decided and decided_by is null for update;
	if c.id is null or c.proposed_by = app.account_id() or not app.stands(c.proposed_by, c.feedback_id) or not exists (
		select from feedback f where f.id = c.feedback_id and not (f.id = any (app.barred_feedback()))
			and (f.handling_unit_id = any (app.kept_units('feedbackDesk', 'inspector', 'unitHead')) or (f.with_oversight and app.oversees()))) then
		raise exception 'clearing %: not the caller''s to decide', decided using errcode = 'VD010';
	end if;
	update feedback_clearing set decided_by = app.account_id(), decided_at = app.now(), agreed = agrees,
		member_id = case when not agrees then member_id end where id = c.id;
	if not agrees then
		return;
	end if;
	delete from feedback_officer where feedback_id = c.feedback_id and member_id = c.member_id;
	-- Nor elsewhere, unless another of its kin names them too.
	if exists (select from feedback_officer o where o.feedback_id = any (app.kin_of(c.feedback_id)) and o.member_id = c.member_id and not o.elsewhere) then
		insert into feedback_officer (feedback_id, member_id, elsewhere) values (c.feedback_id, c.member_id, true);
	else
		delete from feedback_officer where feedback_id = any (app.kin_of(c.feedback_id)) and member_id = c.member_id;
	end if;
	update feedback_statement set closed_at = coalesce(closed_at, app.now()), cleared = true
		where feedback_id = c.feedback_id and member_id = c.member_id;
	insert into feedback_part (feedback_id, account_id, stage, recused)
	select f.id, a.id, f.stage, true from feedback f join account a on a.member_id = c.member_id where f.id = c.feedback_id
	on conflict (feedback_id, account_id, stage) do update set recused = true;
	update feedback f set officer_known = exists (select from feedback_officer o where o.feedback_id = f.id and not o.elsewhere),
		routed_at = case when f.state in ('closed', 'merged', 'withdrawn') then f.routed_at end
	where f.id = c.feedback_id;
end $function$;

CREATE OR REPLACE FUNCTION app.sealed_is_ended_by_two()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not (old.state = 'merged' and app.caller() like 'job:%') and not exists (
		select from feedback_ending e where e.feedback_id = new.id and e.agreed and e.step = old.step
			and case new.state when 'guided' then e.text_id is not null else e.into_id = new.merged_into end) then
		raise exception 'feedback %: needs a second person to end without an answer', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.proposals_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	ended boolean := (old.handling_unit_id, old.with_oversight, old.stage) is distinct from (new.handling_unit_id, new.with_oversight, new.stage)
		or new.state in ('closed', 'merged', 'withdrawn');
begin
	delete from feedback_ending e where e.feedback_id = new.id and e.decided_by is null
		and (ended or old.kind <> new.kind or old.handler_id is distinct from new.handler_id or not exists (
			select from feedback_transition t where t.from_state = new.state and not t.by_sender
				and t.to_state = case when e.into_id is null then 'guided' else 'merged' end));
	if ended or old.kind <> new.kind then
		delete from feedback_reclassification where feedback_id = new.id and decided_by is null;
	end if;
	if ended then
		delete from feedback_clearing where feedback_id = new.id and decided_by is null;
	end if;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.stands_when_released()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if old.state <> 'proposed' or not exists (
		select from feedback f where f.id = new.feedback_id and f.stage = new.stage and f.step = new.step and f.handler_id = new.drafted_by
			and f.handler_id <> new.approved_by)
		or new.drafted_by = any (app.barred_among(new.feedback_id, array[new.drafted_by])) then
		raise exception 'answer %: not to be released as it stands', old.id using errcode = 'VD010';
	end if;
	if new.outcome in ('upheld', 'partlyUpheld') and exists (
		select from feedback f join feedback_officer o on o.feedback_id = f.id and not o.elsewhere
		where f.id = new.feedback_id and f.accuses and not exists (
			select from feedback_statement s where s.feedback_id = f.id and s.member_id = o.member_id)) then
		raise exception 'answer %: somebody named was not heard', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.answered_has_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if not exists (select from feedback_answer a where a.feedback_id = new.id and a.state = 'approved' and a.stage = new.stage and a.step = old.step) then
		raise exception 'feedback %: answered without an answer', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.open_answer_goes_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	update feedback_answer set state = 'sentBack' where feedback_id = new.id and state in ('draft', 'proposed');
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.statement_is_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if (old.statement, old.stated_at) is distinct from (new.statement, new.stated_at)
		and app.caller() like 'session:%' and new.member_id is distinct from app.member_id() then
		raise exception 'statement %: not the caller''s to write', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.statement_is_closed_by_body()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() like 'session:%' and new.member_id is not distinct from app.member_id() then
		raise exception 'statement %: not for the accused to close', old.id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.statements_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	update feedback_statement set closed_at = app.now() where feedback_id = new.id and closed_at is null;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.orders_open(about uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null
		and exists (select from feedback_rectification r where r.feedback_id = about and r.verified_on is null);
end $function$;

CREATE OR REPLACE FUNCTION app.erased_in_order()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return array(
		select r.feedback_id from feedback_rectification r join feedback f on f.id = r.feedback_id and f.erased_at is not null
		where r.verified_on is null and app.caller() is not null);
end $function$;

CREATE OR REPLACE FUNCTION app.decider_above(unit integer, proposer uuid, member uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	day date := app.today();
begin
	return (
		select c.ancestor from unit_closure c
		where c.descendant = app.keeper_of(unit) and c.depth > 0 and c.valid @> day and exists (
			select from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
			where h.heir_id = c.ancestor and h.principal and not h.by_abolition and h.valid @> day and p.role = 'unitHead' and p.valid @> day
				and a.disabled_at is null and a.id is distinct from proposer and (member is null or a.member_id is distinct from member))
		order by c.depth limit 1);
end $function$;

CREATE OR REPLACE FUNCTION app.has_head_above(unit integer, besides uuid, member uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return app.caller() is not null and app.decider_above(unit, besides, member) is not null;
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	day date := app.today();
	home int := app.keeper_of(new.unit_id);
begin
	if tg_op = 'UPDATE' then
		if exists (select from account a where a.id = new.decided_by and a.member_id = new.member_id) then
			raise exception 'nomination %: nobody decides on their own', new.id using errcode = 'VD010';
		end if;
		return new;
	end if;
	if exists (select from account a where a.id = new.proposed_by and a.member_id = new.member_id) then
		raise exception 'nomination: nobody puts themselves forward' using errcode = 'VD010';
	end if;
	if not exists (
		select from posting q join unit_standing s on s.unit_id = q.unit_id and s.valid @> day
		where q.member_id = new.member_id and q.valid @> day and s.node_id = home) then
		raise exception 'nomination: the member does not serve in the unit' using errcode = 'VD010';
	end if;
	-- The same praise may have reached several units: it puts a member forward once, and nothing is written the second time.
	perform from feedback f join feedback_commendation c on c.feedback_id = f.id where c.id = new.commendation_id for no key update of f;
	if exists (
		select from feedback_commendation c
		join feedback_commendation other on other.feedback_id = c.feedback_id
		join nomination n on n.commendation_id = other.id and n.member_id = new.member_id and n.state <> 'declined'
		where c.id = new.commendation_id) then
		return null;
	end if;
	new.praised_on := (select c.told_on from feedback_commendation c where c.id = new.commendation_id);
	new.deciding_unit_id := app.decider_above(home, new.proposed_by, new.member_id);
	if new.deciding_unit_id is null then
		raise exception 'nomination: nobody above decides' using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.sender_handled()
 RETURNS TABLE(step integer, unit text, who text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
	own uuid := app.sender_case();
	today date := app.today();
begin
	return query
	select handled.step, n.name::text, a.display_name::text
	from (
		select 0 as step, f.handling_unit_id as unit_id, f.handler_id as account_id from feedback f where f.id = own
		union all
		select s.step, s.unit_id, s.account_id from feedback_step s where s.feedback_id = own and s.told
	) handled
	-- What app.keeper_of answers, joined.
	left join lateral (
		select h.heir_id from unit_heir h where h.unit_id = handled.unit_id and h.principal and h.valid @> today limit 1) keeper on true
	left join unit_name n on n.unit_id = keeper.heir_id and n.valid @> today
	left join account a on a.id = handled.account_id;
end $function$;

CREATE OR REPLACE FUNCTION app.sender_openings()
 RETURNS TABLE(at timestamp with time zone, who text, reason text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	return query
	select o.at, a.display_name::text, o.reason from feedback_opening o join account a on a.id = o.account_id
	where o.feedback_id = app.sender_case();
end $function$;

CREATE OR REPLACE FUNCTION app.sender_adds_enough()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() = 'public' and (select count(*) from feedback_message g
		where g.feedback_id = new.feedback_id and g.from_sender and g.kind = new.kind
			and g.at >= app.today()::timestamp at time zone 'Asia/Ho_Chi_Minh') >= 20 then
		raise exception 'feedback %: enough for a day', new.feedback_id using errcode = 'VD429';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.tells_an_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() like 'session:%' and not exists (
		select from feedback f where f.id = new.feedback_id and f.wants_publication and f.kind = new.kind and f.withdrawn_on is null and not f.unfounded
			and f.state in ('answered', 'satisfied', 'silent', 'answeredFinal', 'closed')
			and exists (select from feedback_answer a where a.feedback_id = f.id and a.state = 'approved')) then
		raise exception 'feedback %: no answer to publish', new.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.redaction_is_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if old.published_at is not null then
		raise exception 'publication %: it is public', old.feedback_id using errcode = 'VD010';
	end if;
	if app.caller() like 'session:%' and new.redacted_by is distinct from app.account_id() then
		raise exception 'publication %: written in another name', old.feedback_id using errcode = 'VD010';
	end if;
	return new;
end $function$;

CREATE OR REPLACE FUNCTION app.publication_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	delete from feedback_publication where feedback_id = new.id;
	if found then
		insert into page_change (tag) values ('feedback') on conflict (tag) do update set changed_at = clock_timestamp();
	end if;
	return null;
end $function$;

CREATE OR REPLACE FUNCTION app.find_answers(words text, most integer, skip integer)
 RETURNS TABLE(list_id uuid, total bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null then
		return;
	end if;
	return query
		select p.list_id, count(*) over ()
		from feedback_publication p
		where p.published_at is not null and to_tsvector('simple', p.folded) @@ plainto_tsquery('simple', app.fold(words))
		order by position(lower(normalize(words)) in lower(p.question || ' ' || p.answer)) > 0 desc, p.published_at desc, p.list_id
		limit most offset skip;
end $function$;

CREATE OR REPLACE FUNCTION app.late_list(day date, most integer)
 RETURNS TABLE(list_id uuid, body text, due_on date, total bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	if app.caller() is null then
		return;
	end if;
	return query
		select f.list_id, app.province_code(coalesce(f.handling_unit_id, f.unit_id)), f.due_on, count(*) over ()
		from feedback f
		where not f.sealed and f.due_on < late_list.day
			-- What was answered before is late again in a review, and when it was opened again.
			and f.state not in ('guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed', 'merged', 'withdrawn', 'awaitingSender')
			-- Suspended for longer than the law allows is late like any other.
			and not (f.state = 'suspended' and exists (
				select from clock_profile p where p.id = f.profile_id and f.paused_on + p.suspend_days >= late_list.day))
		order by f.due_on, f.list_id
		limit most;
end $function$;

CREATE OR REPLACE FUNCTION app.asks_for_tree()
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.caller();
	-- Asked of the login, which injected SQL cannot change.
	if session_user in ('vidan_login_operator', 'vidan_login_jobs') then
		return;
	end if;
	if not app.keeps_tree('administrator', 'unitHead', 'auditor') then
		raise exception 'only for who keeps the tree' using errcode = 'VD010';
	end if;
end $function$;

CREATE OR REPLACE FUNCTION app.kept_at(units integer[])
 RETURNS TABLE(kept_in text, amount bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.asks_for_tree();
	return query
		select 'post', count(*) from post p where p.unit_id = any (units) and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select 'posting', count(*) from posting p where p.unit_id = any (units) and coalesce(upper(p.valid), 'infinity') > app.today()
		union all
		select 'exemption', count(*) from exemption e where coalesce(upper(e.valid), 'infinity') > app.today() and exists (
			select from posting p where p.member_id = e.member_id and p.unit_id = any (units)
				and coalesce(upper(p.valid), 'infinity') > app.today())
		union all
		select 'plan', count(*) from plan p where p.unit_id = any (units) and p.state not in ('superseded', 'closed')
		union all
		select 'pledge_party', count(*) from pledge_party p join pledge g on g.id = p.pledge_id
		where p.unit_id = any (units) and g.state <> 'closed'
		union all
		select 'commitment', count(*) from commitment c where c.unit_id = any (units) and c.in_force
		union all
		select 'act', count(*) from act a where a.unit_id = any (units);
end $function$;

CREATE OR REPLACE FUNCTION app.serving_on(day date)
 RETURNS TABLE(unit_id integer, members integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.asks_for_tree();
	return query select p.unit_id, count(*)::int from posting p where p.valid @> day group by p.unit_id;
end $function$;

CREATE OR REPLACE FUNCTION app.posts_ending(units integer[], day date)
 RETURNS TABLE(unit_id integer, role text, holder text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
	perform app.asks_for_tree();
	return query
		select h.heir_id, p.role, a.display_name
		from post p join account a on a.id = p.account_id and a.disabled_at is null
		join lateral (
			select g.heir_id from unit_heir g
			where g.unit_id = p.unit_id and g.principal and not g.by_abolition and g.valid @> day - 1 limit 1) h on h.heir_id = any (units)
		where coalesce(upper(p.valid), 'infinity') > day
		order by h.heir_id, p.role, a.display_name;
end $function$;
