-- What people say to the body: the case, its states and its steps. Who sees it, what it says and what is done about it follow, an idea each.

create table feedback (
	id uuid primary key default gen_random_uuid(),
	log_id uuid not null unique default gen_random_uuid(),
	list_id uuid not null unique default gen_random_uuid(),
	reference text collate "C" not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
	filing_key uuid unique,
	kind text not null check (kind in ('praise', 'opinion', 'rating', 'complaint', 'denunciation')),
	sealed boolean generated always as (kind in ('complaint', 'denunciation')) stored,
	in_custody boolean not null default false,
	state text not null default 'received' check (state in ('received', 'screened', 'guided', 'assigned', 'accepted', 'inProgress',
		'awaitingSender', 'suspended', 'answered', 'satisfied', 'silent', 'objected', 'underReview', 'answeredFinal', 'closed',
		'transferOffered', 'merged', 'withdrawn', 'reopened')),
	before_state text,
	step int not null default 1,
	stage smallint not null default 0 check (stage between 0 and 9),
	topic text check (topic in ('manner', 'ethics', 'lifestyle', 'conduct', 'bearing', 'responsibility')),
	channel text not null default 'portal' check (channel in ('portal', 'post', 'reception', 'hotline', 'suggestionBox', 'forwarded')),
	from_organisation boolean not null default false,
	accuses boolean not null,
	officer_known boolean not null default false,
	unit_id int references unit,
	unit_known boolean not null,
	happened_on date check (isfinite(happened_on)),
	received_at timestamptz not null check (received_at = date_trunc('hour', received_at)),
	received_on date not null,
	profile_id int not null references clock_profile,
	calendar_version int not null references calendar,
	look_due_at timestamptz not null,
	looked_at timestamptz,
	due_on date not null,
	runs_from date,
	extensions smallint not null default 0,
	paused_on date,
	paused_days int not null default 0 check (paused_days >= 0),
	rolled_days int not null default 0 check (rolled_days >= 0),
	noted_on date,
	rung smallint not null default 0 check (rung in (0, 50, 80, 100, 150)),
	rung_from date,
	handling_unit_id int references unit,
	with_oversight boolean not null default false,
	routing text check (routing in ('ownDesk', 'nearestAbove', 'oversight', 'transferred', 'review', 'late')),
	routed_at timestamptz check (routed_at = date_trunc('hour', routed_at)),
	offered_unit_id int references unit,
	handler_id uuid references account,
	merged_into uuid references feedback,
	split_from uuid references feedback,
	wants_publication boolean not null default false,
	withdrawn_on date,
	answered_on date,
	answered_in_time boolean,
	closed_on date,
	reopened boolean not null default false,
	unfounded boolean not null default false,
	erase_on date,
	erase_why text check (erase_why in ('rule', 'request')),
	erased_at timestamptz check (erased_at is null or state in ('closed', 'merged')),
	entered_by uuid references account,
	held boolean not null default false,
	check ((answered_on is null) = (answered_in_time is null)),
	check (not (with_oversight and handling_unit_id is not null)),
	check (merged_into <> id),
	check (state <> 'screened' or looked_at is not null),
	constraint merged_into_another check ((state = 'merged') = (merged_into is not null)),
	check (unit_known or accuses or unit_id is not null or kind in ('opinion', 'praise', 'rating'))
);
create index feedback_queue on feedback (handling_unit_id, due_on, id)
	where state not in ('guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed', 'merged', 'withdrawn');
create index feedback_pressing on feedback (handling_unit_id, due_on, id) where (rung >= 50 or rung_from is not null)
	and state not in ('guided', 'answered', 'satisfied', 'silent', 'answeredFinal', 'closed', 'merged', 'withdrawn');
create index feedback_handled on feedback (handling_unit_id, state, due_on, id);
create index feedback_subject on feedback (unit_id, handling_unit_id) include (id) where accuses and unit_known;
create index feedback_handler on feedback (handler_id, due_on, id) where handler_id is not null;
create index feedback_nobodys on feedback (handling_unit_id)
	where handler_id is null and state in ('assigned', 'accepted', 'inProgress', 'awaitingSender', 'suspended', 'underReview');
create index feedback_merged on feedback (merged_into) where merged_into is not null;
create index feedback_split on feedback (split_from) where split_from is not null;
create index feedback_handling on feedback (handler_id)
	where handler_id is not null and state in ('assigned', 'accepted', 'inProgress', 'awaitingSender', 'suspended', 'underReview');
create index feedback_offered on feedback (offered_unit_id) where offered_unit_id is not null;
create index feedback_oversight on feedback (due_on, id) where with_oversight;
create index feedback_unrouted on feedback (held, received_at) where routed_at is null;
create index feedback_received on feedback (received_on, kind);
create index feedback_erase on feedback (erase_on) where erase_on is not null and erased_at is null;
comment on table feedback is 'One matter that somebody brought: what it is, who handles it, by when. What it says stands in feedback_text, encrypted.';
comment on column feedback.log_id is 'Its name in the public log. list_id: its name in published lists. Neither tells the reference by which its sender follows it.';
comment on column feedback.in_custody is 'It is or once was sealed: what its sender wrote until then is read by custodians alone, whatever it is called today.';
comment on column feedback.split_from is 'The case of whose letter it is one matter. With merged_into it makes cases kin (app.kin_of): who is named in one, or stepped back from it, knows of none of them.';
comment on column feedback.unfounded is 'Somebody was accused, and the answer that stands found it without ground: once it is over it is in no list, and never published.';
comment on column feedback.erase_why is 'Why it is erased on that day: the rule of its kind, or the request of its sender, which was granted.';
comment on column feedback.accuses is 'It is about the conduct of somebody: then the whole unit is its subject until the officer is known.';
comment on column feedback.unit_id is 'Whom it is about, as said by the sender: the unit, or, when that is unknown (unit_known false), the unit of the place.';
comment on column feedback.received_at is 'Rounded down to the hour; to the day (in Viet Nam) when sealed. So is routed_at, and look_due_at counts from its end.';
comment on column feedback.routing is 'By which rule the handling unit was found; told to the sender.';
comment on column feedback.answered_in_time is 'Whether the first answer came by the day that was due then; no later change of the due date cures it.';
comment on column feedback.held is 'Filed without a proof of work: it waits for its turn to be given to a desk, so that a flood of them holds up no other. Its clock runs.';
comment on column feedback.runs_from is 'The day from which the time until due_on runs: taken up, opened again, under review; null: since it was received.';
comment on column feedback.rolled_days is 'By how many free days due_on rolled forward when the clock last went on: the next pause counts from the day before that.';
comment on column feedback.rung is 'How far it has climbed: percent of the time it had.';
comment on column feedback.rung_from is 'It moved up for lateness on this day, and the one above has as long again from then; null: nobody has been late so far.';

create table feedback_step (
	feedback_id uuid not null references feedback,
	step int not null,
	event text not null check (event ~ '^[a-z][A-Za-z]{2,40}$'),
	state text not null,
	at timestamptz not null,
	account_id uuid references account,
	unit_id int,
	detail jsonb not null default '{}',
	told boolean not null default true,
	primary key (feedback_id, step)
);
comment on table feedback_step is 'What happened to a case, in order; never changed. The sender sees each with who handled it. detail: ids and words of the domain, no personal text. at: rounded like the case.';

-- What may follow what. The same table stands in src/feedback/feedback.ts; a test compares them. before_state is where a pause, an offer, a withdrawal or a joining goes back to.
create table feedback_transition (
	from_state text not null,
	to_state text not null,
	by_sender boolean not null,
	primary key (from_state, to_state, by_sender)
);
comment on table feedback_transition is 'Which state of a case may follow which, moved by the body or by the sender.';
insert into feedback_transition (from_state, to_state, by_sender) values
	('received', 'screened', false), ('received', 'merged', false), ('received', 'closed', false),
	('screened', 'guided', false), ('screened', 'assigned', false), ('screened', 'transferOffered', false), ('screened', 'merged', false),
	('assigned', 'accepted', false), ('assigned', 'screened', false), ('assigned', 'transferOffered', false), ('assigned', 'guided', false),
	('accepted', 'inProgress', false), ('accepted', 'screened', false),
	('inProgress', 'awaitingSender', false), ('inProgress', 'suspended', false), ('inProgress', 'answered', false),
	('inProgress', 'transferOffered', false), ('inProgress', 'screened', false),
	('awaitingSender', 'inProgress', false), ('suspended', 'inProgress', false), ('awaitingSender', 'inProgress', true),
	('transferOffered', 'screened', false),
	('guided', 'closed', false), ('guided', 'objected', true),
	('answered', 'satisfied', true), ('answered', 'silent', false), ('answered', 'objected', true),
	('satisfied', 'closed', false), ('silent', 'closed', false), ('silent', 'objected', true),
	('objected', 'underReview', false), ('underReview', 'answeredFinal', false), ('underReview', 'awaitingSender', false),
	('awaitingSender', 'underReview', false), ('awaitingSender', 'underReview', true),
	('answeredFinal', 'closed', false),
	('closed', 'reopened', true), ('closed', 'objected', true), ('reopened', 'screened', false),
	('received', 'withdrawn', true), ('screened', 'withdrawn', true), ('guided', 'withdrawn', true), ('assigned', 'withdrawn', true),
	('accepted', 'withdrawn', true), ('inProgress', 'withdrawn', true), ('awaitingSender', 'withdrawn', true),
	('suspended', 'withdrawn', true), ('transferOffered', 'withdrawn', true), ('objected', 'withdrawn', true), ('underReview', 'withdrawn', true),
	('withdrawn', 'received', true), ('withdrawn', 'screened', true), ('withdrawn', 'objected', true), ('withdrawn', 'underReview', true),
	('withdrawn', 'closed', false), ('merged', 'received', true), ('merged', 'received', false), ('merged', 'screened', true), ('merged', 'screened', false);

call app.protect('feedback');
call app.protect('feedback_step');
call app.protect('feedback_transition');

revoke update, delete on feedback_step from vidan_jobs, vidan_operator;
grant select on feedback_transition to vidan_staff, vidan_public;
create policy known on feedback_transition for select to vidan_staff, vidan_public using ((select app.caller()) is not null);

-- Sealed is for good, also when two persons agree that the case is of a kind that is not (generated columns are not made yet when a trigger looks).
create function app.stays_in_custody() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	new.in_custody := new.kind in ('complaint', 'denunciation') or (tg_op = 'UPDATE' and old.in_custody);
	return new;
end $$;
create trigger stays_in_custody before insert or update of kind, in_custody on feedback for each row execute function app.stays_in_custody();

-- By when a case may be due at most whose clock goes on today: later by the days that it stood still and the law allows, and by a long holiday
-- on which that falls.
create function app.resumed_at_most(paused feedback) returns date
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return paused.due_on - paused.rolled_days + 15 + greatest(0, least(app.today() - paused.paused_on, case paused.state
		when 'suspended' then (select coalesce(p.suspend_days, 0) from clock_profile p where p.id = paused.profile_id)
		else 15 - paused.paused_days end));
end $$;
alter function app.resumed_at_most(feedback) owner to vidan_definer;
revoke execute on function app.resumed_at_most(feedback) from public;

create function app.feedback_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
alter function app.feedback_moves() owner to vidan_definer;
create trigger feedback_moves before update on feedback for each row execute function app.feedback_moves();
