import type { FileProblems } from '#platform';
import { formatDate, m, type Day } from '#words';
import { codeShapes, type Bearer, type CodeShapes } from '../codes/lost-zeros.ts';
import { endsNever, isAlive, lastName, lastParent, nameOn, type History, type Unit } from '../tree/history.ts';
import { indexByCode, type Codes } from '../tree/index-by-code.ts';
import { dayBefore } from '../tree/span.ts';

/** What a document stands on: the tree through time, its own day, and the day before. */
export type Ground = {
	history: History;
	on: Day;
	eve: Day;
	codes: Codes;
	shapes: CodeShapes;
	/** Units of which something has been decided to become on this day or later: also those that were split and live on. */
	decided: ReadonlyMap<number, Day>;
};

/** @param made codes that the document itself makes */
export function groundOf(history: History, on: Day, made: readonly Bearer[]): Ground {
	const eve = dayBefore(on);
	const decided = new Map(history.lineage.filter((row) => row.on >= on).map((row) => [row.src, row.on]));
	const shapes = codeShapes([...bearersOn(history, eve), ...made]);
	return { history, on, eve, codes: indexByCode(history), shapes, decided };
}

export function* bearersOn(history: History, day: Day): Generator<Bearer> {
	for (const unit of history.units.values()) {
		if (!isAlive(unit, day)) continue;
		const name = nameOn(unit, day);
		if (name) yield name;
	}
}

/** The unit that a row changes: it bears the code on the day before, and nothing has been decided about it from the day on. */
export function sourceOf(ground: Ground, code: string, line: number, problems: FileProblems): Unit | undefined {
	const { codes, eve, on } = ground;
	const unit = codes.bearer(code, eve);
	if (!unit) {
		problems.add(line, unknownCode(ground, code, eve), 'code');
		return undefined;
	}
	if (!endsNever(unit)) {
		problems.add(line, m.organisation_unit_endsOn({ code, date: formatDate(unit.dies) }), 'code');
		return undefined;
	}
	const changed =
		[lastName(unit).from, lastParent(unit).from].find((from) => from >= on) ?? ground.decided.get(unit.id);
	if (changed) {
		problems.add(line, m.organisation_unit_changedOn({ code, date: formatDate(changed) }), 'code');
		return undefined;
	}
	return unit;
}

/**
 * The unit that a code means as a place to go to: one that the file makes; else the bearer of the day before, if it
 * lives on; else a unit that another document of the same day makes.
 */
export function placeOf(
	ground: Ground,
	made: ReadonlyMap<string, number>,
	said: { code: string; line: number; column: string },
	problems: FileProblems,
): number | undefined {
	const { codes, eve, on } = ground;
	const own = made.get(said.code);
	if (own !== undefined) return own;
	const bearer = codes.bearer(said.code, eve);
	const place = bearer && isAlive(bearer, on) ? bearer : codes.bearer(said.code, on);
	if (place) return place.id;
	problems.add(
		said.line,
		bearer
			? m.organisation_unit_endsOn({ code: said.code, date: formatDate(bearer.dies) })
			: unknownCode(ground, said.code, eve),
		said.column,
	);
	return undefined;
}

/** Why nobody bears the code on the day: its zeros are lost, it lives at another time, or there is no such code. */
export function unknownCode({ codes, shapes }: Pick<Ground, 'codes' | 'shapes'>, code: string, day: Day): string {
	const expected = shapes.restored(code);
	if (expected) return m.organisation_code_lostZeros({ code, expected });
	const spans = codes.bearings(code).map(({ span }) => span);
	const near = spans.find((span) => span.from > day) ?? spans.at(-1);
	if (!near) return m.organisation_code_unknown({ code, date: formatDate(day) });
	return near.from > day
		? m.organisation_code_bornLater({ code, date: formatDate(day), from: formatDate(near.from) })
		: m.organisation_code_endedBefore({ code, date: formatDate(day), to: formatDate(near.to) });
}
