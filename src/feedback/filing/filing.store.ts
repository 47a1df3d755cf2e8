import { sql } from 'kysely';
import { kept, keptStatement, refusedAs, Unavailable, type Call } from '#platform';
import { m } from '#words';
import { rulesFor, type Rules } from '../clock/clock.store.ts';
import { enterReceipt } from '../feedback.store.ts';
import type { Kind } from '../feedback.ts';

/** What a filing begins with: the rules of its kind today, and the public code of the province-level body over the unit. */
export type Ground = {
	rules: Rules;
	body: string | null;
	/** What was filed with this receipt before. */
	before: { id: string; dueOn: string; basis: string; calendarTo: number; promise: string; saidHash: string } | null;
};

export async function findGround(call: Call, kind: Kind, unitId: number | null): Promise<Ground> {
	const { rows } = await sql<Ground>`${kept}
		select ${rulesFor(kind, call.today)} as rules, app.province_code(${unitId}) as body, null as before`.execute(
		call.db,
	);
	return rows[0]!;
}

/** The same for a sender; from here on the transaction sees the case of the receipt as its sender does. */
export async function findSendersGround(
	call: Call,
	kind: Kind,
	unitId: number | null,
	receiptHash: Buffer,
): Promise<Ground> {
	const { rows } = await sql<Ground>`${kept}
		select ${rulesFor(kind, call.today)} as rules, app.province_code(${unitId}) as body, filed.before
		from (select set_config('app.receipt', ${receiptHash.toString('hex')}, true)) as shown
		left join lateral (
			select jsonb_build_object('id', f.id, 'dueOn', f.due_on, 'basis', p.basis, 'promise', r.promise,
				'calendarTo', (select c.to_year from calendar c where c.version = f.calendar_version),
				'saidHash', encode(r.said_hash, 'hex')) as before
			from (select app.sender_case() as id where shown is not null) as sender
			join feedback f on f.id = sender.id
			join feedback_receipt r on r.feedback_id = f.id
			join clock_profile p on p.id = f.profile_id) as filed on true`.execute(call.db);
	return rows[0]!;
}

/** The signed promise for what was filed with this receipt, if anything was. */
export async function findPromise(
	call: Call,
	receiptHash: Buffer,
): Promise<{ reference: string; promise: string } | undefined> {
	await enterReceipt(call, receiptHash);
	const { rows } = await sql<{ reference: string; promise: string }>`select f.reference, r.promise from feedback f
		join feedback_receipt r on r.feedback_id = f.id where f.id = (select app.sender_case())`.execute(call.db);
	return rows[0];
}

/**
 * One statement takes it in, whole; `false` when the key of its form was taken in before.
 *
 * @throws {Unavailable} when it comes without a proof of work and too many such wait already: it is to be sent again later
 */
export async function insertFiling(
	call: Call,
	matter: Readonly<Record<string, unknown>>,
	receiptHash: Buffer,
	wrapped: Buffer,
	texts: readonly { part: string; custody: boolean; body: string }[],
): Promise<boolean> {
	const [row] = await askFiling(call, JSON.stringify(matter), receiptHash, wrapped, JSON.stringify(texts)).catch(
		tooManyWait,
	);
	return row!.isNew;
}

const askFiling = keptStatement<{ isNew: boolean }>('select app.file_feedback($1::jsonb, $2, $3, $4::jsonb) as is_new');

const tooManyWait = refusedAs('VD429', () => new Unavailable(() => m.feedback_file_tooManyWait(), 60));
