-- The plans of units in a campaign, and how a plan goes down the tree.

create table plan (
	id uuid primary key default gen_random_uuid(),
	campaign_id int not null references campaign,
	unit_id int not null references unit,
	parent_plan_id uuid references plan,
	replaces_id uuid references plan,
	state text not null default 'draft'
		check (state in ('draft', 'inReview', 'signed', 'issued', 'amended', 'superseded', 'closed')),
	due_on date,
	number int check (number > 0),
	symbol text check (symbol <> '' and length(symbol) <= 60),
	signed_on date,
	signer_name text check (signer_name <> ''),
	signer_position text check (signer_position <> ''),
	issued_on date check (issued_on >= signed_on),
	created_at timestamptz not null default app.now(),
	created_by uuid references account,
	check (num_nonnulls(number, symbol, signed_on, signer_name, signer_position) in (0, 5)),
	check ((state in ('draft', 'inReview')) = (number is null)),
	check ((state in ('draft', 'inReview', 'signed')) = (issued_on is null))
);
-- One being written and one in force at a time: this is what makes the cascade repeatable and a race harmless.
create unique index plan_written on plan (campaign_id, unit_id) where state in ('draft', 'inReview', 'signed');
create unique index plan_in_force on plan (campaign_id, unit_id) where state in ('issued', 'amended', 'closed');
create index plan_parent on plan (parent_plan_id) where parent_plan_id is not null;
create index plan_unit on plan (unit_id);
create index plan_due on plan (due_on) where state in ('draft', 'inReview', 'signed');
comment on table plan is 'The plan of a unit in a campaign: where it stands, never what it says, so that a superior sees the progress of a draft without its content.';
comment on column plan.parent_plan_id is 'The superior plan it forks: a reference, so that every task of the parent, also one added later, asks for a decision here. Of a plan that was replaced, or of another branch since the unit was moved, app.attach_plans leads on to the one above it now; what was signed says which it was.';
comment on column plan.number is 'Number, symbol, day and signer are fixed by signing and never change.';

create table plan_text (
	plan_id uuid primary key references plan,
	slogan text not null default '' check (length(slogan) <= 300),
	purpose text not null default '',
	legal_grounds text[] not null default '{}',
	organisation text not null default '',
	return_reason text not null default ''
);
comment on table plan_text is 'What a plan says beside its tasks: own slogan, purpose, legal grounds, how it is organised. Fixed by signing.';

create table task (
	id uuid primary key default gen_random_uuid(),
	plan_id uuid not null references plan,
	position int not null check (position > 0),
	version int not null default 1 check (version > 0),
	parent_task_id uuid references task,
	decision text check (decision in ('takenOver', 'adapted', 'notApplicable')),
	reason text not null default '',
	seen_version int,
	unique (plan_id, parent_task_id),
	check ((parent_task_id is null) = (decision is null)),
	check ((parent_task_id is null) = (seen_version is null)),
	check (decision is distinct from 'notApplicable' or reason <> '')
);
create index task_plan on task (plan_id, position);
create index task_parent on task (parent_task_id) where parent_task_id is not null;
comment on table task is 'A task of a plan. One that answers a task of the superior plan says how it was decided and which version of it was seen; a superior task without an answer is undecided.';
comment on column task.version is 'The version in force; earlier ones stay.';

create table task_version (
	task_id uuid not null references task on delete cascade,
	version int not null check (version > 0),
	measure_id int references measure,
	content text not null default '' check (length(content) <= 4000),
	lead_unit_id int references unit,
	coordinating int[] not null default '{}',
	starts_on date,
	due_on date check (due_on >= starts_on),
	product text not null default '' check (length(product) <= 500),
	metric_key text references metric (key),
	target numeric check (target >= 0),
	withdrawn boolean not null default false,
	reason text not null default '',
	written_at timestamptz not null default app.now(),
	written_by uuid references account,
	primary key (task_id, version)
);
create index task_version_lead on task_version (lead_unit_id, due_on);
comment on table task_version is 'What a task says. While the plan is a draft its one version is rewritten; an amendment after issuing adds the next one, with the reason.';
comment on column task_version.coordinating is 'Units that take part; ids of unit, which are never reused.';

create table plan_edition (
	plan_id uuid not null references plan,
	edition int not null check (edition > 0),
	content text not null check (content <> ''),
	sha256 text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
	reason text not null default '',
	signer_name text not null check (signer_name <> ''),
	signer_position text not null check (signer_position <> ''),
	fixed_at timestamptz not null default app.now(),
	fixed_by uuid references account,
	primary key (plan_id, edition)
);
comment on table plan_edition is 'The whole of a plan as canonical JSON with its hash: edition 1 as signed, a further one for each amendment. Never changed.';

create table proposal_answer (
	task_id uuid not null references task,
	parent_version int not null,
	answer text not null check (answer in ('accepted', 'kept')),
	reason text not null default '' check (answer = 'accepted' or reason <> ''),
	answered_at timestamptz not null default app.now(),
	answered_by uuid references account,
	primary key (task_id, parent_version)
);
comment on table proposal_answer is 'How a unit answered a change of a task in the superior plan. A change is proposed, never written over.';

create table task_completion (
	task_id uuid primary key references task,
	done_on date not null,
	note text not null default '' check (length(note) <= 1000),
	noted_at timestamptz not null default app.now(),
	noted_by uuid references account
);
comment on table task_completion is 'The lead unit says that a task is done: it is no longer reminded of. Figures come from acts, not from here.';

create table plan_reminder (
	id bigint generated always as identity primary key,
	plan_id uuid not null references plan,
	task_id uuid references task,
	due_on date not null,
	step text not null check (step in ('in7', 'in3', 'in1', 'late')),
	unit_id int not null references unit,
	at timestamptz not null default app.now(),
	unique nulls not distinct (plan_id, task_id, due_on, step)
);
create index plan_reminder_unit on plan_reminder (unit_id, at desc);
comment on table plan_reminder is 'Which unit was reminded of which due date, once per step: 7, 3 and 1 days before, and late.';

-- What may follow what. The same table stands in plan.ts, where who may move is said; a test compares them.
create function app.plan_moves() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
create trigger plan_moves before update or delete on plan for each row execute function app.plan_moves();

-- What a plan says is written while it is a draft. Later a task only gains versions (an amendment) and answers to new
-- tasks of the superior plan; the lock keeps a signing from passing a writer.
create function app.plan_written_while_draft() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
create trigger written_while_draft before insert or update or delete on plan_text for each row execute function app.plan_written_while_draft();
create trigger written_while_draft before insert or update or delete on task for each row execute function app.plan_written_while_draft();
create trigger written_while_draft before insert or update or delete on task_version for each row execute function app.plan_written_while_draft();

create function app.never_changed() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
	raise exception '%: a row of it is never changed', tg_table_name using errcode = 'VD010';
end $$;
create trigger never_changed before update or delete on plan_edition for each row execute function app.never_changed();
create trigger never_changed before update or delete on proposal_answer for each row execute function app.never_changed();

call app.protect('plan');
call app.protect('plan_text');
call app.protect('task');
call app.protect('task_version');
call app.protect('plan_edition');
call app.protect('proposal_answer');
call app.protect('task_completion');
call app.protect('plan_reminder');

-- A plan's standing is seen by its unit and those above from the first draft on; by those below once it is signed.
grant select, insert, update on plan to vidan_staff;
create policy scope on plan for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = plan.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));
create policy line on plan for select to vidan_staff
	using (state not in ('draft', 'inReview') and unit_id = any ((select app.line_units())::int[]));
create policy write on plan for insert to vidan_staff with check (state = 'draft' and exists (
	select from unit_standing s where s.unit_id = plan.unit_id
		and s.node_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]) and s.valid @> (select app.today())));
create policy change on plan for update to vidan_staff
	using (unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[]));

-- The plan that an own one forks, also when the unit was moved under another one since: it is still what is answered.
create function app.forked_plans() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	kept int[] := app.kept_units('focalOfficer', 'unitHead', 'committeeMember');
begin
	return coalesce((
		select array_agg(distinct p.parent_plan_id) from plan p where p.unit_id = any (kept) and p.parent_plan_id is not null), '{}');
end $$;
alter function app.forked_plans() owner to vidan_definer;
revoke execute on function app.forked_plans() from public;
grant execute on function app.forked_plans() to vidan_staff;
create policy forked on plan for select to vidan_staff
	using (state not in ('draft', 'inReview') and id = any ((select app.forked_plans())::uuid[]));

-- Lets plans below fork one in force: those that forked what it took the place of, and, of the units named, those whose plan forks one
-- that was replaced or that stands above them no longer. Nothing in them changes: what they answered there stays as it is, and every
-- task of this one asks for a decision. Done by who keeps the plan; they do not keep those below, hence a function.
create function app.attach_plans(above uuid, units int[]) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
alter function app.attach_plans(uuid, int[]) owner to vidan_definer;
revoke execute on function app.attach_plans(uuid, int[]) from public;
grant execute on function app.attach_plans(uuid, int[]) to vidan_staff, vidan_operator;

-- What it says: as a draft to its own unit alone (and to an auditor above), once signed to whoever sees the plan. Writing
-- has policies of its own for each verb: one for all of them would be planned again with every reading.
create view readable_plan with (security_invoker = true) as
	select p.id from plan p
	where p.state not in ('draft', 'inReview')
		or p.unit_id = any ((select app.kept_units('focalOfficer', 'unitHead', 'committeeMember'))::int[])
		or exists (select from unit_standing s where s.unit_id = p.unit_id
			and s.node_id = any ((select app.posts('auditor'))::int[]) and s.valid @> (select app.today()));

create view writable_plan with (security_invoker = true) as
	select p.id from plan p where p.unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[]);
comment on view readable_plan is 'Plans whose content the caller may read.';
comment on view writable_plan is 'Plans of the caller''s own units, which their focal officers and heads write.';
grant select on readable_plan to vidan_staff, vidan_jobs, vidan_operator;
grant select on writable_plan to vidan_staff;

grant select, insert, update on plan_text to vidan_staff;
grant select, insert, update, delete on task, task_version to vidan_staff;
grant select, insert on plan_edition, proposal_answer to vidan_staff;
create policy content on plan_text for select to vidan_staff
	using ((select app.signed_in()) and exists (select from readable_plan r where r.id = plan_text.plan_id));
create policy written on plan_text for insert to vidan_staff
	with check ((select app.signed_in()) and exists (select from writable_plan r where r.id = plan_text.plan_id));
create policy rewritten on plan_text for update to vidan_staff
	using ((select app.signed_in()) and exists (select from writable_plan r where r.id = plan_text.plan_id));
create policy content on task for select to vidan_staff
	using ((select app.signed_in()) and exists (select from readable_plan r where r.id = task.plan_id));
create policy written on task for insert to vidan_staff
	with check ((select app.signed_in()) and exists (select from writable_plan r where r.id = task.plan_id));
create policy rewritten on task for update to vidan_staff
	using ((select app.signed_in()) and exists (select from writable_plan r where r.id = task.plan_id));
create policy removed on task for delete to vidan_staff
	using ((select app.signed_in()) and exists (select from writable_plan r where r.id = task.plan_id));
create policy content on task_version for select to vidan_staff
	using ((select app.signed_in()) and exists (select from task t where t.id = task_version.task_id));
create policy written on task_version for insert to vidan_staff
	with check ((select app.signed_in()) and exists (
		select from task t where t.id = task_version.task_id and exists (select from writable_plan r where r.id = t.plan_id)));
create policy rewritten on task_version for update to vidan_staff
	using ((select app.signed_in()) and exists (
		select from task t where t.id = task_version.task_id and exists (select from writable_plan r where r.id = t.plan_id)));
create policy removed on task_version for delete to vidan_staff
	using ((select app.signed_in()) and exists (
		select from task t where t.id = task_version.task_id and exists (select from writable_plan r where r.id = t.plan_id)));
create policy content on plan_edition for select to vidan_staff
	using ((select app.signed_in()) and exists (select from readable_plan r where r.id = plan_edition.plan_id));
create policy write on plan_edition for insert to vidan_staff
	with check ((select app.signed_in()) and exists (select from writable_plan r where r.id = plan_edition.plan_id));
create policy content on proposal_answer for select to vidan_staff
	using ((select app.signed_in()) and exists (select from task t where t.id = proposal_answer.task_id));
create policy write on proposal_answer for insert to vidan_staff
	with check ((select app.signed_in()) and exists (
		select from task t where t.id = proposal_answer.task_id and exists (select from writable_plan r where r.id = t.plan_id)));

-- The lead unit says that it is done; whoever reads the task reads that.
grant select, insert, update, delete on task_completion to vidan_staff;
create policy content on task_completion for select to vidan_staff
	using ((select app.signed_in()) and exists (select from task t where t.id = task_completion.task_id));
create policy written on task_completion for insert to vidan_staff
	with check (exists (select from task t join task_version v on v.task_id = t.id and v.version = t.version
		where t.id = task_completion.task_id
			and v.lead_unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[])));
create policy rewritten on task_completion for update to vidan_staff
	using (exists (select from task t join task_version v on v.task_id = t.id and v.version = t.version
		where t.id = task_completion.task_id
			and v.lead_unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[])));
create policy removed on task_completion for delete to vidan_staff
	using (exists (select from task t join task_version v on v.task_id = t.id and v.version = t.version
		where t.id = task_completion.task_id
			and v.lead_unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[])));

grant select on plan_reminder to vidan_staff;
create policy scope on plan_reminder for select to vidan_staff using (exists (
	select from unit_standing s where s.unit_id = plan_reminder.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today())));

-- How much of the superior plan each plan has dealt with: numbers only, for whoever may see that the plan exists.
create function app.plan_coverage(plans uuid[]) returns table (plan_id uuid, dealt_with int, of_all int)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;

alter function app.plan_coverage(uuid[]) owner to vidan_definer;
revoke execute on function app.plan_coverage(uuid[]) from public;
grant execute on function app.plan_coverage(uuid[]) to vidan_staff, vidan_jobs, vidan_operator;

-- The public sees what the leading unit's plan says of its tasks: no targets, which tell of strength, no signer, no lead units that are not
-- publishable (unit_name keeps those back).
grant select (id, campaign_id, unit_id, parent_plan_id, state, number, symbol, signed_on, issued_on) on plan to vidan_public;
create policy published on plan for select to vidan_public
	using ((select app.caller()) = 'public' and state in ('issued', 'amended', 'closed') and parent_plan_id is null and exists (
		select from campaign c where c.id = plan.campaign_id and app.keeper_of(c.unit_id) = app.keeper_of(plan.unit_id)));
grant select (plan_id, slogan, purpose, legal_grounds) on plan_text to vidan_public;
create policy published on plan_text for select to vidan_public
	using ((select app.caller()) = 'public' and exists (select from plan p where p.id = plan_text.plan_id));
grant select (id, plan_id, position, version) on task to vidan_public;
create policy published on task for select to vidan_public
	using ((select app.caller()) = 'public' and exists (select from plan p where p.id = task.plan_id));
grant select (task_id, version, measure_id, content, lead_unit_id, starts_on, due_on, product, withdrawn) on task_version to vidan_public;
create policy published on task_version for select to vidan_public
	using ((select app.caller()) = 'public' and exists (
		select from task t where t.id = task_version.task_id and t.version = task_version.version));
