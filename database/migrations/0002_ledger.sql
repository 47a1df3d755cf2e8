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

-- Whether bytes are the canonical JSON of a leaf, as src/ledger/leaf/leaf.ts writes it: what is in the log can never be taken out again.
-- Raises at what is no JSON, and at a day that there is not.
create function app.is_leaf(bytes bytea) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
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
end $$;
revoke execute on function app.is_leaf(bytea) from public;
grant execute on function app.is_leaf(bytea) to vidan_definer;

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
end $$;
alter function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz) owner to vidan_definer;
revoke execute on function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz) from public;
grant execute on function app.add_leaf(text, int, bytea, bytea, bytea, timestamptz)
	to vidan_public, vidan_staff, vidan_jobs, vidan_operator;
