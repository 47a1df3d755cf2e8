import { readFileSync, writeFileSync } from 'node:fs';
import { transitions, type State } from '../../../src/feedback/feedback.ts';

/** One way from state to state; what the sender may do and the body may do too is two ways. */
export type Way = { from: State; to: State; bySender: boolean };

/** How often each way was walked, by its name. */
export type Coverage = Record<string, number>;

export const nameOf = ({ from, to, bySender }: Way): string => `${from} → ${to}${bySender ? ' (sender)' : ''}`;

export const ways: readonly Way[] = transitions.map(([from, to, bySender]) => ({ from, to, bySender }));

export const nothingWalked = (): Coverage => Object.fromEntries(ways.map((way) => [nameOf(way), 0]));

/** Of the ways out of a state the one to try: those walked least, and those after which such ones lie ahead, far before the others. */
export function wayToTry(coverage: Coverage, from: State, chance: number): Way | undefined {
	const ahead = whatLiesAhead(coverage);
	const out = ways
		.filter((way) => way.from === from)
		.map((way) => ({ way, weight: (rarity(coverage, way) + ahead(way.to)) ** 5 }));
	let left = chance * out.reduce((sum, { weight }) => sum + weight, 0);
	return out.find(({ weight }) => (left -= weight) <= 0)?.way;
}

const rarity = (coverage: Coverage, way: Way): number => 1 / (1 + coverage[nameOf(way)]!);

/** How rare the rarest way ahead of a state is; the farther, the less. */
function whatLiesAhead(coverage: Coverage): (state: State) => number {
	const worth = new Map<State, number>();
	for (let turn = 0; turn < 8; turn += 1)
		for (const way of ways) {
			const here = 0.7 * Math.max(rarity(coverage, way), worth.get(way.to) ?? 0);
			worth.set(way.from, Math.max(worth.get(way.from) ?? 0, here));
		}
	return (state) => worth.get(state) ?? 0;
}

/** Adds what was walked here to what a file says, for who runs the walk many times. */
export function addTo(file: string, coverage: Coverage): void {
	const before = JSON.parse(readFileSync(file, 'utf8')) as Coverage;
	const sum = Object.fromEntries(Object.entries(coverage).map(([way, times]) => [way, times + (before[way] ?? 0)]));
	writeFileSync(file, JSON.stringify(sum));
}
