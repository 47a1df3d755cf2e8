import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asOperator, testHouse } from '../platform/testing.ts';
import { addLeaf } from './add-leaf.ts';
import { publishStatistics } from './publish-statistics.ts';
import { sequence } from './sequencer/sequence.ts';
import { filesOf } from './verify/source.ts';
import { verifyLog } from './verify/verify-log.ts';

test('one leaf that cannot be read stops no figures; whoever verifies is told of it, and of nothing else', async () => {
	const now = new Date('2026-11-22T05:00:00Z');
	const house = await testHouse({ clock: () => now });
	const received = (subject: string) =>
		asOperator(
			house,
			(call) => addLeaf(call, { class: 'opinion', event: 'received', subject, body: 'H26', private: {} }),
			{ now },
		);
	await received('case-0001');
	// No face can: as if the form of leaves had been another once.
	await asOperator(house, (call) =>
		sql`insert into ledger_queue (subject, leaf) values ('case-0002', '{"x":"poison"}'::bytea)`.execute(call.db),
	);
	await received('case-0003');
	await sequence(house);
	const [figures] = await asOperator(house, publishStatistics, { now });
	expect(figures).toMatchObject({ body: 'H26', period: '2026-11', received: 2 });
	await received('case-0004');
	await sequence(house);
	const found = await verifyLog(filesOf(house, { kind: 'public' }), { now, today: '2026-11-22' });
	expect(found.problems).toEqual([expect.stringContaining('không đúng dạng')]);
});
