import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { m } from '#words';
import type { Call, Ticket } from '../call.ts';
import { unwaited } from '../database/unwaited.ts';
import { Invalid } from '../problems.ts';
import type { Request } from './request.ts';

type Answer = { status: number; headers: [string, string][]; body: string };

/** What makes a repeated send known: the key that came with the request, and the hash of where it was sent and what. */
export const ticketOf = async (request: Request): Promise<Ticket> => ({
	key: await request.key(),
	bodyHash: await hashOf(request),
});

/**
 * Runs `act` once per key of this caller: a repeated send gets the first answer, byte for byte; the same key with other
 * content is refused. The key was taken when the transaction began (`work`), so it is kept exactly when the act is.
 */
export async function once(call: Call, ticket: Ticket, act: () => Promise<Response>): Promise<Response> {
	if (!call.isFirst) return repeated(call, ticket);
	const response = await act();
	const answer: Answer = {
		status: response.status,
		headers: [...response.headers].filter(([name]) => name !== 'set-cookie'),
		body: await response.clone().text(),
	};
	await sql`${unwaited} select app.keep_answer(${ticket.key}, ${JSON.stringify(answer)})`.execute(call.db);
	return response;
}

async function repeated(call: Call, { key, bodyHash }: Ticket): Promise<Response> {
	const { rows } = await sql<{ bodyHash: Buffer; answer: Answer }>`select body_hash, answer from idempotency_key
		where caller_hash = app.caller_hash() and key = ${key}`.execute(call.db);
	const first = rows[0];
	if (!first || !first.bodyHash.equals(bodyHash)) throw new Invalid(() => m.platform_keyReused_detail());
	const { status, headers, body } = first.answer;
	return new Response(status === 303 ? null : body, { status, headers });
}

async function hashOf(request: Request): Promise<Buffer> {
	const hash = createHash('sha256').update(request.url.pathname + request.url.search);
	for (const [name, value] of await request.form()) {
		if (name === '_key') continue;
		hash.update(JSON.stringify(name));
		if (typeof value === 'string') hash.update(JSON.stringify(value));
		else hash.update(new Uint8Array(await value.arrayBuffer()));
	}
	return hash.digest();
}
