import { sql } from 'kysely';
import { kept, type Call } from '#platform';

export type Offer = {
	subject: string;
	seq: number;
	prev: Buffer | null;
	leaf: Buffer;
	salt: Buffer;
	releaseAt: Date | null;
};

/** Taken, and when it is released, under which origin; or what a leaf of this subject would have to name. */
export type Taking = {
	taken: boolean;
	nextSeq: number | null;
	lastHash: Buffer | null;
	releasedAt: Date | null;
	origin: string | null;
};

/** Offers a leaf to the queue, in the transaction of the call. */
export async function offerLeaf(call: Call, offer: Offer): Promise<Taking> {
	const { rows } = await sql<Taking>`${kept} select * from app.add_leaf(
		${offer.subject}, ${offer.seq}, ${offer.prev}, ${offer.leaf}, ${offer.salt}, ${offer.releaseAt})`.execute(call.db);
	return rows[0]!;
}

/** Forgets the salts of a subject: what its leaves committed to can no longer be tried out. Jobs and the operator only. */
export async function eraseSalts(call: Call, subject: string): Promise<void> {
	await sql`delete from ledger_salt where subject = ${subject}`.execute(call.db);
}
