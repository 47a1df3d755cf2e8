import type { Role } from '../../../src/platform/database/roles.ts';

/** What somebody tries who can make the house send any SQL: a sentence, and the statements. */
export type Attempts = Record<string, string>;

/** What is there to be found: a case whose sender, texts and officer are nobody's of those who try. */
export type Loot = {
	caseId: string;
	logId: string;
	memberId: string;
	accountId: string;
	unitId: number;
	/** Owner of the tables. */
	owner: string;
};

/** Whoever asks: what lies outside of the database's own rules. */
export const ofAnybody = ({ owner }: Loot): Attempts => ({
	'become the owner of the tables': `set local role ${owner}`,
	'become the owner for the rest of the connection': `set session authorization ${owner}`,
	'become the owner of the reviewed functions': `set local role vidan_definer`,
	'become the owner of the queue': `set local role vidan_queue`,
	'take another role by a function': `select set_config('role', 'vidan_definer', true)`,
	'say that it is the operator': `select set_config('app.caller', 'operator:me', true); select id from account`,
	'say that it is the operator, in the proper way': `select app.enter_as('operator:me'); select id from account`,
	'turn the policies off for itself': `set local row_security = off; select id from feedback`,
	'turn the policies off for all': `alter table feedback disable row level security`,
	'no longer force them': `alter table feedback no force row level security`,
	'drop a policy': `drop policy unbarred on feedback`,
	'write a policy': `create policy mine on feedback using (true)`,
	'grant itself a table': `grant delete on feedback_step to current_user; delete from feedback_step`,
	'replace a reviewed function': `create or replace function app.sender_case() returns uuid language sql as 'select null::uuid'`,
	'make a function': `create function public.mine() returns int language sql as 'select 1'`,
	'make a table': `create table public.mine (a int)`,
	'make a schema that is looked through first': `create schema mine`,
	'read a file by a function': `select pg_read_file('/etc/passwd')`,
	'list a folder': `select pg_ls_dir('.')`,
	'read a file into a table': `copy page_change from '/etc/passwd'`,
	'write a file': `copy (select 1) to '/tmp/mine'`,
	'start a program': `copy (select 1) to program 'true'`,
	'read a file as a large object': `select lo_import('/etc/passwd')`,
	'read large objects of others': `select data from pg_largeobject`,
	'load a library': `load 'dblink'`,
	'install dblink': `create extension dblink`,
	'install what reaches other servers': `create extension postgres_fdw`,
	'write a function in C': `create function public.mine() returns int language c as 'libc', 'system'`,
	'make a role': `create role mine login`,
	'give the operator’s login a password': `alter role vidan_login_operator password 'mine'`,
	'read the passwords of logins': `select rolpassword from pg_authid`,
	'read where the house keeps its configuration': `select setting from pg_settings where name in ('config_file', 'hba_file') and setting is not null`,
	'change how the server runs': `do $$ begin execute format('alter database %I set statement_timeout = 0', current_database()); end $$`,
	'listen to what others ask': `select query from pg_stat_activity where usename <> session_user and query <> '<insufficient privilege>' and query <> ''`,
	'end what others do': `select pg_terminate_backend(pid) from pg_stat_activity where usename <> session_user and backend_type = 'client backend'`,
	'read samples that the planner keeps of hidden rows': `select most_common_vals, histogram_bounds from pg_stats where tablename in
		('feedback', 'feedback_text', 'feedback_receipt', 'account', 'session', 'member')`,
	'read the queue’s tasks': `select * from graphile_worker.jobs`,
	'rewrite a step': `update feedback_step set event = 'mine'`,
	'remove a step': `delete from feedback_step`,
	'rewrite a leaf of the log': `update ledger_leaf set leaf = leaf`,
	'remove a leaf': `delete from ledger_leaf`,
	'remove a head': `delete from ledger_checkpoint`,
	'rewrite what happened': `update event set caller = 'mine'`,
	'remove what happened': `delete from event`,
	'empty a table': `truncate feedback`,
});

/** The faces: none of them reads secrets, and what is not theirs does not exist. */
export const ofFaces = ({ caseId, memberId, accountId }: Loot): Attempts => ({
	'read hashes of passwords': `select password_hash from account`,
	'read codes for recovery': `select code_hash from recovery_code`,
	'read receipts': `select receipt_hash from feedback_receipt`,
	'read what a case says': `select body from feedback_text where feedback_id = '${caseId}'`,
	'read the key to a case': `select wrapped from feedback_key where feedback_id = '${caseId}'`,
	'read whom a case is about': `select member_id from feedback_officer`,
	'read what an accused said': `select statement from feedback_statement`,
	'read a case': `select id from feedback where id = '${caseId}'`,
	'read its history': `select step from feedback_step where feedback_id = '${caseId}'`,
	'read its files': `select sha256 from feedback_file`,
	'ask by an error whether a hidden row is there': `select 1 / (length(reference) - 9) from feedback where id = '${caseId}'`,
	'change a case': `update feedback set state = 'screened', step = step + 1 where id = '${caseId}'`,
	'lock a table away from others': `lock table feedback in access exclusive mode`,
	'read who must not know': `select app.barred_of('${accountId}')`,
	'read who of some must not know': `select app.barred_among(gen_random_uuid(), array['${accountId}']::uuid[])`,
	'ask who may handle a case': `select app.eligible_desk('${caseId}')`,
	'read what somebody may': `select app.actor_of('${accountId}')`,
	'open the commitments of the log': `select salt from ledger_salt`,
	'read leaves before they are released': `select leaf from ledger_queue`,
	'add a leaf past the queue': `insert into ledger_leaf (shard, index, leaf) values (1, 1000000, 'mine')`,
	'sign a head': `insert into ledger_checkpoint (shard, size, root) values (1, 1, sha256('mine'))`,
	'write a step of a case': `insert into feedback_step (feedback_id, step, event, state, at) values ('${caseId}', 90, 'answered', 'answered', now())`,
	'write a text into a case': `insert into feedback_text (feedback_id, part, custody, body) values ('${caseId}', 'note', false, 'mine')`,
	'name an officer': `insert into feedback_officer (feedback_id, member_id) values ('${caseId}', '${memberId}')`,
	'make a session for somebody': `insert into session (token_hash, account_id) values (sha256('mine'), '${accountId}')`,
	'live on another day': `select set_config('app.now', '2001-01-01', true); select 1 where app.now() < '2020-01-01'`,
	'make a function that lasts as long as the connection': `create function pg_temp.mine() returns int language sql as 'select 1'`,
	'make a table that lasts as long as the connection': `create temp table mine (a int)`,
	'read what will be done': `select * from outbox`,
	'read answers kept for others': `select answer from idempotency_key`,
});

export const of: Record<Exclude<Role, 'operator'>, (loot: Loot) => Attempts> = {
	public: ({ caseId, logId }) => ({
		'read people': `select full_name from member`,
		'read accounts': `select user_name from account`,
		'read sessions': `select token_hash from session`,
		'guess a receipt of all zeros': `select set_config('app.receipt', repeat('0', 64), true); select id from feedback`,
		'enter as somebody signed in': `select app.enter_session('mine')`,
		'take in a case in the name of a clerk': `select app.file_feedback(jsonb_build_object('channel', 'post'), '', '', '[]')`,
		'go on with a case in the log whose receipt it has not shown': goOnWith(logId),
		'publish an answer': `insert into feedback_publication (feedback_id, question, answer, kind, days) values ('${caseId}', 'a', 'b', 'opinion', 1)`,
		'change a published figure': `update feedback_table set content = content`,
	}),
	staff: ({ accountId, memberId, unitId, caseId }) => ({
		'read sessions of others': `select token_hash from session where account_id <> app.account_id()`,
		'read the second factor of others': `select secret from totp where account_id <> app.account_id()`,
		'read members of other units': `select full_name from member where id = '${memberId}'`,
		'be another session': `select set_config('app.caller', 'session:mine', true); select app.account_id()`,
		'be a custodian': `select set_config('app.caller', 'custody:mine', true); select app.account_id()`,
		'give itself a post': `insert into post (id, account_id, role, unit_id, granted_by) values (gen_random_uuid(), app.account_id(), 'administrator', ${unitId}, app.account_id())`,
		'give somebody a post': `insert into post (id, account_id, role, unit_id, granted_by) values (gen_random_uuid(), '${accountId}', 'feedbackDesk', ${unitId}, app.account_id())`,
		'take a seat in the oversight body': `insert into oversight_seat (account_id, body, seated_by) values (app.account_id(), 'mine', '${accountId}')`,
		'set another’s password': `update account set password_hash = 'mine' where id = '${accountId}'`,
		'read sealed texts': `select body from feedback_text where custody`,
		'write that sealed content was opened': `insert into feedback_opening (feedback_id, account_id, reason) values ('${caseId}', app.account_id(), 'for no reason at all')`,
		'be free of what it is barred from by a statement in another’s name': `insert into declared_relation (member_id, relative_id, declared_by) values ('${memberId}', app.member_id(), app.account_id())`,
		'bar somebody from what is under way by a relation declared long ago': `insert into declared_relation (member_id, relative_id, declared_by, declared_on) values (app.member_id(), '${memberId}', app.account_id(), '2020-01-01')`,
		'forget whom it is related to': `delete from declared_relation`,
		'forget whom a case is about': `delete from feedback_officer`,
		'clear an officer whom a case names': `select app.decide_clearing(c.id, true) from feedback_clearing c; select app.decide_clearing(gen_random_uuid(), true)`,
		'say that a relation ended long ago': `update declared_relation set ended_on = '2020-01-01' where true`,
		'identify an officer in a case that it does not have': `insert into feedback_officer (feedback_id, member_id, identified_by) values ('${caseId}', '${memberId}', app.account_id())`,
		'seal a case that it does not have': `select app.seal_texts('${caseId}', '[]', '[]')`,
		'enter a case though it sits at no desk': `select app.file_feedback('{"kind": "opinion"}', '', '', '[]')`,
		'read cases by whoever they are about': `select f.id from feedback f join feedback_officer o on o.feedback_id = f.id where o.member_id = '${memberId}'`,
		'change the clock of the law': `update clock_profile set basis = 'mine'`,
	}),
	signin: () => ({
		'read people': `select full_name from member`,
		'read accounts': `select user_name from account`,
		'read sessions': `select token_hash from session`,
		'read links that let somebody in': `select token_hash from one_time_link`,
		'enter as somebody signed in': `select app.enter_session('mine')`,
	}),
	custody: ({ caseId, accountId }) => ({
		'read sealed texts without having said why': `select body from feedback_text`,
		'say in another’s name why': `insert into feedback_opening (feedback_id, account_id, reason) values ('${caseId}', '${accountId}', 'for no reason at all')`,
		'open an opinion that nobody gave to custody': `insert into feedback_opening (feedback_id, account_id, reason) values ('${caseId}', app.account_id(), 'for no reason at all')`,
		'read accounts': `select user_name from account`,
		'read people': `select full_name from member`,
		'read sessions': `select token_hash from session`,
		'take that it was opened back': `delete from feedback_opening`,
		'give up the reason': `update feedback_opening set reason = 'another reason than it was'`,
	}),
	jobs: () => ({
		'say that it is signed in': `select set_config('app.caller', 'session:mine', true); select id from account`,
		'take that sealed content was opened back': `delete from feedback_opening`,
		'live on another day': `select set_config('app.now', '2001-01-01', true); select 1 where app.now() < '2020-01-01'`,
		'rewrite a leaf that waits': `update ledger_queue set leaf = leaf`,
		'rewrite what a sender wrote to the desk': `update feedback_message set kind = 'addition'`,
	}),
};

/** Asks for the last leaf of a case, as a first leaf is refused, and adds one more. */
const goOnWith = (logId: string): string => `
	select added.taken from (select * from app.add_leaf('${logId}', 1, null, ${leafOf(logId, '1', 'null')}, sha256('a'), null)) c,
	lateral app.add_leaf('${logId}', c.next_seq, c.last_hash,
		${leafOf(logId, 'c.next_seq', `'"' || encode(c.last_hash, 'base64') || '"'`)}, sha256('b'), null) added
	where added.taken`;

/** SQL for the bytes of a leaf that is right but for whose it is. */
const leafOf = (logId: string, seq: string, prev: string): string =>
	`convert_to('{"at":"2026-03-10T05:00:00Z","body":null,"calendar":null,"class":"opinion","commitment":"${'A'.repeat(43)}=","due":null,'
		|| '"event":"received","prev":' || ${prev === 'null' ? "'null'" : prev} || ',"profile":null,"seq":' || ${seq} || ',"subject":"${logId}","v":1}', 'UTF8')`;
