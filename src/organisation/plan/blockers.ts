import { formatDate, m } from '#words';
import { withoutChanges, type Changes } from '../tree/changes.ts';
import { flawsOf } from '../tree/flaws.ts';
import { lastName, lastParent, type History } from '../tree/history.ts';
import { forever } from '../tree/span.ts';

/** What was built in the tree on what a document did, in words; empty when it can be taken back. */
export function blockers(history: History, changes: Changes): string[] {
	const { on, born, named, moved, ended } = changes;
	const later = new Map<number, string>();
	for (const { id } of [...born, ...named]) {
		const unit = history.units.get(id)!;
		if (lastName(unit).from > on) later.set(id, lastName(unit).from);
		if (unit.dies !== forever) later.set(id, unit.dies);
	}
	for (const { id } of [...born, ...moved]) {
		const unit = history.units.get(id)!;
		if (lastParent(unit).from > on) later.set(id, lastParent(unit).from);
		if (unit.dies !== forever) later.set(id, unit.dies);
	}
	const own = new Set(changes.lineage.map(({ src, dst }) => `${src} ${dst}`));
	const made = new Set(born.map(({ id }) => id));
	for (const { src, dst, on: day } of history.lineage) {
		if (dst !== null && made.has(dst) && !own.has(`${src} ${dst}`)) later.set(dst, day);
		if (made.has(src)) later.set(src, day);
	}
	if (later.size > 0) {
		return [...later].slice(0, 5).map(([id, day]) => {
			const { code, name } = lastName(history.units.get(id)!);
			return m.organisation_revert_later({ code, name, date: formatDate(day) });
		});
	}
	const back = [...ended, ...named.map(({ id }) => id), ...moved.map(({ id }) => id)];
	return flawsOf(withoutChanges(history, changes)).length > 0 && back.length + born.length > 0
		? [m.organisation_revert_wouldBreak()]
		: [];
}
