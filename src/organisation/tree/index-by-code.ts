import type { Day } from '#words';
import type { History, NameSpan, Unit } from './history.ts';
import { holdsOn } from './span.ts';

export type Bearing = { unit: Unit; span: NameSpan };

/** Who bore which code when. */
export type Codes = {
	bearer(code: string, day: Day): Unit | undefined;
	/** Every unit that ever bore it, by day. */
	bearings(code: string): readonly Bearing[];
};

export function indexByCode(history: History): Codes {
	const bearings = new Map<string, Bearing[]>();
	for (const unit of history.units.values()) {
		for (const span of unit.names) {
			const list = bearings.get(span.code);
			if (list) list.push({ unit, span });
			else bearings.set(span.code, [{ unit, span }]);
		}
	}
	return {
		bearer: (code, day) => bearings.get(code)?.find(({ span }) => holdsOn(span, day))?.unit,
		bearings: (code) => (bearings.get(code) ?? []).toSorted((a, b) => (a.span.from < b.span.from ? -1 : 1)),
	};
}
