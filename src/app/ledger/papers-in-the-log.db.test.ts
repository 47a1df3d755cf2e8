import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { record, type House } from '#platform';
import { plantTree } from '../../people/testing.ts';
import { asOperator, testHouse } from '../../platform/testing.ts';
import { papersInTheLog } from './papers-in-the-log.ts';

let house: House;
let units: Record<string, number>;
beforeAll(async () => {
	house = await testHouse({ listeners: new Map(papersInTheLog.map(([kind, listener]) => [kind, [listener]])) });
	units = await asOperator(house, async (call) => {
		const planted = await plantTree(call, { known: null, hidden: 'known' });
		await sql`update unit set publishable = id = ${planted.known}`.execute(call.db);
		return planted;
	});
});

const sign = (kind: string, unit: string) =>
	asOperator(house, async (call) => {
		const subject = randomUUID();
		await record(call, kind, { unitId: units[unit], subject, payload: { sha256: 'ab'.repeat(32) } });
		const { rows } = await sql<{ leaf: Buffer }>`select leaf from ledger_queue where subject = ${subject}`.execute(
			call.db,
		);
		return rows.map(({ leaf }) => JSON.parse(leaf.toString()) as object);
	});

test.each(['plan', 'pledge'])(
	'a signed %s leaves a leaf with its body and a commitment, and nothing else',
	async (paper) => {
		const [leaf] = await sign(`${paper}.signed`, 'known');
		expect(leaf).toMatchObject({ class: paper, event: 'signed', body: 'known' });
		expect(JSON.stringify(leaf)).not.toContain('abab');
	},
);

test('each amended edition of a plan leaves a leaf of its own', async () => {
	expect(await sign('plan.amended', 'known')).toEqual([
		expect.objectContaining({ class: 'plan', event: 'amended', body: 'known' }),
	]);
});

test('a unit that the public may not know is not named', async () => {
	expect(await sign('plan.signed', 'hidden')).toEqual([expect.objectContaining({ body: null })]);
});
