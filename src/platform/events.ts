import type { Call } from './call.ts';

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
	await call.db
		.insertInto('event')
		.values({
			kind,
			unitId: about.unitId ?? null,
			accountId: call.actor.accountId,
			caller:
				call.caller.kind === 'operator' || call.caller.kind === 'job'
					? `${call.caller.kind}:${call.caller.name}`
					: call.caller.kind,
			subject: about.subject ?? null,
			payload: JSON.stringify(about.payload ?? {}),
		})
		.execute();
	for (const listener of call.house.listeners.get(kind) ?? []) await listener(call, { kind, ...about });
}

/** Promises a task: it is handed to the job queue when the transaction has committed, and never when it has not. */
export async function runLater(call: Call, task: string, payload: Record<string, unknown> = {}): Promise<void> {
	await call.db
		.insertInto('outbox')
		.values({ task, payload: JSON.stringify(payload) })
		.execute();
}
