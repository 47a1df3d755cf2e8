import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Call, House } from '#platform';
import { addDays, type Day } from '#words';
import { asOperator, testHouse } from '../platform/testing.ts';
import { figuresOfEach } from './figures-of.ts';
import { figuresListeners } from './follow-tree.ts';
import { foldUntilEmpty } from './fold.ts';
import { chanceOf, type Chance } from './oracle/chance.ts';
import { beginning, campaigns, dayWithin, randomHistory, type RandomHistory } from './oracle/random-history.ts';
import { slowFigures } from './oracle/slow-figures.ts';
import { readSlowTree } from './oracle/tree.ts';
import { lastDayOfMonth, type Basis, type Period } from './period.ts';
import { ensureNow } from './refresh-now.ts';
import { verifyFigures } from './verify/verify-figures.ts';

/**
 * Random trees, random re-organisations, random acts: every figure of every node on both bases is what its definition
 * says. FIGURES_HISTORIES and FIGURES_SEED lengthen and repeat it; the seed of a failure is in the test's name.
 */
const histories = Number(process.env.FIGURES_HISTORIES ?? 5);
const firstSeed = Number(process.env.FIGURES_SEED ?? Date.now() % 1_000_000);
const comparisons = 5;
const stepsBetween = 14;

for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
	test(`every figure is as its definition says (seed ${seed})`, { timeout: 120_000 }, async () => {
		const house = await testHouse({ listeners: new Map(figuresListeners.map(([kind, act]) => [kind, [act]])) });
		const chance = chanceOf(seed);
		await makeWide(house, 2 + chance.below(4));
		const history = await randomHistory(house, chance);
		for (let round = 0; round < comparisons; round++) {
			for (let step = 0; step < stepsBetween; step++) await history.step();
			await compare(house, chance, history, round % 2 === 0);
		}
		expect(history.documents, 'documents applied').toBeGreaterThan(0);
	});
}

/** In so small a tree some nodes shall be wide too, and become wide by what happens to the tree. */
const makeWide = (house: House, above: number): Promise<unknown> =>
	asOperator(house, (call) => sql`update figures_state set wide_above = ${above}`.execute(call.db));

/** Compares on a random day, which is “today”: before, between and after the changes of the tree. */
async function compare(house: House, chance: Chance, history: RandomHistory, verified: boolean): Promise<void> {
	const today = chance.percent(50) ? addDays(beginning, 760) : dayWithin(chance);
	const now = new Date(`${today}T05:00:00Z`);
	await ensureNow(house, { kind: 'operator', name: 'test', now });
	await asOperator(
		house,
		async (call) => {
			await foldUntilEmpty(call);
			if (verified) {
				const compared = await verifyFigures(call, () => {}, 1 + chance.below(60));
				expect(compared?.examples, `figures verify, today ${today}`).toEqual([]);
			}
			for (let question = 0; question < 6; question++) {
				const basis = chance.pick<Basis>(['was', 'now']);
				await compareFigures(call, history, chance.pick(campaigns), randomPeriod(chance), basis, today);
			}
		},
		{ now },
	);
}

async function compareFigures(
	call: Call,
	history: RandomHistory,
	campaignId: number,
	period: Period,
	basis: Basis,
	today: Day,
): Promise<void> {
	const tree = await readSlowTree(call);
	const nodes = tree.units.map((unit) => unit.id);
	const figures = await figuresOfEach(call, nodes, { campaignId, period, basis });
	const expected = slowFigures(tree, history.acts, { campaignId, period, basis, today });
	for (const node of nodes) {
		const found = figures.get(node)!;
		const slow = expected.get(node)!;
		const where = `${basis} of unit ${node}, ${period.from} to ${period.to}, campaign ${campaignId}, today ${today}`;
		expect(found.amounts, where).toEqual(Object.fromEntries(slow.amounts));
		expect(new Set(found.estimated), `estimated ${where}`).toEqual(slow.estimated);
	}
}

function randomPeriod(chance: Chance): Period {
	const [from, to] = [dayWithin(chance), dayWithin(chance)].sort() as [Day, Day];
	if (chance.percent(40)) return { from: `${from.slice(0, 7)}-01`, to: lastDayOfMonth(to) };
	return chance.percent(10) ? { from: addDays(beginning, -400), to } : { from, to };
}
