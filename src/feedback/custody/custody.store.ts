import { sql } from 'kysely';
import { work, type Call } from '#platform';
import { isAnswered, isOver, states, type Kind, type State } from '../feedback.ts';

export type CustodianKey = {
	id: string;
	recipient: string;
	madeAt: Date;
	testedAt: Date | null;
	retiredAt: Date | null;
};

/** The keys of the signed-in person, the newest first. */
export async function listOwnKeys(call: Call): Promise<CustodianKey[]> {
	const { rows } = await sql<CustodianKey>`select id, recipient, made_at, tested_at, retired_at from custodian_key
		where account_id = ${call.actor.accountId} order by made_at desc`.execute(call.db);
	return rows;
}

export async function insertKey(call: Call, recipient: string): Promise<void> {
	await sql`insert into custodian_key (account_id, recipient) values (${call.actor.accountId}, ${recipient})`.execute(
		call.db,
	);
}

/** A key that was tried where it was made; for the operator alone, whose login may write it. */
export async function insertTestedKey(call: Call, accountId: string, recipient: string): Promise<void> {
	await sql`insert into custodian_key (account_id, recipient, made_at, tested_at)
		values (${accountId}, ${recipient}, ${call.now}, ${call.now})`.execute(call.db);
}

/** `tested`: a message was opened with it, and it is sealed for from now on. `retired`: no longer; what was sealed stays so. */
export async function saveKey(call: Call, id: string, what: 'tested' | 'retired'): Promise<void> {
	await sql`update custodian_key set ${sql.ref(what === 'tested' ? 'tested_at' : 'retired_at')} = ${call.now}
		where id = ${id} and account_id = ${call.actor.accountId}`.execute(call.db);
}

export type Seat = {
	accountId: string;
	userName: string;
	displayName: string;
	body: string;
	since: string;
	until: string | null;
	/** Its name in the public log. */
	logId: string;
	hasKey: boolean;
};

/** Who holds a seat in the oversight body, and whether what is sealed can be opened by them. */
export async function listSeats(call: Call): Promise<Seat[]> {
	const { rows } = await sql<Seat>`select s.account_id, a.user_name, a.display_name, s.body, s.since, s.until, s.log_id,
			exists (select from custodian_key k where k.account_id = s.account_id and k.tested_at is not null and k.retired_at is null) as has_key
		from oversight_seat s join app.seat_names() a on a.account_id = s.account_id
		order by s.until is not null, s.since`.execute(call.db);
	return rows;
}

export async function insertSeat(call: Call, seat: { accountId: string; body: string; since: string }): Promise<void> {
	await call.db
		.insertInto('oversightSeat')
		.values({ ...seat, seatedBy: call.actor.accountId })
		// Seated again on the day on which the seat began and ended.
		.onConflict((on) => on.columns(['accountId', 'since']).doUpdateSet({ until: null }))
		.execute();
}

/** Do two sit already, so that one of them has to agree to a change? */
export async function doSeatsAgree(call: Call): Promise<boolean> {
	const { rows } = await sql<{ agree: boolean }>`select app.seats_agree() as agree`.execute(call.db);
	return rows[0]!.agree;
}

/** What is proposed: to seat somebody for a body, or to end a seat (`body` null). */
export type SeatChange = {
	id: string;
	accountId: string;
	displayName: string;
	body: string | null;
	proposedBy: string;
	proposer: string;
	proposedAt: Date;
};

export async function listSeatChanges(call: Call): Promise<SeatChange[]> {
	const { rows } =
		await sql<SeatChange>`select c.id, c.account_id, a.display_name, c.body, c.proposed_by, p.display_name as proposer, c.proposed_at
		from seat_change c join app.seat_names() a on a.account_id = c.account_id join app.seat_names() p on p.account_id = c.proposed_by
		where c.agreed_at is null order by c.proposed_at, c.id`.execute(call.db);
	return rows;
}

export async function insertSeatChange(call: Call, change: { accountId: string; body: string | null }): Promise<void> {
	await call.db
		.insertInto('seatChange')
		.values({ ...change, proposedBy: call.actor.accountId! })
		.execute();
}

export async function deleteSeatChange(call: Call, id: string): Promise<boolean> {
	const { numDeletedRows } = await call.db
		.deleteFrom('seatChange')
		.where('id', '=', id)
		.where('agreedAt', 'is', null)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** It happens; the caller holds a seat. */
export async function agreeSeatChange(call: Call, id: string): Promise<string> {
	const { rows } = await sql<{ logId: string }>`select app.agree_seat_change(${id}) as log_id`.execute(call.db);
	return rows[0]!.logId;
}

/** Would what is open be left without the two persons whom it needs? */
export async function isSeatNeeded(call: Call, accountId: string): Promise<boolean> {
	const { rows } = await sql<{ needed: boolean }>`select app.seat_is_needed(${accountId}) as needed`.execute(call.db);
	return rows[0]!.needed;
}

export async function saveSeatEnd(call: Call, accountId: string): Promise<void> {
	await sql`update oversight_seat set until = ${call.today} where account_id = ${accountId} and until is null`.execute(
		call.db,
	);
}

/** The signed-in person of the oversight body agrees that another of it is let in again, for a day. */
export async function insertSeatReturn(call: Call, accountId: string): Promise<void> {
	await call.db.insertInto('seatReturn').values({ accountId, agreedBy: call.actor.accountId! }).execute();
}

export type SealedCase = {
	id: string;
	reference: string;
	kind: Kind;
	state: State;
	step: number;
	receivedOn: string;
	/** Its sender wrote something sealed that no brief tells its handler yet. */
	untold: boolean;
	/** So it is, and an answer is due that has to tell of it. */
	briefWaits: boolean;
	/** Its sender was pressed, and no seat has opened it since. */
	pressureWaits: boolean;
};

/** No answer is due any more that a brief would have to precede. */
const done = states.filter((state) => isAnswered(state) || isOver(state));

/**
 * Cases with something sealed that the caller may open: complaints and denunciations, also those that are called something else since,
 * and to the oversight body whatever its sender was pressed about. What was joined to another waits as that one does. What is written since it is called something else is not sealed. Instants of messages are rounded down, so that a pressed sender waits longer rather than not at all.
 */
const sealedCases = sql`
	select f.id, f.reference, f.kind, f.state, f.step, f.received_on, u.untold,
		u.untold and coalesce((select i.state from feedback i where i.id = f.merged_into), f.state) <> all (${done}::text[]) as brief_waits,
		f.id = any (pressed.ids) and exists (
			select from feedback_message x where x.feedback_id = f.id and x.kind = 'pressure' and not exists (
				select from feedback_opening o join oversight_seat s on s.account_id = o.account_id
				where o.feedback_id = f.id and o.at >= x.at + case when f.sealed then interval '1 day' else interval '1 hour' end)) as pressure_waits
	from feedback f cross join (select app.pressed_feedback() as ids) pressed
	cross join lateral (select f.in_custody
		and coalesce((select max(x.step) from feedback_message x where x.feedback_id = f.id and x.from_sender and x.kind <> 'pressure'
			and (f.sealed or x.step < (select max(p.step) from feedback_step p where p.feedback_id = f.id and p.event = 'reclassified'
				and p.detail ->> 'was' in ('complaint', 'denunciation')))), 1)
			> coalesce((select max(t.up_to_step) from feedback_text t where t.feedback_id = f.id and t.part = 'brief'), 0) as untold) u
	where f.erased_at is null
		and ((f.in_custody and (f.with_oversight or f.handling_unit_id = any (app.kept_units('custodian')) or app.oversees())) or f.id = any (pressed.ids))`;

/** What waits first, then the longest received; what is over only while it waits to be heard, or when asked for by its reference. */
export async function listSealed(
	call: Call,
	page: { q: string; limit: number; offset: number },
): Promise<{ rows: SealedCase[]; total: number }> {
	const { rows } = await sql<SealedCase & { total: number }>`
		with c as materialized (${sealedCases})
		select c.*, count(*) over () as total from c
		where case when ${page.q} = '' then c.state not in ('closed', 'withdrawn') or c.pressure_waits else c.reference = upper(${page.q}) end
		order by c.pressure_waits desc, c.brief_waits desc, c.received_on, c.id limit ${page.limit} offset ${page.offset}`.execute(
		call.db,
	);
	return { rows, total: rows[0]?.total ?? 0 };
}

/** One of them, whatever its state. */
export async function findSealed(call: Call, id: string): Promise<SealedCase | undefined> {
	const { rows } = await sql<SealedCase>`select * from (${sealedCases} and f.id = ${id}) c`.execute(call.db);
	return rows[0];
}

export type SealedText = { id: string; part: string; body: Buffer };

/**
 * Writes down who opens what and why, then reads it over the one login that may: two transactions, so that the first stands even if
 * the second fails. What was opened stays readable to them for fifteen minutes; then a reason is given anew.
 */
export async function openSealedTexts(call: Call, feedbackId: string, reason: string): Promise<void> {
	await asCustodian(call, async (custody) => {
		await sql`insert into feedback_opening (feedback_id, account_id, reason)
			values (${feedbackId}, ${custody.actor.accountId}, ${reason})`.execute(custody.db);
	});
}

/** Has the caller opened it since its sender wrote last? */
export async function hasOpened(call: Call, feedbackId: string): Promise<boolean> {
	const { rows } = await sql<{ opened: boolean }>`select app.has_opened(${feedbackId}) as opened`.execute(call.db);
	return rows[0]!.opened;
}

/** What is sealed in a case that was opened a moment ago; nothing when it was not. */
export const listSealedTexts = (call: Call, feedbackId: string): Promise<SealedText[]> =>
	asCustodian(call, async (custody) => {
		const { rows } = await sql<SealedText>`select id, part, body from feedback_text
			where feedback_id = ${feedbackId} and custody order by part`.execute(custody.db);
		return rows;
	});

export type SealedFile = {
	id: string;
	mediaType: string;
	size: number;
	sha256: string;
	state: 'clean' | 'quarantined';
};

/** The files of a case that was opened a moment ago. */
export const listSealedFiles = (call: Call, feedbackId: string): Promise<SealedFile[]> =>
	asCustodian(call, async (custody) => {
		const { rows } = await sql<SealedFile>`select id, media_type, size, sha256, state from feedback_file
			where feedback_id = ${feedbackId} and custody order by message_id nulls first, position`.execute(custody.db);
		return rows;
	});

const asCustodian = <T>(call: Call, act: (custody: Call) => Promise<T>): Promise<T> => {
	if (call.caller.kind !== 'session') throw new Error('only a signed-in person opens what is sealed');
	return work(call.house, { kind: 'custody', token: call.caller.token }, act);
};
