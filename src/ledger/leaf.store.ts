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

/** A salt that is kept, and the commitment of the leaf that it opens. */
export type Opening = { subject: string; salt: Buffer; commitment: string };

/** What opens the leaves of these subjects, in the log or on their way to it. Jobs and the operator only. */
export async function listOpenings(call: Call, subjects: readonly string[]): Promise<Opening[]> {
	const { rows } = await sql<Opening>`
		select s.subject, s.salt, convert_from(coalesce(l.leaf, q.leaf), 'UTF8')::jsonb ->> 'commitment' as commitment
		from ledger_salt s
		left join ledger_leaf l on l.hash = s.leaf_hash
		left join ledger_queue q on q.subject = s.subject and sha256('\\x00'::bytea || q.leaf) = s.leaf_hash
		where s.subject = any(${subjects}) and coalesce(l.leaf, q.leaf) is not null`.execute(call.db);
	return rows;
}

/** Forgets the salts of a subject: what its leaves committed to can no longer be tried out. Jobs and the operator only. */
export async function eraseSalts(call: Call, subject: string): Promise<void> {
	await sql`delete from ledger_salt where subject = ${subject}`.execute(call.db);
}
