-- Who knows of a commitment, reads what it says, writes it and answers it.
--
-- The questions of the policies are written as functions where they are asked of one row at a time: their plans are kept,
-- while a policy is planned anew with every statement, and submitting is what everybody does in the same week.

-- Does the caller know of an issue: as one of those who are asked, from above, or as somebody under the unit that issued it?
create function app.knows_issue(issue uuid, unit int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
	-- Asked first, because a member who submits asks nothing else.
	if exists (select from commitment c where c.member_id = (select app.member_id()) and c.issue_id = issue) then
		return true;
	end if;
	return exists (
			select from unit_standing s where s.unit_id = any ((select app.own_units())::int[]) and s.node_id = app.keeper_of(unit) and s.valid @> app.today())
		or exists (
			select from unit_standing s where s.unit_id = unit and s.node_id = any ((select app.scope())::int[]) and s.valid @> app.today());
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
			and s.node_id = any ((select app.posts('focalOfficer'))::int[]));
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
