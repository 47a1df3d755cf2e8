-- What people say to the body: received, decided who may handle it, answered, reviewed, published; and who must not even know.

-- ── Who keeps the keys ───────────────────────────────────────────────────────────────────────────────────────────────────

create table oversight_seat (
	account_id uuid not null references account,
	body text not null check (body <> '' and length(body) <= 300),
	since date not null default app.today(),
	until date check (until >= since),
	seated_by uuid references account,
	primary key (account_id, since),
	check (seated_by is distinct from account_id)
);
create unique index oversight_seat_held on oversight_seat (account_id) where until is null;
comment on table oversight_seat is 'A person of the external oversight body (a council, the Front, the superior inspectorate). Cases that no desk may handle are theirs; complaints and denunciations are taken once two hold a seat. Who left may be seated again, as another row.';

create table custodian_key (
	id uuid primary key default gen_random_uuid(),
	account_id uuid not null references account,
	recipient text not null unique check (recipient ~ '^age1[a-z0-9]+$' and length(recipient) between 50 and 2100),
	made_at timestamptz not null default app.now(),
	tested_at timestamptz,
	retired_at timestamptz
);
comment on table custodian_key is 'The public half of a key by which sealed content is encrypted. The private half is made in the browser of its holder and never comes here. Used only once a test message was opened with it.';

create table declared_relation (
	member_id uuid not null references member,
	relative_id uuid not null references member,
	declared_by uuid references account,
	declared_on date not null default app.today(),
	ended_on date,
	end_asked_on date,
	confirmed boolean,
	judged_by uuid references account,
	judged_on date,
	ground text check (length(ground) between 10 and 1000),
	primary key (member_id, relative_id, declared_on),
	check (member_id <> relative_id),
	check (num_nulls(confirmed, judged_by, judged_on, ground) in (0, 4))
);
create index declared_relation_relative on declared_relation (relative_id);
comment on table declared_relation is 'Two members who are relatives, as declared by one of them (member_id), who from then on neither handles nor sees what concerns the other. The other is kept from what concerns them in cases received after that day, or once they declare it too or the oversight body confirms it: nobody chooses who handles a case that is under way. ended_on: taken back by who declared it, or, once the other or the oversight body confirmed it, ended by the oversight body, which is asked to (end_asked_on); it holds for whatever was received until that day. confirmed: what the oversight body found, by whom and on what ground; null: nobody has looked; false: the other is not kept from anything by it.';

-- Confirmed by the oversight body, or by the other, who declares it too.
create function app.relation_is_confirmed(declarer uuid, relative uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and exists (
		select from declared_relation r where r.ended_on is null
			and ((r.member_id = declarer and r.relative_id = relative and r.confirmed) or (r.member_id = relative and r.relative_id = declarer)));
end $$;

-- Nobody keeps a whole desk from later cases by declaring all of it: five at once that nobody else has confirmed or refused.
create function app.relations_are_few() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() like 'session:%' and not app.relation_is_confirmed(new.member_id, new.relative_id) then
		perform pg_advisory_xact_lock(hashtextextended('relatives of ' || new.member_id, 0));
		if (select count(*) from declared_relation r where r.member_id = new.member_id and r.ended_on is null and r.confirmed is null
			and not app.relation_is_confirmed(r.member_id, r.relative_id)) >= 5 then
			raise exception 'member %: too many relatives whom nobody confirmed', new.member_id using errcode = 'VD010';
		end if;
	end if;
	return new;
end $$;
create trigger relations_are_few before insert on declared_relation for each row execute function app.relations_are_few();

-- ── The matter itself ────────────────────────────────────────────────────────────────────────────────────────────────────

create table feedback (
	id uuid primary key default gen_random_uuid(),
	log_id uuid not null unique default gen_random_uuid(),
	list_id uuid not null unique default gen_random_uuid(),
	reference text collate "C" not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
	filing_key uuid unique,
	kind text not null check (kind in ('praise', 'opinion', 'rating', 'complaint', 'denunciation')),
	sealed boolean generated always as (kind in ('complaint', 'denunciation')) stored,
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
	received_at timestamptz not null,
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
	noted_on date,
	rung smallint not null default 0 check (rung in (0, 50, 80, 100, 150)),
	rung_from date,
	handling_unit_id int references unit,
	with_oversight boolean not null default false,
	routing text check (routing in ('ownDesk', 'nearestAbove', 'oversight', 'transferred', 'review', 'late')),
	routed_at timestamptz,
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
create index feedback_offered on feedback (offered_unit_id) where offered_unit_id is not null;
create index feedback_oversight on feedback (due_on, id) where with_oversight;
create index feedback_unrouted on feedback (held, received_at) where routed_at is null;
create index feedback_received on feedback (received_on, kind);
create index feedback_erase on feedback (erase_on) where erase_on is not null and erased_at is null;
comment on table feedback is 'One matter that somebody brought: what it is, who handles it, by when. What it says stands in feedback_text, encrypted.';
comment on column feedback.log_id is 'Its name in the public log. list_id: its name in published lists. Neither tells the reference by which its sender follows it.';
comment on column feedback.erase_why is 'Why it is erased on that day: the rule of its kind, or the request of its sender, which was granted.';
comment on column feedback.accuses is 'It is about the conduct of somebody: then the whole unit is its subject until the officer is known.';
comment on column feedback.unit_id is 'Whom it is about, as said by the sender: the unit, or, when that is unknown (unit_known false), the unit of the place.';
comment on column feedback.received_at is 'Rounded down to the hour; to the day (in Viet Nam) when sealed.';
comment on column feedback.routing is 'By which rule the handling unit was found; told to the sender.';
comment on column feedback.answered_in_time is 'Whether the first answer came by the day that was due then; no later change of the due date cures it.';
comment on column feedback.held is 'Filed without a proof of work: it waits for its turn to be given to a desk, so that a flood of them holds up no other. Its clock runs.';
comment on column feedback.runs_from is 'The day from which the time until due_on runs: taken up, opened again, under review; null: since it was received.';
comment on column feedback.rung is 'How far it has climbed: percent of the time it had.';
comment on column feedback.rung_from is 'It moved up for lateness on this day, and the one above has as long again from then; null: nobody has been late so far.';

create table feedback_receipt (
	feedback_id uuid primary key references feedback,
	receipt_hash bytea not null unique check (length(receipt_hash) = 32),
	renewed boolean not null default false,
	replaced_hash bytea unique check (length(replaced_hash) = 32),
	replaced_on date check ((replaced_on is null) = (replaced_hash is null)),
	promise text not null check (length(promise) <= 2000)
);
comment on table feedback_receipt is 'A keyed hash of the receipt; the receipt itself is not kept. renewed: the sender replaced the one that a clerk had seen; replaced_hash is of that one, so that whoever still holds it is told when.';

create table feedback_key (
	feedback_id uuid primary key references feedback,
	wrapped bytea not null
);
comment on table feedback_key is 'The key of a case, wrapped by one that lies outside the database. Deleting this row erases what the case says.';

create table feedback_text (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	part text not null check (part in ('matter', 'officer', 'place', 'when', 'contact', 'name', 'organisation', 'message', 'receipt', 'pressure', 'answer', 'brief', 'note')),
	custody boolean not null,
	body bytea not null check (length(body) <= 400000),
	up_to_step int check ((part = 'brief') = (up_to_step is not null))
);
create index feedback_text_feedback on feedback_text (feedback_id, part);
comment on table feedback_text is 'What a case says, always encrypted: under the key of the case, or (custody) to the public keys of the custodians and the oversight body. receipt: of a case split from this one, read by the sender alone. up_to_step: a brief tells what the sender wrote up to this step.';

create table feedback_file (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	message_id uuid,
	position smallint not null,
	media_type text not null,
	size bigint not null check (size > 0),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	state text not null default 'quarantined' check (state in ('quarantined', 'clean', 'refused')),
	custody boolean not null
);
create index feedback_file_feedback on feedback_file (feedback_id);
comment on table feedback_file is 'A file of the sender without its name and metadata, kept encrypted like the text. Quarantined until it was looked at.';

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

create table feedback_officer (
	feedback_id uuid not null references feedback,
	member_id uuid not null references member,
	identified_by uuid references account,
	primary key (feedback_id, member_id)
);
create index feedback_officer_member on feedback_officer (member_id);
comment on table feedback_officer is 'An officer whom a case is about, once known. Read within a case, never searched across.';

create table feedback_part (
	feedback_id uuid not null references feedback,
	account_id uuid not null references account,
	stage smallint not null,
	recused boolean not null default false,
	primary key (feedback_id, account_id, stage)
);
create index feedback_part_account on feedback_part (account_id, feedback_id);
comment on table feedback_part is 'Who handled a case at which stage: none of them decides on a later one, but where the oversight body has nobody else. recused: stepped back by themselves.';

create table feedback_message (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	step int not null,
	from_sender boolean not null,
	kind text not null check (kind in ('addition', 'question', 'reply', 'objection', 'reason', 'progress', 'guidance', 'receipt', 'pressure')),
	text_id uuid not null references feedback_text,
	at timestamptz not null,
	written_by uuid references account
);
create index feedback_message_feedback on feedback_message (feedback_id, at);
comment on table feedback_message is 'What was written between the sender and the body. pressure: the sender says they were pressed; read by the oversight body alone.';

create table feedback_answer (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	stage smallint not null,
	state text not null default 'draft' check (state in ('draft', 'proposed', 'sentBack', 'approved')),
	text_id uuid not null references feedback_text,
	outcome text not null check (outcome in ('upheld', 'partlyUpheld', 'notUpheld', 'explained', 'thanked')),
	by_unit_id int references unit,
	done_on date,
	drafted_by uuid not null references account,
	drafted_at timestamptz not null,
	approved_by uuid references account,
	approved_at timestamptz,
	check ((state = 'approved') = (approved_by is not null and approved_at is not null)),
	shared_from uuid references feedback_answer,
	check (approved_by is distinct from drafted_by)
);
create unique index feedback_answer_shared on feedback_answer (feedback_id, shared_from);
create unique index feedback_answer_open on feedback_answer (feedback_id) where state <> 'approved';
create index feedback_answer_feedback on feedback_answer (feedback_id);
comment on table feedback_answer is 'The answer of a stage: what was found, what was done, when, by which unit, legal basis, evidence. Approved by somebody other than its author. shared_from: a copy of the answer of the case that this one was joined to.';

create table feedback_statement (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	member_id uuid not null references member,
	question bytea not null,
	asked_by uuid not null references account,
	asked_at timestamptz not null,
	statement bytea,
	stated_at timestamptz,
	closed_at timestamptz,
	cleared boolean not null default false
);
create index feedback_statement_member on feedback_statement (member_id);
comment on table feedback_statement is 'The accused is heard: a question put by the handler, without who spoke, and what the accused says to it, facts to be corrected included. cleared: nothing against them was found.';

create table feedback_rating (
	feedback_id uuid primary key references feedback,
	overall smallint not null check (overall between 1 and 5),
	aspects jsonb not null default '{}' check (jsonb_typeof(aspects) = 'object'),
	rated_on date not null
);
comment on table feedback_rating is 'How the sender found the handling: overall 1–5 and the seven aspects, each 1–5 or left out. One a case.';

create table feedback_rectification (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	unit_id int not null references unit,
	task text not null check (task <> '' and length(task) <= 1000),
	due_on date not null check (due_on > ordered_on),
	ordered_by uuid not null references account,
	ordered_on date not null,
	done_on date,
	done_by uuid references account,
	done_note text check (length(done_note) <= 2000),
	verified_on date,
	verified_by uuid references account,
	check ((done_on is null) = (done_by is null)),
	check ((verified_on is null) = (verified_by is null)),
	check (verified_on is null or done_on is not null),
	check (verified_by is null or verified_by <> done_by)
);
create index feedback_rectification_unit on feedback_rectification (unit_id) where verified_on is null;
create index feedback_rectification_feedback on feedback_rectification (feedback_id);
comment on table feedback_rectification is 'What an answer orders a unit to put right: a task that outlives the case. Its words name neither sender nor officer. Verified by somebody else than who did it.';

create table feedback_opening (
	id uuid primary key default gen_random_uuid(),
	feedback_id uuid not null references feedback,
	account_id uuid not null references account,
	reason text not null check (length(reason) between 10 and 1000),
	at timestamptz not null default app.now()
);
create index feedback_opening_feedback on feedback_opening (feedback_id);
comment on table feedback_opening is 'A custodian opened sealed content, and why. The sender sees it.';

create table feedback_publication (
	feedback_id uuid primary key references feedback,
	list_id uuid not null unique default gen_random_uuid(),
	question text not null check (question <> '' and length(question) <= 5000),
	answer text not null check (answer <> '' and length(answer) <= 10000),
	folded text not null generated always as (app.fold(question || ' ' || answer)) stored,
	kind text not null check (kind in ('opinion', 'praise')),
	topic text,
	unit_id int references unit,
	days int not null check (days >= 0),
	overall smallint,
	redacted_by uuid not null references account,
	approved_by uuid references account,
	published_at timestamptz,
	check ((approved_by is null) = (published_at is null)),
	check (approved_by is distinct from redacted_by)
);
create index feedback_publication_published on feedback_publication (published_at desc) where published_at is not null;
comment on table feedback_publication is 'A question and its answer, rewritten for the public without personal data by one person and released by another.';

-- ── Who must not know ────────────────────────────────────────────────────────────────────────────────────────────────────
-- The conflict set of a case: the officers it is about and their declared relatives; the members of their units, on the day
-- and today; all whom they lead; the whole unit, unless all of them are known to have served in it; the heads of every unit between those and the
-- handling body; who handled an earlier stage, except where nobody else could review (app.seats_again); who stepped back. Asked at every read and write, so that it follows each change
-- at once. Answered for one person over all cases, because that set is small and its cost does not depend on how many cases
-- there are.

-- Did every officer whom a case is about serve in this unit, or below it, on the day? Naming somebody else does not turn the case
-- away from the unit. Nobody named: no.
create function app.officers_served_in(about uuid, subject int, happened date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return coalesce((
		select bool_and(exists (
			select from posting q join unit_standing t on t.unit_id = q.unit_id and t.valid @> happened
			where q.member_id = o.member_id and q.valid @> happened and t.node_id = subject))
		from feedback_officer o where o.feedback_id = about), false);
end $$;

-- By one plan from the first call on: planning it anew takes longer than answering.
create function app.barred_of(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	me uuid := (select a.member_id from account a where a.id = who);
	day date := app.today();
	-- Where I am: units of my postings and posts, as they stand today.
	mine int[] := coalesce((
		select array_agg(distinct h.heir_id) from (
			select p.unit_id from posting p where p.member_id = me and p.valid @> day
			union all
			select p.unit_id from post p where p.account_id = who and p.valid @> day
				and p.role not in ('custodian', 'auditor', 'administrator')
		) held join unit_heir h on h.unit_id = held.unit_id and h.principal and h.valid @> day), '{}');
	-- Those and all above them: a case about one of these as a whole is about me.
	above int[] := coalesce((select array_agg(distinct s.node_id) from unit_standing s where s.unit_id = any (mine) and s.valid @> day), '{}');
	-- The same as they were named in their time.
	subjects int[] := coalesce((select array_agg(distinct h.unit_id) from unit_heir h where h.heir_id = any (above) and h.valid @> day), '{}');
	-- Whom I lead.
	led int[] := coalesce((
		select array_agg(distinct h.heir_id) from post p
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> day
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
				and (not f.officer_known or not app.officers_served_in(f.id, f.unit_id, coalesce(f.happened_on, f.received_on)))
			union all
			-- and on the day, where the unit of the posting, or what continued it by then, stood
			select f.id from posting p
			join unit_standing s on s.unit_id = p.unit_id and s.valid && p.valid
			join feedback f on f.unit_id = s.node_id and f.accuses and f.unit_known
				and p.valid @> coalesce(f.happened_on, f.received_on) and s.valid @> coalesce(f.happened_on, f.received_on)
			where p.member_id = me
				and (not f.officer_known or not app.officers_served_in(f.id, f.unit_id, coalesce(f.happened_on, f.received_on)))
			union all
			-- of the unit of an officer, today
			select o.feedback_id
			from unit_heir h
			join posting q on q.unit_id = h.unit_id and q.valid @> day
			join feedback_officer o on o.member_id = q.member_id
			where h.heir_id = any (mine) and h.principal and h.valid @> day
			union all
			-- and on the day; two units may have been one by then
			select o.feedback_id
			from posting p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid && p.valid
			join unit_heir g on g.heir_id = h.heir_id and g.principal and g.valid && h.valid
			join posting q on q.unit_id = g.unit_id and q.valid && g.valid
			join feedback_officer o on o.member_id = q.member_id
			join feedback f on f.id = o.feedback_id
			cross join lateral (select coalesce(f.happened_on, f.received_on) as day) happened
			where p.member_id = me and p.valid @> happened.day and h.valid @> happened.day and g.valid @> happened.day
				and q.valid @> happened.day
			union all
			-- led by an officer it is about, today or on the day
			select o.feedback_id
			from unit_heir h
			join post p on p.unit_id = h.unit_id and p.role = 'unitHead'
			join account a on a.id = p.account_id
			join feedback_officer o on o.member_id = a.member_id
			join feedback f on f.id = o.feedback_id
			where h.heir_id = any (above) and h.principal and h.valid @> day
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
			union all
			-- handled an earlier stage, or stepped back
			select p.feedback_id from feedback_part p join feedback f on f.id = p.feedback_id
			where p.account_id = who
				and (p.recused or (p.stage < f.stage and not (f.with_oversight and who = any (app.seats_again(f.id)))))
		) each_reason) barred), '{}');
end $$;

-- The same set from the other side: who of these people must not know of one case. What follows from the case is found once for all of them,
-- so that a desk with many people costs hardly more than one with few. First who is concerned, whatever part they had in it …
create function app.concerned_among(about uuid, people uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	f feedback := (select f from feedback f where f.id = about);
	day date := app.today();
	happened date := coalesce(f.happened_on, f.received_on);
	officers uuid[] := array(select o.member_id from feedback_officer o where o.feedback_id = about);
	named boolean := f.accuses and f.unit_known and f.unit_id is not null;
	whole boolean := named and (not f.officer_known or not app.officers_served_in(about, f.unit_id, happened));
	-- Nodes by which somebody is concerned: who is in one of them or below it …
	over_me int[] := array(
		select h.heir_id from unit_heir h where whole and h.unit_id = f.unit_id and h.valid @> day
		union
		select h.heir_id from post p join account a on a.id = p.account_id
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> day
		where a.member_id = any (officers) and p.role = 'unitHead' and (p.valid @> day or p.valid @> happened));
	-- … who is in one of them …
	with_officers int[] := array(
		select h.heir_id from posting q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> day
		where q.member_id = any (officers) and q.valid @> day);
	-- … who was in one of them on the day …
	with_officers_then int[] := array(
		select h.heir_id from posting q join unit_heir h on h.unit_id = q.unit_id and h.principal and h.valid @> happened
		where q.member_id = any (officers) and q.valid @> happened);
	-- … and who leads one of them: between the subject or an officer and the handling body.
	heads_between int[] := array(
		select n.node_id from (
			select s.node_id from unit_standing s where named and s.unit_id = f.unit_id and s.valid @> day
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
					select p.unit_id from posting p where p.member_id = a.member_id and p.valid @> day
					union all
					select p.unit_id from post p where p.account_id = a.id and p.valid @> day
						and p.role not in ('custodian', 'auditor', 'administrator')) held
				join unit_heir h on h.unit_id = held.unit_id and h.principal and h.valid @> day
				where h.heir_id = any (with_officers) or exists (
					select from unit_standing s where s.unit_id = h.heir_id and s.valid @> day and s.node_id = any (over_me)))
			or exists (
				select from posting p join unit_standing s on s.unit_id = p.unit_id and s.valid @> happened
				where whole and p.member_id = a.member_id and p.valid @> happened and s.node_id = f.unit_id)
			or exists (
				select from posting p join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> happened
				where p.member_id = a.member_id and p.valid @> happened and h.heir_id = any (with_officers_then))
			or exists (
				select from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> day
				where p.account_id = a.id and p.role = 'unitHead' and p.valid @> day and h.heir_id = any (heads_between))));
end $$;

-- … and then who handled an earlier stage, or stepped back.
create function app.barred_among(about uuid, people uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return array(
		select unnest(app.concerned_among(about, people))
		union
		select p.account_id from feedback_part p join feedback f on f.id = p.feedback_id
		where p.feedback_id = about and p.account_id = any (people)
			and (p.recused or (p.stage < f.stage and not (f.with_oversight and p.account_id = any (app.seats_again(about))))));
end $$;

-- Above the oversight body there is nobody. With fewer than two seats that are free of the case (an answer takes two), all its seats
-- review it that are not concerned and did not step back, those too who handled it before: rather the same people than nobody.
create function app.seats_again(about uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	seats uuid[] := array(
		select s.account_id from feedback f
		join oversight_seat s on f.with_oversight and f.stage > 0 and s.since <= app.today() and (s.until is null or s.until > app.today())
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
end $$;

create function app.barred_feedback() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.barred_of(app.account_id());
end $$;

-- The unit whose desk may handle a case: from the subject upwards, the first whose desk has somebody who is not barred; none
-- when there is no such desk, and then it is the oversight body's. Whoever may be the subject is passed over: a case that accuses
-- is never handled by the unit it is about, and none by a unit that let it lie. `above`: only strictly above this unit (a review goes one level up).
create function app.eligible_desk(about uuid, above int default null) returns int
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
			and (c.depth > 0 or (above is null and (f.unit_id is null or (f.unit_known and not f.accuses))))
		order by c.depth
	loop
		people := array(
			select a.id from unit_heir h join post p on p.unit_id = h.unit_id join account a on a.id = p.account_id
			where h.heir_id = candidate.ancestor and h.principal and h.valid @> day and p.role = 'feedbackDesk' and p.valid @> day
				and a.disabled_at is null);
		if people <> '{}' and (f.rung_from is null or not app.let_lie(about, candidate.ancestor))
			and not people <@ app.barred_among(about, people) then
			return candidate.ancestor;
		end if;
	end loop;
	return null;
end $$;

-- The public code of the province-level body over a unit: the one directly below the root; the root's own for the root itself.
create function app.province_code(unit int) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
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
end $$;

-- Does the caller hold a seat in the oversight body?
create function app.oversees() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	who uuid := app.account_id();
begin
	return exists (select from oversight_seat s where s.account_id = who and s.since <= app.today()
		and (s.until is null or s.until > app.today()));
end $$;

-- Are sealed kinds taken? Two persons of the oversight body, each with a tested key.
create function app.takes_sealed() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	return app.caller() is not null and (
		select count(distinct s.account_id) >= 2 from oversight_seat s join custodian_key k on k.account_id = s.account_id
		where s.since <= app.today() and (s.until is null or s.until > app.today())
			and k.tested_at is not null and k.retired_at is null);
end $$;

-- Could the oversight body not go on without this seat? While anything open is sealed, or with it, two others are needed, for what is
-- sealed each with a tested key.
create function app.seat_is_needed(seated uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	others int;
	with_key int;
begin
	if app.caller() is null then
		return null;
	end if;
	select count(*), count(*) filter (where exists (
		select from custodian_key k where k.account_id = s.account_id and k.tested_at is not null and k.retired_at is null))
	into others, with_key
	from oversight_seat s join account a on a.id = s.account_id and a.disabled_at is null
	where s.account_id <> seated and s.since <= app.today() and (s.until is null or s.until > app.today());
	return exists (
		select from feedback f where f.state not in ('closed', 'merged', 'withdrawn')
			and ((f.sealed and with_key < 2) or (f.with_oversight and others < 2)));
end $$;

-- Whoever administers the whole cannot leave what waits for the oversight body to nobody.
create function app.seat_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	perform pg_advisory_xact_lock(hashtextextended('oversight seats', 0));
	if app.caller() like 'session:%' and app.seat_is_needed(old.account_id) then
		raise exception 'seat of %: needed by what is open', old.account_id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger seat_stays before update of until on oversight_seat for each row
	when (old.until is null and new.until is not null) execute function app.seat_stays();

-- The public keys to which sealed content is encrypted.
create function app.seal_recipients() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	if app.caller() is null then
		return '{}';
	end if;
	return coalesce((
		select array_agg(k.recipient order by k.made_at) from custodian_key k
		where k.tested_at is not null and k.retired_at is null and (
			exists (select from oversight_seat s where s.account_id = k.account_id and s.since <= app.today()
				and (s.until is null or s.until > app.today()))
			or exists (select from post p where p.account_id = k.account_id and p.role = 'custodian' and p.valid @> app.today()))), '{}');
end $$;

-- The case whose receipt the sender has shown; the nil id when there is none, so that a miss costs what a hit costs.
create function app.sender_case() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	-- Every policy of a sender asks this. Where what app.caller() would answer stands here, it is not called: that takes longer than the rest.
	if session_user <> 'vidan_login_public' or current_setting('app.caller', true) is distinct from 'public' then
		if app.caller() <> 'public' and app.caller() not like 'operator:%' then
			raise exception 'only the public face asks by receipt' using errcode = 'VD001';
		end if;
	end if;
	return coalesce((
		select r.feedback_id from feedback_receipt r
		where r.receipt_hash = decode(nullif(current_setting('app.receipt', true), ''), 'hex')),
		'00000000-0000-0000-0000-000000000000');
end $$;

alter function app.relation_is_confirmed(uuid, uuid) owner to vidan_definer;
alter function app.relations_are_few() owner to vidan_definer;
alter function app.officers_served_in(uuid, int, date) owner to vidan_definer;
alter function app.barred_of(uuid) owner to vidan_definer;
alter function app.concerned_among(uuid, uuid[]) owner to vidan_definer;
alter function app.barred_among(uuid, uuid[]) owner to vidan_definer;
alter function app.seats_again(uuid) owner to vidan_definer;
alter function app.barred_feedback() owner to vidan_definer;
alter function app.eligible_desk(uuid, int) owner to vidan_definer;
alter function app.province_code(int) owner to vidan_definer;
alter function app.oversees() owner to vidan_definer;
alter function app.takes_sealed() owner to vidan_definer;
alter function app.seat_is_needed(uuid) owner to vidan_definer;
alter function app.seat_stays() owner to vidan_definer;
alter function app.seal_recipients() owner to vidan_definer;
alter function app.sender_case() owner to vidan_definer;
revoke execute on function app.relation_is_confirmed(uuid, uuid), app.officers_served_in(uuid, int, date), app.barred_of(uuid), app.concerned_among(uuid, uuid[]), app.barred_among(uuid, uuid[]), app.seats_again(uuid), app.eligible_desk(uuid, int), app.oversees(), app.takes_sealed(),
	app.seat_is_needed(uuid), app.seal_recipients(), app.sender_case() from public;
grant execute on function app.eligible_desk(uuid, int) to vidan_jobs, vidan_operator;
grant execute on function app.oversees() to vidan_staff, vidan_custody;
grant execute on function app.seat_is_needed(uuid), app.relation_is_confirmed(uuid, uuid) to vidan_staff;
grant execute on function app.takes_sealed(), app.seal_recipients() to vidan_staff, vidan_public, vidan_jobs, vidan_operator;
grant execute on function app.sender_case() to vidan_public, vidan_operator;
grant execute on function app.barred_of(uuid), app.barred_among(uuid, uuid[]) to vidan_jobs, vidan_operator;

-- ── What may follow what ─────────────────────────────────────────────────────────────────────────────────────────────────
-- The same table stands in src/feedback/feedback.ts; a test compares them. before_state is where a pause goes back to.

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
	('withdrawn', 'screened', true), ('withdrawn', 'objected', true), ('withdrawn', 'closed', false), ('merged', 'screened', true), ('merged', 'screened', false);

create function app.feedback_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	sender boolean := app.caller() = 'public';
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
		-- A withdrawal that is taken back brings back an objection, and makes none; what was only counted has no answer to object to.
		if new.state = 'objected' and ((old.state = 'withdrawn' and old.before_state is distinct from 'objected')
			or (new.kind = 'rating' and new.answered_on is null)) then
			raise exception 'feedback %: nothing to object to', old.id using errcode = 'VD010';
		end if;
		-- What is opened again climbs from the bottom, from the day on which it was.
		if new.state = 'reopened' then
			new.rung := 0;
			new.rung_from := null;
		end if;
		-- Freed from the case it was joined to by its sender or by the worker, never by a desk.
		if old.state = 'merged' then
			if app.caller() like 'session:%' then
				raise exception 'feedback %: not the desk''s to free', old.id using errcode = 'VD010';
			end if;
			new.merged_into := null;
		end if;
		new.before_state := case when new.state in ('awaitingSender', 'suspended', 'transferOffered', 'withdrawn') then old.state end;
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
	-- A sender who replies, or withdraws, starts the clock again: the due date moves by the days that it stood still. One who has the
	-- case opened again begins another time, from today and no longer than the law allows: working days, a long holiday among them.
	if sender and ((old.handling_unit_id, old.handler_id, old.kind) is distinct from (new.handling_unit_id, new.handler_id, new.kind)
		or (new.runs_from is distinct from old.runs_from and not (new.state = 'reopened' and old.state <> 'reopened' and new.runs_from = app.today()))
		or (old.due_on <> new.due_on and not ((new.due_on > old.due_on
			and (old.state = 'suspended' or (old.state = 'awaitingSender' and new.due_on <= old.due_on + 30)))
			or (new.state = 'reopened' and old.state <> 'reopened' and new.runs_from = app.today() and new.due_on > app.today()
				and new.due_on <= app.today() + 30 + (select p.settle_days * 2 from clock_profile p where p.id = new.profile_id))))) then
		raise exception 'feedback %: not the sender''s to decide', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
alter function app.feedback_moves() owner to vidan_definer;
create trigger feedback_moves before update on feedback for each row execute function app.feedback_moves();

-- ── Protection ───────────────────────────────────────────────────────────────────────────────────────────────────────────

call app.protect('oversight_seat');
call app.protect('custodian_key');
call app.protect('declared_relation');
call app.protect('feedback');
call app.protect('feedback_receipt');
call app.protect('feedback_key');
call app.protect('feedback_text');
call app.protect('feedback_file');
call app.protect('feedback_step');
call app.protect('feedback_officer');
call app.protect('feedback_part');
call app.protect('feedback_message');
call app.protect('feedback_answer');
call app.protect('feedback_statement');
call app.protect('feedback_rating');
call app.protect('feedback_rectification');
call app.protect('feedback_opening');
call app.protect('feedback_publication');
call app.protect('feedback_transition');
revoke update, delete on feedback_step, feedback_opening, feedback_message from vidan_jobs, vidan_operator;
grant select on feedback_transition to vidan_staff, vidan_public;
create policy known on feedback_transition for select to vidan_staff, vidan_public using ((select app.caller()) is not null);

-- Staff: the desk, the inspectors and the head of the handling body; whoever a case was given to, while they hold a post
-- there; the body it is offered to; the
-- oversight body. And over all of that, whoever is in the conflict set sees and changes nothing.
create policy unbarred on feedback as restrictive to vidan_staff, vidan_custody
	-- By a hash of the set, however large it is; an array would be walked for every row.
	using (id not in (select unnest(app.barred_feedback()))) with check (id not in (select unnest(app.barred_feedback())));
create policy at_desk on feedback to vidan_staff
	using (handling_unit_id = any ((select app.kept_units('feedbackDesk', 'inspector', 'unitHead'))::int[]))
	with check ((select app.caller()) is not null);
create policy offered on feedback to vidan_staff
	using (offered_unit_id = any ((select app.kept_units('feedbackDesk', 'unitHead'))::int[])) with check ((select app.caller()) is not null);
create policy given on feedback to vidan_staff
	using (handler_id = (select app.account_id()) and (with_oversight and (select app.oversees()) or handling_unit_id = any (
		(select app.kept_units('feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))::int[]))) with check ((select app.caller()) is not null);
create policy oversight on feedback to vidan_staff
	using (with_oversight and (select app.oversees())) with check ((select app.caller()) is not null);
create policy sender on feedback to vidan_public
	using (id = (select app.sender_case())) with check (id = (select app.sender_case()));
grant select on feedback to vidan_staff, vidan_public, vidan_custody;
grant update (kind, profile_id, state, before_state, step, stage, topic, accuses, officer_known, unit_id, unit_known, looked_at, due_on, runs_from, extensions, paused_on, paused_days,
	noted_on, handling_unit_id, with_oversight, routing, routed_at, offered_unit_id, handler_id, merged_into, answered_on, answered_in_time, closed_on, unfounded, erase_on, erase_why)
	on feedback to vidan_staff;
grant update (state, before_state, step, withdrawn_on, paused_on, paused_days, due_on, runs_from, reopened, closed_on, erase_on, erase_why) on feedback to vidan_public;

-- The rows of a case are seen by who sees the case.
create policy sender on feedback_receipt for update to vidan_public using (feedback_id = (select app.sender_case())) with check (feedback_id = (select app.sender_case()));
create policy sender_sees on feedback_receipt for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select (feedback_id, renewed, promise), update (receipt_hash, renewed) on feedback_receipt to vidan_public;

create policy staff on feedback_key to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
create policy sender on feedback_key for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select on feedback_key to vidan_staff;
grant select on feedback_key to vidan_public;

-- Under the key of the case: for who handles it. To custody: for the custody login alone, which nobody else has.
create policy staff on feedback_text for select to vidan_staff
	using (not custody and part <> 'receipt' and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_text for insert to vidan_staff
	with check ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_rewrites on feedback_text for update to vidan_staff
	using (not custody and part in ('answer', 'brief', 'note') and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and not exists (select from feedback_answer a where a.text_id = feedback_text.id and a.state = 'approved'))
	with check (not custody);
create policy sender on feedback_text for select to vidan_public
	using (not custody and part in ('matter', 'message', 'receipt', 'answer') and feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_text for insert to vidan_public with check (feedback_id = (select app.sender_case()));
create policy custodian on feedback_text for select to vidan_custody
	using (custody and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)
		and exists (select from feedback_opening o where o.feedback_id = feedback_text.feedback_id and o.account_id = (select app.account_id())
			and o.at > now() - interval '15 minutes'));
grant select, insert, update (body) on feedback_text to vidan_staff;
grant select, insert on feedback_text to vidan_public;
grant select on feedback_text to vidan_custody;

create policy staff on feedback_file for select to vidan_staff
	using (not custody and state = 'clean' and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_file for insert to vidan_staff
	with check ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_file for select to vidan_public using (feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_file for insert to vidan_public with check (feedback_id = (select app.sender_case()) and state in ('quarantined', 'clean'));
grant select, insert on feedback_file to vidan_staff, vidan_public;

create policy staff on feedback_step to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (account_id = (select app.account_id()));
create policy sender on feedback_step for select to vidan_public using (told and feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_step for insert to vidan_public with check (feedback_id = (select app.sender_case()) and account_id is null);
grant select, insert on feedback_step to vidan_staff, vidan_public;

create policy staff on feedback_officer to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (identified_by = (select app.account_id()) and exists (select from feedback f where f.id = feedback_id));
-- Who was named stays named, unless two persons agree that it was a mistake (app.decide_clearing).
grant select, insert on feedback_officer to vidan_staff;

create policy staff on feedback_part to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (account_id = (select app.account_id()));
grant select, insert, update (recused) on feedback_part to vidan_staff;

create policy staff on feedback_message for select to vidan_staff
	using ((kind <> 'pressure' or (select app.oversees())) and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_message for insert to vidan_staff
	with check (not from_sender and written_by = (select app.account_id()) and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_message for select to vidan_public using (feedback_id = (select app.sender_case()));
create policy sender_writes on feedback_message for insert to vidan_public with check (from_sender and feedback_id = (select app.sender_case()));
grant select, insert on feedback_message to vidan_staff, vidan_public;

create policy staff on feedback_answer for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_writes on feedback_answer for insert to vidan_staff
	with check (drafted_by = (select app.account_id()) and state <> 'approved' and exists (select from feedback f where f.id = feedback_id));
-- What was approved is never changed, and approved only by who is signed in.
create policy staff_decides on feedback_answer for update to vidan_staff
	using (state <> 'approved' and (select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id))
	with check (approved_by is null or approved_by = (select app.account_id()));
create policy sender on feedback_answer for select to vidan_public using (state = 'approved' and feedback_id = (select app.sender_case()));
grant select, insert, update on feedback_answer to vidan_staff;
grant select on feedback_answer to vidan_public;

-- The accused reads the question put to them and nothing else of the case.
create policy staff on feedback_statement for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy staff_asks on feedback_statement for insert to vidan_staff
	with check (asked_by = (select app.account_id()) and statement is null and exists (select from feedback f where f.id = feedback_id));
create policy staff_closes on feedback_statement for update to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check (closed_at is not null);
create policy accused on feedback_statement for select to vidan_staff using (member_id = (select app.member_id()));
create policy accused_states on feedback_statement for update to vidan_staff
	using (member_id = (select app.member_id()) and closed_at is null) with check (member_id = (select app.member_id()));
grant select, insert, update (statement, stated_at, closed_at, cleared) on feedback_statement to vidan_staff;

create policy sender on feedback_rating to vidan_public using (feedback_id = (select app.sender_case())) with check (feedback_id = (select app.sender_case()));
create policy staff on feedback_rating for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
grant select, insert on feedback_rating to vidan_public;
grant select on feedback_rating to vidan_staff;

-- What is to be put right is known to the unit that has to, too.
create policy staff on feedback_rectification to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
create policy ordered on feedback_rectification for select to vidan_staff
	using (unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]));
create policy done on feedback_rectification for update to vidan_staff
	using (verified_on is null and unit_id = any ((select app.kept_units('unitHead', 'focalOfficer'))::int[]))
	with check (done_by = (select app.account_id()) and verified_on is null);
create policy sender on feedback_rectification for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select, insert, update (done_on, done_by, done_note, verified_on, verified_by) on feedback_rectification to vidan_staff;
grant select on feedback_rectification to vidan_public;

create policy opened on feedback_opening for insert to vidan_custody with check (
	account_id = (select app.account_id()) and exists (select from feedback f where f.id = feedback_id));
create policy custodian on feedback_opening for select to vidan_custody using (account_id = (select app.account_id()));
create policy staff on feedback_opening for select to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id));
create policy sender on feedback_opening for select to vidan_public using (feedback_id = (select app.sender_case()));
grant select, insert on feedback_opening to vidan_custody;
grant select on feedback_opening to vidan_staff, vidan_public;

create policy staff on feedback_publication to vidan_staff
	using ((select app.caller()) is not null and exists (select from feedback f where f.id = feedback_id)) with check ((select app.caller()) is not null);
create policy published on feedback_publication for select to vidan_public using ((select app.caller()) = 'public' and published_at is not null);
grant select, insert, update on feedback_publication to vidan_staff;
grant select on feedback_publication to vidan_public;

-- Custodians see the sealed cases of their unit; the oversight body those it has and all sealed ones.
create policy custodian on feedback for select to vidan_custody using (
	handling_unit_id = any ((select app.kept_units('custodian'))::int[]) or ((sealed or with_oversight) and (select app.oversees())));
create policy custodian_follows on feedback for select to vidan_staff using (
	sealed and (handling_unit_id = any ((select app.kept_units('custodian'))::int[]) or (select app.oversees())));

grant select on oversight_seat, custodian_key to vidan_staff;
create policy known on oversight_seat for select to vidan_staff using ((select app.account_id()) is not null);
create policy known on custodian_key for select to vidan_staff using ((select app.account_id()) is not null);
grant insert, update (until) on oversight_seat to vidan_staff;
create policy seated on oversight_seat for insert to vidan_staff with check (
	seated_by = (select app.account_id()) and account_id <> (select app.account_id()) and (select app.keeps_clock()));
create policy ended on oversight_seat for update to vidan_staff using ((select app.keeps_clock())) with check ((select app.keeps_clock()));
grant insert (account_id, recipient), update (tested_at, retired_at) on custodian_key to vidan_staff;
create policy own on custodian_key for insert to vidan_staff with check (account_id = (select app.account_id()) and (select app.elevated()));
create policy own_tested on custodian_key for update to vidan_staff
	using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));

-- Taken back only by who declared it, from today on, and never deleted: it holds for what is under way. What was confirmed is not taken
-- back: the oversight body is asked to end it.
grant select, insert (member_id, relative_id, declared_by), update (ended_on, end_asked_on) on declared_relation to vidan_staff;
create policy own on declared_relation for select to vidan_staff
	using (member_id = (select app.member_id()) or relative_id = (select app.member_id()));
create policy declares on declared_relation for insert to vidan_staff
	with check (declared_by = (select app.account_id()) and member_id = (select app.member_id()) and ended_on is null);
create policy takes_back on declared_relation for update to vidan_staff
	using (member_id = (select app.member_id()) and ended_on is null and not app.relation_is_confirmed(member_id, relative_id))
	with check (member_id = (select app.member_id()) and ended_on = (select app.today()) and confirmed is not true
		and not app.relation_is_confirmed(member_id, relative_id));
create policy asks_to_end on declared_relation for update to vidan_staff
	using (member_id = (select app.member_id()) and ended_on is null and app.relation_is_confirmed(member_id, relative_id))
	with check (member_id = (select app.member_id()) and ended_on is null and end_asked_on = (select app.today()));

-- ── Filing ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One statement takes a case in: the same form sent again (filing_key) changes nothing and answers false. A function, so that
-- neither face needs a right to insert and a filing is one round trip. Staff enter on behalf of somebody, who then sees by whom.
create function app.file_feedback(matter jsonb, receipt bytea, case_key bytea, texts jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
		clerk, (matter->>'splitFrom')::uuid, coalesce((matter->>'held')::boolean, false))
	on conflict (filing_key) do nothing;
	if not found then
		return false;
	end if;
	insert into feedback_receipt (feedback_id, receipt_hash, promise) values (new_id, receipt, matter->>'promise');
	insert into feedback_key (feedback_id, wrapped) values (new_id, case_key);
	insert into feedback_text (feedback_id, part, custody, body)
	select new_id, t.part, t.custody, decode(t.body, 'base64') from jsonb_to_recordset(texts) as t (part text, custody boolean, body text);
	insert into feedback_step (feedback_id, step, event, state, at, account_id) values (new_id, 1, 'received', 'received', (matter->>'receivedAt')::timestamptz, clerk);
	return true;
end $$;
alter function app.file_feedback(jsonb, bytea, bytea, jsonb) owner to vidan_definer;
revoke execute on function app.file_feedback(jsonb, bytea, bytea, jsonb) from public;
grant execute on function app.file_feedback(jsonb, bytea, bytea, jsonb) to vidan_public, vidan_staff, vidan_jobs, vidan_operator;

-- The log takes leaves from every face, so that a step and its leaf are one transaction. Somebody without an account begins subjects
-- with it, and goes on with none but the case whose receipt was shown.
create function app.public_leaf_is_own() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if convert_from(new.leaf, 'UTF8')::jsonb ->> 'seq' <> '1'
		and not exists (select from feedback f where f.id = app.sender_case() and f.log_id::text = new.subject) then
		raise exception 'a leaf of somebody else''s case' using errcode = 'VD012';
	end if;
	return new;
end $$;
create trigger public_leaf_is_own before insert on ledger_queue for each row when (session_user = 'vidan_login_public')
	execute function app.public_leaf_is_own();
