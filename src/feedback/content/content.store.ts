import { sql } from 'kysely';
import type { Json } from '#ledger';
import type { Call } from '#platform';

/** A case as far as its leaves speak for it; nothing of it is readable here. */
export type StoredCase = {
	id: string;
	logId: string;
	steps: { step: number; event: string; state: string; unit: number | null; by: string | null; detail: Detail }[];
	/** The hash of each text as it lies in the table. */
	texts: Record<string, string>;
	files: { id: string; sha256: string; refused: boolean }[];
	/** Texts that stand where the words of the sender and the answers stand: each must be named by a step. */
	spoken: string[];
};
type Detail = { readonly [key: string]: Json } & { readonly kept?: Record<string, string> };

/** The cases that say something still, in the order of their ids, from after one of them on. */
export async function listStored(call: Call, after: string, most: number): Promise<StoredCase[]> {
	const { rows } = await sql<StoredCase>`
		select f.id, f.log_id,
			(select jsonb_agg(jsonb_build_object('step', s.step, 'event', s.event, 'state', s.state, 'unit', s.unit_id,
				'by', s.account_id, 'detail', s.detail) order by s.step) from feedback_step s where s.feedback_id = f.id) as steps,
			(select coalesce(jsonb_object_agg(t.id, encode(sha256(t.body), 'hex')), '{}')
				from feedback_text t where t.feedback_id = f.id) as texts,
			(select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'sha256', k.sha256, 'refused', k.state = 'refused')), '[]')
				from feedback_file k where k.feedback_id = f.id) as files,
			(select coalesce(jsonb_agg(spoken.id), '[]') from (
				select t.id from feedback_text t where t.feedback_id = f.id
					and t.part in ('matter', 'officer', 'place', 'when', 'contact', 'name', 'organisation', 'entry')
				union all select g.text_id from feedback_message g
					where g.feedback_id = f.id and g.from_sender and g.kind <> 'pressure'
				union all select a.text_id from feedback_answer a
					where a.feedback_id = f.id and a.state = 'approved' and a.shared_from is null) as spoken (id)) as spoken
		from feedback f where f.erased_at is null and f.id > ${after} order by f.id limit ${most}`.execute(call.db);
	return rows;
}
