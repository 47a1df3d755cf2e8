import { listUnits } from '#organisation';
import type { Call } from '#platform';
import { addDays, type Day } from '#words';
import type { Chance } from './chance.ts';

const header = 'op,code,into_code,new_code,new_name,new_kind,new_parent_code,share';

/**
 * A re-organisation as somebody might write it, on the tree of the day before; the plan may refuse it.
 *
 * @param busy units that did something on that very day: changed first
 */
export async function randomDocument(
	call: Call,
	chance: Chance,
	on: Day,
	serial: () => number,
	busy: ReadonlySet<number>,
): Promise<string> {
	const units = await listUnits(call, addDays(on, -1));
	const parents = new Set(units.map((unit) => unit.parentCode));
	const under = units.filter((unit) => unit.parentCode !== null && !parents.has(unit.code));
	const leaves = under.map((unit) => unit.code);
	const first = under.filter((unit) => busy.has(unit.id)).map((unit) => unit.code);
	const inner = units.filter((unit) => parents.has(unit.code)).map((unit) => unit.code);
	const rows: string[] = [];
	const touched = new Set<string>();
	const take = (codes: readonly string[]) => {
		const free = codes.filter((code) => !touched.has(code));
		if (free.length === 0) return undefined;
		const code = chance.pick(free);
		touched.add(code);
		return code;
	};
	const create = () => {
		const code = `N${serial()}`;
		rows.push(`create,,,${code},Đơn vị ${code},xa,${chance.pick(inner)},`);
		return code;
	};

	for (let op = 1 + chance.below(3); op > 0; op--) {
		const code = take(first) ?? take(leaves);
		if (code === undefined) break;
		const kind = chance.below(100);
		if (kind < 15) rows.push(`move,${code},,,,,${chance.pick(units).code},`);
		else if (kind < 20) create();
		else if (kind < 30) rows.push(`abolish,${code},,,,,,`);
		else if (kind < 38) rows.push(`rename,${code},,R${serial()},Tên mới,xa,,`);
		else if (kind < 60) merge(code);
		else split(code);
	}
	return `${header}\n${rows.join('\n')}\n`;

	function merge(code: string): void {
		const into = chance.percent(50) ? create() : take(leaves);
		if (into === undefined) return;
		rows.push(`merge,${code},${into},,,,,`);
		const second = chance.percent(40) ? take(leaves) : undefined;
		if (second) rows.push(`merge,${second},${into},,,,,`);
	}

	function split(code: string): void {
		const into = [chance.percent(50) ? code : create(), chance.percent(50) ? create() : (take(leaves) ?? create())];
		if (chance.percent(40)) into.push(create());
		const shares = chance.percent(40)
			? into.map(() => '')
			: into.length === 2
				? ['0.35', '0.65']
				: ['0.2', '0.5', '0.3'];
		for (const [at, dst] of into.entries()) rows.push(`split,${code},${dst},,,,,${shares[at]}`);
	}
}
