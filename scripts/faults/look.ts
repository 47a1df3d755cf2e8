import { setTimeout as pause } from 'node:timers/promises';
import { makeBed } from '../../bench/bed.ts';
import type { Filers } from './filers.ts';
import { unproved } from './kill-round.ts';

/** What is there in the end: everything that was answered, once, each with its first leaf in the log and nothing promised left undone. */
export async function look(directory: string, people: Filers) {
	const server = await unproved(directory);
	for (let turn = 0; turn < 5 && people.open.size > 0; turn++) await people.repeat(server.origin).catch(() => {});
	await pause(8_000); // routing and the log follow
	await server.stop();
	const bed = await makeBed(0, directory, () => {});
	try {
		const cases = await bed.db.query<{ reference: string; leaves: number; receipts: number; texts: number }>(`
			with first as (select convert_from(leaf, 'UTF8')::jsonb ->> 'subject' as subject, count(*)::int as leaves
				from ledger_leaf where convert_from(leaf, 'UTF8')::jsonb ->> 'event' = 'received' group by 1)
			select f.reference, coalesce(first.leaves, 0) as leaves,
				(select count(*)::int from feedback_receipt r where r.feedback_id = f.id) as receipts,
				(select count(*)::int from feedback_text t where t.feedback_id = f.id) as texts
			from feedback f left join first on first.subject = f.log_id::text`);
		const waiting = await bed.db.query<{ outbox: number; queue: number; unrouted: number }>(`select
			(select count(*)::int from outbox) as outbox, (select count(*)::int from ledger_queue) as queue,
			(select count(*)::int from feedback where routed_at is null) as unrouted`);
		const times = new Map<string, number>();
		for (const { reference } of cases.rows) times.set(reference, (times.get(reference) ?? 0) + 1);
		return {
			cases: cases.rows.length,
			lost: [...people.answered.values()].filter((reference) => !times.has(reference)).length,
			doubled: cases.rows.length - new Set([...people.answered.values()]).size - people.open.size,
			withoutLeaf: cases.rows.filter(({ leaves, receipts, texts }) => leaves !== 1 || receipts !== 1 || texts === 0)
				.length,
			unsent: people.open.size,
			...waiting.rows[0],
		};
	} finally {
		await bed.close();
	}
}
