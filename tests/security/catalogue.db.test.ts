import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { work, type House } from '#platform';
import { loginName, roleName, roles } from '../../src/platform/database/roles.ts';
import { testHouse } from '../../src/platform/testing.ts';

/**
 * what the catalogue must say of every table, view, function and role, whatever room they belong to. Looks at the
 * database as it stands after all migrations, so that a table made tomorrow is under it without being named here.
 */
let house: House;

beforeAll(async () => {
	house = await testHouse();
});

async function list<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
	const { rows } = await work(house, { kind: 'operator', name: 'lint' }, (call) => query.execute(call.db));
	return rows;
}

/** Our schemas. The queue's own is its own: nobody but the worker's login reaches it (see the test of schemas). */
const ours = sql`('public', 'app', 'signin')`;
const tables = sql`pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours} and c.relkind in ('r', 'p')`;

/** Functions that run with the rights of their owner, each with the reason why it may. */
const reviewed: Record<string, string> = {
	'app.account_id()': 'finds the session behind the token that the caller declared',
	'app.act_to_delta()': 'trigger: whoever may write an act writes its delta',
	'app.actor_of(uuid)': 'what policies ask about somebody; jobs, operator and enter_session only',
	'app.administers(uuid)': 'sees posts that the asking administrator may not see, answers yes or no',
	'app.elevated()': 'reads the session of the caller',
	'app.enter_session(text,text)': 'declares the caller by the token and says who it is',
	'app.find_members(integer,text,integer)': 'searches one subtree in the scope of the caller; answers ids',
	'app.hold_tree(text)':
		'holds the row of the tree, which only those who change it may update; until the transaction ends',
	'app.keeps_people()': 'posts of the caller',
	'app.serves_from(uuid,date)': 'a day, to who keeps the member: postings elsewhere are not passed over',
	'app.keeps_tree(text[])': 'posts of the caller at the root',
	'app.member_id()': 'the member behind the account of the caller',
	'app.own_units()': 'posts and posting of the caller',
	'app.posts(text[])': 'posts of the caller',
	'app.scope()': 'posts of the caller',
	'app.stands_in(integer,integer[])': 'structure of the tree only',
	'app.measure()': 'analyze needs the owner of the tables; jobs and operator only, takes nothing, answers nothing',
	'app.visible_nodes(integer[])': 'keeps of the nodes asked for those the caller may see; the login decides',
	'app.figures(text,integer[],integer,date,date,smallint[])': 'counters of visible nodes only',
	'app.figure_months(text,integer,integer,smallint[],date,date)': 'counters of visible nodes only',
	'app.figures_age()': 'instants only',
	'app.figures_wait(integer,integer,date)': 'yes or no',
	'app.figures_beside(text,integer,integer[],integer,date,date,date,date,smallint[],smallint)':
		'counters of visible nodes only',
	'app.asks_for_tree()': 'raises unless the caller keeps the tree; the login decides',
	'app.kept_at(integer[])': 'counts only, for who keeps the tree',
	'app.serving_on(date)': 'counts by unit only, for who keeps the tree',
	'app.posts_ending(integer[],date)': 'roles and names of who holds them, for who keeps the tree',
	'app.kept_units(text[])': 'posts of the caller',
	'app.line_units()': 'own units of the caller and those above',
	'app.keeper_of(integer)': 'structure of the tree only',
	'app.keeper_on(integer,date)': 'structure of the tree only',
	'app.forked_plans()': 'ids of plans that own ones fork',
	'app.attach_plans(uuid,integer[])': 'what plans below fork, for whoever keeps the one above them',
	'app.is_over(integer)': 'yes or no of a campaign',
	'app.take_back_pledge(uuid,uuid[])': 'for whoever arranges the block: the acts of that pledge alone',
	'app.plan_coverage(uuid[])': 'two counts of plans in scope',
	'app.joined_activities()': 'ids of events in which the caller takes part',
	'app.keeps_activity(uuid)': 'posts of the caller, yes or no',
	'app.joined_blocks()': 'ids of blocks of the units of the caller',
	'app.keeps_block(uuid)': 'posts of the caller, yes or no',
	'app.confirming_unit(integer,uuid,uuid)': 'which unit has a head; answers a unit',
	'app.has_other(integer,uuid,uuid,text[])': 'whether a unit has another head or committee, yes or no; definer only',
	'app.by_committee(integer,uuid,uuid)': 'whether a unit has no other head, yes or no',
	'app.confirms(integer,uuid,uuid)': 'posts of the caller, yes or no',
	'app.commitment_counts()': 'trigger: the acts of a change of state',
	'app.commitment_moves()': 'trigger: what may follow what',
	'app.take_key(uuid,bytea)': 'takes an idempotency key for whoever asks, and for nobody else',
	'app.keep_answer(uuid,jsonb)': 'keeps the answer beside a key of whoever asks',
	'app.activity_shown_in()': 'trigger: whoever may change the campaigns of an event takes it off the portal',
	'app.keeps_own_door(uuid)': 'sees who sits and has a password, answers yes or no',
	'app.post_stays()': 'trigger: writes down a role that was held for hours; nobody else may',
	'app.keeps_posting()': 'writes down what a posting said before; nobody else may',
	'app.one_posting_at_a_time()': 'sees every posting of the members that are posted, whoever posts them',
	'app.measure_figures()': 'measures the tables of figures, which only their owner may; tells nothing',
	'app.current_generation()': 'which of two generations is read',
	'app.drop_now_key(integer)':
		'takes the key off one generation of “as now”, which only its owner may; jobs and operator only',
	'app.make_now_key(integer)': 'makes that key; jobs and operator only',
	'app.sign_commitment(uuid,integer,uuid,jsonb,text)': 'signs for the author alone: a session is asked who it is',
	'app.enrol_members(uuid,date)': 'enrols a subtree in one statement, for whoever issues there',
	'app.knows_issue(uuid,integer)': 'paper, posts and units of the caller, yes or no',
	'app.keeps_commitments_of(integer)': 'posts of the caller, yes or no',
	'app.reads_commitment(uuid,uuid)': 'author, enterer or commander, yes or no',
	'app.writes_commitment(uuid,uuid,uuid)': 'author or focal officer, yes or no',
	'app.answers_commitment(uuid)': 'commander, yes or no',
	'app.keeps_clock()': 'administrator at the root who proved it anew, yes or no',
	'app.relation_is_confirmed(uuid,uuid)':
		'whether two declared each other or the oversight body confirmed it, yes or no',
	'app.relations_are_few()': 'trigger: refuses a sixth relative whom nobody confirmed',
	'app.barred_of(uuid)': 'the cases that somebody must not know of; definer, jobs and operator only',
	'app.barred_among(uuid,uuid[])': 'who of some people must not know of a case; definer, jobs and operator only',
	'app.let_in_by(uuid[])': 'a part of barred_of and barred_among; nobody may call it',
	'app.concerned_of(uuid)': 'a part of barred_of; nobody may call it',
	'app.concerned_among(uuid,uuid[])': 'a part of barred_among; nobody may call it',
	'app.kin_of(uuid)': 'cases that are matters of one letter, or joined; definer only',
	'app.kin_know()': 'trigger: who is kept from a case is kept from what is split off it or joined to it',
	'app.officer_has_kin()': 'trigger: who is named in a case is kept from its kin',
	'app.recusal_has_kin()': 'trigger: who stepped back from a case stepped back from its kin',
	'app.erased_in_order()':
		'ids of erased cases of which an order is open, for the policy that hides the others; slipped-in SQL learns how many there are',
	'app.orders_open(uuid)': 'is anything that a case ordered still to be put right, yes or no',
	'app.seats_again(uuid)': 'a part of barred_of and barred_among; nobody may call it',
	'app.barred_feedback()':
		'the cases that the caller must not know of; used by the policy that hides them. Slipped-in SQL learns how many there are, and no more',
	'app.eligible_desk(uuid,integer)': 'who may handle a case, by its conflict set; jobs and operator only',
	'app.province_code(integer)': 'structure of the tree only: a public code',
	'app.late_list(date,integer)': 'list ids, bodies, due dates and the number of cases that may be named in public',
	'app.find_answers(text,integer,integer)': 'searches what is published; answers list ids',
	'app.seat_names()': 'names of who holds a seat in the oversight body, for the signed-in',
	'app.oversees()': 'seat of the caller, yes or no',
	'app.seats_agree()': 'do two seats sit with a tested key, yes or no',
	'app.agree_seat_change(uuid)':
		'seats somebody, or ends a seat, as another proposed: for who sits and proved anew who they are',
	'app.seat_is_needed(uuid)': 'whether a seat may end, yes or no',
	'app.seat_stays()': 'trigger: refuses to end a seat that open cases need',
	'app.takes_sealed()': 'whether sealed kinds are open, yes or no',
	'app.seal_recipients()': 'public keys',
	'app.receipt_is_settled()': 'whether the receipt of an entered case was replaced thirty days ago or more',
	'app.receipt_is_own()': 'whether a clerk has seen the receipt of the case that the sender has shown',
	'app.sender_case()': 'the case whose receipt the sender has shown',
	'app.replaced_receipt()': 'of which case the shown receipt was until it was replaced, and when',
	'app.receipt_is_replaced()': 'trigger: which receipt was replaced, and when',
	'app.sender_handled()': 'who handles the case whose receipt the sender has shown, and did its steps',
	'app.sender_openings()': 'who opened sealed content of the case whose receipt the sender has shown',
	'app.oversight_recipients()': 'public keys',
	'app.public_places(integer)': 'publishable units below one, by name',
	'app.pressed_feedback()': 'cases whose sender was pressed; for a seat of oversight, nothing for others',
	'app.spend_once(text,timestamp with time zone)': 'whether a random nonce is new',
	'app.stage_upload(bytea,text,bigint,timestamp with time zone)': 'an id for a file of a form not sent yet, bounded',
	'app.take_upload(bytea,uuid)': 'the hash of a file that was staged, for who has the key of its form',
	'app.feedback_moves()': 'trigger: what may follow what',
	'app.joined_feedback()': 'cases joined to those that the caller handles; nothing for others',
	'app.sender_adds_enough()': 'trigger: what a sender adds is taken so often a day',
	'app.file_content_goes()': 'trigger: content that a case names no more waits to be removed',
	'app.resumed_at_most(feedback)': 'by when a case may be due whose clock goes on; definer only',
	'app.feedback_kind_protects()': 'trigger: a less protected kind needs a second person',
	'app.takes_files(uuid,bigint)': 'one word of a case: whether it takes files',
	'app.sender_sends_enough()': 'trigger: counts the files of a case, also those that its sender does not see',
	'app.part_is_protected()': 'trigger: a part is no less protected than what it was split from',
	'app.open_answer_goes_back()': 'trigger: another handler, body or stage, and what was being written goes back',
	'app.answered_has_answer()': 'trigger: answered is what has an answer that two persons released',
	'app.stands_when_released()': 'trigger: released is what the present handler wrote, who may know of the case',
	'app.sealed_is_ended_by_two()': 'trigger: guidance and joining end a sealed case only when a second person agreed',
	'app.tells_an_answer()': 'trigger: published is an answer that was released and stands',
	'app.publication_ends()': 'trigger: what is sealed, erased or not accepted is published no more',
	'app.stands(uuid,uuid)': 'whether who proposed something of a case may know of it, yes or no',
	'app.fallen_gives_way()': 'trigger: what fell with its proposer gives way to what is proposed next',
	'app.proposals_end()': 'trigger: what was proposed ends with the state in which it was made',
	'app.decide_clearing(uuid,boolean)':
		'takes out an officer who was named by mistake: for a second person who is not in the conflict set',
	'app.nomination_holds()': 'trigger: whom a nomination may name and who decides on it',
	'app.decider_above(integer,uuid,uuid)': 'which unit above has a head who decides on a nomination; jobs only',
	'app.has_head_above(integer,uuid,uuid)': 'whether a unit has a head above it, yes or no',
	'app.statements_end()': 'trigger: with the end of a case nothing more is asked of the accused',
	'app.statement_is_own()': 'trigger: what an accused says is written by nobody else',
	'app.runs_feedback(uuid)': 'posts and seat of the caller against the conflict set, yes or no; definer only',
	'app.eligible_handlers(uuid)':
		'who may be given a case that the caller runs; who is missing is missing without a reason',
	'app.is_continued(integer)': 'structure of the tree only, yes or no; definer only',
	'app.has_opened(uuid)': 'whether the caller opened a sealed case since its sender wrote last, yes or no',
	'app.brief_was_read()': 'trigger: a brief is written by who opened the case',
	'app.let_lie(uuid,integer)': 'did a case move up from a unit, yes or no; definer only',
	'app.feedback_stays_up()': 'trigger: what moved up does not go back to who let it lie',
	'app.may_receive(uuid,integer)': 'may a unit be offered a case that the caller runs, yes or no without a reason',
	'app.names_of_accounts(uuid[])': 'names of people whose ids stand in rows that the caller sees',
	'app.names_of_members(uuid[])': 'names of officers whose ids stand in a case that the caller sees',
	'app.member_numbered(uuid,text)': 'the id of an exact service number, for who runs or handles that case; no search',
	'app.declare_relative(text,text)': 'declares for the caller alone, when number and name are both right; yes or no',
	'app.confirm_relative(uuid)': 'declares for the caller alone, a member who declared the caller and knows it',
	'app.relate(uuid,uuid)': 'writes what declare_relative and confirm_relative checked; called by those alone',
	'app.relations_to_judge()':
		'declared relations that wait for the oversight body: for its seats alone, and none that is about the caller',
	'app.judge_relation(uuid,uuid,boolean,text)':
		'what a seat found about a relation that waits for it; no other, and once',
	'app.seal_texts(uuid,jsonb,jsonb)':
		'makes what its sender wrote in a sealed case that the caller runs more secret, never less',
	'app.signs_own()': 'trigger: nobody writes another name than their own',
	'app.statement_is_closed_by_body()': 'trigger: the accused does not clear themselves',
	'app.feedback_clock_holds()': 'trigger: what may move a due date, and what may be erased',
	'app.end_offer(uuid)': 'forgets an offer that does not stand any more',
	'app.unroute_barred()': 'cases whose handler came to be in the conflict set are routed again; jobs and operator only',
	'app.file_feedback(jsonb,bytea,bytea,jsonb)': 'takes a case in, whole; answers whether it is new',
	'app.add_leaf(text,integer,bytea,bytea,bytea,timestamp with time zone)':
		'any face adds to the log; of a subject, whose id is random, it tells the place and hash of the last leaf',
};

/** Owned by the owner of the tables instead of vidan_definer, because only that role may do it. */
const ownersOwn = new Set([
	'app.measure()',
	'app.measure_figures()',
	'app.drop_now_key(integer)',
	'app.make_now_key(integer)',
]);

describe('every table', () => {
	test('has row-level security, forced on its owner too', async () => {
		const open = await list(
			sql<{
				name: string;
			}>`select c.relname as name from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`,
		);
		expect(open).toEqual([]);
	});

	test('has a policy for each command that a role was granted', async () => {
		const missing = await list(sql<{ what: string }>`
			with granted as (
				select c.oid, c.relname, r.oid as role, r.rolname, p.command, p.letter
				from pg_class c join pg_namespace n on n.oid = c.relnamespace
				cross join pg_roles r
				cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) p (command, letter)
				where n.nspname in ${ours} and c.relkind in ('r', 'p') and r.rolname = any (${roles.map((role) => roleName(role))}::text[])
					and (has_table_privilege(r.oid, c.oid, p.command)
						or (p.command <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, p.command))))
			select rolname || ' ' || command || ' ' || relname as what from granted g
			where not exists (
				select from pg_policy y where y.polrelid = g.oid and y.polcmd in ('*', g.letter::"char")
					and (g.role = any (y.polroles) or y.polroles = '{0}'))
			order by 1`);
		expect(missing.map(({ what }) => what)).toEqual([]);
	});

	test('has only policies that ask who the caller is', async () => {
		// A policy that asks nothing lets a connection see rows that has not said who it works for.
		const silent = await list(sql<{ what: string }>`
			select c.relname || '.' || y.polname as what from pg_policy y join pg_class c on c.oid = y.polrelid
			where not (y.polroles = array['vidan_definer'::regrole::oid])
				and coalesce(pg_get_expr(y.polqual, y.polrelid), '') || coalesce(pg_get_expr(y.polwithcheck, y.polrelid), '') !~ '\\mapp\\.'
			order by 1`);
		expect(silent.map(({ what }) => what)).toEqual([]);
	});

	test('is owned by a role that no login may become', async () => {
		const owners = await list(
			sql<{ owner: string }>`select distinct pg_get_userbyid(c.relowner) as owner from ${tables}`,
		);
		for (const { owner } of owners)
			expect([...roles.map(roleName), ...roles.map(loginName), 'vidan_definer']).not.toContain(owner);
	});

	test('says what it is', async () => {
		const silent = await list(sql<{
			name: string;
		}>`select c.relname as name from ${tables} and obj_description(c.oid) is null
			and not c.relispartition order by 1`);
		expect(silent).toEqual([]);
	});
});

test('a view shows what its reader may see, not what its owner may', async () => {
	const views = await list(sql<{
		name: string;
	}>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ${ours} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`);
	expect(views).toEqual([]);
});

describe('a function', () => {
	const functions = sql`pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${ours}
		and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

	test('runs with its owner’s rights only when it was reviewed', async () => {
		const definers = await list(sql<{ name: string; schema: string; owner: string }>`
			select p.oid::regprocedure::text as name, n.nspname as schema, pg_get_userbyid(p.proowner) as owner from ${functions} and p.prosecdef`);
		const unknown = definers.filter(({ name, schema }) => schema !== 'signin' && !(name in reviewed));
		expect(unknown.map(({ name }) => name)).toEqual([]);
		const strangers = definers.filter(({ name, owner }) => owner !== 'vidan_definer' && !ownersOwn.has(name));
		expect(strangers).toEqual([]);
	});

	test('of sign-in is called by sign-in alone', async () => {
		const others = await list(sql<{ what: string }>`
			select r.rolname || ' ' || p.oid::regprocedure::text as what from pg_roles r, ${functions} and n.nspname = 'signin'
				and r.rolname like 'vidan\\_%' and r.rolname not in ('vidan_signin', 'vidan_definer', 'vidan_test_owner', 'vidan_owner')
				and not r.rolsuper and has_function_privilege(r.oid, p.oid, 'execute') and has_schema_privilege(r.oid, n.oid, 'usage')`);
		expect(others).toEqual([]);
	});

	test('looks only where it says', async () => {
		const loose = await list(sql<{ name: string }>`select p.oid::regprocedure::text as name from ${functions}
			and p.prokind in ('f', 'p') and p.prosqlbody is null -- a body bound when it was made looks nowhere
			and not exists (select from unnest(p.proconfig) s where s like 'search_path=%')`);
		expect(loose).toEqual([]);
	});
});

describe('a role', () => {
	test('that runs is neither superuser nor above row-level security, and makes no roles or databases', async () => {
		const strong = await list(sql<{ name: string }>`select rolname as name from pg_roles
			where rolname = any (${[...roles.map((role) => roleName(role)), ...roles.map((role) => loginName(role)), 'vidan_definer']}::text[])
				and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`);
		expect(strong).toEqual([]);
	});

	test('is reached through its own login only, which inherits nothing', async () => {
		const logins = await list(sql<{ login: string; inherits: boolean; becomes: string[] }>`
			select l.rolname as login, l.rolinherit as inherits,
				array(select g.rolname::text from pg_auth_members a join pg_roles g on g.oid = a.roleid where a.member = l.oid) as becomes
			from pg_roles l where l.rolname = any (${roles.map((role) => loginName(role))}::text[])`);
		expect(logins).toHaveLength(roles.length);
		for (const { login, inherits, becomes } of logins) {
			expect(inherits).toBe(false);
			expect(becomes).toEqual([login.replace('_login', '')]);
		}
		const chained = await list(sql<{ what: string }>`select m.rolname || ' in ' || g.rolname as what
			from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
			where m.rolname = any (${roles.map((role) => roleName(role))}::text[])`);
		expect(chained).toEqual([]);
	});

	test('that is a login has no table, no function and no schema of its own', async () => {
		const granted = await list(sql<{
			what: string;
		}>`select r.rolname || ' ' || c.relname as what from pg_roles r, ${tables}
			and r.rolname = any (${roles.map((role) => loginName(role))}::text[]) and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')`);
		expect(granted).toEqual([]);
	});

	test('of the faces makes no temporary tables, in which a name could hide one of ours', async () => {
		const makers = await list(sql<{ role: string }>`select r.rolname as role from pg_roles r
			where r.rolname in ('vidan_public', 'vidan_staff', 'vidan_signin', 'vidan_custody',
				'vidan_login_public', 'vidan_login_staff', 'vidan_login_signin', 'vidan_login_custody')
				and has_database_privilege(r.oid, current_database(), 'temporary')`);
		expect(makers).toEqual([]);
	});

	test('of the public and of sign-in reads nothing about people', async () => {
		const readable = await list(sql<{
			what: string;
		}>`select r.rolname || ' ' || c.relname as what from pg_roles r, ${tables}
			and r.rolname in ('vidan_public', 'vidan_signin')
			and c.relname in ('member', 'posting', 'exemption', 'account', 'post', 'session', 'totp', 'recovery_code', 'passkey', 'one_time_link', 'commitment')
			and has_any_column_privilege(r.oid, c.oid, 'select')`);
		expect(readable).toEqual([]);
	});

	test('of staff never reads the hash of a password', async () => {
		const [row] = await list(
			sql<{
				reads: boolean;
			}>`select has_column_privilege('vidan_staff', 'account', 'password_hash', 'select') as reads`,
		);
		expect(row).toEqual({ reads: false });
	});
});

/** A lint that never finds anything proves nothing: each fault is planted by the owner, seen, and taken back. */
describe('a planted fault is seen:', () => {
	const faults: [fault: string, plant: string, seen: () => Promise<unknown[]>][] = [
		[
			'a table without row-level security',
			'create table planted (id int)',
			() => list(sql`select from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`),
		],
		[
			'a policy that asks nobody',
			'create policy planted on member to vidan_staff using (true)',
			() =>
				list(
					sql`select from pg_policy y where y.polname = 'planted' and pg_get_expr(y.polqual, y.polrelid) !~ '\\mapp\\.'`,
				),
		],
		[
			'a view with the rights of its owner',
			'create view planted as select id from member',
			() =>
				list(sql`select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours}
				and c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)`),
		],
		[
			'a function that nobody reviewed',
			`create function app.planted() returns int language sql security definer as 'select 1'`,
			async () =>
				(
					await list<{ name: string }>(sql`select p.oid::regprocedure::text as name from pg_proc p
				where p.prosecdef and p.pronamespace = 'app'::regnamespace`)
				).filter(({ name }) => !(name in reviewed)),
		],
	];
	test.each(faults)('%s', async (_, plant, seen) => {
		const [row] = await list(sql<{ name: string }>`select current_database() as name`);
		const url = new URL(inject('database').serverUrl);
		url.pathname = `/${row!.name}`;
		const owner = new pg.Client(url.href);
		await owner.connect();
		try {
			expect(await seen()).toHaveLength(0);
			await owner.query(plant);
			expect(await seen()).toHaveLength(1);
		} finally {
			await owner.query('drop view if exists planted').catch(() => {});
			await owner.query('drop table if exists planted').catch(() => {});
			await owner.query('drop policy if exists planted on member; drop function if exists app.planted()');
			await owner.end();
		}
	});
});
