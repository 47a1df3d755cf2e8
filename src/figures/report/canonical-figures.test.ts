import { expect, test } from 'vitest';
import { canonicalFigures, frozenFigures, hashOf } from './canonical-figures.ts';

const about = { unit: '26', campaignId: 7, period: { from: '2025-01-01', to: '2025-03-31' }, epoch: 3 };

test('the same figures are written in one way only, whatever order they come in', () => {
	const one = frozenFigures(about, { amounts: { planIssued: '2', attendance: '0.5' }, estimated: ['attendance'] });
	const other = frozenFigures(about, { amounts: { attendance: '0.5', planIssued: '2' }, estimated: ['attendance'] });
	expect(canonicalFigures(one)).toBe(
		'{"campaign":7,"epoch":3,"estimated":["attendance"],"figures":{"attendance":"0.5","planIssued":"2"},' +
			'"from":"2025-01-01","to":"2025-03-31","unit":"26"}',
	);
	expect(hashOf(other)).toBe(hashOf(one));
});

test('another digit is another hash', () => {
	const hash = (planIssued: string) => hashOf(frozenFigures(about, { amounts: { planIssued }, estimated: [] }));
	expect(hash('2')).not.toBe(hash('3'));
});
