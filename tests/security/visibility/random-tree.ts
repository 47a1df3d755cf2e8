import { createHash } from 'node:crypto';
import { applyFile, checkFile, importUnits, type ReorganisationRow, type UnitRow } from '#organisation';
import { Problem, type House } from '#platform';
import type { Day } from '#words';
import { asOperator } from '../../../src/platform/testing.ts';
import { loadHistory } from '../../../src/organisation/store/history.store.ts';
import { randomDocument, type Draw } from '../../../src/organisation/testing/random-document.ts';
import { slowModel } from '../../../src/organisation/testing/slow-model.ts';
import type { Continues, LineOf } from './model.ts';

const deepest = 6;

/**
 * A tree that has been through documents: units founded, moved, merged, split, abolished, some of it yet to come. Answers
 * every unit that ever is, and where each stands today by the facts alone, not by the tables derived of them.
 */
export async function randomTree(
	house: House,
	draw: Draw,
	day: (offset: number) => Day,
): Promise<{ units: number[]; line: LineOf; continues: Continues }> {
	await asOperator(house, (call) => importUnits(call, day(-500), fileOf(unitsOf(draw))));
	// What changes today and tomorrow is where a mistake by a day shows.
	for (const on of [day(-300), day(-90), day(0), day(1)].filter(() => draw(3) > 0)) {
		try {
			await asOperator(house, async (call) => {
				const { rows } = randomDocument(draw, await loadHistory(call, 'main'), on);
				const file = fileOf<ReorganisationRow>(rows);
				const about = { on, decisionNo: on };
				await checkFile(call, about, file);
				await applyFile(call, { ...about, fileSha256: file.sha256 });
			});
		} catch (problem) {
			// Chance may write what the product refuses; then the tree stays as it was.
			if (!(problem instanceof Problem)) throw problem;
		}
	}
	const history = await asOperator(house, (call) => loadHistory(call, 'main'));
	const { standing, isAbolished } = slowModel(history);
	const today = day(0);
	const lines = new Map<number, number[]>(
		[...history.units.values()].map((unit) => [unit.id, unit.born > today ? [] : standing(unit.id, today)]),
	);
	return {
		units: [...lines.keys()],
		line: (unitId) => lines.get(unitId) ?? [],
		continues: (unitId) => !isAbolished(unitId, today),
	};
}

function unitsOf(draw: Draw): UnitRow[] {
	const depths: number[] = [];
	return Array.from({ length: 14 }, (_, at) => {
		const places = depths.flatMap((depth, place) => (depth < deepest ? [place] : []));
		const above = at === 0 ? 0 : places[draw(places.length - 1)]!;
		depths.push(at === 0 ? 1 : depths[above]! + 1);
		return {
			line: at + 2,
			code: `U${at + 1}`,
			name: `Đơn vị ${at + 1}`,
			kind: 'unit',
			parent_code: at === 0 ? null : `U${above + 1}`,
			short: null,
			publishable: null,
		};
	});
}

const fileOf = <R>(rows: R[]) => ({
	name: 'random.csv',
	sha256: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
	rows,
});
