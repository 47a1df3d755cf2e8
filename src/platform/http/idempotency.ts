import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { m } from '#words';
import type { Call } from '../call.ts';
import { Invalid } from '../problems.ts';
import type { Request } from './request.ts';

type Answer = { status: number; headers: [string, string][]; body: string };

/**
 * Runs `act` once per key of this caller: a repeated send gets the first answer, byte for byte; the same key with other
 * content is refused. The key is taken in the transaction of the act itself, so it is kept exactly when the act is.
 */
export async function once(call: Call, request: Request, act: () => Promise<Response>): Promise<Response> {
	const key = await request.key();
	const bodyHash = await hashOf(request);
	const taken = await sql`insert into idempotency_key (caller_hash, key, body_hash)
		values (app.caller_hash(), ${key}, ${bodyHash}) on conflict do nothing`.execute(call.db);
	if (taken.numAffectedRows === 0n) return repeated(call, key, bodyHash);
	const response = await act();
	const answer: Answer = {
		status: response.status,
		headers: [...response.headers].filter(([name]) => name !== 'set-cookie'),
		body: await response.clone().text(),
	};
	await sql`update idempotency_key set answer = ${JSON.stringify(answer)}
		where caller_hash = app.caller_hash() and key = ${key}`.execute(call.db);
	return response;
}

async function repeated(call: Call, key: string, bodyHash: Buffer): Promise<Response> {
	const { rows } = await sql<{ bodyHash: Buffer; answer: Answer }>`select body_hash, answer from idempotency_key
		where caller_hash = app.caller_hash() and key = ${key}`.execute(call.db);
	const first = rows[0];
	if (!first || !first.bodyHash.equals(bodyHash)) throw new Invalid(() => m.platform_keyReused_detail());
	const { status, headers, body } = first.answer;
	return new Response(status === 303 ? null : body, { status, headers });
}

async function hashOf(request: Request): Promise<Buffer> {
	const hash = createHash('sha256').update(request.url.pathname);
	for (const [name, value] of await request.form()) {
		if (name === '_key') continue;
		hash.update(JSON.stringify(name));
		if (typeof value === 'string') hash.update(JSON.stringify(value));
		else hash.update(new Uint8Array(await value.arrayBuffer()));
	}
	return hash.digest();
}
