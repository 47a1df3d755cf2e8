import { sql } from 'kysely';
import { keptStatement, type Call } from '#platform';

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
	const { subject, seq, prev, leaf, salt, releaseAt } = offer;
	const [taking] = await askLeaf(call, subject, seq, prev, leaf, salt, releaseAt);
	return taking!;
}

const askLeaf = keptStatement<Taking>('select * from app.add_leaf($1, $2, $3, $4, $5, $6)');

/** Forgets the salts of a subject: what its leaves committed to can no longer be tried out. Jobs and the operator only. */
export async function eraseSalts(call: Call, subject: string): Promise<void> {
	await sql`delete from ledger_salt where subject = ${subject}`.execute(call.db);
}
