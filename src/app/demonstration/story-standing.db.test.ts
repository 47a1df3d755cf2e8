import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '#words';
import { aSquare } from '../../feedback/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import type { World } from './feedback-acts.ts';
import { randomFrom } from './random.ts';
import { standing } from './story-standing.ts';

test('of each state that a case stays in for a while, one stands there', async () => {
	const s = await aSquare();
	const pairOf = async (unit: string) => ({
		desk: await s.accountOf(`desk.${unit}`),
		handler: await s.accountOf(`focal.${unit}`),
		head: await s.accountOf(`head.${unit}`),
	});
	const [province, centre] = [s.unit.province, s.unit.ministry];
	const seats = {
		desk: await s.accountOf('seat1'),
		handler: await s.accountOf('seat2'),
		head: await s.accountOf('seat1'),
	};
	const bodies = new Map([
		[province, await pairOf('province')],
		[centre, await pairOf('ministry')],
	]);
	const communes = [s.unit.communeA, s.unit.communeB];
	const states = await asOperator(s.house, async (call) => {
		// The desks sit since today.
		const present = addDays(call.today, 30);
		const world: World = {
			bodies: new Map(),
			call,
			desks: { province, centre, bodies, oversight: seats },
			places: { communes, departments: communes, heads: new Map() },
			chance: randomFrom(1),
			present,
		};
		for (const { daysAgo, live } of standing) {
			const life = live(world, addDays(present, -daysAgo));
			for (let next = await life.next(); !next.done; next = await life.next())
				expect(next.value <= present, next.value).toBe(true);
		}
		return (await sql<{ state: string }>`select state from feedback order by state`.execute(call.db)).rows;
	});
	expect(states.map(({ state }) => state)).toEqual([
		'assigned',
		'awaitingSender',
		'guided',
		'received',
		'reopened',
		'suspended',
		'transferOffered',
		'underReview',
		'withdrawn',
	]);
});
