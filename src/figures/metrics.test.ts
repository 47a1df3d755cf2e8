import { expect, test } from 'vitest';
import { inLocale } from '#words';
import { denominatorOf, metricLabel, metricNamed, metricOf, metrics, rateOf } from './metrics.ts';

test('every metric has an id of its own and a name in both languages', () => {
	expect(new Set(metrics.map((metric) => metric.id)).size).toBe(metrics.length);
	for (const { key } of metrics) {
		const vi = inLocale('vi', () => metricLabel(key));
		const en = inLocale('en', () => metricLabel(key));
		expect(vi).not.toBe('');
		expect(en).not.toBe(vi);
	}
});

test('a metric is found by its name and by its id', () => {
	expect(metricNamed('planIssued')?.id).toBe(11);
	expect(metricOf(11).key).toBe('planIssued');
	expect(metricNamed('toString')).toBeUndefined();
	expect(() => metricOf(32_000)).toThrow('not in the registry');
});

test('signed commitments are measured against members on strength less those exempt', () => {
	const rate = rateOf('commitmentSigned')!;
	expect(denominatorOf(rate, { memberOnStrength: 120, memberExempt: 20 })).toBe(100);
	expect(rateOf('memberExempt')).toBeUndefined();
});
