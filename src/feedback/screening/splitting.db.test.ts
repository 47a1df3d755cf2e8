import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { standing, theDesk } from '../desk/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { splitFeedback, type SplitMatter } from './split-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const aMatter = (): SplitMatter => ({
	key: randomUUID(),
	kind: 'opinion',
	topic: 'manner',
	accuses: true,
	matter: 'Việc khác',
});
const split = (who: string, id: string) => s.as(who, (call) => splitFeedback(call, id, aMatter()));
const partsOf = (id: string) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from feedback where split_from = ${id}`.execute(
			call.db,
		);
		return rows[0]!.n;
	});

test('the oversight body, which has no desk, divides what it has', async () => {
	const { id } = await s.file({ unitId: s.unit.ministry });
	expect((await standing(s, { id })).withOversight).toBe(true);
	await split('seat1', id);
	expect(await partsOf(id)).toBe(1);
});

test('and nothing that a desk has; a desk nothing that the oversight body has', async () => {
	const atDesk = await s.file();
	const above = await s.file({ unitId: s.unit.ministry });
	await expect(split('seat1', atDesk.id)).rejects.toThrow();
	await expect(split(theDesk, above.id)).rejects.toThrow();
	expect(await partsOf(atDesk.id)).toBe(0);
	expect(await partsOf(above.id)).toBe(0);
	const bySql = s.as('seat1', (call) =>
		sql`select app.file_feedback(${JSON.stringify({ id: randomUUID(), kind: 'opinion', channel: 'portal', splitFrom: atDesk.id })}::jsonb, '', '', '[]')`.execute(
			call.db,
		),
	);
	await expect(bySql).rejects.toThrow('only a desk enters on behalf');
});
