import { sql } from 'kysely';
import type { Call } from './call.ts';
import { unwaited } from './database/unwaited.ts';

/** Something that happened in the domain: `plan.issued`, `commitment.submitted`. */
export type Happening = {
	kind: string;
	unitId?: number;
	/** The public id of what it happened to. */
	subject?: string;
	/** Ids and words of the domain; no personal text. */
	payload?: Record<string, unknown>;
};

export type EventListener = (call: Call, happening: Happening) => Promise<void>;
/** Who listens to which kind; wired by `app`, so that a lower room need not know a higher one. */
export type EventListeners = ReadonlyMap<string, readonly EventListener[]>;

/** Writes down what happened and tells who listens, in the same transaction. */
export async function record(call: Call, kind: string, about: Omit<Happening, 'kind'> = {}): Promise<void> {
	const { caller, actor } = call;
	const who = caller.kind === 'operator' || caller.kind === 'job' ? `${caller.kind}:${caller.name}` : caller.kind;
	await sql`${unwaited} insert into event (kind, unit_id, account_id, caller, subject, payload)
		values (${kind}, ${about.unitId ?? null}, ${actor.accountId}, ${who}, ${about.subject ?? null},
			${JSON.stringify(about.payload ?? {})})`.execute(call.db);
	await tell(call, { kind, ...about });
}

/** Tells who listens, in the same transaction; for what was written down by a function of the database. */
export async function tell(call: Call, happening: Happening): Promise<void> {
	for (const listener of call.house.listeners.get(happening.kind) ?? []) await listener(call, happening);
}

/** Promises a task: it is handed to the job queue when the transaction has committed, and never when it has not. */
export async function runLater(call: Call, task: string, payload: Record<string, unknown> = {}): Promise<void> {
	await sql`${unwaited} insert into outbox (task, payload) values (${task}, ${JSON.stringify(payload)})`.execute(
		call.db,
	);
}
