-- Campaigns and their measure groups.

create table campaign_template (
	key text primary key check (key ~ '^[a-z][a-zA-Z0-9]*$'),
	title text not null check (title <> ''),
	title_en text
);
comment on table campaign_template is 'What a new campaign may begin from: a set of measure groups.';

create table template_measure (
	template_key text not null references campaign_template,
	position smallint not null check (position > 0),
	title text not null check (title <> ''),
	title_en text,
	product text not null default '',
	product_en text,
	primary key (template_key, position)
);
comment on table template_measure is 'A measure group of a template, with the product typical of it. Copied into the campaign, so that a later template changes no running campaign.';
insert into campaign_template (key, title, title_en) values
	('conduct', 'Xây dựng phong cách (bảy nhóm biện pháp)', 'Building a style of conduct (seven groups of measures)');
insert into template_measure (template_key, position, title, title_en, product, product_en) values
	('conduct', 1, 'Tổ chức đợt sinh hoạt chính trị sâu rộng cho toàn thể cán bộ, chiến sĩ', 'A broad political study period for all members', 'Buổi học tập, lượt tham dự, bài thu hoạch', 'Sessions, attendance, write-ups'),
	('conduct', 2, 'Tuyên truyền, giáo dục chính trị, tư tưởng; rèn luyện bản lĩnh, điều lệnh, đạo đức, kỷ luật, trách nhiệm', 'Political education: steadfastness, regular manner, ethics, discipline, responsibility', 'Buổi nói chuyện, tin bài, tài liệu', 'Talks, posts, materials'),
	('conduct', 3, 'Xây dựng và thực hiện tiêu chí, quy tắc ứng xử văn hóa, chuẩn mực đạo đức', 'Criteria of style, codes of cultured conduct, ethical standards', 'Hội thảo, bộ tiêu chí, quy tắc', 'Workshops, criteria sets, codes'),
	('conduct', 4, 'Tập huấn, bồi dưỡng thường xuyên về nghiệp vụ, pháp luật, công vụ, giao tiếp, ứng xử', 'Regular training: profession, law, public duty, communication and conduct', 'Lớp tập huấn, học viên, kết quả', 'Classes, trainees, results'),
	('conduct', 5, 'Tiếp nhận sự giám sát, góp ý của cơ quan, đoàn thể, Mặt trận Tổ quốc và nhân dân', 'Supervision and opinions by agencies, mass organisations, the Fatherland Front and the people', 'Thư góp ý, diễn đàn, khảo sát, phản ánh', 'Letters, forums, surveys, feedback'),
	('conduct', 6, 'Truyền thông về cuộc vận động; nêu gương điển hình tiên tiến, phản bác thông tin sai', 'Communication about the campaign; praise of exemplars, countering false claims', 'Tin bài, điển hình tiên tiến', 'Articles, exemplars'),
	('conduct', 7, 'Tăng cường lãnh đạo của cấp ủy; trách nhiệm nêu gương của cấp ủy, thủ trưởng đơn vị', 'Leadership; responsibility of committees and heads of units, setting an example', 'Hoạt động ban chỉ đạo, kiểm điểm, xếp loại', 'Committee work, reviews, ratings');

create table campaign (
	id int generated always as identity primary key,
	slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
	unit_id int not null references unit,
	parent_id int references campaign,
	title text not null check (title <> '' and length(title) <= 300),
	title_en text check (title_en <> ''),
	slogan text not null default '',
	purpose text not null default '',
	purpose_en text check (purpose_en <> ''),
	legal_grounds text[] not null default '{}',
	starts_on date not null,
	ends_on date not null check (ends_on >= starts_on),
	state text not null default 'draft'
		check (state in ('draft', 'issued', 'launched', 'running', 'reviewing', 'closed', 'archived')),
	published boolean not null default false,
	created_at timestamptz not null default app.now(),
	created_by uuid references account,
	check (not published or state <> 'draft')
);
create index campaign_unit on campaign (unit_id);
create index campaign_parent on campaign (parent_id) where parent_id is not null;
comment on table campaign is 'A campaign, led by one unit, possibly a local variant of a parent campaign. The slug is its public name; states move only as app.campaign_moves says.';
comment on column campaign.published is 'Shown on the portal. A draft never is.';

create table measure (
	id int generated always as identity primary key,
	campaign_id int not null references campaign,
	position smallint not null check (position > 0),
	title text not null check (title <> '' and length(title) <= 300),
	title_en text check (title_en <> ''),
	product text not null default '',
	product_en text,
	parent_measure_id int references measure,
	unique (campaign_id, position) deferrable,
	unique (campaign_id, id)
);
comment on table measure is 'A measure group of a campaign; in a local variant it may stand for one of the parent''s.';

-- What may follow what. The same table stands in campaign.ts, where who may move is said; a test compares them.
create function app.campaign_moves() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if old.state <> new.state and (old.state, new.state) not in (('draft', 'issued'), ('issued', 'launched'),
		('launched', 'running'), ('running', 'reviewing'), ('reviewing', 'closed'), ('closed', 'archived')) then
		raise exception 'campaign %: % cannot become %', old.id, old.state, new.state using errcode = 'VD010';
	end if;
	if (old.slug, old.unit_id, old.parent_id) is distinct from (new.slug, new.unit_id, new.parent_id) then
		raise exception 'campaign %: slug, unit and parent are fixed', old.id using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger campaign_moves before update on campaign for each row execute function app.campaign_moves();

create function app.child_of_issued_campaign() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
	if new.parent_id is not null and not exists (
		select from campaign c where c.id = new.parent_id and c.state in ('issued', 'launched', 'running', 'reviewing')) then
		raise exception 'campaign %: its parent is not issued', new.slug using errcode = 'VD010';
	end if;
	return new;
end $$;
create trigger child_of_issued_campaign before insert on campaign for each row execute function app.child_of_issued_campaign();

call app.protect('campaign_template');
call app.protect('template_measure');
call app.protect('campaign');
call app.protect('measure');

grant select on campaign_template, template_measure to vidan_staff;
create policy known on campaign_template for select to vidan_staff using ((select app.signed_in()));
create policy known on template_measure for select to vidan_staff using ((select app.signed_in()));

-- A draft campaign is its unit's own affair; later it is known to every unit below, and above.
grant select, insert, update on campaign to vidan_staff;
create policy kept on campaign for select to vidan_staff
	using (unit_id = any ((select app.kept_units('focalOfficer', 'unitHead', 'committeeMember', 'editor', 'approver', 'auditor'))::int[]));
create policy line on campaign for select to vidan_staff
	using (state <> 'draft' and unit_id = any ((select app.line_units())::int[]));
-- `offset 0`: looked up for each of the few campaigns. Else all units under the caller are gone through and put into a table first.
create policy scope on campaign for select to vidan_staff using (state <> 'draft' and exists (
	select from unit_standing s where s.unit_id = campaign.unit_id
		and s.node_id = any ((select app.scope())::int[]) and s.valid @> (select app.today()) offset 0));
create policy write on campaign for insert to vidan_staff
	with check (state = 'draft' and unit_id = any ((select app.posts('focalOfficer', 'unitHead'))::int[]));
create policy change on campaign for update to vidan_staff
	using (unit_id = any ((select app.kept_units('focalOfficer', 'unitHead', 'approver'))::int[]));

-- A campaign in which work begins: one that the caller may see, from its issuing until it is closed.
create function app.takes_work(wanted int) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
	return exists (select from campaign c where c.id = wanted and c.state in ('issued', 'launched', 'running', 'reviewing'));
end $$;

-- Is a campaign over? Asked for each paper that hangs on it, so without what its policies cost.
create function app.is_over(campaign int) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
	select app.caller() is not null and exists (
		select from campaign c where c.id = $1 and c.state in ('closed', 'archived'))
$$;
alter function app.is_over(int) owner to vidan_definer;
revoke execute on function app.is_over(int) from public;
grant execute on function app.is_over(int) to vidan_staff, vidan_jobs, vidan_operator, vidan_definer;

grant select, insert, update, delete on measure to vidan_staff;
create policy known on measure for select to vidan_staff
	using ((select app.signed_in()) and exists (select from campaign c where c.id = measure.campaign_id));
create policy write on measure to vidan_staff
	using (exists (select from campaign c where c.id = measure.campaign_id
		and c.unit_id = any ((select app.kept_units('focalOfficer', 'unitHead'))::int[])));

-- The public sees published campaigns and their measures.
grant select (id, slug, unit_id, parent_id, title, title_en, slogan, purpose, purpose_en, legal_grounds, starts_on, ends_on, state, published)
	on campaign to vidan_public;
create policy published on campaign for select to vidan_public
	using ((select app.caller()) = 'public' and published and state <> 'draft');
grant select on measure to vidan_public;
create policy published on measure for select to vidan_public
	using ((select app.caller()) = 'public' and exists (select from campaign c where c.id = measure.campaign_id));
