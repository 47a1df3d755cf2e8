import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asOperator, testHouse } from '../platform/testing.ts';
import { campaignMoves } from './campaign.ts';
import { planMoves } from './plan.ts';

const house = testHouse();

/** The pairs of states that a trigger lets pass, as its source says them. */
const pairsOf = async (name: string): Promise<string[]> => {
	const { rows } = await asOperator(await house, (call) =>
		sql<{ prosrc: string }>`select prosrc from pg_proc where proname = ${name}`.execute(call.db),
	);
	return [...rows[0]!.prosrc.matchAll(/\('(\w+)', '(\w+)'\)/g)].map(([, from, to]) => `${from} → ${to}`).sort();
};

test('the database lets a campaign move exactly as the code says', async () => {
	const moves = Object.values(campaignMoves).map(({ from, to }) => `${from} → ${to}`);
	expect(await pairsOf('campaign_moves')).toEqual(moves.sort());
});

test('the database lets a plan move exactly as the code says', async () => {
	const moves = Object.values(planMoves).flatMap(({ from, to }) => from.map((each) => `${each} → ${to}`));
	expect(await pairsOf('plan_moves')).toEqual(moves.filter((move) => move !== 'amended → amended').sort());
});
