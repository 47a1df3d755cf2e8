-- The ledger: what was done is put into a public log of which nothing can be taken back. Leaves hold no personal data.

-- One log after the other: each year has its own tree, and so has what comes after a gap.
create table ledger_shard (
	number int primary key check (number > 0),
	name text not null unique check (name ~ '^\d{4}(-\d+)?$'),
	origin text not null unique check (origin ~ '^[^\s+]+$'),
	opened_at timestamptz not null,
	former_origin text,
	former_size bigint,
	former_root bytea,
	gap_reason text check (gap_reason <> '' and length(gap_reason) <= 1000),
	gap_salt bytea check (length(gap_salt) = 32),
	check (num_nulls(former_origin, former_size, former_root) in (0, 3)),
	check ((gap_reason is null) = (gap_salt is null))
);
comment on table ledger_shard is 'One tree of the log with the name under which it signs. Its first leaf names the last head of the one before.';
comment on column ledger_shard.gap_reason is 'Why what was published of the former shard is not in this database; the commitment of the first leaf speaks for it.';

create table ledger_leaf (
	shard int not null references ledger_shard,
	index bigint not null check (index >= 0),
	leaf bytea not null check (length(leaf) between 2 and 1024),
	hash bytea not null generated always as (sha256('\x00'::bytea || leaf)) stored,
	primary key (shard, index)
);
comment on table ledger_leaf is 'The leaves in their order: canonical JSON, public. Nobody changes or deletes one.';

create table ledger_node (
	shard int not null references ledger_shard,
	level smallint not null check (level > 0),
	index bigint not null check (index >= 0),
	hash bytea not null check (length(hash) = 32),
	primary key (shard, level, index)
);
comment on table ledger_node is 'Root of the complete tree over 256^level leaves: what the tiles above the lowest level are made of. Follows from the leaves.';

create table ledger_checkpoint (
	shard int not null references ledger_shard,
	size bigint not null check (size >= 0),
	root bytea not null check (length(root) = 32),
	note text not null,
	signed_at timestamptz not null,
	primary key (shard, size)
);
comment on table ledger_checkpoint is 'Every head that was signed.';

create table ledger_queue (
	id bigint generated always as identity primary key,
	subject text not null,
	leaf bytea not null check (length(leaf) between 2 and 1024),
	release_at timestamptz
);
create index ledger_queue_held on ledger_queue (subject) where release_at is not null;
comment on table ledger_queue is 'Leaves of committed transactions that wait for their place. Those with a release wait for the daily batch, where order says nothing.';

create table ledger_chain (
	subject text primary key check (subject ~ '^[\w-]{8,40}$'),
	seq int not null,
	hash bytea not null,
	release_at timestamptz
) with (fillfactor = 80);
comment on table ledger_chain is 'The last leaf of each subject: the next one names its hash, and is not released before it.';

create table ledger_salt (
	leaf_hash bytea primary key,
	subject text not null,
	salt bytea not null check (length(salt) = 32)
);
create index ledger_salt_subject on ledger_salt (subject);
comment on table ledger_salt is 'What opens the commitment of a leaf. Deleted when a case is erased: the leaf then speaks for nothing that could be guessed.';

-- Whatever is in the log stays, also for who owns the tables.
create function app.ledger_stays() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
	raise exception '% is append-only', tg_table_name using errcode = 'VD012';
end $$;
create trigger stays before update or delete or truncate on ledger_shard for each statement execute function app.ledger_stays();
create trigger stays before update or delete or truncate on ledger_leaf for each statement execute function app.ledger_stays();
create trigger stays before update or delete or truncate on ledger_node for each statement execute function app.ledger_stays();
create trigger stays before update or delete or truncate on ledger_checkpoint for each statement execute function app.ledger_stays();

call app.protect('ledger_shard');
call app.protect('ledger_leaf');
call app.protect('ledger_node');
call app.protect('ledger_checkpoint');
call app.protect('ledger_queue');
call app.protect('ledger_chain');
call app.protect('ledger_salt');
revoke update, delete on ledger_shard, ledger_leaf, ledger_node, ledger_checkpoint from vidan_jobs, vidan_operator, vidan_definer;
revoke update on ledger_queue, ledger_salt from vidan_jobs, vidan_operator, vidan_definer;

-- What is in the log is public. What waits, and the salts, are nobody's: the faces add leaves through app.add_leaf alone.
create policy published on ledger_shard for select to vidan_public using ((select app.caller()) = 'public');
create policy published on ledger_leaf for select to vidan_public using ((select app.caller()) = 'public');
create policy published on ledger_node for select to vidan_public using ((select app.caller()) = 'public');
create policy published on ledger_checkpoint for select to vidan_public using ((select app.caller()) = 'public');
grant select on ledger_shard, ledger_leaf, ledger_node, ledger_checkpoint to vidan_public;

-- Takes a leaf that names its predecessor rightly, in its bytes too; otherwise answers what it would have to name, and keeps the subject
-- locked, so that the second try is right. A subject's leaves are released in their order: one that follows a held one waits with it.
create function app.add_leaf(subject text, seq int, prev bytea, leaf bytea, salt bytea, release_at timestamptz,
	out taken boolean, out next_seq int, out last_hash bytea, out released_at timestamptz, out origin text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
	insert into ledger_queue (subject, leaf, release_at) values (add_leaf.subject, add_leaf.leaf, released_at);
	insert into ledger_salt values (leaf_hash, add_leaf.subject, add_leaf.salt);
	select s.origin into origin from ledger_shard s order by s.number desc limit 1;
end $$;
alter function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz) owner to vidan_definer;
revoke execute on function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz) from public;
grant execute on function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz)
	to vidan_public, vidan_staff, vidan_jobs, vidan_operator;
