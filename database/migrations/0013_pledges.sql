-- Emulation blocks and the pledges that their units sign with one another.

create table emulation_block (
	id uuid primary key default gen_random_uuid(),
	unit_id int not null references unit,
	year smallint not null check (year between 2000 and 2200),
	name text not null check (name <> '' and length(name) <= 200),
	lead_unit_id int not null references unit,
	deputy_unit_id int references unit check (deputy_unit_id <> lead_unit_id),
	arranged_by uuid references account,
	arranged_at timestamptz not null default app.now(),
	unique (unit_id, year, name)
);
create index emulation_block_year on emulation_block (year, unit_id);
comment on table emulation_block is 'Units that emulate one another in a year, arranged by the unit above them; lead and deputy rotate every year.';

create table block_unit (
	block_id uuid not null references emulation_block,
	unit_id int not null references unit,
	primary key (block_id, unit_id)
);
create index block_unit_unit on block_unit (unit_id);
comment on table block_unit is 'The units of a block, its lead and deputy among them.';

create table pledge (
	id uuid primary key default gen_random_uuid(),
	block_id uuid not null references emulation_block,
	campaign_id int not null references campaign,
	activity_id uuid references activity,
	title text not null check (title <> '' and length(title) <= 300),
	content jsonb not null,
	state text not null default 'draft' check (state in ('draft', 'agreed', 'signed', 'midTermChecked', 'scored', 'closed', 'cancelled')),
	text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
	drafted_by uuid references account,
	drafted_at timestamptz not null default app.now(),
	agreed_at timestamptz,
	signed_on date,
	cancel_reason text check (cancel_reason <> '' and length(cancel_reason) <= 500),
	check (state = 'cancelled' or (state = 'draft') = (text_sha256 is null)),
	check ((state in ('draft', 'agreed', 'cancelled')) = (signed_on is null)),
	check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index pledge_one_per_campaign on pledge (block_id, campaign_id) where state <> 'cancelled';
create index pledge_block on pledge (block_id);
create index pledge_campaign on pledge (campaign_id);
create index pledge_activity on pledge (activity_id) where activity_id is not null;
comment on table pledge is 'An emulation pledge: what the units of a block promise one another. The text is fixed, with its hash, once agreed. A block has one for a campaign; one that not all sign is cancelled by whoever arranges the block, and another begun.';
comment on column pledge.content is 'Grounds, movements, targets, titles registered, how it is checked; the shape is in pledges/pledge.ts.';
comment on column pledge.activity_id is 'The ceremony at which it is signed, if there is one.';

create table pledge_party (
	pledge_id uuid not null references pledge,
	unit_id int not null references unit,
	joined text not null default 'founding' check (joined in ('founding', 'addendum')),
	addendum jsonb check ((addendum is not null) = (joined = 'addendum')),
	text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
	signed_at timestamptz,
	signed_by uuid references account,
	signer_name text check (signer_name <> ''),
	signer_position text,
	primary key (pledge_id, unit_id),
	check (num_nonnulls(text_sha256, signed_at, signer_name) in (0, 3))
);
create index pledge_party_unit on pledge_party (unit_id);
comment on table pledge_party is 'A unit that is bound by a pledge, and its signature: account, time and the hash of the text signed (strength A). One that joins later signs the text and an addendum.';

create table pledge_review (
	pledge_id uuid not null references pledge,
	stage text not null check (stage in ('midTermChecked', 'scored', 'closed')),
	held_on date not null check (isfinite(held_on)),
	summary text not null check (summary <> '' and length(summary) <= 5000),
	findings jsonb not null check (jsonb_typeof(findings) = 'array'),
	entered_by uuid references account,
	entered_at timestamptz not null default app.now(),
	primary key (pledge_id, stage)
);
comment on table pledge_review is 'What a block found of a signed pledge: supervision in the middle of the year, scores at its end, the summing-up. Written once, before the pledge becomes what its stage says; never changed.';
comment on column pledge_review.findings is 'For each party what was found, its score and the title proposed; the shape is in pledges/pledge.ts.';

-- Parties for which nobody signs any more: abolished, or continued by a unit that signed as another party, or by whoever arranges the block.
create function app.fallen_out(about uuid) returns int[]
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
	return coalesce((
		select array_agg(distinct y.unit_id)
		from pledge_party y join pledge p on p.id = y.pledge_id join emulation_block b on b.id = p.block_id
		join unit_heir h on h.unit_id = y.unit_id and h.principal and h.valid @> app.today()
		where y.pledge_id = about and y.signed_at is null and (
			h.by_abolition or h.heir_id = app.keeper_of(b.unit_id) or exists (
				select from pledge_party s
				where s.pledge_id = about and s.signed_at is not null and app.keeper_of(s.unit_id) = h.heir_id))), '{}');
end $$;

-- What was signed stays as it was signed.
create function app.pledge_moves() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
create trigger pledge_moves before update on pledge for each row execute function app.pledge_moves();

-- Whoever entered the scores does not sum up.
create function app.another_sums_up() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if new.entered_by is not null and exists (
		select from pledge_review s where s.pledge_id = new.pledge_id and s.stage = 'scored' and s.entered_by = new.entered_by) then
		raise exception 'pledge %: whoever scored it does not sum it up', new.pledge_id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger another_sums_up before insert on pledge_review for each row when (new.stage = 'closed') execute function app.another_sums_up();

-- It speaks once of every party that signed and of nobody else, and the summing-up of none; on a day not before the signing and what was
-- found earlier.
create function app.review_speaks() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
create trigger review_speaks before insert on pledge_review for each row execute function app.review_speaks();

create function app.party_moves() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
create trigger party_moves before insert or update or delete on pledge_party for each row execute function app.party_moves();

call app.protect('emulation_block');
call app.protect('block_unit');
call app.protect('pledge');
call app.protect('pledge_party');
call app.protect('pledge_review');

-- Blocks that the caller has to do with: an own unit (or one that it continues), or one in sight, is in it or arranges it. A
-- unit is not one's own for standing under it.
create function app.joined_blocks() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;

-- May the caller prepare the pledges of a block? As focal officer or head of the unit that arranges it (or above), of its lead or deputy.
create function app.keeps_block(block uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	held int[] := app.posts('focalOfficer', 'unitHead');
begin
	return exists (
		select from emulation_block b
		where b.id = block and (
			exists (select from unit_standing s where s.unit_id = b.unit_id and s.node_id = any (held) and s.valid @> app.today())
			or exists (select from unit_heir h where h.unit_id in (b.lead_unit_id, b.deputy_unit_id) and h.principal
				and h.valid @> app.today() and h.heir_id = any (held))));
end $$;
alter function app.joined_blocks() owner to vidan_definer;
alter function app.keeps_block(uuid) owner to vidan_definer;

-- Takes back what the signatures of a pledge were counted for, of those given, also where a party stands by now out of the caller's sight.
-- Only for whoever arranges the block, and only while not all have signed.
create function app.take_back_pledge(pledge uuid, acts uuid[]) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
alter function app.take_back_pledge(uuid, uuid[]) owner to vidan_definer;
revoke execute on function app.take_back_pledge(uuid, uuid[]) from public;
grant execute on function app.take_back_pledge(uuid, uuid[]) to vidan_staff, vidan_operator;

create policy joined on emulation_block for select to vidan_staff using (id = any ((select app.joined_blocks())::uuid[]));
create policy scope on emulation_block for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = emulation_block.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy arrange on emulation_block for insert to vidan_staff with check (exists (
	select from unit_standing s where s.unit_id = emulation_block.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
create policy joined on block_unit for select to vidan_staff using (block_id = any ((select app.joined_blocks())::uuid[]));
create policy arrange on block_unit for insert to vidan_staff with check (app.keeps_block(block_id));
grant select, insert on emulation_block, block_unit to vidan_staff;

create policy joined on pledge for select to vidan_staff using (block_id = any ((select app.joined_blocks())::uuid[]));
create policy prepare on pledge for insert to vidan_staff with check (
	state = 'draft' and app.takes_work(campaign_id) and app.keeps_block(block_id));
-- The one who signs last makes it signed, so every party may move it; what may move is said by the triggers.
create policy move on pledge for update to vidan_staff using (block_id = any ((select app.joined_blocks())::uuid[]));
grant select, insert, update on pledge to vidan_staff;

create policy joined on pledge_party for select to vidan_staff using (
	(select app.caller()) is not null and exists (select from pledge p where p.id = pledge_id));
create policy prepare on pledge_party for insert to vidan_staff with check (
	exists (select from pledge p where p.id = pledge_id and app.keeps_block(p.block_id)));
create policy unprepare on pledge_party for delete to vidan_staff using (
	exists (select from pledge p where p.id = pledge_id and app.keeps_block(p.block_id)));
create policy sign on pledge_party for update to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead'))::int[]))
	with check (unit_id = any ((select app.kept_units('unitHead'))::int[]) and signed_by = (select app.account_id()));
grant select, insert, update, delete on pledge_party to vidan_staff;

create policy joined on pledge_review for select to vidan_staff using (
	(select app.caller()) is not null and exists (select from pledge p where p.id = pledge_id));
create policy find on pledge_review for insert to vidan_staff with check (entered_by = (select app.account_id())
	and exists (select from pledge p where p.id = pledge_id and app.keeps_block(p.block_id)));
grant select, insert on pledge_review to vidan_staff;
