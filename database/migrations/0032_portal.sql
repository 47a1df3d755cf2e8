-- Whose house this is, and what the public face shows that it could not work out without seeing more than it may.

create table installation (
	one boolean primary key default true check (one),
	body_vi text not null default '' check (length(body_vi) <= 200),
	body_en text not null default '' check (length(body_en) <= 200),
	superior_vi text not null default '' check (length(superior_vi) <= 200),
	superior_en text not null default '' check (length(superior_en) <= 200),
	address_vi text not null default '' check (length(address_vi) <= 300),
	address_en text not null default '' check (length(address_en) <= 300),
	phone text not null default '' check (length(phone) <= 40),
	email text not null default '' check (length(email) <= 200),
	officer_vi text not null default '' check (length(officer_vi) <= 200),
	officer_en text not null default '' check (length(officer_en) <= 200),
	root_unit_id int references unit,
	illustration boolean not null default false,
	set_up_at timestamptz,
	changed_at timestamptz not null default app.now(),
	check (set_up_at is null or body_vi <> '')
);
insert into installation default values;
comment on table installation is 'Which body this installation belongs to and how it is reached: one row, there from the start.';
comment on column installation.body_en is 'Empty: the Vietnamese name is shown on English pages too.';
comment on column installation.officer_vi is 'Name and position of the contact officer, as the portal must show them.';
comment on column installation.illustration is 'Demonstration data: said on every page, print and export.';
comment on column installation.set_up_at is 'When the first set-up ended; null while the house is still empty.';

call app.protect('installation');
revoke insert, delete on installation from vidan_jobs, vidan_operator, vidan_definer;
grant select on installation to vidan_public, vidan_staff, vidan_signin;
grant update (body_vi, body_en, superior_vi, superior_en, address_vi, address_en, phone, email, officer_vi, officer_en, changed_at)
	on installation to vidan_staff;
create policy known on installation for select to vidan_public, vidan_staff, vidan_signin
	using ((select app.caller()) is not null);
create policy kept on installation for update to vidan_staff
	using ((select app.keeps_tree('administrator'))) with check ((select app.keeps_tree('administrator')));

create table set_up_link (
	one boolean primary key default true check (one),
	token_hash bytea not null,
	made_at timestamptz not null default now()
);
comment on table set_up_link is 'The one-time link of the first set-up, kept as the SHA-256 of its token. Good until somebody can sign in; a new one replaces it.';
call app.protect('set_up_link');

-- Snapshots for the public, written by a job: the public login reads neither counters nor the plans of units. The
-- campaign must be one that the reader sees, and so must the unit, whatever the snapshot says.
create table public_figure (
	campaign_id int not null references campaign,
	key text not null check (key in ('commitmentSigned')),
	percent smallint not null check (percent between 0 and 100),
	at timestamptz not null default app.now(),
	primary key (campaign_id, key)
);
comment on table public_figure is 'A rate as the public sees it: whole percent, and no row at all where fewer than 30 members are behind it.';
comment on column public_figure.at is 'When it last became this.';

create table public_participant (
	campaign_id int not null references campaign,
	unit_id int not null references unit,
	primary key (campaign_id, unit_id)
);
create index public_participant_unit on public_participant (unit_id);
comment on table public_participant is 'Publishable units that have issued their plan in a campaign.';

call app.protect('public_figure');
call app.protect('public_participant');
grant select on public_figure, public_participant to vidan_public;
create policy published on public_figure for select to vidan_public
	using ((select app.caller()) = 'public' and exists (select from campaign c where c.id = public_figure.campaign_id));
create policy published on public_participant for select to vidan_public
	using ((select app.caller()) = 'public'
		and exists (select from campaign c where c.id = public_participant.campaign_id)
		and exists (select from unit u where u.id = public_participant.unit_id));
