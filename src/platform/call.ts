import { sql, type ControlledTransaction, type RawBuilder, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import { dayIn } from '#words';
import type { DB, Database } from './database/database.ts';
import { kept } from './database/kept-plans.ts';
import { unwaited } from './database/unwaited.ts';
import type { Role } from './database/roles.ts';
import type { Disk } from './disk.ts';
import type { EventListeners } from './events.ts';
import type { FileStore } from './files/file-store.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What a running process is made of; opened once by `app`, passed on through every {@link Call}. */
export type House = {
	settings: Settings;
	secrets: Secrets;
	database: Database;
	disk: Disk;
	files: FileStore;
	listeners: EventListeners;
	log: Logger;
	/** The time; tests and demonstration data bring their own. */
	clock: () => Date;
};

/** Who asks. Everything that touches the database declares one. */
export type Caller =
	| { kind: 'public' }
	/** Sign-in itself, before there is a session. */
	| { kind: 'signin' }
	/** A signed-in person, known by the secret token of the session. */
	| { kind: 'session'; token: string }
	/** The same person opening sealed content, over the one login that reaches it. */
	| { kind: 'custody'; token: string }
	/** A background job of the worker. */
	| { kind: 'job'; name: string }
	/**
	 * The command line, demonstration data, tests. `accountId`: acting as somebody, so that policies ask about that person.
	 * `now`: on another day; only the operator's login may set the clock.
	 */
	| { kind: 'operator'; name: string; accountId?: string; now?: Date };

/** A role held at a unit today; the unit is the living one that the post follows. */
export type Post = { role: string; unitId: number };

/** The person (or process) behind a call, as policies see it. */
export type Actor = {
	kind: Caller['kind'];
	accountId: string | null;
	memberId: string | null;
	displayName: string;
	/** The unit the member serves in today. */
	unitId: number | null;
	posts: readonly Post[];
	/** When the session was last confirmed by password, code or passkey; ISO instant. */
	elevatedAt: string | null;
	/** When the session was last noted to be in use; ISO instant. */
	seenAt?: string;
};

/** Who asks, when, over which transaction. First argument of every use case and every store function. */
export type Call = {
	house: House;
	caller: Caller;
	actor: Actor;
	now: Date;
	/** The day in Viet Nam, `YYYY-MM-DD`. */
	today: string;
	db: Transaction<DB>;
	/** False: the ticket of this call was used before, and nothing is to be done again. */
	isFirst: boolean;
	/** What the transaction does after it committed, if it does. */
	afterCommit(act: () => void): void;
	/** What is done once nothing of the transaction holds; not when nobody knows whether it committed. */
	afterRollback(act: () => void): void;
};

/** What may be used once by a caller: a key, and a hash that tells whether the same was sent with it before. */
export type Ticket = { key: string; bodyHash: Buffer };

type Options = { readOnly?: boolean; ticket?: Ticket };

/**
 * Opens a transaction, becomes the caller's database role, declares the caller, runs `act`, commits; on an error rolls
 * back and throws it on. This is the only way to a connection.
 */
export async function work<T>(
	house: House,
	caller: Caller,
	act: (call: Call) => Promise<T>,
	options: Options = {},
): Promise<T> {
	if (!options.readOnly) house.disk.requireRoom();
	const kysely = house.database.as(roleOf(caller));
	const begin = kysely.startTransaction();
	const db = await (options.readOnly ? begin.setAccessMode('read only') : begin).execute();
	const later: (() => void)[] = [];
	const undoing: (() => void)[] = [];
	let result: T;
	try {
		const now = caller.kind === 'operator' && caller.now ? caller.now : house.clock();
		const { actor, isFirst } = await enter(db, caller, options.ticket);
		const afterCommit = (act: () => void) => later.push(act);
		const afterRollback = (act: () => void) => undoing.push(act);
		result = await act({ house, caller, actor, now, today: dayIn(now), db, isFirst, afterCommit, afterRollback });
	} catch (error) {
		await rollback(db);
		for (const act of undoing) act();
		throw error;
	}
	try {
		await db.commit().execute();
	} catch (error) {
		await rollback(db);
		throw error;
	}
	for (const act of later) act();
	return result;
}

/** Joins the transaction of the call: what a use case does happens whole or not at all, whoever called it. */
export const transact = <T>(call: Call, act: (call: Call) => Promise<T>): Promise<T> => act(call);

/** A part that may fail without undoing the rest: a savepoint. */
export async function attempt<T>(call: Call, act: (call: Call) => Promise<T>): Promise<T> {
	await sql`savepoint attempt`.execute(call.db);
	try {
		const result = await act(call);
		await sql`release savepoint attempt`.execute(call.db);
		return result;
	} catch (error) {
		await sql`rollback to savepoint attempt`.execute(call.db);
		throw error;
	}
}

/**
 * A part of an operator's call lived by somebody else on another day, in the same transaction: demonstration data runs
 * the real use cases as the people who would have done them. For the operator's login only.
 */
export async function actingAs<T>(
	call: Call,
	as: { accountId?: string; now: Date },
	act: (call: Call) => Promise<T>,
): Promise<T> {
	await setClock(call.db, as.now);
	const actor = await operatorActor(call.db, call.actor, as.accountId);
	try {
		return await act({ ...call, actor, now: as.now, today: dayIn(as.now) });
	} finally {
		await setClock(call.db, call.now);
	}
}

const setClock = (db: Transaction<DB>, now: Date): Promise<unknown> =>
	sql`${unwaited} select set_config('app.now', ${now.toISOString()}, true)`.execute(db);

async function operatorActor(db: Transaction<DB>, nobody: Actor, accountId: string | undefined): Promise<Actor> {
	if (!accountId) return { ...nobody, accountId: null, memberId: null, unitId: null, posts: [] };
	const { rows } = await sql<{
		actor: Omit<Actor, 'kind'>;
	}>`${kept} select app.actor_of(${accountId}) as actor`.execute(db);
	return { ...nobody, ...rows[0]!.actor, kind: 'operator' };
}

function roleOf(caller: Caller): Role {
	if (caller.kind === 'session') return 'staff';
	return caller.kind === 'job' ? 'jobs' : caller.kind;
}

type Entered = { actor: Actor; isFirst: boolean };

/** The role and the caller are set in one statement, in this order, and end with the transaction; the ticket is taken with them. */
async function enter(db: Transaction<DB>, caller: Caller, ticket?: Ticket): Promise<Entered> {
	const role = sql`set_config('role', ${`vidan_${roleOf(caller)}`}, true)`;
	if (caller.kind === 'session' || caller.kind === 'custody') {
		const taken = ticket ? sql`app.take_key(${ticket.key}, ${ticket.bodyHash})` : sql`true`;
		const { rows } = await sql<{ actor: Omit<Actor, 'kind'>; isFirst: boolean }>`${kept}
			select ${role}, app.enter_session(${caller.token}, ${caller.kind}) as actor, ${taken} as is_first`.execute(db);
		const { actor, isFirst } = rows[0]!;
		return { actor: { kind: caller.kind, ...actor }, isFirst };
	}
	return { actor: await enterAs(db, caller, role), isFirst: true };
}

async function enterAs(
	db: Transaction<DB>,
	caller: Exclude<Caller, { kind: 'session' | 'custody' }>,
	role: RawBuilder<unknown>,
): Promise<Actor> {
	await sql`${unwaited} select ${role}, app.enter_as(${declared(caller)})`.execute(db);
	const nobody: Actor = {
		kind: caller.kind,
		accountId: null,
		memberId: null,
		displayName: '',
		unitId: null,
		posts: [],
		elevatedAt: null,
	};
	if (caller.kind !== 'operator') return nobody;
	if (caller.now) await setClock(db, caller.now);
	return operatorActor(db, { ...nobody, displayName: caller.name }, caller.accountId);
}

function declared(caller: Exclude<Caller, { kind: 'session' | 'custody' }>): string {
	return caller.kind === 'job' || caller.kind === 'operator' ? `${caller.kind}:${caller.name}` : caller.kind;
}

async function rollback(db: ControlledTransaction<DB>): Promise<void> {
	// The connection may be gone; the server has rolled back by itself then, and the first error is the one to show.
	if (!db.isCommitted && !db.isRolledBack)
		await db
			.rollback()
			.execute()
			.catch(() => {});
}
