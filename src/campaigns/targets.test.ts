import { expect, test } from 'vitest';
import { targetWord } from './target-words.ts';
import { together } from './targets.ts';

test('targets in numbers add up; of targets in percents the highest counts', () => {
	expect(together({ metric: 'studySession', sum: 6, most: 4 })).toEqual({ metric: 'studySession', target: 6 });
	expect(together({ metric: 'commitmentSigned', sum: 190, most: 100 })).toEqual({
		metric: 'commitmentSigned',
		target: 100,
	});
});

test('a target is read as a number, or as percents of a share', () => {
	expect(targetWord({ metricKey: 'studySession', target: 1_200 })).toBe('1.200');
	expect(targetWord({ metricKey: 'commitmentSigned', target: 95 })).toBe('95%');
	expect(targetWord({ metricKey: null, target: 12 })).toBe('12');
	expect(targetWord({ metricKey: 'commitmentSigned', target: null })).toBe('');
});
