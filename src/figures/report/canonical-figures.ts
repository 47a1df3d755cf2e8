import { createHash } from 'node:crypto';
import type { Figures } from '../figures-of.ts';
import type { Period } from '../period.ts';

/** What a report says; amounts are texts, so that every digit is hashed as it stands. */
export type FrozenFigures = {
	unit: string;
	campaign: number;
	from: string;
	to: string;
	epoch: number;
	figures: Record<string, string>;
	estimated: string[];
};

export const frozenFigures = (
	about: { unit: string; campaignId: number; period: Period; epoch: number },
	{ amounts, estimated }: Figures,
): FrozenFigures => ({
	unit: about.unit,
	campaign: about.campaignId,
	...about.period,
	epoch: about.epoch,
	figures: amounts,
	estimated: estimated.toSorted(),
});

/** The one way to write it (RFC 8785: names in order, no spaces), so that anybody can repeat the hash. */
export function canonicalFigures(frozen: FrozenFigures): string {
	const sorted = Object.entries({ ...frozen, figures: undefined }).filter(([, value]) => value !== undefined);
	const figures = Object.entries(frozen.figures).sort(byName);
	return JSON.stringify(
		Object.fromEntries([...sorted, ['figures', Object.fromEntries(figures)] as const].sort(byName)),
	);
}

export const hashOf = (frozen: FrozenFigures): string =>
	createHash('sha256').update(canonicalFigures(frozen), 'utf8').digest('hex');

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
	a < b ? -1 : Number(a > b);
