import { formatPercent, m } from '#words';
import { kindWord } from './kind-words.ts';
import type { NamedFrom, ParentFrom, PassedBetween, UnitLife } from '../store/unit-history.store.ts';

/** One sentence about a unit, on a day, by a decision. */
export type UnitEvent = { on: string; says: string; decision: string | null };

/** How many other units a sentence names. */
const named = 6;

/**
 * The life of a unit in sentences, the latest first: “established from …”, “renamed …”, “continued by …”.
 */
export function unitEvents(
	life: UnitLife,
	names: readonly NamedFrom[],
	parents: readonly ParentFrom[],
	passed: readonly PassedBetween[],
): UnitEvent[] {
	const events: UnitEvent[] = [];
	const tell = (on: string, decision: string | null, says: string) => events.push({ on, says, decision });
	const from = passed.filter((row) => row.to);
	const birth = from.filter((row) => row.on === life.born);
	const founding = names[0]?.decision ?? null;
	tell(
		life.born,
		founding,
		birth.length > 0 ? m.organisation_event_bornFrom({ units: list(birth) }) : m.organisation_event_born(),
	);
	for (const [at, name] of names.entries()) if (at > 0) tell(name.from, name.decision, renamed(names[at - 1]!, name));
	for (const [at, parent] of parents.entries()) {
		if (at > 0)
			tell(
				parent.from,
				parent.decision,
				m.organisation_event_moved({ from: parents[at - 1]!.parentName ?? '', to: parent.parentName ?? '' }),
			);
	}
	for (const rows of byDay(from.filter((row) => row.on !== life.born))) {
		tell(rows[0]!.on, rows[0]!.decision, m.organisation_event_received({ units: list(rows) }));
	}
	for (const rows of byDay(passed.filter((row) => !row.to))) tell(rows[0]!.on, rows[0]!.decision, gone(life, rows));
	return events.sort((a, b) => (a.on < b.on ? 1 : -1));
}

function renamed(old: NamedFrom, now: NamedFrom): string {
	const said: string[] = [];
	if (old.name !== now.name) said.push(m.organisation_event_renamed({ from: old.name, to: now.name }));
	if (old.kind !== now.kind) said.push(m.organisation_event_kind({ from: kindWord(old.kind), to: kindWord(now.kind) }));
	if (old.code !== now.code) said.push(m.organisation_event_code({ from: old.code, to: now.code }));
	return said.join(' ');
}

function gone(life: UnitLife, rows: readonly PassedBetween[]): string {
	const [first] = rows;
	if (first!.kind === 'abolish') return m.organisation_event_abolished();
	if (first!.kind === 'merge') return m.organisation_event_merged({ unit: first!.otherName ?? '' });
	const others = rows.filter((row) => row.otherId !== life.id);
	return others.length < rows.length
		? m.organisation_event_partGiven({ units: list(others) })
		: m.organisation_event_split({ units: list(others) });
}

function list(rows: readonly PassedBetween[]): string {
	const told = rows
		.slice(0, named)
		.map(({ otherName, share }) => (share === null ? otherName : `${otherName} (${formatPercent(share, 1)})`));
	return rows.length > named
		? m.organisation_event_andMore({ units: told.join(', '), count: rows.length - named })
		: told.join(', ');
}

function byDay(rows: readonly PassedBetween[]): PassedBetween[][] {
	return [...Map.groupBy(rows, (row) => row.on).values()];
}
