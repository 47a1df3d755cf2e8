import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { work } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { fileFeedback } from '../filing/file-feedback.ts';
import { standing, theDesk } from '../desk/testing.ts';
import { aReader, speakApp } from '../portal/testing.tsx';
import { aFiling, aSquare, type Square } from '../testing.ts';
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

test('the key of a form that staff fill in leads nobody to the receipt of what was filed by it', async () => {
	const { id } = await s.file();
	const matter = aMatter();
	await s.as(theDesk, (call) => splitFeedback(call, id, matter));
	const letter = aFiling(s.unit.communeA);
	await s.as(theDesk, (call) => enterOnBehalf(call, { ...letter, channel: 'post' }));
	const own = await s.file();
	const reader = aReader(speakApp(s.house));
	await (await reader.open('/tra-cuu')).send({ reference: own.reference, receipt: own.characters });
	const page = reader.page;
	for (const key of [matter.key, letter.key]) {
		for (const ticket of [reader.hidden('_ticket'), 'none of ours', '']) {
			reader.page = page;
			await reader.send({ _do: 'renew', _key: key, _ticket: ticket });
			expect(reader.page).not.toMatch(/([0-9A-Z]{4}-){4}[0-9A-Z*~$=]/);
		}
		const again = await work(s.house, { kind: 'public' }, (call) =>
			fileFeedback(call, { ...aFiling(s.unit.communeA), key }),
		);
		expect(again.again).toBe(false);
	}
});
